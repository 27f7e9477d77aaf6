// What each runtime is asked to do; the outcome of each step is compared in runtimes.test.ts.
import { Client } from "@konigle/reachout";

const MAIL = { to_email: ["ada@example.com"], subject: "s", body_html: "h" };

/** How a call ended. */
async function endOf(call) {
  try {
    return await call;
  } catch (error) {
    return `${error.name} ${error.kind} ${error.applied}`;
  }
}

export async function outcomes({ sandbox, refused, unresolvable, insecure, lost, silent }) {
  const at = (baseUrl, options) =>
    new Client({ apiKey: "sandbox-key", baseUrl, retryCount: 0, allowHttp: true, ...options });
  const create = (baseUrl) => endOf(at(baseUrl).contacts.create({ email: "a@example.com" }));
  const client = at(sandbox, { fetch: globalThis.fetch });
  const { channels } = await client.emailAccounts.setup({
    account_name: "Shop",
    default_from_email: "shop@example.com",
    identity_value: "example.com",
  });
  const { email } = await client.contacts.create({ email: "ada@example.com" });
  const listed = [];
  for await (const contact of client.contacts.iterAll()) listed.push(contact.email);
  const attachments = [new Blob(["hi"]), { content: new Blob(["ho"]).stream(), filename: "ho.txt" }];
  const { status } = await client.emails.send({ ...MAIL, channel: channels[0].code, attachments });
  const controller = new AbortController();
  const aborted = at(silent)
    .contacts.get("1", { signal: controller.signal })
    .catch((error) => error.message);
  setTimeout(() => controller.abort(new Error("enough")), 50);
  return {
    email,
    listed,
    status,
    refused: await create(refused),
    unresolvable: await create(unresolvable),
    insecure: await create(insecure),
    lost: await create(lost),
    aborted: await aborted,
    late: await endOf(at(silent, { timeoutMs: 50 }).contacts.get("1")),
  };
}

const given = globalThis.process?.argv?.[2];
if (given) console.log(JSON.stringify(await outcomes(JSON.parse(given))));
