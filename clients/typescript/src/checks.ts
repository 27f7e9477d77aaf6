/** What a caller writes, checked by the facts of the spec before anything is sent, by the rules of the Python SDK. */
import { about, type Json, kindOf } from "./call.js";
import { InvalidArgumentError } from "./errors.js";
import type { FieldFacts, OperationFacts } from "./facts.js";
import { SHARED } from "./generated/operations.js";
import { addressProblem, amountOf, timeOf } from "./formats.js";

type Problems = Record<string, string[]>;
type Fields = Readonly<Record<string, FieldFacts>>;
/** Records what is wrong with the field at a path. */
type Report = (where: string, problem: string) => void;
/** Notes what is wrong with one value, and returns it. */
type Wrong = (problem: string) => unknown;

// what becomes a header of a mail, where a line break would start another one
const HEAD = /^(subject|(.*_)?name|headers\..*)$/s;
// eslint-disable-next-line no-control-regex -- it matches control characters
const BREAK = /[\r\n\u0000]/g;
const NO_FIELD = "There is no such field.";

/**
 * A body as it is sent: without what is undefined and, in a create, without null and blank optional addresses.
 * Throws InvalidArgumentError, with `fieldErrors`, for what the API would reject.
 */
export function checkBody(operation: OperationFacts, fields: Fields, data: unknown): Json {
  if (!isPlainObject(data)) throw refused(operation, `expected an object, not ${kindOf(data)}.`);
  const isUpdate = operation.kind === "update";
  const body = check(operation, fields, data, isUpdate);
  if (isUpdate && Object.keys(body).length === 0)
    throw refused(operation, "an update needs at least one field.");
  return body;
}

/** The filters of a list as a query. Throws InvalidArgumentError for unknown ones and values that do not fit. */
export function checkFilters(operation: OperationFacts, filters: Json): Record<string, string> {
  const facts = operation.filters ?? {};
  const given = Object.entries(filters).filter(([, value]) => value !== undefined && value !== null);
  const unknown = given.map(([name]) => name).filter((name) => !Object.hasOwn(facts, name));
  if (unknown.length > 0) {
    const known = Object.keys(facts).join(", ");
    const hint = known ? `Supported filters: ${known}.` : "This list takes no filters.";
    throw refused(operation, `Unknown filter '${unknown.join("', '")}'. ${hint}`);
  }
  const checked = check(operation, facts, Object.fromEntries(given), false);
  return Object.fromEntries(Object.entries(checked).map(([name, value]) => [name, String(value)]));
}

/** The fields as they are sent. The error names all fields that are wrong, and never shows values. */
function check(operation: OperationFacts, facts: Fields, data: Json, isUpdate: boolean): Json {
  // without a prototype, so that `constructor` and `__proto__` are names like others
  const problems = Object.create(null) as Problems;
  const checked = checkFields(facts, data, "", isUpdate, (where, problem) => {
    (problems[where.replace(BREAK, "")] ??= []).push(problem);
  });
  const found = Object.entries(problems);
  if (found.length === 0) return checked;
  const said = found.map(([where, texts]) => `${where}: ${texts.join(" ")}`).join("; ");
  const isMisspelt = found.some(([, texts]) => texts.includes(NO_FIELD));
  const known = isMisspelt ? ` The fields are: ${Object.keys(facts).join(", ")}.` : "";
  throw refused(operation, said + known, problems);
}

function checkFields(facts: Fields, data: Json, prefix: string, isUpdate: boolean, report: Report): Json {
  const checked: Json = {};
  for (const [name, value] of Object.entries(data)) {
    const field = Object.hasOwn(facts, name) ? facts[name] : undefined;
    const where = prefix + name;
    if (value === undefined || field?.readOnly) continue;
    if (!field) report(where, NO_FIELD);
    else if (value === null) {
      if (!field.nullable) report(where, "This field cannot be null.");
      else if (isUpdate) checked[name] = null;
    } else if (isUpdate || value !== "" || field.format !== "email-or-blank") {
      checked[name] = checkValue(field, value, where, report, data);
    }
  }
  for (const [name, { required }] of Object.entries(facts)) {
    if (required && !isUpdate && data[name] === undefined) report(prefix + name, "This field is required.");
  }
  return checked;
}

/** One value as it is sent; an amount goes by the currency beside it. */
function checkValue(
  facts: FieldFacts,
  value: unknown,
  where: string,
  report: Report,
  beside: Json = {},
): unknown {
  const wrong: Wrong = (problem) => {
    report(where, problem);
    return value;
  };
  const mustBe = (kind: string) => wrong(`Must be ${kind}, not ${kindOf(value)}.`);
  if (facts.enum && !facts.enum.includes(value)) return wrong(`Must be one of ${facts.enum.join(", ")}.`);
  switch (facts.type) {
    case "any":
      return value;
    case "union":
      return checkUnion(facts, value, where, wrong);
    case "list":
      return checkList(value, wrong);
    case "array":
      return Array.isArray(value) ? checkArray(facts, value, where, report) : mustBe("an array");
    case "object":
      return isPlainObject(value) ? checkObject(facts, value, where, report) : mustBe("an object");
    case "boolean": {
      const said = typeof value === "string" ? value : JSON.stringify(value);
      if (/^(1|on|t|true|y|yes)$/i.test(said)) return true;
      return /^(0|off|f|false|n|no)$/i.test(said) ? false : mustBe("true or false");
    }
    case "integer":
    case "number": {
      const isText = typeof value === "string" && /^\s*[+-]?\d+(\.0*)?\s*$/.test(value);
      const number = isText || typeof value === "boolean" ? Number(value) : value;
      if (typeof number !== "number" || !Number.isFinite(number)) return mustBe("a number");
      if (facts.type === "integer" && !Number.isInteger(number)) return mustBe("a whole number");
      checkSize(wrong, number, facts.minimum, facts.maximum);
      return number;
    }
    default:
      if (facts.places) return checkAmount(facts.places, value, wrong, beside);
      if (facts.format === "date-time") return checkTime(value, wrong);
      return typeof value === "string" ? checkText(facts, value, where, wrong) : mustBe("a string");
  }
}

function checkSize(wrong: Wrong, size: number, least = -Infinity, most = Infinity, unit = ""): void {
  if (size < least) wrong(`Must be at least ${least}${unit}.`);
  if (size > most) wrong(`Must be at most ${most}${unit}.`);
}

function checkArray(facts: FieldFacts, items: unknown[], where: string, report: Report): unknown[] {
  const wrong: Wrong = (problem) => {
    report(where, problem);
  };
  checkSize(wrong, items.length, facts.minItems, facts.maxItems, " items");
  if (facts.unique && new Set(items.map((item) => JSON.stringify(item))).size < items.length)
    wrong("An item occurs twice.");
  return items.map((item, index) => checkItem(facts.items, item, `${where}.${index}`, report));
}

/** An object with known fields, or a map. */
function checkObject(facts: FieldFacts, value: Json, where: string, report: Report): Json {
  const fields = facts.fields ?? SHARED[facts.shared ?? ""];
  if (fields) return checkFields(fields, value, `${where}.`, false, report);
  for (const [name, inner] of Object.entries(value)) {
    const place = `${where}.${name}`;
    if (facts.names === undefined || new RegExp(facts.names, "u").test(name))
      checkItem(facts.values, inner, place, report);
    else report(place, `The name must match ${facts.names}.`);
  }
  return { ...value };
}

function checkItem(facts: FieldFacts | undefined, item: unknown, where: string, report: Report): unknown {
  if (item !== null && item !== undefined) return facts ? checkValue(facts, item, where, report) : item;
  report(where, "This item cannot be null.");
  return item;
}

/** What the first member that the value fits makes of it; constants tell the members of a tagged union apart. */
function checkUnion({ members = [] }: FieldFacts, value: unknown, where: string, wrong: Wrong): unknown {
  for (const member of members) {
    const problems: string[] = [];
    const checked = checkValue(member, value, where, (_, problem) => problems.push(problem));
    if (problems.length === 0) return checked;
  }
  return wrong("Fits none of the types that the field may have.");
}

function checkText(facts: FieldFacts, value: string, where: string, wrong: Wrong): string {
  const { pattern, format } = facts;
  const text = facts.lower ? value.toLowerCase() : value;
  // characters, as the API counts them, not UTF-16 units
  checkSize(wrong, Array.from(text).length, facts.minLength, facts.maxLength, " characters");
  if (HEAD.test(where) && (where + text).search(BREAK) >= 0) wrong("This text must be on one line.");
  if (/\p{Cs}/u.test(text)) wrong("Holds half a character.");
  if (pattern !== undefined && !new RegExp(pattern, "u").test(text)) wrong(`Must match ${pattern}.`);
  const problem = format === "email" || (format === "email-or-blank" && text) ? addressProblem(text) : "";
  if (problem) wrong(problem);
  return text;
}

function checkTime(value: unknown, wrong: Wrong): unknown {
  const text: unknown = value instanceof Date ? value.toJSON() : value; // null for an invalid Date
  const time = typeof text === "string" ? timeOf(text) : undefined;
  return time ?? wrong("Must be a Date, or ISO 8601 with an offset, such as 2030-05-01T09:00:00+02:00.");
}

/** An amount of so many digits, with the decimal places of its currency. */
function checkAmount(
  { currency: field, digits, most, more }: NonNullable<FieldFacts["places"]>,
  value: unknown,
  wrong: Wrong,
  beside: Json,
): unknown {
  const currency = String(beside[field]).toUpperCase();
  // an unknown currency is refused itself, and has no number of decimal places
  const usual = /^[A-Z]{3}$/.test(currency) ? most : Infinity;
  const places = (Object.hasOwn(more, currency) ? more[currency] : undefined) ?? usual;
  const amount = typeof value === "string" || typeof value === "number" ? amountOf(value, places) : undefined;
  if (amount === undefined) return wrong("Must be a decimal number, such as 99.99.");
  const [whole = "", fraction = ""] = amount.split(".");
  if (fraction.length > places) return wrong(`Must have at most ${places} decimal places.`);
  const fits = /[1-9]/.test(amount) && whole.length + Math.max(fraction.length, most) <= digits;
  return fits ? amount : wrong("Must be more than zero, and have fewer digits.");
}

function checkList(value: unknown, wrong: Wrong): unknown {
  if (typeof value === "string") return value;
  const items: unknown[] = Array.isArray(value) ? value : [undefined];
  const texts = items.map((item) => (Number.isInteger(item) ? String(item) : item));
  if (!texts.every((text) => typeof text === "string"))
    return wrong("Must be a string or an array of strings.");
  return texts.some((text) => text.includes(",")) ? wrong("One holds a comma.") : texts.join(",");
}

function isPlainObject(value: unknown): value is Json {
  return kindOf(value) === "object" && !(value instanceof Date) && !ArrayBuffer.isView(value);
}

function refused(operation: OperationFacts, problem: string, fieldErrors: Problems = {}) {
  const text = `${operation.id}: ${problem} Nothing was sent.`;
  return new InvalidArgumentError(text, { ...about(operation), fieldErrors });
}
