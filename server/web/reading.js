// Text to value, twice: `read` takes what a person types into a field, strictly and with a reason when it does not
// fit; `pick` finds the value of a field in words marked on the page, which may carry the label as well.

import { decimal_text, french_decimal, read_amount } from "./decimal.js";
import { find_date, french_date } from "./dates.js";
import { OTHER_REASON, reason_of } from "./exemptions.js";
import { bic_fits, grouped } from "./identifiers.js";

/**
 * @typedef {import("./fields.js").Field} Field
 * @typedef {{value: string | bigint | null, problem?: string}} Reading `value` is null for nothing or with a `problem`
 */

const SPACES = /[\s\u00a0\u202f\u2007\u2009]+/g;

/** @param {string} text */
function bare(text) {
  return text
    .replace(SPACES, "")
    .replace(/[.\-–]/g, "")
    .toUpperCase();
}

/** @type {Record<string, (text: string, field: Field) => Reading>} */
const READERS = {
  number(text) {
    if (!/^[A-Za-z0-9+_/-]+$/.test(text)) {
      const odd = [...new Set(text.replace(/[A-Za-z0-9+_/-]/g, ""))].map((c) => (/\s/.test(c) ? "espace" : `« ${c} »`));
      return { value: text, problem: `seuls lettres, chiffres et - + _ / sont admis ; à ôter : ${odd.join(", ")}` };
    }
    return { value: text };
  },
  date(text) {
    const date = find_date(text);
    return date ? { value: date } : { value: null, problem: "ce n’est pas une date : écrivez JJ/MM/AAAA" };
  },
  amount(text) {
    const amount = read_amount(text);
    return amount === null ? { value: null, problem: "ce n’est pas un montant : écrivez 1234,56" } : { value: amount };
  },
  siret(text) {
    const digits = bare(text);
    if (/^\d{14}$/.test(digits)) return { value: digits };
    const why = /\D/.test(digits) ? "il n’a que des chiffres" : `il en a ${digits.length}`;
    return { value: digits, problem: `un SIRET a 14 chiffres, ${why}` };
  },
  supplier(text) {
    return { value: /^[\d\s\u00a0\u202f.]+$/.test(text) ? bare(text) : text.replace(SPACES, " ") };
  },
  vat(text) {
    const id = bare(text);
    const known = /^[A-Z]{2}[0-9A-Z]{2,16}$/.test(id);
    return known
      ? { value: id }
      : { value: id, problem: "un n° de TVA commence par deux lettres, comme FR39356000000" };
  },
  ibans(text) {
    const ibans = text
      .split(/[,;\n]/)
      .map(bare)
      .filter(Boolean);
    const odd = ibans.find((iban) => !/^[A-Z]{2}\d{2}[0-9A-Z]{10,30}$/.test(iban));
    return odd
      ? { value: ibans.join(","), problem: "un IBAN commence par deux lettres et deux chiffres" }
      : { value: ibans.join(",") };
  },
  bic(text) {
    const bic = bare(text);
    return bic_fits(bic) ? { value: bic } : { value: bic, problem: "un BIC a 8 ou 11 caractères" };
  },
};

/**
 * Reads what stands in a field.
 * @param {Field} field
 * @param {string} typed
 * @returns {Reading}
 */
export function read(field, typed) {
  const text = typed.trim();
  if (text === "") return { value: null };
  const reading = (READERS[field.kind] ?? ((plain) => ({ value: plain })))(text, field);
  const length = typeof reading.value === "string" ? reading.value.length : 0;
  if (!reading.problem && field.longest && field.kind !== "choice" && length > field.longest) {
    return { value: reading.value, problem: `${field.longest} caractères au plus, il y en a ${length}` };
  }
  return reading;
}

/**
 * How a value stands in its field: amounts and dates as in France, identifiers in groups.
 * @param {Field} field
 * @param {string} value as the API has it: `1234.5`, `2026-03-12`, `73282932000074`
 */
export function shown(field, value) {
  if (field.kind === "amount") {
    const amount = read_amount(value.replace(".", ","));
    return amount === null ? value : french_decimal(amount);
  }
  if (field.kind === "date") return french_date(value);
  if (field.kind === "ibans") return value.split(",").map(grouped).join(", ");
  return field.kind === "siret" || field.kind === "supplier" ? grouped(value) : value;
}

/**
 * What a field shows once it is left: the same value, neatly. Text that does not read stays as it is.
 * @param {Field} field
 * @param {string} typed
 */
export function neat(field, typed) {
  const { value, problem } = read(field, typed);
  if (value === null || problem) return typed.trim();
  return shown(field, typeof value === "bigint" ? decimal_text(value) : value);
}

/** @param {string} text @param {RegExp} pattern */
function first(text, pattern) {
  return pattern.exec(text)?.[0] ?? null;
}

const DAY = /\d{1,4}[./-]\d{1,2}[./-]\d{2,4}/g;
const AMOUNT = /(?<![\d.,/])[-–−(]?\s?(?:\d{1,3}(?:[ .,]\d{3})+|\d+)(?:[.,€]\d{1,6})?\)?-?(?![\d/]|\s?%)/g;

/** The last amount, since labels with numbers stand before values: "Total TVA 20 % 1 234,56 €". @param {string} text */
function last_amount(text) {
  const last = text.replace(DAY, " ").match(AMOUNT)?.at(-1)?.trim();
  return last !== undefined && read_amount(last) !== null ? last : null;
}

/**
 * Without the words that announce: what stands behind the last colon or `n°`, if anything does.
 * @param {string} text
 */
function unannounced(text) {
  const parts = text
    .split(/\s?:\s|\bn(?:[°º˚.]|o(?=[\s:]))\s*:?\s*|№\s*/i)
    .map((part) => part.trim())
    .filter(Boolean);
  return parts.at(-1) ?? null;
}

/** @type {Record<string, (text: string) => string | null>} */
const PICKERS = {
  amount: last_amount,
  date: (text) => find_date(text),
  siret: (text) => first(text, /\d(?:[\s.\u00a0\u202f]?\d){13}(?!\d)/),
  vat: (text) => first(text.toUpperCase(), /\b[A-Z]{2}[\s\u00a0]?[0-9A-Z]{2}(?:[\s.\u00a0]?\d){6,12}\b/),
  ibans: (text) => first(text.toUpperCase(), /\b[A-Z]{2}\d{2}(?:[\s\u00a0\u202f]?[0-9A-Z]{1,4}){3,8}/),
  bic: (text) => first(text.toUpperCase(), /\b[A-Z]{6}[0-9A-Z]{2}(?:[0-9A-Z]{3})?\b/),
  supplier: (text) => PICKERS.siret(text) ?? PICKERS.vat(text) ?? unannounced(text),
  number(text) {
    const behind = unannounced(text);
    return (
      behind &&
      (behind
        .split(SPACES)
        .filter((word) => /\d/.test(word))
        .at(-1) ??
        null)
    );
  },
  reference: unannounced,
  text: (text) => text.trim() || null,
};

/** The choice that a sentence tells without naming it. @param {Field} field @param {string} text */
function told_choice(field, text) {
  if (field.name !== "motifExoneration") return null;
  const reason = reason_of(text);
  return reason === OTHER_REASON ? null : reason;
}

/**
 * The value of a field in words that were marked on the page, as it would stand in the field.
 * @param {Field} field
 * @param {string} marked
 * @returns {string | null} null when the words hold nothing for this field
 */
export function pick(field, marked) {
  const text = marked.replace(SPACES, " ").trim();
  if (field.kind === "choice") {
    const choice = field.choices?.find(({ code, label }) =>
      [code, label].some((w) => w.toLowerCase() === text.toLowerCase()),
    );
    return choice?.code ?? told_choice(field, text);
  }
  const found = PICKERS[field.kind]?.(text) ?? null;
  if (found === null || found === "") return null;
  return read(field, found).problem && field.kind !== "number" ? null : neat(field, found);
}

/**
 * A line of a VAT table in words marked on the page: a rate with its sign and two amounts, the larger of them the base.
 * @param {string} marked
 * @returns {import("./form.js").Line | null}
 */
export function pick_line(marked) {
  const text = marked.replace(SPACES, " ").trim();
  const rate = /(\d{1,2}(?:[.,]\d{1,2})?)\s?%/.exec(text);
  if (!rate) return null;
  const amounts =
    text
      .replace(rate[0], " ")
      .match(/\d{1,3}(?: \d{3})*[.,]\d{2}(?!\d)|\d+[.,]\d{2}(?!\d)/g)
      ?.map(read_amount) ?? [];
  const [base, tax] = amounts
    .filter((amount) => amount !== null)
    .sort((a, b) => (a < b ? 1 : -1))
    .slice(-2);
  if (base === undefined || tax === undefined) return null;
  return { taux: rate[1].replace(".", ","), baseHt: french_decimal(base), montantTva: french_decimal(tax) };
}
