/** Cloudflare Workers: their fetch rejects with the same words whether or not a connection was made. */

interface Socket {
  readonly opened: Promise<unknown>;
  close(): Promise<void>;
}
interface Sockets {
  readonly connect: (address: { hostname: string; port: number }) => Socket;
}

const NAME = "cloudflare:sockets"; // not written into import(), so that no bundler looks for it

/**
 * Whether the server can be reached, asked before a request that must not be sent twice; true on other runtimes.
 *
 * A connection that is refused does not settle it, for Workers refuse those to Cloudflare's own hosts: a HEAD without
 * key or body, which changes nothing, does.
 */
export async function isReachable(
  fetch: typeof globalThis.fetch,
  url: string,
  signal: AbortSignal,
): Promise<boolean> {
  if (
    (globalThis as { navigator?: Navigator }).navigator?.userAgent !== "Cloudflare-Workers" ||
    fetch !== globalThis.fetch
  )
    return true;
  const { protocol, hostname, port, origin } = new URL(url);
  const { connect } = (await import(/* @vite-ignore */ /* webpackIgnore: true */ NAME)) as Sockets;
  const socket = connect({ hostname, port: Number(port) || (protocol === "https:" ? 443 : 80) });
  try {
    await socket.opened;
    void socket.close().catch(() => undefined);
    return true;
  } catch {
    const answered = fetch(origin, { method: "HEAD", redirect: "manual", signal });
    return answered.then(
      () => true,
      () => false,
    );
  }
}
