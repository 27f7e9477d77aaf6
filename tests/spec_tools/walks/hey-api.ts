import { client } from "./generated/client.gen.js";
import { createContact, getContact, listContacts, updateContact } from "./generated/sdk.gen.js";
import { baseUrl, headers, walk } from "./walk.js";

client.setConfig({ baseUrl, headers });

await walk({
  create: async (body) => (await createContact({ body, throwOnError: true })).data,
  list: async (query) => (await listContacts({ query, throwOnError: true })).data,
  update: async (contact_id, body) => (await updateContact({ path: { contact_id }, body, throwOnError: true })).data,
  statusOfMissing: async (contact_id) => (await getContact({ path: { contact_id } })).response?.status,
});
