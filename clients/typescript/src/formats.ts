/** Texts of a form: e-mail addresses, times, amounts. Each takes what the Python SDK takes and sends the same. */

const CONTROL = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/; // eslint-disable-line no-control-regex -- it matches control characters
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
  /^(\d{4}-\d\d-\d\d)[Tt _]((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:[.,](\d+))?)?([Zz]|[-+\u2212](?:[01]\d|2[0-3]):?[0-5]\d)$/;

/** A time in ISO 8601 with an offset, as it is sent; undefined if it is none. */
export function timeOf(text: string): string | undefined {
  const [, date = "", clock = "", seconds = "00", fraction = "", zone = ""] = TIME.exec(text) ?? [];
  // a day that there is not becomes another day or null
  const isDay = JSON.stringify(new Date(`${date}T00:00:00Z`)).includes(date);
  if (date < "0001" || !isDay) return undefined;
  const micro = fraction.slice(0, 6).padEnd(6, "0");
  const offset = zone.replace("\u2212", "-").replace(/(\d\d)(\d\d)$/, "$1:$2");
  const isUtc = /^([Zz]|[-+]00:00)$/.test(offset);
  return `${date}T${clock}:${seconds}${Number(micro) ? `.${micro}` : ""}${isUtc ? "Z" : offset}`;
}

const AMOUNT = /^\s*\+?(?=\.?\d)(\d*)\.?(\d*)(?:e([+-]?\d{1,3}))?\s*$/i;

/** An amount without sign, exponent and zeros after the decimal places of its currency; undefined if it is no amount. */
export function amountOf(value: string | number, places: number): string | undefined {
  const found = AMOUNT.exec(String(value).replaceAll("_", ""));
  if (!found) return undefined;
  const [, whole = "", fraction = "", exponent = "0"] = found;
  const point = whole.length + Number(exponent);
  const digits = ("0".repeat(Math.max(-point, 0)) + whole + fraction).padEnd(point, "0");
  const left = digits.slice(0, Math.max(point, 0)).replace(/^0+/, "");
  let right = digits.slice(Math.max(point, 0));
  while (right.length > places && right.endsWith("0")) right = right.slice(0, -1);
  return (left || "0") + (right && `.${right}`);
}
