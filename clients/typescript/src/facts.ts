/** Facts of the spec that are needed while the program runs; `generated/operations.ts` holds them. */
import type { OperationId } from "./generated/operations.js";

/**
 * What to do if the response of an operation is lost: `safe` and `settled` operations are retried,
 * `once` operations never are.
 */
export type Replay = "safe" | "settled" | "once";

/** What one value of a body or a filter may be. */
export interface FieldFacts {
  /** The JSON type, a string when left out; `list` is a text of values joined by commas, which may be given as an array. */
  readonly type?: "string" | "integer" | "number" | "boolean" | "array" | "object" | "list" | "union" | "any";
  readonly format?: string;
  readonly required?: boolean;
  /** Whether it is only received, so that it is left out of what is sent. */
  readonly readOnly?: boolean;
  /** Whether null may be given: it clears a field in an update, and stands for one that is left out elsewhere. */
  readonly nullable?: boolean;
  /** Whether the API keeps the text in lower case. */
  readonly lower?: boolean;
  readonly enum?: readonly unknown[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  /** Of an amount: its digits in all, its decimal places, and the field with the currency, of which some have more. */
  readonly places?: {
    readonly currency: string;
    readonly digits: number;
    readonly most: number;
    readonly more: Readonly<Record<string, number>>;
  };
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Of an array: what each item may be. */
  readonly items?: FieldFacts;
  /** Of an array: whether its items must differ. */
  readonly unique?: boolean;
  /** Of an object: what it may hold, or the name in `SHARED` of what stands inside itself. */
  readonly fields?: Readonly<Record<string, FieldFacts>>;
  readonly shared?: string;
  /** Of a union: its members. */
  readonly members?: readonly FieldFacts[];
  /** Of a map: what each value may be, and the pattern of the names. */
  readonly values?: FieldFacts;
  readonly names?: string;
}

/** How a GET shows that a rejected retry was applied: the values of a field; none for the value in the body. */
export interface Settled {
  readonly field: string;
  readonly values: readonly string[];
  /** The GET. */
  readonly get: OperationId;
}

/** Who receives mail: the addresses in a field, or an audience, if need be only where a field is set. */
export interface Recipients {
  readonly kind: "addresses" | "audience";
  readonly field?: string;
}

/** What does not change from call to call of an operation. */
export interface OperationFacts {
  readonly id: string;
  /** An `update` changes a resource, so that null is sent (it clears a field) and an empty body is rejected. */
  readonly kind: "list" | "get" | "create" | "update" | "delete" | "action";
  readonly method: string;
  readonly path: string;
  readonly replay: Replay;
  readonly settled?: Settled;
  readonly recipients?: Recipients;
  /** How to find out whether a call was applied whose response was lost. */
  readonly recovery?: string;
  readonly filters?: Readonly<Record<string, FieldFacts>>;
  readonly body?: Readonly<Record<string, FieldFacts>>;
  /** The field of a form that holds files, if the operation takes any. */
  readonly files?: { readonly field: string; readonly most?: number };
  /** What a success brings: one resource, a page of them, an object of no fixed form, or nothing. */
  readonly result: "object" | "page" | "free" | "nothing";
  /** What stands for fields that an empty response lacks: fields of the body under other names, or an empty list. */
  readonly standIns?: Readonly<Record<string, Readonly<Record<string, string>> | readonly []>>;
  /** The only field of a response; its value is what the method returns. */
  readonly unwraps?: string;
}

/** An operation in the table, without its id and what is as its default. */
export type OperationRow = Omit<OperationFacts, "id" | "method" | "replay" | "result"> &
  Partial<Pick<OperationFacts, "method" | "replay" | "result">>;
