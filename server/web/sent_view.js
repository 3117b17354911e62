// What was sent, as the portal knows it, found by its number. A receipt made in this browser can be printed again.

import { CallError } from "./api.js";
import { desk } from "./desk.js";
import { french_date } from "./dates.js";
import { by_id, counted, h, list_of } from "./dom.js";
import { grouped } from "./identifiers.js";
import { modal } from "./modal.js";
import { history_of, sent_invoices } from "./portal.js";
import { moment, receipt_element } from "./receipt.js";
import { status_name } from "./statuses.js";
import { receipt_of } from "./store.js";

/** @typedef {import("./portal.js").Sent} Sent */

/** @param {Sent} sent */
async function show_history(sent) {
  const steps = h("ol", { class: "history", "aria-busy": "true" });
  const receipt = await receipt_of(sent.identifiantFactureCPP);
  const dialog = modal(
    `Facture ${sent.numeroFacture}`,
    steps,
    h(
      "p",
      { class: "dialog-buttons" },
      receipt
        ? h("button", { type: "button", onclick: () => (dialog.close(), show_receipt(receipt)) }, "Voir le reçu")
        : null,
      h("button", { type: "button", class: "main", onclick: () => dialog.close() }, "Fermer"),
    ),
  );
  try {
    const past = await history_of(desk.api, sent.identifiantFactureCPP);
    steps.replaceChildren(
      ...past.map(({ code, when, comment }) =>
        h("li", {}, h("strong", {}, status_name(code)), " ", moment(when), comment ? h("p", {}, comment) : null),
      ),
    );
  } catch (error) {
    steps.replaceChildren(h("li", {}, error instanceof CallError ? error.message : "l’historique ne se lit pas"));
  }
  steps.removeAttribute("aria-busy");
}

/** @param {import("./store.js").Receipt} receipt */
function show_receipt(receipt) {
  const dialog = modal(
    "Reçu",
    receipt_element(receipt, h("button", { type: "button", onclick: () => dialog.close() }, "Fermer")),
  );
}

/** @param {Sent} sent */
function row(sent) {
  return h(
    "tr",
    {},
    h(
      "th",
      { scope: "row" },
      h("button", { type: "button", class: "link", onclick: () => show_history(sent) }, sent.numeroFacture),
    ),
    h("td", {}, grouped(sent.codeDestinataire ?? "")),
    h(
      "td",
      { class: "number" },
      sent.montantTTC === undefined ? "" : Number(sent.montantTTC).toLocaleString("fr", { minimumFractionDigits: 2 }),
    ),
    h("td", {}, h("span", { class: "sent-state" }, status_name(sent.statut ?? ""))),
    h("td", {}, moment(sent.dateHeureEtatCourant ?? "")),
    h("td", {}, french_date(sent.dateDepot ?? "")),
  );
}

/** @param {Sent[]} all @param {string} number */
function table(all, number) {
  if (all.length === 0)
    return h(
      "p",
      { class: "lead" },
      number ? `Aucune facture envoyée ne porte « ${number} ».` : "Rien n’a encore été envoyé.",
    );
  const heads = ["Numéro", "Destinataire", "Total TTC", "Statut", "Depuis le", "Déposée le"];
  return h(
    "div",
    { class: "scroll", tabindex: "0", role: "region", "aria-label": "Liste des factures envoyées" },
    h("p", { class: "quiet" }, counted(all.length, "facture")),
    list_of("sent-list", heads, all.map(row)),
  );
}

/** Draws the view of what was sent. @param {() => void} sign_in asks the person to sign in */
export async function show_sent(sign_in) {
  const view = by_id("sent");
  const title = h("h1", { id: "sent-title" }, "Envoyées");
  if (desk.access !== "signed_in") {
    view.replaceChildren(
      title,
      h("p", { class: "lead" }, "La liste de ce qui a été envoyé vient du portail : connectez-vous pour la voir."),
      h("p", {}, h("button", { type: "button", class: "main", onclick: sign_in }, "Se connecter")),
    );
    return;
  }
  const results = h("div", { id: "sent-results", "aria-live": "polite" });
  const field = h("input", { type: "search", id: "sent-search", autocomplete: "off" });
  const find = async () => {
    results.setAttribute("aria-busy", "true");
    const number = field.value.trim();
    try {
      const found = await sent_invoices(desk.api, number);
      if (field.value.trim() === number) results.replaceChildren(table(found, number));
    } catch (error) {
      results.replaceChildren(
        h("p", { class: "trouble" }, error instanceof CallError ? error.message : "la liste ne se lit pas"),
      );
    }
    results.removeAttribute("aria-busy");
  };
  view.replaceChildren(
    title,
    h(
      "form",
      {
        class: "search-line",
        role: "search",
        onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), void find()),
      },
      h("label", { for: "sent-search" }, "Numéro de facture"),
      field,
      h("button", { type: "submit" }, "Chercher"),
    ),
    results,
  );
  await find();
}
