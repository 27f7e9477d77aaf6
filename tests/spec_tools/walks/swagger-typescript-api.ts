import { Api } from "./generated/api.js";
import { baseUrl, headers, walk } from "./walk.js";

const { reachout } = new Api({ baseUrl, baseApiParams: { format: "json", headers } });

await walk({
  create: async (body) => (await reachout.createContact(body)).data,
  list: async (query) => (await reachout.listContacts(query)).data,
  update: async (id, body) => (await reachout.updateContact(id, body)).data,
  statusOfMissing: (id) =>
    reachout.getContact(id).then(
      (response) => response.status,
      (response: Response) => response.status,
    ),
});
