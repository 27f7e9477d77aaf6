/** What differs from runtime to runtime. */

const RUNTIME: {
  readonly process?: Partial<Record<"env" | "versions", Readonly<Record<string, string | undefined>>>>;
  readonly navigator?: { readonly userAgent?: string };
} = globalThis;

/** A variable of the environment; undefined where there is none or it is empty. */
export function environment(name: string): string | undefined {
  return RUNTIME.process?.env?.[name] || undefined; // eslint-disable-line @typescript-eslint/prefer-nullish-coalescing -- "" is none
}

function isWorker(): boolean {
  return RUNTIME.navigator?.userAgent === "Cloudflare-Workers";
}

/** Whether this is Node.js; the others say so, too. */
export function isNode(): boolean {
  const { node, bun, deno } = RUNTIME.process?.versions ?? {};
  return node !== undefined && bun === undefined && deno === undefined && !isWorker();
}

interface Sockets {
  readonly connect: (
    address: object,
    options: object,
  ) => { opened: Promise<unknown>; close: () => Promise<void> };
}

const NAME = "cloudflare:sockets"; // not written into import(), so that no bundler tries to resolve it

/**
 * Whether the server can be reached. Fetch of Cloudflare Workers rejects with the same words whether or not a connection
 * was made, so this is asked before a request that must not be sent twice; true on other runtimes.
 *
 * A connection that is refused does not settle it, for Workers refuse those to Cloudflare's own hosts: a HEAD without
 * key or body, which changes nothing, does.
 */
export async function isReachable(
  fetch: typeof globalThis.fetch,
  url: string,
  signal: AbortSignal,
): Promise<boolean> {
  if (!isWorker() || fetch !== globalThis.fetch) return true;
  const { protocol, hostname, port, origin } = new URL(url);
  const isSecure = protocol === "https:";
  try {
    const { connect } = (await import(/* @vite-ignore */ /* webpackIgnore: true */ NAME)) as Sockets;
    const address = { hostname, port: Number(port) || (isSecure ? 443 : 80) };
    const socket = connect(address, { secureTransport: isSecure ? "on" : "off" });
    await socket.opened;
    void socket.close().catch(() => undefined);
    return true;
  } catch {
    const responded = fetch(origin, { method: "HEAD", redirect: "manual", signal });
    return responded.then(
      () => true,
      () => false,
    );
  }
}
