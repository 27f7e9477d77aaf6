/** What a caller writes, checked by the facts of the spec before anything is sent, by the rules of the Python SDK. */
import { type Json, kindOf } from "./call.js";
import { InvalidArgumentError } from "./errors.js";
import type { BodyFacts, FieldFacts, OperationFacts } from "./facts.js";
import { addressProblem, amountOf, timeOf } from "./formats.js";

type Problems = Record<string, string[]>;

// eslint-disable-next-line no-control-regex -- a line break in the head of a mail would start another header
const BREAK = /[\r\n\u0000]/;
const YES = new Set(["1", "on", "t", "true", "y", "yes"]);
const NO = new Set(["0", "off", "f", "false", "n", "no"]);

/**
 * A body as it is sent: without what is undefined and, in a create, without null and blank optional addresses.
 * Throws InvalidArgumentError, with `fieldErrors`, for what the API would refuse.
 */
export function checkBody(operation: OperationFacts, facts: BodyFacts, data: unknown): Json {
  if (!isPlainObject(data))
    throw new InvalidArgumentError(
      `${operation.id}: expected an object, not ${kindOf(data)}. Nothing was sent.`,
      about(operation),
    );
  const problems = Object.create(null) as Problems; // so that `constructor` and `__proto__` are names like others
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
  const problems = Object.create(null) as Problems; // so that `constructor` and `__proto__` are names like others
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
    if (!field) complain(problems, where, "There is no such field.");
    else if (value === null) {
      // in a create, null stands for a field that is left out, unless the server would fill in more than nothing
      const isOptional =
        field.nullable ?? !(isChange || field.required === true || field.default === true || field.fields);
      if (!isOptional) complain(problems, where, "This field cannot be null.");
      else if (isChange) checked[name] = null;
    } else if (isChange || value !== "" || field.format !== "email-or-blank") {
      checked[name] = checkValue(field, value, where, problems, data);
    }
  }
  for (const [name, field] of Object.entries(facts)) {
    if (field.required && !isChange && data[name] === undefined) {
      complain(problems, prefix + name, "This field is required.");
    }
  }
  return checked;
}

function checkValue(
  facts: FieldFacts,
  value: unknown,
  where: string,
  problems: Problems,
  beside: Json,
): unknown {
  const wrong = (problem: string) => {
    complain(problems, where, problem);
    return value;
  };
  switch (facts.type) {
    case "string":
      if (facts.places) return checkAmount(facts, value, wrong, beside);
      return facts.format === "date-time" ? checkTime(value, wrong) : checkText(facts, value, wrong);
    case "list":
      return checkList(value, wrong);
    case "array":
      if (!Array.isArray(value)) return wrong(`Must be an array, not ${kindOf(value)}.`);
      if (facts.minItems !== undefined && value.length < facts.minItems)
        wrong(`Must have at least ${String(facts.minItems)} items.`);
      if (facts.maxItems !== undefined && value.length > facts.maxItems)
        wrong(`Must have at most ${String(facts.maxItems)} items.`);
      return value.map((item: unknown, place) =>
        checkItem(facts.items, item, `${where}.${String(place)}`, problems),
      );
    case "object":
      return checkObject(facts, value, where, problems, wrong);
    case "boolean":
      return checkBoolean(value, wrong);
    default:
      return checkNumber(facts, value, wrong);
  }
}

function checkItem(facts: FieldFacts | undefined, item: unknown, where: string, problems: Problems): unknown {
  if (item === null || item === undefined) complain(problems, where, "This item cannot be null.");
  else if (facts) return checkValue(facts, item, where, problems, {});
  return item;
}

type Wrong = (problem: string) => unknown;

function checkText(facts: FieldFacts, value: unknown, wrong: Wrong): unknown {
  if (typeof value !== "string") return wrong(`Must be a string, not ${kindOf(value)}.`);
  const text = facts.lower ? value.toLowerCase() : value;
  const { length } = Array.from(text); // characters, as the API counts them, not UTF-16 units
  if (facts.enum && !facts.enum.includes(text)) wrong(`Must be one of ${facts.enum.join(", ")}.`);
  if (facts.minLength !== undefined && length < facts.minLength)
    wrong(`Must have at least ${String(facts.minLength)} characters.`);
  if (facts.maxLength !== undefined && length > facts.maxLength)
    wrong(`Must have at most ${String(facts.maxLength)} characters.`);
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
  if (typeof text !== "string") return wrong(`Must be a Date, or a time in ISO 8601, not ${kindOf(value)}.`);
  const found = timeOf(text);
  return "time" in found ? found.time : wrong(found.problem);
}

/** An amount, of which the pattern says how large it may be, with the decimal places of the currency beside it. */
function checkAmount(
  { places: rule, pattern = "" }: FieldFacts,
  value: unknown,
  wrong: Wrong,
  beside: Json,
): unknown {
  if (typeof value !== "string" && typeof value !== "number")
    return wrong(`Must be an amount, not ${kindOf(value)}.`);
  if (!rule) return value;
  const currency = String(beside[rule.currency]).toUpperCase();
  // a currency that is none is refused itself, and says nothing of places
  const usual = /^[A-Z]{3}$/.test(currency) ? rule.most : Infinity;
  const places = (Object.hasOwn(rule.more, currency) ? rule.more[currency] : undefined) ?? usual;
  const amount = amountOf(value, places);
  if (amount === undefined) return wrong("Must be a decimal number, such as 99.99.");
  if ((amount.split(".")[1] ?? "").length > places)
    return wrong(`Must have at most ${String(places)} decimal places.`);
  return new RegExp(pattern, "u").test(amount)
    ? amount
    : wrong("Must be more than zero, and not as large as that.");
}

function checkList(value: unknown, wrong: Wrong): unknown {
  if (typeof value === "string") return value;
  const items = Array.isArray(value)
    ? value.map((item) => (Number.isInteger(item) ? String(item) : (item as unknown)))
    : [];
  if (!Array.isArray(value) || !items.every((item) => typeof item === "string"))
    return wrong(`Must be a string or an array of strings, not ${kindOf(value)}.`);
  return items.some((item) => item.includes(","))
    ? wrong("One holds a comma, which separates them.")
    : items.join(",");
}

function checkObject(
  facts: FieldFacts,
  value: unknown,
  where: string,
  problems: Problems,
  wrong: Wrong,
): unknown {
  if (!isPlainObject(value)) return wrong(`Must be an object, not ${kindOf(value)}.`);
  if (facts.fields) return checkFields(facts.fields, value, `${where}.`, false, problems);
  const names = facts.names === undefined ? undefined : new RegExp(facts.names, "u");
  for (const [name, inner] of Object.entries(value)) {
    if (names && !names.test(name))
      complain(problems, `${where}.${name}`, `The name must match ${names.source}.`);
    else checkItem(facts.values, inner, `${where}.${name}`, problems);
  }
  return { ...value };
}

function checkBoolean(value: unknown, wrong: Wrong): unknown {
  const said = String(value).toLowerCase();
  if (typeof value === "boolean" || YES.has(said) || NO.has(said)) return YES.has(said);
  return wrong(`Must be true or false, not ${kindOf(value)}.`);
}

function checkNumber(facts: FieldFacts, value: unknown, wrong: Wrong): unknown {
  const isText = typeof value === "string" && /^\s*[+-]?\d+(\.0*)?\s*$/.test(value);
  const number = isText || typeof value === "boolean" ? Number(value) : value;
  if (
    typeof number !== "number" ||
    !Number.isFinite(number) ||
    (facts.type === "integer" && !Number.isInteger(number))
  )
    return wrong(`Must be a ${facts.type === "integer" ? "whole " : ""}number.`);
  if (facts.minimum !== undefined && number < facts.minimum)
    wrong(`Must be ${String(facts.minimum)} or more.`);
  if (facts.maximum !== undefined && number > facts.maximum)
    wrong(`Must be ${String(facts.maximum)} or less.`);
  return number;
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
          complain(
            problems,
            `headers.${header.replace(new RegExp(BREAK, "g"), "")}`,
            "This text must be on one line.",
          );
        }
      }
    }
  }
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
