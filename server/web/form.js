// A deposit form being filled in: what stands in each field, where it comes from, and how far it has been looked at.
// Plain data, so that the browser can keep it as a draft; nothing here touches the page.

import { decimal_of, french_decimal } from "./decimal.js";
import { OTHER_REASON, reason_of } from "./exemptions.js";
import { FIELDS, field_named, frame_of } from "./fields.js";
import { neat, read, shown } from "./reading.js";

/**
 * @typedef {[number, number, number, number]} Box left, top, right, bottom in points from the top left of the page
 * @typedef {{value: unknown, raw: string, confidence: number, page: number, box: Box, rule: string,
 *   label?: {text: string, box: Box}, warning?: string, alternatives?: Found[]}} Found as the engine gives it;
 *   amounts are
 *   texts, so that no digit is lost
 * @typedef {{file?: string, kind: string, document: {pages: number, pagesRead: number[], textLayer: string},
 *   fields: Record<string, Found>, withheld: Record<string, Found[]>, checks: {code: string, ok: boolean}[],
 *   advice: {code: string, field?: string, page?: number, box?: Box, text?: string, fr: string, en: string}[],
 *   engine: {version: string, rules: string}}} Extraction
 * @typedef {"empty" | "found" | "doubtful" | "proposed" | "typed" | "accepted"} State `proposed` is the desk's own
 *   word: a
 *   choice that the portal wants and the invoice does not state
 * @typedef {{text: string, state: State, found: Found | null, candidates: Found[], seen: boolean}} Entry
 * @typedef {{taux: string, baseHt: string, montantTva: string}} Line texts as they stand in the form
 * @typedef {{entries: Record<string, Entry>, lines: Line[]}} Form
 */

/** Below this a value is doubtful: of those given at 0.9 and more, nine in ten at least are right. */
export const SURE = 0.9;

/** @param {Partial<Entry>} parts @returns {Entry} */
function entry(parts) {
  return { text: "", state: "empty", found: null, candidates: [], seen: false, ...parts };
}

/**
 * The value of a candidate as it stands in its field.
 * @param {string} name of the field
 * @param {Found} found
 */
export function shown_value(name, found) {
  const value = Array.isArray(found.value) ? found.value.join(",") : String(found.value);
  if (name === "cadreFacturation") return frame_of(value).code;
  if (name === "motifExoneration") return reason_of(value);
  return shown(field_named(name), value);
}

/** @param {string} name @param {Found} found @param {Found[]} others @returns {Entry} */
function found_entry(name, found, others) {
  const text = shown_value(name, found);
  const unlisted = name === "motifExoneration" && text === OTHER_REASON;
  const doubtful = found.confidence < SURE || found.warning !== undefined || unlisted;
  return entry({
    text,
    state: doubtful ? "doubtful" : "found",
    found,
    candidates: [found, ...others],
  });
}

/** @param {unknown} value @returns {Line[]} */
function lines_of(value) {
  const lines = Array.isArray(value) ? value : [];
  const shown_number = (/** @type {unknown} */ n, /** @type {number} */ least) => {
    const exact = decimal_of(String(n ?? ""));
    return exact === null ? "" : french_decimal(exact, least);
  };
  return lines.map((line) => ({
    taux: shown_number(line.taux, 0),
    baseHt: shown_number(line.baseHt, 2),
    montantTva: shown_number(line.montantTva, 2),
  }));
}

/** What the portal wants and an invoice need not state. */
const PROPOSED = new Map([
  ["cadreFacturation", "A1_FACTURE_FOURNISSEUR"],
  ["typeFacture", "FACTURE"],
  ["codeDeviseFacture", "EUR"],
  ["typeIdentifiantFournisseur", "SIRET"],
]);

/**
 * The form that an extraction fills in.
 * @param {Extraction} extraction
 * @returns {Form}
 */
export function form_of(extraction) {
  /** @type {Record<string, Entry>} */
  const entries = {};
  for (const { name } of FIELDS) {
    const found = extraction.fields[name];
    const withheld = extraction.withheld?.[name] ?? [];
    const proposal = PROPOSED.get(name);
    if (found) entries[name] = found_entry(name, found, found.alternatives ?? []);
    else if (withheld.length > 0) entries[name] = entry({ candidates: withheld });
    else if (proposal) entries[name] = entry({ text: proposal, state: "proposed" });
    else entries[name] = entry({});
  }
  const mention = extraction.fields.mentionSubrogative;
  if (mention) entries.commentaire = { ...found_entry("commentaire", mention, []), text: String(mention.value) };
  const lines = extraction.fields.lignesTva;
  if (lines) entries.lignesTva = { ...entries.lignesTva, text: "" };
  return { entries, lines: lines_of(lines?.value) };
}

/** Fields whose last choice is worth proposing again. */
export const HABITUAL = ["typeTva", "modePaiement"];

/**
 * Proposes a choice made on another invoice where this one is silent: as settled for the same supplier, as a doubt to
 * be
 * looked at for any other. A kind of tax that the tax of this invoice belies is not proposed.
 * @param {Form} form @param {string} name @param {string} choice @param {boolean} same_supplier
 */
export function propose(form, name, choice, same_supplier) {
  const old = form.entries[name];
  if (old.text !== "" || old.seen || old.candidates.length > 0) return;
  const untaxed = choice === "SANS_TVA" || choice === "EXONERATION";
  const tax = amount_of(form, "montantTVA");
  if (name === "typeTva" && tax !== null && (tax === 0n) !== untaxed) return;
  form.entries[name] = { ...old, text: choice, state: same_supplier ? "proposed" : "doubtful" };
}

/**
 * A form with nothing in it, for a page that cannot be read but can be typed off.
 * @returns {Form}
 */
export function empty_form() {
  return form_of(/** @type {Extraction} */ ({ fields: {}, withheld: {} }));
}

/**
 * Puts a text into a field. A text that is that of a candidate takes its place on the page with it.
 * @param {Form} form @param {string} name @param {string} text
 */
export function put(form, name, text) {
  const old = form.entries[name];
  const same = old.candidates.find((candidate) => shown_value(name, candidate) === neat(field_named(name), text));
  form.entries[name] = { ...old, text, found: same ?? null, state: text.trim() === "" ? "empty" : "typed", seen: true };
}

/**
 * Puts a candidate into its field, or words marked on the page, with their place.
 * @param {Form} form @param {string} name @param {Found} found
 */
export function choose(form, name, found) {
  const old = form.entries[name];
  const candidates = old.candidates.includes(found) ? old.candidates : [...old.candidates, found];
  form.entries[name] = { text: shown_value(name, found), state: "typed", found, candidates, seen: true };
}

/**
 * What a person says of a value by going on from it: it was looked at and is right.
 * @param {Form} form @param {string} name
 */
export function accept(form, name) {
  const old = form.entries[name];
  const looked_at = old.state === "empty" || old.state === "typed" ? old.state : "accepted";
  form.entries[name] = { ...old, seen: true, state: looked_at };
}

/**
 * The value of a field; null when there is none that reads.
 * @param {Form} form @param {string} name
 * @returns {string | bigint | null}
 */
export function value_of(form, name) {
  const { value, problem } = read(field_named(name), form.entries[name].text);
  return problem ? null : value;
}

/**
 * An amount in millionths; null when there is none.
 * @param {Form} form @param {string} name
 * @returns {bigint | null}
 */
export function amount_of(form, name) {
  const value = value_of(form, name);
  return typeof value === "bigint" ? value : null;
}

/**
 * The text of a value that is no amount; "" when there is none.
 * @param {Form} form @param {string} name
 */
export function text_of(form, name) {
  const value = value_of(form, name);
  return typeof value === "string" ? value : "";
}

/**
 * Whether the portal wants this field, given the others.
 * @param {Form} form @param {string} name
 */
export function is_needed(form, name) {
  switch (field_named(name).needed) {
    case "always":
      return true;
    case "validated":
      return /^A(9|1[0-4])_|^A(9|1[0-4])$/.test(text_of(form, "cadreFacturation"));
    case "exempt":
      return text_of(form, "typeTva") === "EXONERATION";
    default:
      return false;
  }
}

/**
 * Whether the form asks for this field, given the others: what belongs to another choice is left out while it is empty.
 * @param {Form} form @param {string} name
 */
export function is_asked(form, name) {
  if (form.entries[name].text !== "") return true;
  const { needed, credit } = field_named(name);
  if (credit) return text_of(form, "typeFacture") === "AVOIR";
  return needed === "always" || needed === "never" || is_needed(form, name);
}

/**
 * Found values and their places, for the marks on the pages.
 * @param {Form} form
 * @returns {{name: string, found: Found, state: State}[]} in the order of the form
 */
export function places(form) {
  return Object.entries(form.entries).flatMap(([name, { found, state }]) =>
    found?.box ? [{ name, found, state }] : [],
  );
}
