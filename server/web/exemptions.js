// Why an invoice bears no VAT: the portal takes a code of its list, invoices state a sentence. Articles of the code
// général des impôts tell most of them apart; a sentence without one is told by its words, or is another reason.

/**
 * The codes that `transverses/v1/recuperer/motifs/exonerationtva` gives, in words that fit a phone.
 * @type {import("./fields.js").Choice[]}
 */
export const REASONS = [
  { code: "ART_293B", label: "Non applicable, art. 293 B" },
  { code: "AUTOLIQUIDATION", label: "Autoliquidation" },
  { code: "ART_261", label: "Exonération, art. 261" },
  { code: "ART_262", label: "Exonération, art. 262" },
  { code: "ART_262_TER", label: "Exonération, art. 262 ter I" },
  { code: "ART_259", label: "Non applicable, art. 259-1" },
  { code: "ART_283_2", label: "Autoliquidation, art. 283-2" },
  { code: "ART_283_2_NONIES", label: "Autoliquidation, art. 283-2 nonies" },
  { code: "ART_294", label: "Non applicable, art. 294" },
  { code: "AUTRE", label: "Autre motif" },
];

/** The reason of a sentence that names none of the others. */
export const OTHER_REASON = "AUTRE";

/**
 * The first that fits decides: the narrower article stands before the wider one, articles before words.
 * @type {[RegExp, string][]}
 */
const TOLD = [
  [/\b293[\s.-]*B\b/i, "ART_293B"],
  [/\b262[\s.-]*ter\b/i, "ART_262_TER"],
  [/\b283[\s.-]*2[\s°.-]*nonies\b/i, "ART_283_2_NONIES"],
  [/\b283[\s.-]*2\b/, "ART_283_2"],
  [/\b259[\s.-]*1\b/, "ART_259"],
  [/\b(?:art(?:icle)?s?\.?)\s*261\b/i, "ART_261"],
  [/\b(?:art(?:icle)?s?\.?)\s*262\b/i, "ART_262"],
  [/\b(?:art(?:icle)?s?\.?)\s*294\b/i, "ART_294"],
  [/auto-?liquid|reverse[\s-]+charge|steuerschuldnerschaft/i, "AUTOLIQUIDATION"],
  [/franchise en base/i, "ART_293B"],
];

/**
 * The code of the reason that a sentence of an invoice states.
 * @param {string} sentence or a code, which stays as it is
 * @returns {string} `AUTRE` when none of the list is told
 */
export function reason_of(sentence) {
  if (REASONS.some(({ code }) => code === sentence)) return sentence;
  return TOLD.find(([words]) => words.test(sentence))?.[1] ?? OTHER_REASON;
}
