import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, expectTypeOf, test } from "vitest";
import {
  Client,
  type Campaign,
  type Contact,
  type Email,
  type EmailIdentity,
  type Page,
  type TimeoutError,
  type NetworkError,
} from "../src/index.js";

const client = new Client({ apiKey: "key", fetch: () => Promise.reject(new Error("nothing is sent here")) });

/** A module beside this file as the compiler sees it, and the types of its constants. */
function compiled(text: string): { checker: ts.TypeChecker; typeOf: (name: string) => ts.Type } {
  const path = fileURLToPath(new URL("hover.ts", import.meta.url));
  const options = {
    strict: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    moduleDetection: ts.ModuleDetectionKind.Force,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts"],
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists, getSourceFile } = host;
  host.readFile = (name) => (name === path ? text : readFile(name));
  host.fileExists = (name) => name === path || fileExists(name);
  host.getSourceFile = (name, target) =>
    name === path ? ts.createSourceFile(name, text, target) : getSourceFile(name, target);
  const program = ts.createProgram([path], options, host);
  const checker = program.getTypeChecker();
  const names = new Map<string, ts.Node>();
  const visit = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node)) names.set(node.name.getText(), node);
    node.forEachChild(visit);
  };
  program.getSourceFile(path)?.forEachChild(visit);
  const typeOf = (name: string) => {
    const node = names.get(name);
    if (!node) throw new Error(`there is no ${name}`);
    return checker.getTypeAtLocation(node);
  };
  return { checker, typeOf };
}

/** Only the compiler reads what is in here; nothing of it runs. */
function unused(...claims: (() => unknown)[]): void {
  claims.length = 0;
}

describe("what the compiler knows", () => {
  test("methods return the models of the spec", () => {
    expectTypeOf(client.campaigns.start).returns.resolves.toEqualTypeOf<Campaign>();
    expectTypeOf(client.contacts.get).returns.resolves.toEqualTypeOf<Contact>();
    expectTypeOf(client.contacts.list).returns.resolves.toEqualTypeOf<Page<Contact>>();
    expectTypeOf(client.contacts.delete).returns.resolves.toEqualTypeOf<true>();
    expectTypeOf(
      client.emailIdentities.checkVerificationStatus,
    ).returns.resolves.toEqualTypeOf<EmailIdentity>();
    expectTypeOf<TimeoutError>().toExtend<NetworkError>();
  });

  test("a response has every field, and words that this version does not know", () => {
    expectTypeOf<Contact["tags"]>().toEqualTypeOf<string[]>();
    expectTypeOf<Contact["ltv"]>().toEqualTypeOf<string | null>();
    expectTypeOf<Contact["marketing_consent"]["sms"]>().toEqualTypeOf<boolean | undefined>();
    const isDone = (campaign: Campaign) => campaign.status === "completed" || campaign.status === "archived";
    expectTypeOf(isDone).returns.toEqualTypeOf<boolean>();
  });

  test("hovering shows the name of a model, and an open union still offers the words of the spec", () => {
    const { checker, typeOf } = compiled(`
      import { Client, type Campaign } from "../src/index.js";
      const client = new Client();
      const contact = await client.contacts.get("id");
      const page = await client.campaigns.list();
      const status = (await client.campaigns.get("id")).status;
    `);
    expect(checker.typeToString(typeOf("contact"))).toBe("Contact");
    expect(checker.typeToString(typeOf("page"))).toBe("Page<Campaign>");
    expect(checker.typeToString(typeOf("status"))).toContain('"running"');
  });

  test("a misspelt or missing field, a wrong filter and null where it cannot be do not compile", () => {
    unused(
      // @ts-expect-error -- emial is no field
      () => client.contacts.create({ emial: "ada@example.com" }),
      // @ts-expect-error -- the address is missing
      () => client.contacts.create({ first_name: "Ada" }),
      // @ts-expect-error -- colour is no filter
      () => client.contacts.list({ colour: "red" }),
      // @ts-expect-error -- bought is no source
      () => client.contacts.list({ source: "bought" }),
      // @ts-expect-error -- an account list takes no filters
      () => client.emailAccounts.list({ q: "shop" }),
      // @ts-expect-error -- a name cannot be cleared
      () => client.campaigns.update("id", { name: null }),
      // @ts-expect-error -- an amount is a text, since a number may be rounded
      () => client.campaigns.addLtv("id", { value: 99.99, currency: "EUR" }),
      // @ts-expect-error -- a template has no field colour
      () => client.emailTemplates.update("id", { colour: "red" }),
      // @ts-expect-error -- a number is no file
      (mail: Email) => client.emails.send({ ...mail, attachments: [7] }),
    );
  });

  test("optional fields may be left out, whatever default the server has for them", () => {
    unused(
      () => client.contacts.create({ email: "ada@example.com" }),
      () => client.contacts.list({ page: 2, pageSize: 50, tags: ["a", "b"], source: "lead" }),
      () => client.contacts.iterAll({ tags: "a,b" }),
      () => client.emailAccounts.list({ page: 1 }),
      () => client.campaigns.update("id", { description: null }),
      () => client.campaigns.schedule("id", new Date()),
      () => client.emails.send({ to_email: ["a@example.com"], subject: "s", body_html: "h", channel: "c" }),
    );
  });
});
