// A form as the body of the portal's `soumettre`. Amounts are written digit by digit from their millionths: a
// JavaScript number would lose the last of nineteen digits.

import { decimal_text, read_amount } from "./decimal.js";
import { amount_of, is_needed, text_of } from "./form.js";

/** @typedef {import("./form.js").Form} Form */

/**
 * JSON with bigint written as the decimal of its millionths.
 * @param {unknown} value of plain objects, arrays, texts, numbers, booleans, null and bigint; undefined members are
 *   left out
 * @param {string} indent
 * @returns {string}
 */
export function exact_json(value, indent = "") {
  if (typeof value === "bigint") return decimal_text(value);
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const deeper = indent + "  ";
  const list = Array.isArray(value);
  const parts = list
    ? value.map((part) => deeper + exact_json(part, deeper))
    : Object.entries(value)
        .filter(([, part]) => part !== undefined)
        .map(([key, part]) => `${deeper}${JSON.stringify(key)}: ${exact_json(part, deeper)}`);
  const [open, shut] = list ? "[]" : "{}";
  return parts.length === 0 ? open + shut : `${open}\n${parts.join(",\n")}\n${indent}${shut}`;
}

/** The text of a field, or undefined so that its key is left out. @param {Form} form @param {string} name */
function given(form, name) {
  return text_of(form, name) || undefined;
}

/** The portal takes no lines with "without VAT". @param {Form} form */
function tax_lines(form) {
  const lines = text_of(form, "typeTva") === "SANS_TVA" ? [] : form.lines;
  return lines.map(({ taux, baseHt, montantTva }) => ({
    ligneTvaTauxManuel: read_amount(taux.replace("%", "")) ?? undefined,
    ligneTvaMontantBaseHtParTaux: read_amount(baseHt) ?? undefined,
    ligneTvaMontantTvaParTaux: read_amount(montantTva) ?? undefined,
  }));
}

/**
 * The body of `soumettre`.
 * @param {Form} form
 * @param {{id: number | null, name: string}} attachment the PDF as the portal knows it; `id` is null before it was
 *   uploaded
 * @param {number | null} supplier what the portal calls the supplier; null when nobody asked it
 * @returns {object} with bigint amounts; write it with `exact_json`
 */
export function submission_of(form, attachment, supplier) {
  const amount = (/** @type {string} */ name) => amount_of(form, name) ?? undefined;
  return {
    modeDepot: "DEPOT_PDF_API",
    numeroFactureSaisi: given(form, "numeroFacture"),
    dateFacture: given(form, "dateFacture"),
    commentaire: given(form, "commentaire"),
    destinataire: {
      codeDestinataire: given(form, "codeDestinataire"),
      codeServiceExecutant: given(form, "codeServiceExecutant"),
    },
    fournisseur: { idFournisseur: supplier },
    cadreDeFacturation: {
      codeCadreFacturation: given(form, "cadreFacturation"),
      codeStructureValideur: is_needed(form, "siretValideur") ? given(form, "siretValideur") : undefined,
    },
    references: {
      deviseFacture: given(form, "codeDeviseFacture"),
      typeFacture: given(form, "typeFacture"),
      typeTva: given(form, "typeTva"),
      motifExonerationTva: is_needed(form, "motifExoneration") ? given(form, "motifExoneration") : undefined,
      numeroMarche: given(form, "numeroMarche"),
      numeroBonCommande: given(form, "numeroBonCommande"),
      numeroFactureOrigine: given(form, "numeroFactureOrigine"),
      modePaiement: given(form, "modePaiement"),
    },
    ligneTva: tax_lines(form),
    montantTotal: {
      montantHtTotal: amount("montantHtTotal"),
      montantTVA: amount("montantTVA"),
      montantTtcTotal: amount("montantTtcTotal"),
      montantRemiseGlobaleTTC: amount("montantRemiseGlobaleTtc"),
      montantAPayer: amount("montantAPayer"),
    },
    pieceJointePrincipale: [
      { pieceJointePrincipaleDesignation: attachment.name.slice(0, 100), pieceJointePrincipaleId: attachment.id },
    ],
  };
}

/**
 * The values of the form alone, by the names of the fields, to copy.
 * @param {Form} form
 * @returns {object} with bigint amounts
 */
export function values_of(form) {
  const entries = Object.entries(form.entries)
    .filter(([name]) => name !== "lignesTva")
    .map(([name]) => [name, amount_of(form, name) ?? given(form, name)]);
  return {
    ...Object.fromEntries(entries),
    ibans: given(form, "ibans")?.split(","),
    lignesTva: form.lines.map((line) => ({
      taux: read_amount(line.taux.replace("%", "")),
      baseHt: read_amount(line.baseHt),
      montantTva: read_amount(line.montantTva),
    })),
  };
}

/**
 * A name that the portal takes for an attachment: its extension in at most 50 characters, none of those it refuses.
 * @param {string} name
 */
export function attachment_name(name) {
  const stem = name.replace(/\.pdf$/i, "").replace(/[%$!&/\\:;«»#@]/g, "_");
  return stem.slice(0, 46) + ".pdf";
}
