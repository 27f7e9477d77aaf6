import { Buffer } from "node:buffer";
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, describe, expect, test } from "vitest";
import { formOf, loadFiles, MAX_FILE_BYTES } from "../src/files.js";
import { type Attachment, InvalidArgumentError } from "../src/index.js";
import { Fake, thrown } from "./support/fake.js";

const MAIL = { to_email: ["a@example.com", "b@example.com"], subject: "s", body_html: "a\nb", channel: "c" };
const FOLDER = mkdtempSync(join(tmpdir(), "konigle-"));
const HI = join(FOLDER, "hi.txt");
writeFileSync(HI, "hi");
afterAll(() => {
  rmSync(FOLDER, { recursive: true });
});

function* broken(): Generator<Uint8Array> {
  yield Buffer.from("h");
  throw new Error("broken");
}

function* endless(): Generator<Uint8Array> {
  const chunk = new Uint8Array(1024 * 1024);
  for (;;) yield chunk;
}

async function loaded(...files: unknown[]): Promise<unknown[]> {
  const parts = await loadFiles("attachments", files, 10);
  return Promise.all(
    parts.map(async (part) => [part.name, part.type, await new Blob([...part.data]).text()]),
  );
}

describe("a file", () => {
  test.each<[string, Attachment, [string, string, string]]>([
    ["bytes", Buffer.from("hi"), ["attachment", "application/octet-stream", "hi"]],
    [
      "a part of bytes",
      new Uint8Array([1, 104, 105, 2]).subarray(1, 3),
      ["attachment", "application/octet-stream", "hi"],
    ],
    ["a buffer", new Uint8Array([104, 105]).buffer, ["attachment", "application/octet-stream", "hi"]],
    ["a Blob", new Blob(["hi"], { type: "text/x" }), ["attachment", "text/x", "hi"]],
    ["a File", new File(["hi"], "a.csv"), ["a.csv", "text/csv", "hi"]],
    ["data with a name", { data: Buffer.from("hi"), name: "a.b.PDF" }, ["a.b.PDF", "application/pdf", "hi"]],
    ["data with a type", { data: new Blob(["hi"]), name: "a.pdf", type: "x/y" }, ["a.pdf", "x/y", "hi"]],
    [
      "a File with another name",
      { data: new File(["hi"], "a.csv"), name: "b" },
      ["b", "application/octet-stream", "hi"],
    ],
    [
      "content with a filename",
      { content: Buffer.from("hi"), filename: "a.txt" },
      ["a.txt", "text/plain", "hi"],
    ],
    [
      "text with a filename",
      { content: "h\u00ef", filename: "a.txt", contentType: "text/x" },
      ["a.txt", "text/x", "h\u00ef"],
    ],
    ["a web stream", new Blob(["hi"]).stream(), ["attachment", "application/octet-stream", "hi"]],
    [
      "a stream of Node.js",
      Readable.from(["h", Buffer.from("i")]),
      ["attachment", "application/octet-stream", "hi"],
    ],
    [
      "a stream with a filename",
      { content: Readable.from([Buffer.from("hi")]), filename: "a.csv" },
      ["a.csv", "text/csv", "hi"],
    ],
    ["a path", HI, ["hi.txt", "text/plain", "hi"]],
    ["a path with another name", { path: HI, filename: "b.pdf" }, ["b.pdf", "application/pdf", "hi"]],
    ["an open file", createReadStream(HI), ["hi.txt", "text/plain", "hi"]],
    [
      "an empty name",
      { data: Buffer.from("hi"), name: "" },
      ["attachment", "application/octet-stream", "hi"],
    ],
  ])("may be %s", async (_, file, part) => {
    expect(await loaded(file)).toEqual([part]);
  });

  test.each<[string, unknown, RegExp]>([
    ["a path that leads nowhere", `${HI}.gone`, /the file 'hi.txt.gone' cannot be read \(ENOENT\)/],
    ["a URL", new URL("https://example.com/a.pdf"), /a file is a path/],
    ["nothing", null, /this one is null/],
    ["text in base64", { content: "aGk=", filename: "a.txt", encoding: "base64" }, /a file has no encoding/],
    ["a stream that breaks", Readable.from(broken()), /cannot be read/],
    ["a stream without end", Readable.from(endless()), /larger than 20 MiB/],
    ["a stream of what is no bytes", Readable.from([{ rows: 1 }]), /yields object, not bytes/],
    ["data of the wrong kind", { data: "text", name: "a.txt" }, /a file is a path/],
    ["a name with a line break", { data: Buffer.from("x"), name: 'a"\r\nX-Evil: 1' }, /line break/],
    ["a type with a line break", { data: Buffer.from("x"), type: "a\r\nX-Evil: 1" }, /line break/],
    ["a name that is no text", { data: Buffer.from("x"), name: 7 }, /no text/],
    ["more than 20 MiB", new Blob([new Uint8Array(MAX_FILE_BYTES + 1)]), /larger than 20 MiB/],
  ])("may not be %s", async (_, file, message) => {
    const error = await thrown(InvalidArgumentError, loaded(file));
    expect(error.message).toMatch(message);
  });

  test("is one of ten at most, and of 100 MiB together", async () => {
    const many = Array.from({ length: 11 }, () => new Blob(["x"]));
    expect((await thrown(InvalidArgumentError, loaded(...many))).message).toContain("11 files, more than 10");
    const large = new Blob([new Uint8Array(MAX_FILE_BYTES)]);
    const six = Array.from({ length: 6 }, () => large);
    expect((await thrown(InvalidArgumentError, loaded(...six))).message).toContain("100 MiB together");
    await thrown(InvalidArgumentError, loadFiles("attachments", new Blob(["x"])));
  });

  test("is read before the first try: what happens to its bytes later changes nothing", async () => {
    const bytes = Buffer.from("hi");
    const loading = loadFiles("attachments", [bytes]);
    bytes.fill("x");
    expect(await new Blob([...((await loading)[0]?.data ?? [])]).text()).toBe("hi");
  });
});

describe("a mail", () => {
  test("without files is JSON", async () => {
    for (const attachments of [undefined, null, []]) {
      const fake = new Fake([{ body: { status: "sent" } }]);
      await fake.client.emails.send({ ...MAIL, attachments });
      expect(JSON.parse(fake.one.text)).toEqual(MAIL);
    }
  });

  test("with files is a form, which others read as it was meant", async () => {
    const fake = new Fake([{ body: { status: "sent" } }]);
    const headers = { "X-A": "1" };
    const file = { data: Buffer.from([0, 13, 10, 45, 45]), name: 'a "b".bin' };
    await fake.client.emails.send({ ...MAIL, headers, save_as_template: true, attachments: [file] });
    const written = formOf(
      { ...MAIL, headers, save_as_template: true },
      await loadFiles("attachments", [file]),
    );
    const form = await new Response(new Blob([...written.chunks]), {
      headers: { "content-type": written.type },
    }).formData();
    expect(fake.one.headers.get("content-type")).toMatch(/^multipart\/form-data; boundary=[0-9a-f-]{36}$/);
    expect(form.getAll("to_email")).toEqual(MAIL.to_email);
    expect(form.get("body_html")).toBe("a\nb");
    expect(form.get("headers")).toBe('{"X-A":"1"}');
    expect(form.get("save_as_template")).toBe("true");
    const read = form.get("attachments") as File;
    expect(read.name).toBe('a "b".bin');
    expect([...new Uint8Array(await read.arrayBuffer())]).toEqual([0, 13, 10, 45, 45]);
  });

  test("cannot get another field through the content of a file", async () => {
    const evil =
      '\r\n--x\r\nContent-Disposition: form-data; name="to_email"\r\n\r\nevil@example.com\r\n--x--\r\n';
    const written = formOf(MAIL, await loadFiles("attachments", [Buffer.from(evil)]));
    const form = await new Response(new Blob([...written.chunks]), {
      headers: { "content-type": written.type },
    }).formData();
    expect(form.getAll("to_email")).toEqual(MAIL.to_email);
  });

  test("is the same on each try", async () => {
    const refused = { status: 429, headers: { "retry-after": "0" } };
    const fake = new Fake([refused, { body: { status: "sent" } }]);
    await fake.client.emails.send({ ...MAIL, attachments: [new Blob(["hi"])] });
    expect(fake.sent[0]?.text).toBe(fake.sent[1]?.text);
  });

  test("that is none is refused", async () => {
    await thrown(InvalidArgumentError, new Fake([]).client.emails.send("mail" as never));
  });
});
