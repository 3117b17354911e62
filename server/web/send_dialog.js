// Sending is the one act of the desk that cannot be taken back, so it is asked for with what will be sent in plain
// sight.

import { desk } from "./desk.js";
import { standing } from "./item.js";
import { counted, h, list_of, say } from "./dom.js";
import { modal } from "./modal.js";

/** @typedef {import("./item.js").Item} Item */

/** @param {Item} item */
function summary_row(item) {
  const text = (/** @type {string} */ name) => item.form?.entries[name].text ?? "";
  return h(
    "tr",
    {},
    h("td", {}, text("numeroFacture")),
    h("td", {}, text("dateFacture")),
    h("td", {}, text("codeDestinataire")),
    h("td", { class: "number" }, `${text("montantTtcTotal")} ${text("codeDeviseFacture")}`),
  );
}

/** @param {Item[]} items @param {HTMLDialogElement} dialog @param {HTMLElement} progress */
async function send_all(items, dialog, progress) {
  let sent = 0;
  for (const [at, item] of items.entries()) {
    progress.textContent = items.length > 1 ? `Envoi ${at + 1} sur ${items.length}…` : "Envoi…";
    if (await desk.send(item)) ++sent;
    else if (desk.access !== "signed_in") break;
  }
  dialog.close();
  const failed = items.length - sent;
  const text =
    failed === 0
      ? `${counted(sent, "facture envoyée", "factures envoyées")}.`
      : [
          counted(sent, "envoyée"),
          counted(failed, "non envoyée", "non envoyées") + " : voir la raison sur chacune.",
        ].join(", ");
  say(text);
}

/** Asks, and sends when the person agrees. @param {Item[]} items */
export function ask_to_send(items) {
  const ready = items.filter((item) => item.form && item.stage === "read" && standing(item).errors === 0);
  if (ready.length === 0) return say("Aucune facture n’est prête : corrigez d’abord ce que les contrôles signalent.");
  const progress = h("p", { role: "status" });
  const heads = ["Numéro", "Date", "Destinataire", "Total TTC"];
  const yes = h("button", { type: "button", class: "main", id: "send-yes" }, "Envoyer au portail");
  const dialog = modal(
    ready.length > 1 ? `Envoyer ${ready.length} factures ?` : "Envoyer cette facture ?",
    h("p", {}, "Une facture envoyée ne se reprend pas : une erreur coûte une annulation et un nouveau numéro."),
    h(
      "div",
      { class: "scroll", tabindex: "0", role: "region", "aria-label": "Factures à envoyer" },
      list_of("", heads, ready.map(summary_row)),
    ),
    progress,
    h(
      "p",
      { class: "dialog-buttons" },
      yes,
      h("button", { type: "button", onclick: () => dialog.close() }, "Pas encore"),
    ),
  );
  yes.addEventListener("click", () => {
    yes.disabled = true;
    void send_all(ready, dialog, progress);
  });
}
