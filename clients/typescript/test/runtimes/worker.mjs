// The program as a Cloudflare Worker.
import { outcomes } from "./program.mjs";

export default {
  async fetch(request) {
    return Response.json(await outcomes(await request.json()));
  },
};
