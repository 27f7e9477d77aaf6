/** E-mail templates: mail content kept for use again. */
import type { Transport } from "../transport.js";
import type { EmailTemplate, EmailTemplateCreate, EmailTemplateUpdate, FiltersOf } from "../types.js";
import { Collection } from "./base.js";

/** Manager of e-mail templates. */
export class EmailTemplateManager extends Collection<
  EmailTemplate,
  EmailTemplateCreate,
  EmailTemplateUpdate,
  FiltersOf<"listEmailTemplates">
> {
  constructor(transport: Transport) {
    super(transport, "EmailTemplate", "EmailTemplates");
  }
}
