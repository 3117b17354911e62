// An invoice on its way to the portal: the PDF, then the form, then the receipt.

import { CallError } from "./api.js";
import { text_of } from "./form.js";
import { supplier_id } from "./portal.js";
import { forget_draft, keep_receipt } from "./store.js";
import { attachment_name, submission_of } from "./submission.js";

/**
 * @typedef {import("./api.js").Api} Api
 * @typedef {import("./item.js").Item} Item
 * @typedef {import("./form.js").Form} Form
 * @typedef {import("./store.js").Receipt} Receipt
 */

/** The portal's word for an attachment that it no longer keeps. */
export const FILE_IS_GONE = "21010";

/** The texts of a form by field, for a receipt. @param {Form} form */
function texts_of(form) {
  return Object.fromEntries(
    Object.entries(form.entries)
      .map(([name, { text }]) => [name, text])
      .filter(([, text]) => text),
  );
}

/**
 * Uploads the PDF, once, and submits the form.
 * @param {Api} api
 * @param {Item} item
 * @param {Form} form
 * @returns {Promise<Receipt>} fails with a `CallError`
 */
export async function submit(api, item, form) {
  const name = attachment_name(item.name);
  const supplier = await supplier_id(api, text_of(form, "codeFournisseur"));
  item.attachment ??= await api.upload(item.pdf, name);
  const body = submission_of(form, { id: item.attachment, name }, supplier);
  const answer = await api.portal("factures/v1/soumettre", body);
  return {
    id: answer.identifiantFactureCPP,
    number: answer.numeroFacture ?? text_of(form, "numeroFacture"),
    when: answer.dateDepot ?? "",
    status: answer.statutFacture ?? "DEPOSEE",
    print: answer.empreinteCertificatDepot ?? "",
    structure: String(answer.identifiantStructure ?? ""),
    account: api.account,
    values: texts_of(form),
    lines: form.lines,
    file: item.name,
  };
}

/** Keeps the receipt in the place of the draft. @param {Item} item @param {Receipt} receipt */
export async function file_away(item, receipt) {
  await keep_receipt(receipt);
  if (item.key !== undefined) await forget_draft(item.key);
  item.key = undefined;
}

/** Why an invoice was not sent, for the person. @param {unknown} error */
export function why_not_sent(error) {
  if (!(error instanceof CallError)) return "l’envoi a échoué";
  if (error.trouble !== "gone") return error.message;
  return (
    "le serveur n’a pas répondu : voyez dans « Envoyées » si elle y est. " +
    "Recommencer est sans risque, un numéro ne sert qu’une fois"
  );
}
