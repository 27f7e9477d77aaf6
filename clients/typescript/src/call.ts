/** A request as a value: which operation, with what. Nothing here touches the network. */
import { InvalidArgumentError } from "./errors.js";
import type { OperationFacts, Settled } from "./facts.js";
import type { FilePart } from "./files.js";
import { KINDS, type OperationId, OPERATIONS } from "./generated/operations.js";

export type Json = Record<string, unknown>;

/** One call of an operation. */
export interface Call {
  readonly operation: OperationFacts;
  /** Value of the path's parameter; undefined when it has none. */
  readonly id?: string | undefined;
  /** The query as it is sent. */
  readonly query?: Readonly<Record<string, string>> | undefined;
  /** Fields of the JSON body, or of the form when there are files. */
  readonly body?: Json | undefined;
  readonly files?: readonly FilePart[] | undefined;
}

const PLACEHOLDER = /\{(\w+)\}/;
const WRONG_IDS: readonly (readonly [RegExp, string])[] = [
  [/^\s*$/, "is empty"],
  [/^\.\.?$/, "must not be '.' or '..', which would address another path"],
  // eslint-disable-next-line no-control-regex -- it matches control characters
  [/[\u0000-\u001f\u007f]/, "holds control characters"],
  [/\p{Cs}/u, "holds half a character"],
];

/** An operation as messages name it. */
export function nameOf(operation: OperationFacts): string {
  return `${operation.id} (${operation.method} ${operation.path})`;
}

/** An operation as errors and hooks have it. */
export function about({ id: operation, method, path: pathTemplate }: OperationFacts) {
  return { operation, method, pathTemplate };
}

/** Whether an operation changes anything on the server. */
export function isWrite(operation: OperationFacts): boolean {
  return operation.replay !== "safe";
}

/** The path of an operation with its quoted id in it. Throws InvalidArgumentError for an id that cannot be sent. */
export function fillPath(operation: OperationFacts, id: unknown): string {
  return operation.path.replace(PLACEHOLDER, (_, name: string) => {
    const refuse = (problem: string): never => {
      const message = `${name} of ${operation.id} ${problem}; nothing was sent.`;
      throw new InvalidArgumentError(message, about(operation));
    };
    const text = Number.isInteger(id) ? String(id) : id;
    if (typeof text !== "string") return refuse(`must be a string, not ${kindOf(id)}`);
    const [, problem] = WRONG_IDS.find(([pattern]) => pattern.test(text)) ?? [];
    return problem ? refuse(problem) : quote(text);
  });
}

/** A text with every character but the unreserved ones (RFC 3986, 2.3) percent-encoded; encodeURIComponent leaves five. */
export function quote(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** What a value is, in words that never show the value. */
export function kindOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}

/** What the request itself says of the resource: the fields that were sent, and its id. */
export function knownOf(call: Call): Json {
  return { ...call.body, ...(call.id === undefined ? {} : { id: call.id }) };
}

/** The facts of an operation. */
export function operationOf(id: OperationId): OperationFacts {
  const row = OPERATIONS[id];
  return { id, ...KINDS[row.kind], ...row };
}

/** The GET that shows whether this call was applied; undefined if none does. */
export function lookupOf({ operation: { settled }, id }: Call): Call | undefined {
  return settled && { operation: operationOf(settled.get), id };
}

/** Whether a resource is in the state that a call was to bring about. */
export function isSettled(settled: Settled, resource: Json, call: Call): boolean {
  const value = resource[settled.field];
  if (settled.values.length > 0) return typeof value === "string" && settled.values.includes(value);
  const wanted = call.body?.[settled.field];
  if (wanted === undefined) return false;
  if (typeof value !== "string" || typeof wanted !== "string") return value === wanted;
  // times may have another offset
  return value === wanted || Date.parse(value) === Date.parse(wanted);
}

/** Refuses mail to anybody outside the allowlist, and any sending whose recipients cannot be known here. */
export function checkRecipients(
  { operation, body = {} }: Call,
  allowed: readonly string[] | undefined,
): void {
  const { kind, field } = operation.recipients ?? {};
  const value = field === undefined ? true : body[field];
  if (!allowed || !kind || !value) return;
  const isAllowed = (address: unknown) => {
    const text = String(address).trim().toLowerCase();
    return allowed.includes(text) || allowed.includes(text.slice(text.lastIndexOf("@") + 1));
  };
  let problem = "a recipient is not covered by recipientsAllowlist";
  // the server alone knows an audience; a scheduled campaign starts without another call
  if (kind === "audience") problem = "its recipients are an audience, which recipientsAllowlist cannot check";
  else if ([value].flat().every(isAllowed)) return;
  throw new InvalidArgumentError(`${nameOf(operation)}: ${problem}; nothing was sent.`, {
    operation: operation.id,
  });
}
