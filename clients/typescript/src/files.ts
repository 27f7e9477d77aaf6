/** Files to attach: what is accepted, how they are read, and their limits. Nothing is ever fetched. */
import { limited } from "./abort.js";
import { isObject } from "./responses.js";
import { type Json, kindOf } from "./call.js";
import { InvalidArgumentError } from "./errors.js";

export const MAX_FILE_BYTES = 20 * 1024 * 1024;
export const MAX_TOTAL_BYTES = 100 * 1024 * 1024;
const DEFAULT_NAME = "attachment";
const DEFAULT_TYPE = "application/octet-stream";
// eslint-disable-next-line no-control-regex -- a line break or NUL in a name would start another header
const UNSAFE = /[\r\n\u0000]/;
// others, such as an encoding, would be needed to read the content
const DESCRIPTION = ["content", "path", "data", "filename", "name", "contentType", "type"];
const SHAPES = "a path, a Blob, bytes, a stream, {content, filename} or {path, filename}";

/** The content types of the kinds of file that mails carry most; others say theirs in `contentType`. */
const TYPES = new Map([
  ["csv", "text/csv"],
  ["gif", "image/gif"],
  ["html", "text/html"],
  ["ics", "text/calendar"],
  ["jpeg", "image/jpeg"],
  ["jpg", "image/jpeg"],
  ["json", "application/json"],
  ["pdf", "application/pdf"],
  ["png", "image/png"],
  ["txt", "text/plain"],
  ["zip", "application/zip"],
]);

/** Content of a file. A stream may be a web stream, a stream of Node.js, or any async iterable of bytes. */
export type FileData =
  | Blob
  | Uint8Array
  | ArrayBuffer
  | AsyncIterable<Uint8Array | string>
  | ReadableStream<Uint8Array>;

interface Described {
  readonly filename?: string | undefined;
  readonly contentType?: string | undefined;
}

/** A file to attach: a local path as a string, its content, or either of them with a name. */
export type Attachment =
  | string
  | FileData
  /** The content; a string is the text of the file, and not a path. */
  | (Described & { readonly content: FileData | string })
  | (Described & { readonly path: string })
  | { readonly data: FileData; readonly name?: string | undefined; readonly type?: string | undefined };

// Uint8Array as Blob takes it: that has a type argument since TypeScript 5.7, which older compilers cannot read
type Bytes = ReturnType<InstanceType<typeof TextEncoder>["encode"]>;
type Chunks = readonly (Blob | Bytes)[];

/** One file of a form; each attempt sends the same bytes. */
export interface FilePart {
  readonly field: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly data: Chunks;
}

/** Reads files. Throws InvalidArgumentError past a limit, and the reason of the signal as soon as it is aborted. */
export async function loadFiles(
  field: string,
  files: unknown,
  most = Infinity,
  caller?: AbortSignal,
): Promise<FilePart[]> {
  if (!Array.isArray(files)) throw refused(`${field} must be an array, not ${kindOf(files)}`);
  if (files.length > most) throw refused(`${field} holds ${files.length} files, more than ${most}`);
  // bytes are copied here, before anything is waited for: what the caller does to them later changes nothing
  const sources = files.map(sourceOf);
  return limited(Infinity, caller, async (signal) => {
    const parts: FilePart[] = [];
    for (const { content, name, type } of sources) {
      const isWhole = content instanceof Blob || content instanceof Uint8Array;
      const data = isWhole ? [content as Blob | Bytes] : await collect(name, content, signal);
      const size = sizeOf(data);
      if (size > MAX_FILE_BYTES) throw tooLarge(name);
      parts.push({ field, name, type, size, data });
      if (parts.reduce((sum, part) => sum + part.size, 0) > MAX_TOTAL_BYTES)
        throw refused("the files are larger than 100 MiB together");
    }
    return parts;
  });
}

/** What is to be read, its name and its type. A path is a string. */
function sourceOf(file: unknown): { content: unknown; name: string; type: string } {
  const isNamed = isObject(file) && !isContent(file);
  const given: Json = typeof file === "string" ? { path: file } : isNamed ? file : { content: file };
  const unknown = Object.keys(given).filter((name) => !DESCRIPTION.includes(name));
  if (unknown.length > 0) throw refused(`a file has no ${unknown.join(", ")}; it is ${SHAPES}`);
  const { path, content = given["data"] } = given;
  if (typeof path !== "string" && typeof given["content"] !== "string" && !isContent(content))
    throw refused(`a file is ${SHAPES}; this one is ${kindOf(file)}`);
  // a File has a name, a Blob may have a type, and an open file of Node.js has a path
  const own = (isContent(content) ? content : {}) as Json;
  const from = [path, own["path"]].find((each) => typeof each === "string");
  const base = from?.split(/[/\\]/).pop();
  const name = [given["filename"], given["name"], own["name"], base, DEFAULT_NAME].find(Boolean);
  const known = TYPES.get(String(name).split(".").pop()?.toLowerCase() ?? "");
  const type = [given["contentType"], given["type"], own["type"], known, DEFAULT_TYPE].find(Boolean);
  if (!isLine(name) || !isLine(type))
    throw refused("the name or type of a file is no text, or holds a line break or NUL");
  return {
    content: typeof path === "string" ? path : copyOf(content),
    name: name.trim() ? name : DEFAULT_NAME,
    type,
  };
}

function isLine(text: unknown): text is string {
  return typeof text === "string" && !UNSAFE.test(text);
}

function isContent(value: unknown): value is FileData {
  const isBytes = value instanceof Blob || value instanceof Uint8Array || value instanceof ArrayBuffer;
  return isBytes || (isObject(value) && Symbol.asyncIterator in value);
}

function copyOf(content: unknown): unknown {
  if (typeof content === "string") return bytesOf(content);
  if (content instanceof ArrayBuffer) return new Uint8Array(content.slice(0));
  return content instanceof Uint8Array ? new Uint8Array(content) : content;
}

function bytesOf(text: string): Bytes {
  return new TextEncoder().encode(text);
}

function sizeOf(chunks: Chunks): number {
  return chunks.reduce((sum, chunk) => sum + (chunk instanceof Blob ? chunk.size : chunk.byteLength), 0);
}

/** The chunks of a file or stream. */
async function collect(name: string, source: unknown, signal: AbortSignal): Promise<Bytes[]> {
  const chunks: Bytes[] = [];
  let size = 0;
  try {
    const stream = typeof source === "string" ? await open(source) : (source as AsyncIterable<unknown>);
    for await (const chunk of stream) {
      signal.throwIfAborted();
      const bytes = chunk instanceof Uint8Array ? chunk : copyOf(chunk);
      if (!(bytes instanceof Uint8Array))
        throw refused(`the stream '${name}' yields ${kindOf(bytes)}, not bytes`);
      chunks.push(bytes as Bytes);
      size += bytes.byteLength;
      if (size > MAX_FILE_BYTES) throw tooLarge(name);
    }
  } catch (problem) {
    if (problem instanceof InvalidArgumentError) throw problem;
    const { code } = problem as { code?: unknown };
    const why = typeof code === "string" ? ` (${code})` : "";
    throw refused(`the file '${name}' cannot be read${why}`, problem);
  }
  return chunks;
}

const FILE_SYSTEM = "node:fs"; // not written into import(), so that no bundler for another runtime tries to resolve it

async function open(path: string): Promise<AsyncIterable<unknown>> {
  const { createReadStream } = (await import(/* @vite-ignore */ /* webpackIgnore: true */ FILE_SYSTEM)) as {
    createReadStream: (path: string) => AsyncIterable<unknown>;
  };
  return createReadStream(path);
}

function tooLarge(name: string): InvalidArgumentError {
  return refused(`the file '${name}' is larger than 20 MiB`);
}

function refused(problem: string, cause?: unknown): InvalidArgumentError {
  return new InvalidArgumentError(`${problem}; nothing was sent.`, { operation: "sendEmail" }, cause);
}

/** A form as it is sent. */
export interface Form {
  readonly type: string;
  readonly chunks: Chunks;
}

/**
 * A form: text fields in order, then the files. A list is one repeated field per item, an object one field of JSON text,
 * a boolean `true` or `false`.
 *
 * FormData would turn each line break of a text into CRLF (HTML standard, 4.10.21.8).
 */
export function formOf(fields: Readonly<Json>, files: readonly FilePart[]): Form {
  const boundary = crypto.randomUUID(); // random, so that no file can hold it and end its own part
  const chunks: (Blob | Bytes)[] = [];
  const add = (head: string, ...data: Chunks) => {
    chunks.push(
      bytesOf(`--${boundary}\r\nContent-Disposition: form-data; ${head}`),
      ...data,
      bytesOf("\r\n"),
    );
  };
  for (const [name, value] of Object.entries(fields)) {
    for (const item of [value].flat()) {
      const text = typeof item === "string" ? item : JSON.stringify(item);
      add(`name="${name}"\r\n\r\n${text}`);
    }
  }
  for (const { field, name, type, data } of files) {
    const filename = name.replaceAll('"', "%22");
    add(`name="${field}"; filename="${filename}"\r\nContent-Type: ${type}\r\n\r\n`, ...data);
  }
  chunks.push(bytesOf(`--${boundary}--\r\n`));
  return { type: `multipart/form-data; boundary=${boundary}`, chunks };
}

/**
 * What fetch gets for a form. That of Node.js would copy a Blob, but sends what is iterated as it is, with the length
 * that a header says.
 */
export function withForm(init: RequestInit, { chunks }: Form, isNode: boolean): RequestInit {
  if (!isNode) return { ...init, body: new Blob([...chunks]) };
  const { from } = ReadableStream as unknown as {
    from: (chunks: AsyncIterable<Uint8Array>) => ReadableStream;
  };
  const headers = { ...(init.headers as Record<string, string>), "content-length": String(sizeOf(chunks)) };
  return { ...init, headers, body: from(iterated(chunks)), duplex: "half" } as RequestInit;
}

async function* iterated(chunks: Chunks): AsyncGenerator<Uint8Array, void, undefined> {
  for (const chunk of chunks) {
    if (chunk instanceof Blob) yield* chunk.stream() as unknown as AsyncIterable<Uint8Array>;
    else yield chunk;
  }
}
