/** The models of the API by name, and the types of each operation. Names of fields are those of the wire. */
import type { OperationId } from "./generated/operations.js";
import type { components, operations } from "./generated/schema.js";

type Schemas = components["schemas"];

export type Audience = Schemas["Audience"];
export type AudienceCreate = Schemas["AudienceCreate"];
export type AudienceUpdate = Schemas["AudienceUpdate"];
export type Campaign = Schemas["Campaign"];
export type CampaignAddLTV = Schemas["CampaignAddLTV"];
export type CampaignCreate = Schemas["CampaignCreate"];
export type CampaignCreateEmail = Schemas["CampaignCreateEmail"];
export type CampaignExecution = Schemas["CampaignExecution"];
export type CampaignUpdate = Schemas["CampaignUpdate"];
export type Contact = Schemas["Contact"];
export type ContactCreate = Schemas["ContactCreate"];
export type ContactUpdate = Schemas["ContactUpdate"];
export type ContactUpdateLTV = Schemas["ContactUpdateLTV"];
export type EmailAccount = Schemas["EmailAccount"];
export type EmailAccountCreate = Schemas["EmailAccountCreate"];
export type EmailAccountSetup = Schemas["EmailAccountSetup"];
export type EmailAccountUpdate = Schemas["EmailAccountUpdate"];
export type EmailChannel = Schemas["EmailChannel"];
export type EmailChannelCreate = Schemas["EmailChannelCreate"];
export type EmailChannelUpdate = Schemas["EmailChannelUpdate"];
export type EmailIdentity = Schemas["EmailIdentity"];
export type EmailIdentityCreate = Schemas["EmailIdentityCreate"];
export type EmailIdentityUpdate = Schemas["EmailIdentityUpdate"];
export type EmailTemplate = Schemas["EmailTemplate"];
export type EmailTemplateCreate = Schemas["EmailTemplateCreate"];
export type EmailTemplateUpdate = Schemas["EmailTemplateUpdate"];
export type MarketingConsent = Schemas["MarketingConsent"];

/** What an operation takes as its JSON body. */
export type BodyOf<Id extends OperationId> = operations[Id] extends {
  requestBody: { content: { "application/json": infer Body } };
}
  ? Body
  : undefined;

/** The result of a successful operation. */
export type AnswerOf<Id extends OperationId> = operations[Id]["responses"] extends
  | { 200: { content: { "application/json": infer Answer } } }
  | { 201: { content: { "application/json": infer Answer } } }
  ? Answer
  : undefined;

/** The conditions of a list, by their names on the wire; `tags` may be given as an array. */
export type FiltersOf<Id extends OperationId> =
  NonNullable<operations[Id]["parameters"]["query"]> extends infer Query
    ? {
        [Name in keyof Query as Exclude<Name, "page" | "page_size">]?:
          | Query[Name]
          | (Name extends "tags" ? readonly string[] : never)
          | null
          | undefined;
      }
    : never;
