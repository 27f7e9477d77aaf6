/** Audiences: segments of contacts that campaigns are sent to. */
import type { Transport } from "../transport.js";
import type { Audience, AudienceCreate, AudienceUpdate, FiltersOf } from "../types.js";
import { Collection } from "./base.js";

/** Manager of audiences. */
export class AudienceManager extends Collection<
  Audience,
  AudienceCreate,
  AudienceUpdate,
  FiltersOf<"listAudiences">
> {
  constructor(transport: Transport) {
    super(transport, "Audience", "Audiences");
  }
}
