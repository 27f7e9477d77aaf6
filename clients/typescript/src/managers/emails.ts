/** Single mails: their response has a sentence for people. */
import { EmailManager as Generated } from "../generated/managers.js";
import type * as models from "../generated/models.js";
import type { RequestOptions } from "../wire.js";
import type { ApiPromise } from "./base.js";

/** The state of a mail that was sent. */
export interface EmailResponse extends models.EmailResponse {
  /** A sentence for people: the server's own words, else one made of the status. */
  message: string;
}

export class EmailManager extends Generated {
  /**
   * Sends one mail now, as JSON without files and as a form with them. Not retried if the response is lost: it would be
   * sent twice. Files are read before the first attempt: ten at most, 20 MiB each, 100 MiB together.
   */
  override send(data: models.Email, options?: RequestOptions): ApiPromise<EmailResponse> {
    return this.call("sendEmail", [data], options, withMessage);
  }
}

function withMessage(value: unknown): EmailResponse {
  const response = value as Partial<Record<"message" | "detail" | "status", unknown>>;
  const said = [response.message, response.detail].find((text) => typeof text === "string" && text);
  // the status is there by the spec, but an empty response has none
  const status = typeof response.status === "string" ? response.status : "unknown";
  return { ...response, message: said ?? `The status of the e-mail is ${status}.` } as EmailResponse;
}
