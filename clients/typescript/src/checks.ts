/** What a caller writes, checked by the facts of the spec before anything is sent. */
import { type Json, kindOf } from "./call.js";
import { InvalidArgumentError } from "./errors.js";
import type { BodyFacts, FieldFacts, OperationFacts } from "./facts.js";

type Problems = Record<string, string[]>;

// eslint-disable-next-line no-control-regex -- a line break in the head of a mail would start another header
const BREAK = /[\r\n\u0000]/;
const EMAIL = /^[^\s@<>(),;:"[\]\\]+@[^\s@.<>(),;:"[\]\\]+(\.[^\s@.<>(),;:"[\]\\]+)+$/;
const TIME = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const NAIVE = "This time has no time zone: write an offset (2030-05-01T09:00:00+02:00), or pass a Date.";

/**
 * A body as it is sent: without what is undefined and, in a create, without null and blank optional addresses.
 * Throws InvalidArgumentError, with `fieldErrors`, for what the API would reject.
 */
export function checkBody(operation: OperationFacts, facts: BodyFacts, data: unknown): Json {
  if (!isPlainObject(data))
    throw refused(operation, { non_field_errors: [`Expected an object, not ${kindOf(data)}.`] });
  const problems: Problems = {};
  const body = checkFields(facts.fields, data, "", facts.change, problems);
  checkLines(body, problems);
  if (Object.keys(problems).length > 0) throw refused(operation, problems, Object.keys(facts.fields));
  if (facts.change && Object.keys(body).length === 0) {
    throw new InvalidArgumentError("An update needs at least one field; nothing was sent.", about(operation));
  }
  return body;
}

/** The filters of a list as a query. Throws InvalidArgumentError for unknown ones and values that do not fit. */
export function checkFilters(operation: OperationFacts, filters: Json): Record<string, string> {
  const facts = operation.filters ?? {};
  const given = Object.entries(filters).filter(([, value]) => value !== undefined && value !== null);
  const unknown = given.map(([name]) => name).filter((name) => !Object.hasOwn(facts, name));
  if (unknown.length > 0) {
    const known = Object.keys(facts).join(", ");
    throw new InvalidArgumentError(
      `Unknown filter '${unknown.join("', '")}'; nothing was sent. ` +
        (known ? `Supported filters: ${known}.` : "This list takes no filters."),
      about(operation),
    );
  }
  const problems: Problems = {};
  const checked = checkFields(facts, Object.fromEntries(given), "", false, problems);
  if (Object.keys(problems).length > 0) throw refused(operation, problems);
  return Object.fromEntries(Object.entries(checked).map(([name, value]) => [name, String(value)]));
}

function checkFields(
  facts: Readonly<Record<string, FieldFacts>>,
  data: Json,
  prefix: string,
  isChange: boolean,
  problems: Problems,
): Json {
  const checked: Json = {};
  for (const [name, value] of Object.entries(data)) {
    const field = Object.hasOwn(facts, name) ? facts[name] : undefined;
    const where = prefix + name;
    if (value === undefined) continue;
    if (!field) {
      complain(problems, where, "There is no such field.");
    } else if (value === null) {
      if (isChange && field.nullable) checked[name] = null;
      else if (isChange || prefix) complain(problems, where, "This field cannot be null.");
    } else if (isChange || value !== "" || field.format !== "email-or-blank") {
      checked[name] = checkValue(field, value, where, problems);
      if (field.places) checkPlaces(field.places, value, data[field.places.currency], where, problems);
    }
  }
  for (const [name, field] of Object.entries(facts)) {
    if (field.required && !isChange && (data[name] === undefined || data[name] === null)) {
      complain(problems, prefix + name, "This field is required.");
    }
  }
  return checked;
}

/** Rejects decimal places that the currency does not have. */
function checkPlaces(
  rule: NonNullable<FieldFacts["places"]>,
  value: unknown,
  currency: unknown,
  where: string,
  problems: Problems,
): void {
  if (typeof value !== "string" || problems[where]) return;
  const name = typeof currency === "string" ? currency.toUpperCase() : "";
  const most = Object.hasOwn(rule.more, name) ? (rule.more[name] ?? rule.most) : rule.most;
  if ((value.split(".")[1] ?? "").length > most) {
    complain(problems, where, `Must have at most ${String(most)} decimal places.`);
  }
}

function checkValue(facts: FieldFacts, value: unknown, where: string, problems: Problems): unknown {
  const given = value instanceof Date && facts.format === "date-time" ? isoTime(value) : value;
  switch (facts.type) {
    case "string":
      return checkText(facts, given, where, problems);
    case "list":
      return checkList(given, where, problems);
    case "array":
      return checkItems(facts, given, where, problems);
    case "object":
      return checkObject(facts, given, where, problems);
    case "boolean":
      if (typeof given !== "boolean")
        complain(problems, where, `Must be true or false, not ${kindOf(given)}.`);
      return given;
    default:
      return checkNumber(facts, given, where, problems);
  }
}

function checkText(facts: FieldFacts, value: unknown, where: string, problems: Problems): unknown {
  if (typeof value !== "string") {
    complain(problems, where, `Must be a string, not ${kindOf(value)}.`);
    return value;
  }
  const text = facts.lower ? value.toLowerCase() : value;
  const { length } = Array.from(text); // characters, as the API counts them, not UTF-16 units
  if (facts.enum && !facts.enum.includes(text))
    complain(problems, where, `Must be one of ${facts.enum.join(", ")}.`);
  if (facts.minLength !== undefined && length < facts.minLength) {
    complain(problems, where, `Must have at least ${String(facts.minLength)} characters.`);
  }
  if (facts.maxLength !== undefined && length > facts.maxLength) {
    complain(problems, where, `Must have at most ${String(facts.maxLength)} characters.`);
  }
  if (facts.pattern !== undefined && !new RegExp(facts.pattern, "u").test(text)) {
    complain(problems, where, `Must match ${facts.pattern}.`);
  }
  return checkFormat(facts, text, where, problems);
}

function checkFormat(facts: FieldFacts, text: string, where: string, problems: Problems): string {
  if (facts.format === "date-time") {
    const problem = timeProblem(text);
    if (problem) complain(problems, where, problem);
  } else if (facts.format === "email" || (facts.format === "email-or-blank" && text)) {
    if (!EMAIL.test(text)) complain(problems, where, "Must be an e-mail address.");
    const at = text.lastIndexOf("@") + 1;
    return text.slice(0, at) + text.slice(at).toLowerCase();
  }
  return text;
}

function checkList(value: unknown, where: string, problems: Problems): unknown {
  if (typeof value === "string") return value;
  if (!Array.isArray(value) || !value.every((item) => typeof item === "string")) {
    complain(problems, where, `Must be a string or an array of strings, not ${kindOf(value)}.`);
    return value;
  }
  if (value.some((item) => item.includes(",")))
    complain(problems, where, "One holds a comma, which separates them.");
  return value.join(",");
}

function checkItems(facts: FieldFacts, value: unknown, where: string, problems: Problems): unknown {
  if (!Array.isArray(value)) {
    complain(problems, where, `Must be an array, not ${kindOf(value)}.`);
    return value;
  }
  if (facts.minItems !== undefined && value.length < facts.minItems) {
    complain(problems, where, `Must have at least ${String(facts.minItems)} items.`);
  }
  if (facts.maxItems !== undefined && value.length > facts.maxItems) {
    complain(problems, where, `Must have at most ${String(facts.maxItems)} items.`);
  }
  const { items } = facts;
  if (!items) return value;
  return value.map((item, place) => checkValue(items, item, `${where}.${String(place)}`, problems));
}

function checkObject(facts: FieldFacts, value: unknown, where: string, problems: Problems): unknown {
  if (!isPlainObject(value)) {
    complain(problems, where, `Must be an object, not ${kindOf(value)}.`);
    return value;
  }
  if (facts.fields) return checkFields(facts.fields, value, `${where}.`, false, problems);
  const names = facts.names === undefined ? undefined : new RegExp(facts.names, "u");
  const checked: Json = {};
  for (const [name, inner] of Object.entries(value)) {
    if (names && !names.test(name))
      complain(problems, `${where}.${name}`, `The name must match ${names.source}.`);
    checked[name] = facts.values ? checkValue(facts.values, inner, `${where}.${name}`, problems) : inner;
  }
  return checked;
}

function checkNumber(facts: FieldFacts, value: unknown, where: string, problems: Problems): unknown {
  const isWhole = facts.type !== "integer" || Number.isInteger(value);
  if (typeof value !== "number" || !Number.isFinite(value) || !isWhole) {
    complain(problems, where, `Must be a ${facts.type === "integer" ? "whole " : ""}number.`);
    return value;
  }
  if (facts.minimum !== undefined && value < facts.minimum) {
    complain(problems, where, `Must be ${String(facts.minimum)} or more.`);
  }
  if (facts.maximum !== undefined && value > facts.maximum) {
    complain(problems, where, `Must be ${String(facts.maximum)} or less.`);
  }
  return value;
}

/** Refuses line breaks and NUL in subjects, names and custom headers. */
function checkLines(body: Json, problems: Problems): void {
  for (const [name, value] of Object.entries(body)) {
    const isHead = name === "subject" || name === "name" || name.endsWith("_name");
    if (isHead && typeof value === "string" && BREAK.test(value)) {
      complain(problems, name, "This text must be on one line.");
    } else if (name === "headers" && isPlainObject(value)) {
      for (const [header, text] of Object.entries(value)) {
        if (BREAK.test(header + String(text))) {
          complain(problems, `headers.${header.replace(/[\r\n]/g, "")}`, "This text must be on one line.");
        }
      }
    }
  }
}

function timeProblem(text: string): string {
  const found = TIME.exec(text);
  if (!found) {
    return /^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?$/.test(text)
      ? NAIVE
      : "Must be a time in ISO 8601 with an offset, such as 2030-05-01T09:00:00+02:00.";
  }
  const [, year, month, day] = found.map(Number);
  const date = new Date(Date.UTC(year ?? 0, (month ?? 0) - 1, day));
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day ? "" : "There is no such day.";
}

/** A Date as the API writes times; whole seconds without a fraction. */
function isoTime(date: Date): string {
  // an invalid Date has no text form: let the check say so
  return Number.isNaN(date.getTime()) ? "" : date.toISOString().replace(".000Z", "Z");
}

function complain(problems: Problems, where: string, problem: string): void {
  (problems[where] ??= []).push(problem);
}

function isPlainObject(value: unknown): value is Json {
  return kindOf(value) === "object" && !(value instanceof Date) && !ArrayBuffer.isView(value);
}

function about(operation: OperationFacts): { operation: string; method: string; pathTemplate: string } {
  return { operation: operation.id, method: operation.method, pathTemplate: operation.path };
}

/** The error of a body or of filters; it names fields, and never shows values. */
function refused(
  operation: OperationFacts,
  problems: Problems,
  known: readonly string[] = [],
): InvalidArgumentError {
  const said = Object.entries(problems).map(([where, texts]) => `${where}: ${texts.join(" ")}`);
  const isMisspelt = Object.values(problems).some((texts) => texts.includes("There is no such field."));
  const hint = isMisspelt && known.length > 0 ? ` The fields are: ${known.join(", ")}.` : "";
  return new InvalidArgumentError(`${operation.id}: ${said.join("; ")}${hint} Nothing was sent.`, {
    ...about(operation),
    fieldErrors: problems,
  });
}
