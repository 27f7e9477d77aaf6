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
const SHAPES =
  "a path, a Blob or File, bytes (Uint8Array or ArrayBuffer), a stream of bytes, or {content, filename} or {path, filename}";

/** The content types of the kinds of file that mails carry most; others say theirs in `contentType`. */
const TYPES: Readonly<Record<string, string>> = {
  csv: "text/csv",
  gif: "image/gif",
  htm: "text/html",
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

/** One file of a form; each attempt sends the same bytes. */
export interface FilePart {
  readonly field: string;
  readonly name: string;
  readonly type: string;
  readonly data: Blob;
}

interface Source {
  readonly content: unknown;
  readonly path?: string;
  readonly name: unknown;
  readonly type: unknown;
}

/** Reads files. Throws InvalidArgumentError past a limit. */
export async function loadFiles(
  field: string,
  files: unknown,
  most = Infinity,
  signal?: AbortSignal,
): Promise<FilePart[]> {
  if (!Array.isArray(files)) throw refused(`${field} must be an array, not ${kindOf(files)}`);
  if (files.length > most)
    throw refused(`${field} holds ${String(files.length)} files, more than ${String(most)}`);
  // bytes are copied here, before anything is waited for: what the caller does to them later changes nothing
  const sources = files.map(sourceOf);
  const parts: FilePart[] = [];
  let total = 0;
  for (const { content, path, name, type } of sources) {
    const called = typeof name === "string" && name.trim() ? name : DEFAULT_NAME;
    const data = content instanceof Blob ? content : await collect(called, path ?? content, signal);
    if (data.size > MAX_FILE_BYTES) throw tooLarge(called);
    total += data.size;
    if (total > MAX_TOTAL_BYTES)
      throw refused(`the files are larger than ${mebibytes(MAX_TOTAL_BYTES)} together`);
    const ending = /\.([^.]+)$/.exec(called)?.[1]?.toLowerCase() ?? "";
    const known = Object.hasOwn(TYPES, ending) ? TYPES[ending] : undefined;
    parts.push({
      field,
      name: called,
      type: typeof type === "string" && type ? type : (known ?? DEFAULT_TYPE),
      data,
    });
  }
  return parts;
}

function sourceOf(file: unknown): Source {
  const source = typeof file === "string" ? fromObject({ path: file }) : (fromData(file) ?? fromObject(file));
  for (const text of [source.name, source.type]) {
    if (text !== undefined && (typeof text !== "string" || UNSAFE.test(text))) {
      throw refused("the name or type of a file is no text, or holds a line break or NUL");
    }
  }
  return source;
}

/** Content that is given as it is, with the name and type it has itself. */
function fromData(data: unknown): Source | undefined {
  if (data instanceof Blob) {
    // a File is a Blob with a name
    return { content: data, name: "name" in data ? data.name : undefined, type: data.type || undefined };
  }
  if (data instanceof Uint8Array || data instanceof ArrayBuffer) {
    return { content: new Blob([data as BlobPart]), name: undefined, type: undefined };
  }
  if (typeof data !== "object" || data === null || !(Symbol.asyncIterator in data)) return undefined;
  const path = "path" in data && typeof data.path === "string" ? data.path : undefined; // of a file of Node.js
  return { content: data, name: path && baseName(path), type: undefined };
}

function fromObject(file: unknown): Source {
  const given = (typeof file === "object" && file !== null ? file : {}) as Record<string, unknown>;
  const { path, content = given["data"], filename = given["name"], contentType = given["type"] } = given;
  const text = typeof given["content"] === "string" ? new Blob([given["content"]]) : undefined;
  const found =
    typeof path === "string"
      ? { content, path, name: baseName(path), type: undefined }
      : fromData(text ?? content);
  if (!found) throw refused(`a file is ${SHAPES}; this one is ${kindOf(file)}`);
  return { ...found, name: filename ?? found.name, type: contentType ?? found.type };
}

function baseName(path: string): string {
  return path.split(/[/\\]/).pop() ?? "";
}

/** A file or stream as a Blob, chunk by chunk, so that no second copy of it is held. */
async function collect(name: string, source: unknown, signal: AbortSignal | undefined): Promise<Blob> {
  const chunks: Blob[] = [];
  let size = 0;
  try {
    for await (const chunk of typeof source === "string"
      ? await open(source)
      : (source as AsyncIterable<BlobPart>)) {
      signal?.throwIfAborted();
      chunks.push(new Blob([chunk]));
      size += chunks.at(-1)?.size ?? 0;
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
  return new Blob(chunks);
}

const FILE_SYSTEM = "node:fs"; // not written into import(), so that no bundler for another runtime looks for it

async function open(path: string): Promise<AsyncIterable<BlobPart>> {
  const fs = (await import(/* @vite-ignore */ /* webpackIgnore: true */ FILE_SYSTEM)) as {
    createReadStream(path: string, options: { highWaterMark: number }): AsyncIterable<BlobPart>;
  };
  return fs.createReadStream(path, { highWaterMark: CHUNK_BYTES });
}

function mebibytes(bytes: number): string {
  return `${String(bytes >> 20)} MiB`;
}

function tooLarge(name: string): InvalidArgumentError {
  return refused(`the file '${name}' is larger than ${mebibytes(MAX_FILE_BYTES)}`);
}

function refused(problem: string, cause?: unknown): InvalidArgumentError {
  return new InvalidArgumentError(`${problem}; nothing was sent.`, { operation: "sendEmail" }, cause);
}

/**
 * A form and its content type: text fields in order, then the files. A list is one repeated field per item, an object
 * one field of JSON text, a boolean `true` or `false`.
 *
 * FormData would turn each line break of a text into CRLF (HTML standard, 4.10.21.8).
 */
export function formOf(
  fields: Readonly<Record<string, unknown>>,
  files: readonly FilePart[],
): { type: string; body: Blob } {
  const boundary = crypto.randomUUID(); // random, so that no file can hold it and end its own part
  const parts: BlobPart[] = [];
  for (const [name, value] of Object.entries(fields)) {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      const text = typeof item === "string" ? item : JSON.stringify(item);
      parts.push(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`);
    }
  }
  for (const { field, name, type, data } of files) {
    const disposition = `form-data; name="${field}"; filename="${name.replaceAll('"', "%22")}"`;
    parts.push(
      `--${boundary}\r\nContent-Disposition: ${disposition}\r\nContent-Type: ${type}\r\n\r\n`,
      data,
      "\r\n",
    );
  }
  parts.push(`--${boundary}--\r\n`);
  return { type: `multipart/form-data; boundary=${boundary}`, body: new Blob(parts) };
}
