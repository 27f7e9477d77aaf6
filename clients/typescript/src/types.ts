/** The types of each operation by its operationId. */
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
