import { setConfig } from "@kubb/plugin-client/clients/fetch";
import { createContact, getContact, listContacts, updateContact } from "./generated/index.js";
import { baseUrl, headers, walk } from "./walk.js";

setConfig({ baseURL: baseUrl, headers });
const json = { headers: { ...headers, "Content-Type": "application/json" } };
let status: number | undefined;

await walk({
  create: (body) => createContact(body, {}, json),
  list: (query) => listContacts(query),
  update: (id, body) => updateContact(id, body, json),
  statusOfMissing: async (id) => {
    await getContact(id, {
      client: async (config) => {
        const response = await fetch(`${baseUrl}${config.url}`, { headers });
        status = response.status;
        return { data: undefined as never, status, statusText: "", headers: response.headers };
      },
    });
    return status;
  },
});
