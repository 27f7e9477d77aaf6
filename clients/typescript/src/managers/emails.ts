/** Single mails. */
import { kindOf } from "../call.js";
import { InvalidArgumentError } from "../errors.js";
import { type Attachment, loadFiles } from "../files.js";
import { OPERATIONS } from "../generated/operations.js";
import type { AnswerOf, BodyOf } from "../types.js";
import type { RequestOptions } from "../wire.js";
import { callOf, Manager } from "./base.js";

/** A mail to be sent now. */
export type Email = BodyOf<"sendEmail"> & {
  /** Files: ten at most, 20 MiB each, 100 MiB together. */
  attachments?: readonly Attachment[] | null | undefined;
};

/** What became of a mail. */
export type EmailResponse = AnswerOf<"sendEmail"> & {
  /** A sentence for people: the server's own words, else one made of the status. */
  message: string;
};

/** Manager of single mails. */
export class EmailManager extends Manager {
  /**
   * Sends one e-mail, as JSON without files and as a form with them. Not retried if the response is lost, because it
   * could be sent twice. Files are read before the first attempt.
   */
  async send(data: Email, options?: RequestOptions): Promise<EmailResponse> {
    if (kindOf(data) !== "object")
      throw new InvalidArgumentError(`Expected a mail, not ${kindOf(data)}; nothing was sent.`);
    const { attachments, ...fields } = data;
    const call = callOf("sendEmail", { body: fields });
    const { field, most } = OPERATIONS.sendEmail.files;
    const files = await loadFiles(field, attachments ?? [], most);
    const answer = await this.transport.send(files.length > 0 ? { ...call, files } : call, options);
    return withMessage(answer as AnswerOf<"sendEmail">);
  }
}

function withMessage(answer: AnswerOf<"sendEmail"> & { message?: unknown; detail?: unknown }): EmailResponse {
  const said = [answer.message, answer.detail].find((text) => typeof text === "string" && text);
  // the status is required by the spec, but an empty response has none
  const status = (answer as { status?: string }).status ?? "unknown";
  return { ...answer, message: typeof said === "string" ? said : `The status of the e-mail is ${status}.` };
}
