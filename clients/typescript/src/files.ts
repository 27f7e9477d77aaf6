/** Files to attach: what is accepted, how they are read, and their limits. Nothing is ever fetched. */
import { kindOf } from "./call.js";
import { InvalidArgumentError } from "./errors.js";

export const MAX_FILE_BYTES = 20 * 1024 * 1024;
export const MAX_TOTAL_BYTES = 100 * 1024 * 1024;
const DEFAULT_NAME = "attachment";
const DEFAULT_TYPE = "application/octet-stream";
// eslint-disable-next-line no-control-regex -- a line break or NUL in a name would start another header
const UNSAFE = /[\r\n\u0000]/;
const SHAPES = "a Blob or File, a Uint8Array, or {data, name, type} with one of these as data";

/** The content types of the kinds of file that mails carry most; others say theirs in `type`. */
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

/** Content of a file. */
export type FileData = Blob | Uint8Array | ArrayBuffer;

/** A file to attach. Without a name it is called `attachment`. */
export type Attachment =
  | FileData
  | { readonly data: FileData; readonly name?: string | undefined; readonly type?: string | undefined };

/** One file of a form, read whole. */
export interface FilePart {
  readonly field: string;
  readonly name: string;
  readonly type: string;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** Reads files, so that each try sends the same bytes. Throws InvalidArgumentError past a limit. */
export async function loadFiles(field: string, files: unknown, most = Infinity): Promise<FilePart[]> {
  if (!Array.isArray(files)) throw refused(`${field} must be an array, not ${kindOf(files)}`);
  if (files.length > most)
    throw refused(`${field} holds ${String(files.length)} files, more than ${String(most)}`);
  const parts: FilePart[] = [];
  let total = 0;
  for (const file of files as unknown[]) {
    const part = await loadFile(field, file);
    total += part.data.byteLength;
    if (total > MAX_TOTAL_BYTES)
      throw refused(`the files are larger than ${mebibytes(MAX_TOTAL_BYTES)} together`);
    parts.push(part);
  }
  return parts;
}

async function loadFile(field: string, file: unknown): Promise<FilePart> {
  const { data, name, type } = takeApart(file);
  for (const text of [name, type]) {
    if (text !== undefined && (typeof text !== "string" || UNSAFE.test(text))) {
      throw refused("the name or type of a file is no text, or holds a line break or NUL");
    }
  }
  const called = name?.trim() ? name : DEFAULT_NAME;
  const size = data instanceof Blob ? data.size : data.byteLength;
  if (size > MAX_FILE_BYTES)
    throw refused(`the file '${called}' is larger than ${mebibytes(MAX_FILE_BYTES)}`);
  // a copy, so that what the caller does to the bytes meanwhile changes nothing
  const bytes = new Uint8Array(data instanceof Blob ? await data.arrayBuffer() : data.slice(0));
  const ending = called.includes(".") ? called.slice(called.lastIndexOf(".") + 1).toLowerCase() : "";
  return { field, name: called, type: type ?? TYPES[ending] ?? DEFAULT_TYPE, data: bytes };
}

function takeApart(file: unknown): { data: FileData; name: string | undefined; type: string | undefined } {
  if (isData(file)) return { data: file, name: nameIn(file), type: typeIn(file) };
  const { data, name, type } = (typeof file === "object" && file !== null ? file : {}) as Partial<
    Exclude<Attachment, FileData>
  >;
  if (!isData(data)) {
    throw refused(`a file is ${SHAPES}; this one is ${kindOf(file)}. Paths and URLs are not read here`);
  }
  return { data, name: name ?? nameIn(data), type: type ?? typeIn(data) };
}

function isData(value: unknown): value is FileData {
  return value instanceof Blob || value instanceof Uint8Array || value instanceof ArrayBuffer;
}

function nameIn(data: FileData): string | undefined {
  // a File is a Blob with a name; Node.js 20 has it, but not everywhere as a global
  const name = data instanceof Blob && "name" in data ? data.name : undefined;
  return typeof name === "string" ? name : undefined;
}

function typeIn(data: FileData): string | undefined {
  return data instanceof Blob && data.type ? data.type : undefined;
}

function mebibytes(bytes: number): string {
  return `${String(bytes >> 20)} MiB`;
}

function refused(problem: string): InvalidArgumentError {
  return new InvalidArgumentError(`${problem}; nothing was sent.`, { operation: "sendEmail" });
}

/** A form as bytes, and its content type. */
export interface Form {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * A form: text fields in order, then the files. A list is one repeated field per item, an object one field of JSON
 * text, a boolean `true` or `false`.
 *
 * It is written here, since FormData turns each line break of a text into CRLF on its way (HTML standard, 4.10.21.8).
 */
export function formOf(fields: Readonly<Record<string, unknown>>, files: readonly FilePart[]): Form {
  const boundary = crypto.randomUUID(); // random, so that no file can hold it and end its own part
  const pieces: (string | Uint8Array<ArrayBuffer>)[] = [];
  for (const [name, value] of Object.entries(fields)) {
    for (const item of Array.isArray(value) ? (value as unknown[]) : [value]) {
      const text = typeof item === "string" ? item : JSON.stringify(item);
      pieces.push(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${text}\r\n`);
    }
  }
  for (const { field, name, type, data } of files) {
    const disposition = `form-data; name="${field}"; filename="${name.replaceAll('"', "%22")}"`;
    pieces.push(
      `--${boundary}\r\nContent-Disposition: ${disposition}\r\nContent-Type: ${type}\r\n\r\n`,
      data,
      "\r\n",
    );
  }
  pieces.push(`--${boundary}--\r\n`);
  return { type: `multipart/form-data; boundary=${boundary}`, bytes: joined(pieces) };
}

function joined(pieces: readonly (string | Uint8Array<ArrayBuffer>)[]): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const parts = pieces.map((piece) => (typeof piece === "string" ? encoder.encode(piece) : piece));
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
