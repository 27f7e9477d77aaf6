/** Texts of a form: e-mail addresses, times, amounts. Each takes what the Python SDK takes and sends the same. */

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/; // eslint-disable-line no-control-regex -- what it looks for
const BLANK = /[^\S\ufeff]/u;
const LONGEST = 254; // octets; RFC 5321, 4.5.3.1.3, without the angle brackets of a path
const LONGEST_LOCAL = 64; // octets; RFC 5321, 4.5.3.1.1

/** What is wrong with an e-mail address; empty if it can be one. */
export function addressProblem(value: string): string {
  const quoted = /^("(?:[^"\\]|\\.)*")@(.*)$/s.exec(value); // local part in quotes; RFC 5321, 4.1.2
  const at = value.lastIndexOf("@");
  const local = quoted?.[1] ?? value.slice(0, Math.max(at, 0));
  const domain = quoted?.[2] ?? value.slice(at + 1);
  const outside = quoted ? domain : value;
  let problem = "";
  if (CONTROL.test(value)) problem = "holds a line break or another control character";
  else if (/[<>]/.test(outside)) {
    problem = "has a name or angle brackets around it";
  } else if (BLANK.test(outside)) problem = "holds a blank";
  else if (at < 0) problem = "has no @";
  else if (!local || !domain || (!domain.startsWith("[") && domain.split(".").includes(""))) {
    problem = "has an empty part";
  } else if (quoted ? domain.includes("@") : local.includes("@")) problem = "has more than one @";
  else if (octets(local) > LONGEST_LOCAL || octets(value) > LONGEST) {
    problem = `is longer than ${LONGEST_LOCAL} octets before the @ or ${LONGEST} in all`;
  }
  return problem && `Not an e-mail address: it ${problem}.`;
}

function octets(text: string): number {
  return new TextEncoder().encode(text).byteLength;
}

const TIME =
  /^(\d{4}-(\d\d)-(\d\d))(?:[Tt _](([01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:[.,](\d+))?)?([Zz]|[-+\u2212](?:[01]\d|2[0-3]):?[0-5]\d)?)?$/;

/** A time as it is sent, or what is wrong with it. */
export function timeOf(text: string): { time: string } | { problem: string } {
  const found = TIME.exec(text);
  const [, date = "", month = "", day = "", clock, , seconds = "00", fraction = "", zone] = found ?? [];
  if (!found || date.startsWith("0000") || !isDay(date, month, day)) {
    return { problem: "Must be a time in ISO 8601 with an offset, such as 2030-05-01T09:00:00+02:00." };
  }
  if (!clock || !zone) {
    return {
      problem: "This time has no time zone: write an offset (2030-05-01T09:00:00+02:00), or pass a Date.",
    };
  }
  const micro = fraction.slice(0, 6).padEnd(6, "0");
  const offset = zone.replace("\u2212", "-").replace(/(\d\d)(\d\d)$/, "$1:$2");
  const isUtc = /^([Zz]|[-+]00:00)$/.test(offset);
  return { time: `${date}T${clock}:${seconds}${Number(micro) ? `.${micro}` : ""}${isUtc ? "Z" : offset}` };
}

function isDay(date: string, month: string, day: string): boolean {
  const moment = new Date(`${date}T00:00:00Z`);
  return moment.getUTCMonth() + 1 === Number(month) && moment.getUTCDate() === Number(day);
}

const AMOUNT = /^\s*\+?(?=\.?\d)(\d*)\.?(\d*)(?:e([+-]?\d{1,3}))?\s*$/i;

/** An amount without sign, exponent and zeros past the last place of its currency; undefined if it is none. */
export function amountOf(value: string | number, places: number): string | undefined {
  const found = AMOUNT.exec(String(value).replaceAll("_", ""));
  if (!found) return undefined;
  const [, whole = "", fraction = "", exponent = "0"] = found;
  const shift = Number(exponent);
  const digits = whole + fraction;
  const point = whole.length + shift;
  const left = digits
    .slice(0, Math.max(point, 0))
    .padEnd(Math.max(point, 0), "0")
    .replace(/^0+(?=\d)/, "");
  let right = "0".repeat(Math.max(-point, 0)) + digits.slice(Math.max(point, 0));
  while (right.length > places && right.endsWith("0")) right = right.slice(0, -1);
  return (left || "0") + (right && `.${right}`);
}
