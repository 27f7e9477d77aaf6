/** TypeScript SDK for Konigle's reachout API. */
export type { Bulk, BulkOptions, BulkResult, BulkStatus, BulkSummary } from "./bulk.js";
export { Client } from "./generated/client.js";
export type { ClientOptions, Clock } from "./config.js";
export * from "./errors.js";
export type { Attachment, FileData } from "./files.js";
export type * from "./generated/models.js";
export type { EmailAccountSetupResult as AccountSetup } from "./generated/models.js";
export type { components, operations, paths } from "./generated/schema.js";
export type { AttemptInfo, CallInfo, EndInfo, Hook, Logger, RetryInfo } from "./hooks.js";
export type { PageOptions } from "./generated/settings.js";
export type { ApiPromise } from "./managers/base.js";
export type { EmailResponse } from "./managers/emails.js";
export { Page } from "./paging.js";
export type { ResponseInfo } from "./transport.js";
export { VERSION } from "./version.js";
export type { WaitOptions } from "./waiting.js";
export type { RequestOptions } from "./wire.js";
