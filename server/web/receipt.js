// What a person keeps of a deposit: the receipt with the form as it was sent, and the certificate with its
// fingerprint. On paper nothing else of the page appears (print.css).

import { h, icon } from "./dom.js";
import { FIELDS, SECTIONS } from "./fields.js";
import { status_name } from "./statuses.js";

/** @typedef {import("./store.js").Receipt} Receipt */

/** A time of the portal as people write it. @param {string} when */
export function moment(when) {
  const date = new Date(when.replace(" ", "T"));
  return Number.isNaN(date.getTime())
    ? when
    : date.toLocaleString("fr", { dateStyle: "long", ...(when.length > 10 ? { timeStyle: "short" } : {}) });
}

/** @param {string} term @param {string} text */
function pair(term, text) {
  return text ? [h("dt", {}, term), h("dd", {}, text)] : [];
}

/** @param {Receipt} receipt @param {{name: string, label: string, choices?: {code: string, label: string}[]}} field */
function value_text({ values }, { name, choices }) {
  const text = values[name] ?? "";
  return choices?.find(({ code }) => code === text)?.label ?? text;
}

/** @param {Receipt} receipt */
function values(receipt) {
  return SECTIONS.flatMap(({ id, title }) => {
    const pairs = FIELDS.filter(({ section, name }) => section === id && name !== "lignesTva").flatMap((field) =>
      pair(field.label, value_text(receipt, field)),
    );
    const lines =
      id === "tva"
        ? receipt.lines.flatMap(({ taux, baseHt, montantTva }) =>
            pair(`TVA à ${taux}\u00a0%`, `${montantTva} sur ${baseHt}`),
          )
        : [];
    const all = [...pairs, ...lines];
    return all.length > 0 ? [h("section", {}, h("h3", {}, title), h("dl", {}, ...all))] : [];
  });
}

/**
 * The receipt, to read and to print.
 * @param {Receipt} receipt
 * @param {...Node} more buttons that do not go on paper
 */
export function receipt_element(receipt, ...more) {
  const print = h("button", { type: "button", class: "main", id: "print", onclick: () => window.print() }, "Imprimer");
  return h(
    "article",
    { class: "receipt", "aria-labelledby": `receipt-${receipt.id}` },
    h(
      "header",
      { class: "stamp" },
      icon("check"),
      h(
        "div",
        {},
        h("h2", { id: `receipt-${receipt.id}` }, `Facture ${receipt.number} envoyée`),
        h("p", {}, `Déposée le ${moment(receipt.when)}`),
      ),
    ),
    h(
      "dl",
      { class: "facts" },
      ...pair("Statut", status_name(receipt.status)),
      ...pair("Identifiant au portail", String(receipt.id)),
      ...pair("Fournisseur au portail", receipt.structure),
      ...pair("Compte technique", receipt.account),
      ...pair("Fichier", receipt.file),
    ),
    receipt.print
      ? h(
          "section",
          { class: "certificate" },
          h("h3", {}, "Certificat de dépôt"),
          h("p", {}, "Le portail atteste avoir reçu cette facture. Empreinte du certificat :"),
          h("p", { class: "print-code" }, receipt.print),
        )
      : null,
    h("p", { class: "dialog-buttons paperless" }, print, ...more),
    h("div", { class: "as-sent" }, ...values(receipt)),
  );
}
