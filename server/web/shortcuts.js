// Keys, so that a hundred invoices can be checked without the mouse. Letters act only outside of fields; keys that
// act inside have a modifier that no browser of today uses.

import { acts } from "./side_view.js";
import { desk } from "./desk.js";
import { h } from "./dom.js";
import { modal } from "./modal.js";

/** @type {[string, string][]} */
const TOLD = [
  ["Entrée", "la valeur est juste : point suivant, puis facture suivante"],
  ["Maj Entrée", "champ précédent"],
  ["Ctrl Entrée", "toute la facture est juste : facture suivante"],
  ["Alt ↓", "autres valeurs possibles du champ"],
  ["Échap", "remettre ce qui était dans le champ ; fermer une liste"],
  ["Alt Page ↓", "facture suivante"],
  ["Alt Page ↑", "facture précédente"],
  ["Ctrl S", "garder en brouillon"],
  ["+  −", "agrandir, réduire la page (hors d’un champ)"],
  ["/", "chercher une facture (hors d’un champ)"],
  ["?", "cette aide (hors d’un champ)"],
];

/** Shows the list of keys. */
export function show_help() {
  const rows = TOLD.map(([keys, what]) =>
    h(
      "tr",
      {},
      h(
        "th",
        { scope: "row" },
        ...keys
          .split(" ")
          .filter(Boolean)
          .flatMap((key) => [h("kbd", {}, key), " "]),
      ),
      h("td", {}, what),
    ),
  );
  const dialog = modal(
    "Raccourcis clavier",
    h("table", { class: "keys" }, h("tbody", {}, ...rows)),
    h("p", { class: "quiet" }, "Sur la page : marquez un texte à la souris ou au doigt, puis choisissez son champ."),
    h(
      "p",
      { class: "dialog-buttons" },
      h("button", { type: "button", class: "main", onclick: () => dialog.close() }, "Fermer"),
    ),
  );
}

/** @param {EventTarget | null} target */
function takes_text(target) {
  return target instanceof HTMLElement && (target.matches("input, textarea, select") || target.isContentEditable);
}

/**
 * Listens for keys of the whole page.
 * @param {{zoom: (step: 1 | -1) => void, search: () => void}} views
 */
export function listen_for_keys(views) {
  document.addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]") || event.defaultPrevented) return;
    const act = with_modifier(event) ?? (takes_text(event.target) ? null : plain(event, views));
    if (!act) return;
    event.preventDefault();
    act();
  });
}

/** @param {KeyboardEvent} event @returns {(() => unknown) | null} */
function with_modifier(event) {
  const item = desk.current;
  const control = event.ctrlKey || event.metaKey;
  if (event.altKey && (event.key === "PageDown" || event.key === "PageUp")) {
    const beside = desk.beside(event.key === "PageDown" ? 1 : -1);
    return () => beside && desk.open(beside);
  }
  const next = desk.next_open();
  if (item?.stage === "failed" && control && event.key === "Enter") return () => next && desk.open(next);
  if (!item?.form || item.stage !== "read") return null;
  if (control && event.key === "Enter") return () => acts.finish(item);
  if (control && !event.shiftKey && event.key.toLowerCase() === "s") return () => acts.keep(item);
  return null;
}

/**
 * @param {KeyboardEvent} event
 * @param {{zoom: (step: 1 | -1) => void, search: () => void}} views
 * @returns {(() => unknown) | null}
 */
function plain(event, views) {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === "?") return show_help;
  if (!desk.current) return null;
  if (event.key === "/") return views.search;
  if (event.key === "+") return () => views.zoom(1);
  if (event.key === "-") return () => views.zoom(-1);
  return null;
}
