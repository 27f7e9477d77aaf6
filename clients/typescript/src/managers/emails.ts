/** Single mails. */
import { kindOf } from "../call.js";
import { callOf } from "../calls.js";
import { InvalidArgumentError } from "../errors.js";
import { type Attachment, loadFiles } from "../files.js";
import { OPERATIONS } from "../generated/operations.js";
import type { BodyOf, ResponseOf, Schemas } from "../types.js";
import type { RequestOptions } from "../wire.js";
import { type ApiPromise, Manager } from "./base.js";

/** A mail to be sent now. */
export type Email = BodyOf<"sendEmail"> & {
  /** Files: ten at most, 20 MiB each, 100 MiB together. */
  attachments?: readonly Attachment[] | null | undefined;
};

/** The state of a mail that was sent. */
export interface EmailResponse extends ResponseOf<Schemas["EmailResponse"]> {
  /** A sentence for people: the server's own words, else one made of the status. */
  message: string;
}

/** Manager of single mails. */
export class EmailManager extends Manager {
  /**
   * Sends one mail now, as JSON without files and as a form with them. Not retried if the response is lost: it would be
   * sent twice. Files are read before the first attempt.
   */
  send(data: Email, options?: RequestOptions): ApiPromise<EmailResponse> {
    const prepare = async () => {
      if (kindOf(data) !== "object")
        throw new InvalidArgumentError(`Expected a mail, not ${kindOf(data)}; nothing was sent.`);
      const { attachments, ...fields } = data;
      const call = callOf("sendEmail", { body: fields });
      const { field, most } = OPERATIONS.sendEmail.files;
      const files = await loadFiles(field, attachments ?? [], most, options?.signal);
      return files.length > 0 ? { ...call, files } : call;
    };
    return this.exchange(prepare, options, withMessage);
  }
}

function withMessage(value: unknown): EmailResponse {
  const response = value as Partial<Record<"message" | "detail" | "status", unknown>>;
  const said = [response.message, response.detail].find((text) => typeof text === "string" && text);
  // the status is there by the spec, but an empty response has none
  const status = typeof response.status === "string" ? response.status : "unknown";
  return { ...response, message: said ?? `The status of the e-mail is ${status}.` } as EmailResponse;
}
