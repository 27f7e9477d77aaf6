/** E-mail channels: streams of mail within the account. */
import type { Transport } from "../transport.js";
import type { EmailChannel } from "../types.js";
import type { RequestOptions } from "../wire.js";
import { Collection } from "./base.js";

const IDS = {
  list: "listEmailChannels",
  get: "getEmailChannel",
  create: "createEmailChannel",
  update: "updateEmailChannel",
  delete: "deleteEmailChannel",
} as const;

/** Manager of e-mail channels. */
export class EmailChannelManager extends Collection<typeof IDS> {
  constructor(transport: Transport) {
    super(transport, IDS);
  }

  /** Enables or disables the tracking of opens and clicks. Idempotent; retried automatically. */
  async setEngagementTracking(
    channelId: string,
    enable: boolean,
    options?: RequestOptions,
  ): Promise<EmailChannel> {
    return this.call("setEngagementTracking", { id: channelId, body: { enable } }, options);
  }
}
