import { describe, expectTypeOf, test } from "vitest";
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

/** Only the compiler reads what is in here; nothing of it runs. */
function unused(...claims: (() => unknown)[]): void {
  claims.length = 0;
}

describe("what the compiler knows", () => {
  test("methods answer with the models of the spec", () => {
    expectTypeOf(client.campaigns.start).returns.resolves.toEqualTypeOf<Campaign>();
    expectTypeOf(client.contacts.get).returns.resolves.toEqualTypeOf<Contact>();
    expectTypeOf(client.contacts.list).returns.resolves.toEqualTypeOf<Page<Contact>>();
    expectTypeOf(client.contacts.delete).returns.resolves.toEqualTypeOf<true>();
    expectTypeOf(
      client.emailIdentities.checkVerificationStatus,
    ).returns.resolves.toEqualTypeOf<EmailIdentity>();
    expectTypeOf<Campaign["status"]>().toEqualTypeOf<
      "draft" | "scheduled" | "running" | "completed" | "paused" | "cancelled" | "failed" | undefined
    >();
    expectTypeOf<TimeoutError>().toExtend<NetworkError>();
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
      // @ts-expect-error -- paths are not read
      (mail: Email) => client.emails.send({ ...mail, attachments: ["/etc/hosts"] }),
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
