// The four calls that every TypeScript client makes; what it got is printed as one line of JSON.
export interface Contact {
  id: string;
  email?: string | null;
  first_name?: string | null;
  phone?: string | null;
  marketing_consent?: { email?: boolean; sms?: boolean } | null;
}

export interface Calls {
  create(body: { email: string; first_name: string; tags: string[]; marketing_consent: { sms: boolean } }): Promise<Contact>;
  list(query: { q: string; page_size: number }): Promise<{ count?: number | null; payload?: readonly Contact[] }>;
  update(id: string, body: { phone: string }): Promise<Contact>;
  statusOfMissing(id: string): Promise<number | undefined>;
}

export const [, , baseUrl = "", key = ""] = process.argv;
export const headers = { Authorization: `Token ${key}` };

export async function walk(calls: Calls): Promise<void> {
  const created = await calls.create({
    email: "ada@example.com",
    first_name: "Ada",
    tags: ["news"],
    marketing_consent: { sms: false },
  });
  const page = await calls.list({ q: "ada", page_size: 5 });
  const changed = await calls.update(created.id, { phone: "+4915112345678" });
  const missing = await calls.statusOfMissing("missing");
  console.log(
    JSON.stringify({
      created: created.email,
      sms: created.marketing_consent?.sms,
      listed: page.payload?.map((contact) => contact.email),
      first_name: changed.first_name,
      phone: changed.phone,
      missing,
    }),
  );
}
