/** E-mail channels: streams of mail within the account. */
import type { Transport } from "../transport.js";
import type { EmailChannel, EmailChannelCreate, EmailChannelUpdate, FiltersOf } from "../types.js";
import type { RequestOptions } from "../wire.js";
import { type ApiPromise, Collection } from "./base.js";

/** Manager of e-mail channels. */
export class EmailChannelManager extends Collection<
  EmailChannel,
  EmailChannelCreate,
  EmailChannelUpdate,
  FiltersOf<"listEmailChannels">
> {
  constructor(transport: Transport) {
    super(transport, "EmailChannel", "EmailChannels");
  }

  /** Enables or disables the tracking of opens and clicks. Idempotent; retried automatically. */
  setEngagementTracking(
    channelId: string,
    enable: boolean,
    options?: RequestOptions,
  ): ApiPromise<EmailChannel> {
    return this.call("setEngagementTracking", { id: channelId, body: { enable } }, options);
  }
}
