/** What came of one attempt: a response and what it holds, or a rejection of fetch and what it means. */
import { isObject, retryAfter, shouldRetry } from "./answers.js";
import { type Call, isWrite, knownOf } from "./call.js";
import { itemsOf } from "./paging.js";
import { effectOf, type Outcome } from "./retry.js";

/** The outcome of a response. Its value is JSON of the right kind; what that holds is not checked. */
export function outcomeOfResponse(call: Call, { status, headers }: Response, content: string): Outcome {
  const wait = status === 429 || status === 503 ? retryAfter(headers) : undefined;
  const what = `the server responded with ${status}`;
  const asked = status >= 300 ? shouldRetry(headers) : undefined;
  const outcome = {
    kind: "answer" as const,
    what,
    status,
    retryAfter: wait,
    shouldRetry: asked,
    headers,
    content,
  };
  return effectOf(outcome) === "success" ? { ...outcome, ...valueOf(call, content) } : outcome;
}

/** The value of a success, or why it cannot be read. */
export function valueOf(call: Call, content: string): { value?: unknown; unreadable?: string } {
  const { answer } = call.operation;
  if (!content.trim()) {
    if (answer === "free") return { value: {} };
    if (!isWrite(call.operation)) return { unreadable: "the body is empty" };
    // the request is all that is known of the resource
    return answer === "object" ? { value: knownOf(call) } : {};
  }
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return { unreadable: "the body is not JSON" };
  }
  if (answer === "nothing") return {};
  if (!isObject(value)) return { unreadable: "the body is no JSON object" };
  return answer === "page" && !itemsOf(value) ? { unreadable: "it has no list of resources" } : { value };
}

// How a rejection of fetch says how far the request came. Nothing was sent without a connection, or without proof of who
// is there. Node.js, Bun and undici have codes; Deno has the words of its HTTP library, which tell connecting from sending.
const TIMED_OUT = [/^(TimeoutError|UND_ERR_(HEADERS|BODY)_TIMEOUT)$/];
const NOT_TRUSTED = [
  /^(ERR_TLS_CERT\w+|CERT_\w+|UNABLE_TO_\w+|DEPTH_ZERO_\w+|SELF_SIGNED_\w+)$/,
  /invalid peer certificate/,
];
const NOT_SENT = [
  /^(connect|getaddrinfo|UND_ERR_CONNECT_TIMEOUT)$|client error \(Connect\)/,
  /^E(CONNREFUSED|NOTFOUND|AI_\w+|HOSTUNREACH|NETUNREACH|ADDRNOTAVAIL)$/,
  /^ERR_PROXY_TUNNEL$|^Proxy response \(\d+\)/,
  /^ERR_SSL_(WRONG_VERSION_NUMBER|\w*HANDSHAKE_FAILURE|\w*PROTOCOL(_VERSION)?)$/,
  /TLS (handshake failed|connection was established)/,
  /^bad port$|Requests to port \d+ are blocked/,
];
const SHOWN = ["name", "stack", "code", "errno", "syscall", "hostname", "address", "port"];

/** The outcome of a rejection; the words say how it failed and after how long, and show no part of the request. */
export function outcomeOfFailure(
  problem: unknown,
  takenMs: number,
  redact: (text: string) => string,
): Outcome {
  const chain = chainOf(problem);
  const codes = chain.map(({ code }) => code).filter((each) => typeof each === "string");
  const words = chain.flatMap(({ name, message, syscall }) => [name, message, syscall]);
  const isSaid = (patterns: readonly RegExp[]) =>
    [...codes, ...words].some((word) => patterns.some((pattern) => pattern.test(String(word))));
  const detail = `${codes[0] ? `: ${codes[0]}` : ""} (${(takenMs / 1000).toFixed(2)} s)`;
  const failed = (kind: Outcome["kind"], what: string) => {
    return { kind, what: what + detail, cause: causeOf(chain, redact) };
  };
  if (isSaid(TIMED_OUT)) return failed("timeout", "the response was not complete in time");
  if (isSaid(NOT_TRUSTED))
    return { ...failed("not_sent", "the server's certificate is not trusted"), isPermanent: true };
  if (isSaid(NOT_SENT)) return failed("not_sent", "no connection could be made");
  return failed("lost", "no complete response was received");
}

/** A rejection and its causes, outermost first; no more than five, for a chain may be a circle. */
function chainOf(problem: unknown): Record<string, unknown>[] {
  const chain: Record<string, unknown>[] = [];
  for (let each = problem; isObject(each) && chain.length < 5; each = each["cause"]) chain.push(each);
  return chain;
}

/**
 * A copy of a rejection and its causes with their names, messages and codes, and nothing else: that of a caller's own
 * fetch may hold the request, and so the key.
 */
function causeOf(
  chain: readonly Record<string, unknown>[],
  redact: (text: string) => string,
): Error | undefined {
  return chain.reduceRight<Error | undefined>((cause, each) => {
    const copy = new Error(redact(String(each["message"])), cause && { cause });
    for (const name of SHOWN) {
      const value = typeof each[name] === "string" ? redact(each[name]) : each[name];
      if (typeof value === "string" || typeof value === "number")
        Object.defineProperty(copy, name, { value, configurable: true, enumerable: name !== "stack" });
    }
    return copy;
  }, undefined);
}
