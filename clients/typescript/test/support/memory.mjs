// Sends 100 MiB of attachments, and prints how many MiB that cost: `node memory.mjs <kind> <base URL> <file of 20 MiB>`.
import { createReadStream } from "node:fs";
import { Client } from "@konigle/reachout";

const MIB = 2 ** 20;
const [kind, baseUrl, path] = process.argv.slice(2);
const bytes = () => new Uint8Array(20 * MIB - 2_000).fill(1);
const make = {
  path: () => path,
  bytes: () => ({ content: bytes(), filename: "a.bin" }),
  blob: () => new Blob([bytes()]),
  stream: () => createReadStream(path),
}[kind];
const client = new Client({ apiKey: "key", baseUrl, retryCount: 0 });
const attachments = Array.from({ length: 5 }, make);
const mail = { to_email: ["a@example.com"], subject: "s", body_html: "h", channel: "c" };
const before = process.memoryUsage.rss();
let most = before;
const timer = setInterval(() => {
  most = Math.max(most, process.memoryUsage.rss());
}, 2);
await client.emails.send({ ...mail, attachments });
clearInterval(timer);
console.log((Math.max(most, process.memoryUsage.rss()) - before) / MIB);
