import createClient from "openapi-fetch";
import type { paths } from "./generated/schema.js";
import { baseUrl, headers, walk } from "./walk.js";

const client = createClient<paths>({ baseUrl, headers });
const contact = "/reachout/api/v1/contacts/{contact_id}";

await walk({
  create: async (body) => (await client.POST("/reachout/api/v1/contacts", { body })).data!,
  list: async (query) => (await client.GET("/reachout/api/v1/contacts", { params: { query } })).data!,
  update: async (contact_id, body) => (await client.PATCH(contact, { params: { path: { contact_id } }, body })).data!,
  statusOfMissing: async (contact_id) => (await client.GET(contact, { params: { path: { contact_id } } })).response.status,
});
