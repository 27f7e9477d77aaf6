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

export type AudienceCreate = Schemas["AudienceCreate"];
export type AudienceUpdate = Schemas["AudienceUpdate"];
export type CampaignAddLTV = Schemas["CampaignAddLTV"];
export type CampaignCreate = Schemas["CampaignCreate"];
export type CampaignCreateEmail = Schemas["CampaignCreateEmail"];
export type CampaignStatus = Schemas["CampaignStatus"];
export type CampaignUpdate = Schemas["CampaignUpdate"];
export type ContactCreate = Schemas["ContactCreate"];
export type ContactUpdate = Schemas["ContactUpdate"];
export type ContactUpdateLTV = Schemas["ContactUpdateLTV"];
export type EmailAccountCreate = Schemas["EmailAccountCreate"];
export type EmailAccountSetup = Schemas["EmailAccountSetup"];
export type EmailAccountUpdate = Schemas["EmailAccountUpdate"];
export type EmailChannelCreate = Schemas["EmailChannelCreate"];
export type EmailChannelUpdate = Schemas["EmailChannelUpdate"];
export type EmailIdentityCreate = Schemas["EmailIdentityCreate"];
export type EmailIdentityUpdate = Schemas["EmailIdentityUpdate"];
export type EmailTemplateCreate = Schemas["EmailTemplateCreate"];
export type EmailTemplateUpdate = Schemas["EmailTemplateUpdate"];
export type MarketingConsent = Schemas["MarketingConsent"];

/** What an operation takes as its JSON body. */
export type BodyOf<Id extends OperationId> = operations[Id] extends {
  requestBody: { content: { "application/json": infer Body } };
}
  ? Body
  : undefined;

/** What an operation answers with success. */
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
