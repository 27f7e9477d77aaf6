import { createContact, getContact, listContacts, updateContact } from "./generated/api.js";
import { baseUrl, headers, walk } from "./walk.js";

// orval's functions call the global fetch with the path of the spec
const { fetch } = globalThis;
globalThis.fetch = (path, init) => fetch(`${baseUrl}${path}`, init);

function data<T extends { status: number; data: unknown }, S extends number>(
  response: T,
  status: S,
): Extract<T, { status: S }>["data"] {
  if (response.status !== status) throw new Error(`status code ${response.status}`);
  return response.data as Extract<T, { status: S }>["data"];
}

await walk({
  create: async (body) => data(await createContact(body, { headers }), 201),
  list: async (query) => data(await listContacts(query, { headers }), 200),
  update: async (id, body) => data(await updateContact(id, body, { headers }), 200),
  statusOfMissing: async (id) => (await getContact(id, { headers })).status,
});
