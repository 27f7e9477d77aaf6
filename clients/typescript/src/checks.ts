/** What a caller writes, checked by the facts of the spec before anything is sent, by the rules of the Python SDK. */
import { about, type Json, kindOf } from "./call.js";
import { InvalidArgumentError } from "./errors.js";
import type { FieldFacts, OperationFacts } from "./facts.js";
import { SHARED } from "./generated/operations.js";
import { addressProblem, amountOf, timeOf } from "./formats.js";

type Problems = Record<string, string[]>;
type Fields = Readonly<Record<string, FieldFacts>>;

// eslint-disable-next-line no-control-regex -- a line break in the head of a mail would start another header
const BREAK = /[\r\n\u0000]/g;
const HEAD = /^(subject|(.*_)?name)$/;
const NO_FIELD = "There is no such field.";
const ONE_LINE = "This text must be on one line.";

/**
 * A body as it is sent: without what is undefined and, in a create, without null and blank optional addresses.
 * Throws InvalidArgumentError, with `fieldErrors`, for what the API would reject.
 */
export function checkBody(operation: OperationFacts, fields: Fields, data: unknown): Json {
  const isChange = operation.kind === "update";
  if (!isPlainObject(data)) throw refused(operation, `expected an object, not ${kindOf(data)}.`);
  const checker = new Checker(isChange);
  const body = checker.fields(fields, data, "");
  for (const [name, value] of Object.entries(body)) {
    if (HEAD.test(name) && typeof value === "string" && value.search(BREAK) >= 0) checker.add(name, ONE_LINE);
  }
  for (const [name, value] of Object.entries((body["headers"] ?? {}) as Record<string, string>)) {
    if (`${name}${value}`.search(BREAK) >= 0) checker.add(`headers.${name.replace(BREAK, "")}`, ONE_LINE);
  }
  checker.end(operation, Object.keys(fields));
  if (isChange && Object.keys(body).length === 0)
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
  const checker = new Checker(false);
  const checked = checker.fields(facts, Object.fromEntries(given), "");
  checker.end(operation, Object.keys(facts));
  return Object.fromEntries(Object.entries(checked).map(([name, value]) => [name, String(value)]));
}

/** Checks values, and collects what is wrong with them by field. */
class Checker {
  // without a prototype, so that `constructor` and `__proto__` are names like others
  readonly #problems = Object.create(null) as Problems;
  readonly #isChange: boolean;

  constructor(isChange: boolean) {
    this.#isChange = isChange;
  }

  /** Notes a problem. */
  add(where: string, problem: string): void {
    (this.#problems[where] ??= []).push(problem);
  }

  /** Throws if there are problems. The error names fields, and never shows values. */
  end(operation: OperationFacts, known: readonly string[]): void {
    const found = Object.entries(this.#problems);
    if (found.length === 0) return;
    const said = found.map(([where, texts]) => `${where}: ${texts.join(" ")}`).join("; ");
    const isMisspelt = found.some(([, texts]) => texts.includes(NO_FIELD));
    throw refused(
      operation,
      isMisspelt ? `${said} The fields are: ${known.join(", ")}.` : said,
      this.#problems,
    );
  }

  fields(facts: Fields, data: Json, prefix: string): Json {
    const isChange = this.#isChange && !prefix;
    const checked: Json = {};
    for (const [name, value] of Object.entries(data)) {
      const field = Object.hasOwn(facts, name) ? facts[name] : undefined;
      const where = prefix + name;
      if (value === undefined || field?.readOnly) continue;
      if (!field) this.add(where, NO_FIELD);
      else if (value === null) {
        // in a create, null stands for a field that is left out, unless the server would fill in more than nothing
        const isFilled = field.required ?? field.default ?? Boolean(field.fields);
        if (!field.nullable && (isChange || isFilled)) this.add(where, "This field cannot be null.");
        else if (isChange) checked[name] = null;
      } else if (isChange || value !== "" || field.format !== "email-or-blank") {
        checked[name] = this.#value(field, value, where, data);
      }
    }
    for (const [name, { required }] of Object.entries(facts)) {
      if (required && !isChange && data[name] === undefined)
        this.add(prefix + name, "This field is required.");
    }
    return checked;
  }

  #value(facts: FieldFacts, value: unknown, where: string, beside: Json = {}): unknown {
    const wrong = (problem: string) => {
      this.add(where, problem);
      return value;
    };
    const mustBe = (kind: string) => wrong(`Must be ${kind}, not ${kindOf(value)}.`);
    const inBounds = (size: number, least = -Infinity, most = Infinity, unit = "") => {
      if (size < least) wrong(`Must be at least ${least}${unit}.`);
      if (size > most) wrong(`Must be at most ${most}${unit}.`);
    };
    if (facts.enum && facts.type !== undefined)
      return facts.enum.includes(value) ? value : wrong(`Must be one of ${facts.enum.join(", ")}.`);
    switch (facts.type) {
      case "any":
        return value;
      case "union":
        return this.#union(facts, value, where);
      case undefined:
      case "string":
        if (facts.places) return checkAmount(facts.places, value, wrong, beside);
        if (facts.format === "date-time") return checkTime(value, wrong);
        return typeof value === "string" ? checkText(facts, value, wrong, inBounds) : mustBe("a string");
      case "list":
        return checkList(value, wrong);
      case "array":
        if (!Array.isArray(value)) return mustBe("an array");
        inBounds(value.length, facts.minItems, facts.maxItems, " items");
        if (facts.unique && new Set(value.map((item) => JSON.stringify(item))).size < value.length)
          wrong("An item occurs twice.");
        return value.map((item: unknown, index) => this.#item(facts.items, item, `${where}.${index}`));
      case "object": {
        if (!isPlainObject(value)) return mustBe("an object");
        const fields = facts.fields ?? SHARED[facts.shared ?? ""];
        return fields ? this.fields(fields, value, `${where}.`) : this.#map(facts, value, where);
      }
      case "boolean": {
        const said = typeof value === "string" ? value : JSON.stringify(value);
        if (/^(1|on|t|true|y|yes)$/i.test(said)) return true;
        return /^(0|off|f|false|n|no)$/i.test(said) ? false : mustBe("true or false");
      }
      default: {
        const isText = typeof value === "string" && /^\s*[+-]?\d+(\.0*)?\s*$/.test(value);
        const number = isText || typeof value === "boolean" ? Number(value) : value;
        if (typeof number !== "number" || !Number.isFinite(number)) return mustBe("a number");
        if (facts.type === "integer" && !Number.isInteger(number)) return mustBe("a whole number");
        inBounds(number, facts.minimum, facts.maximum);
        return number;
      }
    }
  }

  /** What the first member that the value fits makes of it; constants tell the members of a tagged union apart. */
  #union({ members = [] }: FieldFacts, value: unknown, where: string): unknown {
    for (const member of members) {
      const attempt = new Checker(this.#isChange);
      const checked = attempt.#value(member, value, where);
      if (Object.keys(attempt.#problems).length === 0) return checked;
    }
    this.add(where, "Fits none of the types that the field may have.");
    return value;
  }

  #item(facts: FieldFacts | undefined, item: unknown, where: string): unknown {
    if (item === null || item === undefined) this.add(where, "This item cannot be null.");
    else if (facts) return this.#value(facts, item, where);
    return item;
  }

  #map({ names, values }: FieldFacts, map: Json, where: string): Json {
    for (const [name, inner] of Object.entries(map)) {
      const isName = names === undefined || new RegExp(names, "u").test(name);
      if (isName) this.#item(values, inner, `${where}.${name}`);
      else this.add(`${where}.${name}`, `The name must match ${names}.`);
    }
    return { ...map };
  }
}

type Amount = NonNullable<FieldFacts["places"]>;
type Wrong = (problem: string) => unknown;

function checkText(
  facts: FieldFacts,
  value: string,
  wrong: Wrong,
  inBounds: (size: number, least: number | undefined, most: number | undefined, unit: string) => void,
): string {
  const text = facts.lower ? value.toLowerCase() : value;
  if (facts.enum && !facts.enum.includes(text)) wrong(`Must be one of ${facts.enum.join(", ")}.`);
  if (/\p{Cs}/u.test(text)) wrong("Holds half a character.");
  // characters, as the API counts them, not UTF-16 units
  inBounds(Array.from(text).length, facts.minLength, facts.maxLength, " characters");
  if (facts.pattern !== undefined && !new RegExp(facts.pattern, "u").test(text))
    wrong(`Must match ${facts.pattern}.`);
  if (facts.format === "email" || (facts.format === "email-or-blank" && text)) {
    const problem = addressProblem(text);
    if (problem) wrong(problem);
  }
  return text;
}

function checkTime(value: unknown, wrong: Wrong): unknown {
  // an invalid Date has no text: it is refused like an empty one
  const text = value instanceof Date ? (Number.isNaN(value.getTime()) ? "" : value.toISOString()) : value;
  const found = timeOf(typeof text === "string" ? text : "");
  return "time" in found ? found.time : wrong(found.problem);
}

/** An amount of so many digits, with the decimal places of the currency beside it. */
function checkAmount(rule: Amount, value: unknown, wrong: Wrong, beside: Json): unknown {
  const { digits, most, more } = rule;
  const currency = String(beside[rule.currency]).toUpperCase();
  // a currency that is none is refused itself, and says nothing of places
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

function refused(
  operation: OperationFacts,
  problem: string,
  fieldErrors: Problems = {},
): InvalidArgumentError {
  const text = `${operation.id}: ${problem} Nothing was sent.`;
  return new InvalidArgumentError(text, { ...about(operation), fieldErrors });
}
