/** The models of the API by name, and the types of each operation. Names of fields are those of the wire. */
import type { OperationId } from "./generated/operations.js";
import type { components, operations } from "./generated/schema.js";

export type Schemas = components["schemas"];

/**
 * What a response holds. Every field is there, since the server fills in what a create left out; where the spec lists
 * words, another one may come from a newer server.
 */
export type ResponseOf<T> = T extends string
  ? string extends T
    ? T
    : T | (string & {})
  : T extends readonly (infer Item)[]
    ? ResponseOf<Item>[]
    : T extends object
      ? { [Name in keyof T]-?: ResponseOf<Exclude<T[Name], undefined>> }
      : T;

export interface Audience extends ResponseOf<Schemas["Audience"]> {}
export interface Campaign extends Omit<ResponseOf<Schemas["Campaign"]>, "execution"> {
  execution: CampaignExecution | null;
}
export interface CampaignExecution extends ResponseOf<Schemas["CampaignExecution"]> {}
export interface Contact extends Omit<ResponseOf<Schemas["Contact"]>, "marketing_consent"> {
  /** Channels that the response does not name are unknown: neither a yes nor a no. */
  marketing_consent: MarketingConsent;
}
export interface EmailAccount extends ResponseOf<Schemas["EmailAccount"]> {}
export interface EmailChannel extends ResponseOf<Schemas["EmailChannel"]> {}
export interface EmailIdentity extends ResponseOf<Schemas["EmailIdentity"]> {}
export interface EmailTemplate extends ResponseOf<Schemas["EmailTemplate"]> {}

export interface AudienceCreate extends Body<"AudienceCreate"> {}
export interface AudienceUpdate extends Body<"AudienceUpdate"> {}
export interface CampaignAddLTV extends Body<"CampaignAddLTV"> {}
export interface CampaignCreate extends Body<"CampaignCreate"> {}
export interface CampaignCreateEmail extends Body<"CampaignCreateEmail"> {}
export type CampaignStatus = Schemas["CampaignStatus"];
export interface CampaignUpdate extends Body<"CampaignUpdate"> {}
export interface ContactCreate extends Body<"ContactCreate"> {}
export interface ContactUpdate extends Body<"ContactUpdate"> {}
export interface ContactUpdateLTV extends Body<"ContactUpdateLTV"> {}
export interface EmailAccountCreate extends Body<"EmailAccountCreate"> {}
export interface EmailAccountSetup extends Body<"EmailAccountSetup"> {}
export interface EmailAccountUpdate extends Body<"EmailAccountUpdate"> {}
export interface EmailChannelCreate extends Body<"EmailChannelCreate"> {}
export interface EmailChannelUpdate extends Body<"EmailChannelUpdate"> {}
export interface EmailIdentityCreate extends Body<"EmailIdentityCreate"> {}
export interface EmailIdentityUpdate extends Body<"EmailIdentityUpdate"> {}
export interface EmailTemplateCreate extends Body<"EmailTemplateCreate"> {}
export interface EmailTemplateUpdate extends Body<"EmailTemplateUpdate"> {}
export type MarketingConsent = Schemas["MarketingConsent"];

/** The fields of a body, under the name that an editor shows. */
type Body<Name extends keyof Schemas> = { [Field in keyof Schemas[Name]]: Schemas[Name][Field] };

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
