// Amounts are counted exactly, in millionths, as bigint: 0.10 + 0.20 must be 0.30 here as it is for the portal, which
// takes six decimals. A bigint means millionths wherever the desk holds one.

/** One unit in millionths. */
export const UNIT = 1_000_000n;
const CENT = 10_000n;
const LONGEST = 19; // digits, as the portal's decimal(19,6)

/**
 * Millionths of a plain decimal such as "-12.5".
 * @param {string} text digits with at most six decimals after a point
 * @returns {bigint | null} null when it is anything else, or longer than the portal takes
 */
export function decimal_of(text) {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!found) return null;
  const decimals = (found[3] ?? "").replace(/0+$/, "");
  const units = found[2].replace(/^0+(?=\d)/, "");
  if (decimals.length > 6 || units.length + decimals.length > LONGEST) return null;
  const size = BigInt(units) * UNIT + BigInt(decimals.padEnd(6, "0"));
  return found[1] === "-" ? -size : size;
}

/**
 * The shortest plain decimal, as JSON writes a number: "1234.5".
 * @param {bigint} value millionths
 */
export function decimal_text(value) {
  const size = value < 0n ? -value : value;
  const decimals = (size % UNIT).toString().padStart(6, "0").replace(/0+$/, "");
  return (value < 0n ? "-" : "") + (size / UNIT).toString() + (decimals ? "." + decimals : "");
}

/**
 * As printed in France: "1 234,50", with narrow no-break spaces.
 * @param {bigint} value millionths
 * @param {number} least decimals shown even when they are zeros
 */
export function french_decimal(value, least = 2) {
  const [units, decimals = ""] = decimal_text(value < 0n ? -value : value).split(".");
  const grouped = units.replace(/\B(?=(\d{3})+$)/g, "\u202f");
  const shown = decimals.padEnd(least, "0");
  return (value < 0n ? "-" : "") + grouped + (shown ? "," + shown : "");
}

/**
 * The mark that begins the decimals; "" when there is none, null when the marks make no number.
 * @param {string} digits of digits, points and commas
 */
function decimal_mark(digits) {
  const last = Math.max(digits.lastIndexOf(","), digits.lastIndexOf("."));
  if (last < 0) return "";
  const mark = digits[last];
  if (digits.indexOf(mark) !== last) return digits.includes(mark === "," ? "." : ",") ? null : "";
  // "1.234" is a thousand in French; "1,234" has three decimals.
  const thousands = mark === "." && /^\d{1,3}\.\d{3}$/.test(digits);
  return thousands ? "" : mark;
}

/**
 * Reads an amount as people type or print it: `1 234,56 €`, `1.234,56`, `1,234.56`, `1 234€56`, `(12,00)`, `12,00-`.
 * @param {string} typed
 * @returns {bigint | null} millionths; null when it is no amount
 */
export function read_amount(typed) {
  let text = typed.replace(/[\s\u00a0\u202f\u2007\u2009'’]/g, "").replace(/[−–—‑]/g, "-");
  text = text.replace(/^(\(?-?\d[\d.]*)€(\d{2}\)?)$/, "$1,$2").replace(/€|EUR|euros?/gi, "");
  const negative = /^\(.*\)$/.test(text) || /^-/.test(text) !== /-$/.test(text);
  const digits = text.replace(/^\((.*)\)$/, "$1").replace(/^[-+]|-$/g, "");
  if (!/^\d[\d.,]*$/.test(digits)) return null;
  const mark = decimal_mark(digits);
  if (mark === null) return null;
  const cut = mark ? digits.lastIndexOf(mark) : digits.length;
  const units = digits.slice(0, cut);
  if (/[.,]/.test(units) && !/^\d{1,3}([.,])\d{3}(\1\d{3})*$/.test(units)) return null;
  const value = decimal_of(units.replace(/[.,]/g, "") + (mark ? "." + (digits.slice(cut + 1) || "0") : ""));
  return value !== null && negative ? -value : value;
}

/**
 * `rate` percent of `base`, rounded to the cent, halves away from zero.
 * @param {bigint} base millionths
 * @param {bigint} rate percent, in millionths
 */
export function share_of(base, rate) {
  const product = base * rate;
  const size = product < 0n ? -product : product;
  const divisor = 100n * UNIT * CENT;
  const cents = (size + divisor / 2n) / divisor;
  return (product < 0n ? -cents : cents) * CENT;
}

/**
 * Whether two amounts are the same up to `cents` of rounding.
 * @param {bigint} a @param {bigint} b @param {bigint} cents
 */
export function close(a, b, cents = 0n) {
  const apart = a > b ? a - b : b - a;
  return apart <= cents * CENT;
}
