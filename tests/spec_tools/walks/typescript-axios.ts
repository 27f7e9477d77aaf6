import { isAxiosError } from "axios";
import { Configuration, ContactsApi } from "./generated/index.js";
import { baseUrl, headers, walk } from "./walk.js";

const contacts = new ContactsApi(new Configuration({ basePath: baseUrl, apiKey: headers.Authorization }));

await walk({
  create: async (body) => (await contacts.createContact(body)).data,
  list: async ({ q, page_size }) => (await contacts.listContacts(undefined, page_size, q)).data,
  update: async (id, body) => (await contacts.updateContact(id, body)).data,
  statusOfMissing: (id) =>
    contacts.getContact(id).then(
      (response) => response.status,
      (error: unknown) => (isAxiosError(error) ? error.response?.status : undefined),
    ),
});
