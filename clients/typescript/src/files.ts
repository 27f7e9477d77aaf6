/** Files to attach: what is accepted, how they are read, and their limits. Nothing is ever fetched. */
import { kindOf } from "./call.js";
import { InvalidArgumentError } from "./errors.js";

export const MAX_FILE_BYTES = 20 * 1024 * 1024;
export const MAX_TOTAL_BYTES = 100 * 1024 * 1024;
const CHUNK_BYTES = 1024 * 1024;
const DEFAULT_NAME = "attachment";
const DEFAULT_TYPE = "application/octet-stream";
// eslint-disable-next-line no-control-regex -- a line break or NUL in a name would start another header
const UNSAFE = /[\r\n\u0000]/;
const SHAPES = "a path, a Blob, bytes, a stream, {content, filename} or {path, filename}";

/** The content types of the kinds of file that mails carry most; others say theirs in `contentType`. */
const TYPES: Readonly<Record<string, string>> = {
  csv: "text/csv",
  gif: "image/gif",
  html: "text/html",
  ics: "text/calendar",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  json: "application/json",
  pdf: "application/pdf",
  png: "image/png",
  txt: "text/plain",
  zip: "application/zip",
};

/** Content of a file. A stream may be a web stream, a stream of Node.js, or any async iterable of bytes. */
export type FileData =
  | Blob
  | Uint8Array
  | ArrayBuffer
  | AsyncIterable<Uint8Array | string>
  | ReadableStream<Uint8Array>;

/** A file to attach: a local path as a string, its content, or either of them with a name. */
export type Attachment =
  | string
  | FileData
  | {
      /** The content; a string is the text of the file, and not a path. */
      readonly content: FileData | string;
      readonly filename?: string | undefined;
      readonly contentType?: string | undefined;
    }
  | {
      readonly path: string;
      readonly filename?: string | undefined;
      readonly contentType?: string | undefined;
    }
  | { readonly data: FileData; readonly name?: string | undefined; readonly type?: string | undefined };

type Bytes = Uint8Array<ArrayBuffer>;

/** One file of a form; each attempt sends the same bytes. */
export interface FilePart {
  readonly field: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  readonly data: readonly (Blob | Bytes)[];
}

/** Reads files. Throws InvalidArgumentError past a limit. */
export async function loadFiles(
  field: string,
  files: unknown,
  most = Infinity,
  signal?: AbortSignal,
): Promise<FilePart[]> {
  if (!Array.isArray(files)) throw refused(`${field} must be an array, not ${kindOf(files)}`);
  if (files.length > most) throw refused(`${field} holds ${files.length} files, more than ${most}`);
  // bytes are copied here, before anything is waited for: what the caller does to them later changes nothing
  const sources = files.map(sourceOf);
  const parts: FilePart[] = [];
  let total = 0;
  for (const { content, name, type } of sources) {
    const isWhole = content instanceof Blob || content instanceof Uint8Array;
    const data = isWhole ? [content as Blob | Bytes] : await collect(name, content, signal);
    const size = sizeOf(data);
    if (size > MAX_FILE_BYTES) throw tooLarge(name);
    total += size;
    if (total > MAX_TOTAL_BYTES) throw refused("the files are larger than 100 MiB together");
    const ending = name.slice(name.lastIndexOf(".") + 1).toLowerCase();
    const known = Object.hasOwn(TYPES, ending) ? TYPES[ending] : undefined;
    parts.push({ field, name, type: type ?? known ?? DEFAULT_TYPE, size, data });
  }
  return parts;
}

/** What is to be read, its name, and its type if that is given. A path is a string. */
function sourceOf(file: unknown): { content: unknown; name: string; type: string | undefined } {
  const isBare = isContent(file) || kindOf(file) !== "object";
  const given = (typeof file === "string" ? { path: file } : isBare ? { content: file } : file) as Record<
    string,
    unknown
  >;
  const { path, content = given["data"] } = given;
  const isText = typeof given["content"] === "string";
  if (typeof path !== "string" && !isText && !isContent(content))
    throw refused(`a file is ${SHAPES}; this one is ${kindOf(file)}`);
  // a File has a name, a Blob may have a type, and an open file of Node.js has a path
  const own = (isContent(content) ? content : {}) as { name?: unknown; type?: unknown; path?: unknown };
  const from = [path, own.path].find((each) => typeof each === "string");
  const name = given["filename"] ?? given["name"] ?? own.name ?? from?.split(/[/\\]/).pop() ?? "";
  const type = given["contentType"] ?? given["type"] ?? (own.type === "" ? undefined : own.type);
  const isLine = (text: unknown) => typeof text === "string" && !UNSAFE.test(text);
  if (!isLine(name) || !isLine(type ?? ""))
    throw refused("the name or type of a file is no text, or holds a line break or NUL");
  const called = (name as string).trim() ? (name as string) : DEFAULT_NAME;
  return { content: path ?? copyOf(content), name: called, type: type as string | undefined };
}

function isContent(value: unknown): value is FileData {
  const isBytes = value instanceof Blob || value instanceof Uint8Array || value instanceof ArrayBuffer;
  return isBytes || (kindOf(value) === "object" && Symbol.asyncIterator in (value as object));
}

function copyOf(content: unknown): unknown {
  if (typeof content === "string") return new TextEncoder().encode(content);
  if (content instanceof ArrayBuffer) return new Uint8Array(content.slice(0));
  return content instanceof Uint8Array ? new Uint8Array(content) : content;
}

function sizeOf(data: readonly (Blob | Bytes)[]): number {
  return data.reduce((sum, part) => sum + (part instanceof Blob ? part.size : part.byteLength), 0);
}

/** The chunks of a file or stream. */
async function collect(name: string, source: unknown, signal: AbortSignal | undefined): Promise<Bytes[]> {
  const chunks: Bytes[] = [];
  let size = 0;
  try {
    for await (const chunk of typeof source === "string"
      ? await open(source)
      : (source as AsyncIterable<Bytes | string>)) {
      signal?.throwIfAborted();
      const bytes = typeof chunk === "string" ? new TextEncoder().encode(chunk) : chunk;
      chunks.push(bytes);
      size += bytes.byteLength;
      if (size > MAX_FILE_BYTES) throw tooLarge(name);
    }
  } catch (problem) {
    signal?.throwIfAborted();
    if (problem instanceof InvalidArgumentError) throw problem;
    const { code } = problem as { code?: unknown };
    throw refused(
      `the file '${name}' cannot be read${typeof code === "string" ? ` (${code})` : ""}`,
      problem,
    );
  }
  return chunks;
}

const FILE_SYSTEM = "node:fs"; // not written into import(), so that no bundler for another runtime looks for it

async function open(path: string): Promise<AsyncIterable<Bytes>> {
  const fs = (await import(/* @vite-ignore */ /* webpackIgnore: true */ FILE_SYSTEM)) as {
    createReadStream(path: string, options: { highWaterMark: number }): AsyncIterable<Bytes>;
  };
  return fs.createReadStream(path, { highWaterMark: CHUNK_BYTES });
}

function tooLarge(name: string): InvalidArgumentError {
  return refused(`the file '${name}' is larger than 20 MiB`);
}

function refused(problem: string, cause?: unknown): InvalidArgumentError {
  return new InvalidArgumentError(`${problem}; nothing was sent.`, { operation: "sendEmail" }, cause);
}

/**
 * A form: text fields in order, then the files. A list is one repeated field per item, an object one field of JSON text,
 * a boolean `true` or `false`.
 *
 * FormData would turn each line break of a text into CRLF (HTML standard, 4.10.21.8).
 */
export class Form {
  readonly type: string;
  readonly #parts: (Blob | Bytes)[] = [];

  constructor(fields: Readonly<Record<string, unknown>>, files: readonly FilePart[]) {
    const encoder = new TextEncoder();
    const boundary = crypto.randomUUID(); // random, so that no file can hold it and end its own part
    const add = (head: string, ...data: readonly (Blob | Bytes)[]) => {
      this.#parts.push(encoder.encode(`--${boundary}\r\nContent-Disposition: form-data; ${head}`), ...data);
      this.#parts.push(encoder.encode("\r\n"));
    };
    for (const [name, value] of Object.entries(fields)) {
      for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
        const text = typeof item === "string" ? item : JSON.stringify(item);
        add(`name="${name}"\r\n\r\n${text}`);
      }
    }
    for (const { field, name, type, data } of files) {
      const filename = name.replaceAll('"', "%22");
      add(`name="${field}"; filename="${filename}"\r\nContent-Type: ${type}\r\n\r\n`, ...data);
    }
    this.#parts.push(encoder.encode(`--${boundary}--\r\n`));
    this.type = `multipart/form-data; boundary=${boundary}`;
  }

  /** The body, for any fetch. */
  blob(): Blob {
    return new Blob(this.#parts);
  }

  /**
   * The body for fetch of Node.js, which would copy a Blob or an array, but sends the chunks of a stream as they are,
   * with the length that a header says.
   */
  stream(): { body: ReadableStream; length: string } {
    const chunks = chunksOf(this.#parts);
    const body = new ReadableStream<Uint8Array>(
      {
        async pull(controller) {
          const { done, value } = await chunks.next();
          if (done) controller.close();
          else controller.enqueue(value);
        },
      },
      { highWaterMark: 0 },
    );
    return { body, length: String(sizeOf(this.#parts)) };
  }
}

async function* chunksOf(parts: readonly (Blob | Bytes)[]): AsyncGenerator<Uint8Array, void, undefined> {
  for (const part of parts) {
    if (part instanceof Blob) {
      for (let at = 0; at < part.size; at += CHUNK_BYTES)
        yield new Uint8Array(await part.slice(at, at + CHUNK_BYTES).arrayBuffer());
    } else {
      for (let at = 0; at < part.byteLength; at += CHUNK_BYTES) yield part.subarray(at, at + CHUNK_BYTES);
    }
  }
}
