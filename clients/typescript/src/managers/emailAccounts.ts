/** E-mail accounts: the mail account of the site. */
import { isObject } from "../answers.js";
import type { Transport } from "../transport.js";
import type {
  AnswerOf,
  EmailAccount,
  EmailAccountCreate,
  EmailAccountSetup,
  EmailAccountUpdate,
  EmailChannel,
  EmailIdentity,
  FiltersOf,
} from "../types.js";
import type { RequestOptions } from "../wire.js";
import { type ApiPromise, Collection } from "./base.js";

/** What a set-up made. */
export interface AccountSetup {
  account: EmailAccount;
  channels: EmailChannel[];
  identity: EmailIdentity;
}

/** Manager of e-mail accounts. */
export class EmailAccountManager extends Collection<
  EmailAccount,
  EmailAccountCreate,
  EmailAccountUpdate,
  FiltersOf<"listEmailAccounts">
> {
  constructor(transport: Transport) {
    super(transport, "EmailAccount", "EmailAccounts");
  }

  /**
   * Creates an account with its first channels and identity. Not retried if the response is lost. A blank address
   * means that none is given.
   */
  setup(data: EmailAccountSetup, options?: RequestOptions): ApiPromise<AccountSetup> {
    return this.call("setupEmailAccount", { body: data }, options, (value) => {
      // an empty response stands for what was sent, and an odd one may hold anything
      const { account, channels, identity, ...rest } = value as Record<string, unknown>;
      const known = { ...rest, name: data.account_name };
      return {
        account: isObject(account) ? account : known,
        channels: Array.isArray(channels) ? channels : [],
        identity: isObject(identity) ? identity : known,
      } as unknown as AccountSetup;
    });
  }

  /**
   * Requests whether e-mail can be sent. Idempotent; retried automatically.
   *
   * @returns What the server says; its keys are not documented.
   */
  checkStatus(options?: RequestOptions): ApiPromise<AnswerOf<"checkEmailAccountStatus">> {
    return this.call("checkEmailAccountStatus", {}, options);
  }
}
