// Drafts kept in this browser. They are drawn as what they are: unfinished, and sent to nobody.

import { desk } from "./desk.js";
import { by_id, counted, h, list_of, say } from "./dom.js";
import { drafts, forget_draft } from "./store.js";
import { modal } from "./modal.js";
import { moment } from "./receipt.js";

/** @typedef {import("./store.js").Draft} Draft */

/** @param {Draft} draft @param {() => void} after */
function ask_to_forget(draft, after) {
  const dialog = modal(
    "Effacer ce brouillon ?",
    h("p", {}, `${draft.name} : le PDF et le formulaire seront effacés de ce navigateur.`),
    h(
      "p",
      { class: "dialog-buttons" },
      h(
        "button",
        {
          type: "button",
          class: "main",
          onclick: async () => {
            await forget_draft(Number(draft.key));
            const item = desk.items.find(({ key }) => key === draft.key);
            if (item) Object.assign(item, { key: undefined, kept: false });
            dialog.close();
            say("Brouillon effacé.");
            after();
          },
        },
        "Effacer",
      ),
      h("button", { type: "button", onclick: () => dialog.close() }, "Le garder"),
    ),
  );
}

/** @param {Draft} draft @param {() => void} refresh */
function row(draft, refresh) {
  const text = (/** @type {string} */ name) => draft.form.entries[name]?.text ?? "";
  const open = async () => {
    await desk.take_up(Number(draft.key));
    location.hash = "#/";
  };
  return h(
    "tr",
    {},
    h(
      "th",
      { scope: "row" },
      h("button", { type: "button", class: "link", onclick: open }, text("numeroFacture") || "sans numéro"),
      h("span", { class: "quiet block" }, draft.name),
    ),
    h("td", {}, text("nomDestinataire") || text("codeDestinataire")),
    h("td", { class: "number" }, text("montantTtcTotal")),
    h("td", {}, h("span", { class: "unsent" }, draft.done ? "Vérifié, non envoyé" : "Brouillon, non envoyé")),
    h("td", {}, moment(draft.saved)),
    h(
      "td",
      {},
      h("button", { type: "button", class: "plain", onclick: () => ask_to_forget(draft, refresh) }, "Effacer"),
    ),
  );
}

/** Draws the view of drafts. */
export async function show_drafts() {
  const view = by_id("drafts");
  const all = await drafts();
  const refresh = () => void show_drafts();
  const heads = ["Numéro", "Destinataire", "Total TTC", "État", "Gardé le", "Action"];
  const rows = all.map((draft) => row(draft, refresh));
  view.replaceChildren(
    h("h1", { id: "drafts-title" }, "Brouillons"),
    h(
      "p",
      { class: "lead" },
      all.length === 0
        ? "Aucun brouillon. « Garder en brouillon », sous un formulaire, le met ici."
        : `${counted(all.length, "brouillon")} dans ce navigateur, sur cet appareil seulement. Rien n’a été envoyé.`,
    ),
    all.length === 0
      ? ""
      : h(
          "div",
          { class: "scroll", tabindex: "0", role: "region", "aria-label": "Liste des brouillons" },
          list_of("drafts-list", heads, rows),
        ),
  );
}
