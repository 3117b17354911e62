// The files on the desk: how far each is, how many are in which state, and what can be done with all of them.

import { desk } from "./desk.js";
import { standing } from "./item.js";
import { by_id, counted, download, h, icon, say } from "./dom.js";
import { ask_to_send } from "./send_dialog.js";
import { exact_json, values_of } from "./submission.js";

/** @typedef {import("./item.js").Item} Item */

/** @typedef {"all" | "open" | "done" | "failed" | "sent"} Group */
/** @type {{group: Group, label: string}[]} */
const GROUPS = [
  { group: "all", label: "Toutes" },
  { group: "open", label: "À vérifier" },
  { group: "done", label: "Vérifiées" },
  { group: "failed", label: "Illisibles" },
  { group: "sent", label: "Envoyées" },
];

/** @param {Item} item @returns {Group} */
function group_of(item) {
  if (item.stage === "failed" || item.stage === "sent") return item.stage;
  return item.done ? "done" : "open";
}

/** Why a file that was read gave no form; "" when it did. @param {Item} item */
function odd_document({ extraction }) {
  if (!extraction) return "";
  if (extraction.document.textLayer === "scan") return "image, à remplir";
  if (extraction.kind === "several") return "plusieurs factures";
  return extraction.kind === "other" ? "pas une facture ?" : "";
}

/**
 * How far a file is, in two or three words.
 * @param {Item} item
 * @returns {{text: string, look: string, sign?: string}}
 */
export function progress_of(item) {
  if (item.stage === "waiting") return { text: "en attente", look: "idle" };
  if (item.stage === "reading") return { text: "lecture…", look: "busy" };
  if (item.stage === "failed") return { text: item.trouble, look: "failed", sign: "wrong" };
  if (item.stage === "sending") return { text: "envoi…", look: "busy" };
  if (item.stage === "sent") return { text: "envoyée", look: "sent", sign: "check" };
  const { points, errors } = standing(item);
  const draft = item.kept ? " · brouillon" : "";
  if (item.trouble) return { text: `envoi refusé${draft}`, look: "failed", sign: "wrong" };
  if (item.done && errors > 0) return { text: `à compléter : ${errors}${draft}`, look: "doubt", sign: "wrong" };
  if (item.done) return { text: `vérifiée${draft}`, look: "done", sign: "check" };
  const odd = odd_document(item);
  if (odd) return { text: odd + draft, look: "doubt", sign: "doubt" };
  if (points.length > 0) return { text: `${points.length} à voir${draft}`, look: "doubt", sign: "doubt" };
  return { text: `à relire${draft}`, look: "read" };
}

export class ListView {
  #list = by_id("files-list");
  #search = /** @type {HTMLInputElement} */ (by_id("files-search"));
  /** @type {Group} */
  #group = "all";
  /** @type {Map<number, {row: HTMLLIElement, drawn: string}>} */
  #rows = new Map();
  #planned = false;
  #acts_drawn = "";
  #was_left = 0;
  /** @type {Item | null} */
  #revealed = null;

  constructor() {
    this.#search.addEventListener("input", () => this.refresh());
    for (const event of ["files", "opened", "server"]) desk.addEventListener(event, () => this.#plan());
  }

  /** A hundred answers in one second need one drawing. */
  #plan() {
    if (this.#planned) return;
    this.#planned = true;
    requestAnimationFrame(() => {
      this.#planned = false;
      this.refresh();
    });
  }

  refresh() {
    const wanted = this.#search.value.trim().toLowerCase();
    const shown = desk.items.filter((item) => this.#fits(item, wanted));
    const rows = shown.map((item) => this.#row(item));
    if (rows.length !== this.#list.children.length || rows.some((row, at) => this.#list.children[at] !== row)) {
      this.#list.replaceChildren(...rows);
    }
    this.#reveal();
    for (const id of this.#rows.keys()) if (!desk.items.some((item) => item.id === id)) this.#rows.delete(id);
    this.#count();
    this.#draw_filter();
    this.#draw_acts();
  }

  /** @param {Item} item @param {string} wanted */
  #fits(item, wanted) {
    if (this.#group !== "all" && group_of(item) !== this.#group) return false;
    const number = item.form?.entries.numeroFacture.text ?? "";
    return (
      !wanted || `${item.name} ${number} ${item.form?.entries.nomFournisseur.text ?? ""}`.toLowerCase().includes(wanted)
    );
  }

  /** @param {Item} item */
  #row(item) {
    const { text, look, sign } = progress_of(item);
    const number = item.form?.entries.numeroFacture.text ?? "";
    const amount = item.form?.entries.montantTtcTotal.text ?? "";
    const current = item === desk.current;
    const drawn = [text, look, number, amount, current].join("|");
    const known = this.#rows.get(item.id);
    if (known?.drawn === drawn) return known.row;
    const row = known?.row ?? h("li", {});
    const had_focus = row.contains(document.activeElement);
    const button = h(
      "button",
      { type: "button", "aria-current": current ? "true" : null, onclick: () => desk.open(item) },
      h("span", { class: "row-name" }, item.name),
      h("span", { class: "row-number" }, number),
      h("span", { class: "row-amount" }, amount),
      h("span", { class: "row-state", "data-look": look }, sign ? icon(sign) : null, text),
    );
    row.replaceChildren(button);
    if (had_focus) button.focus({ preventScroll: true });
    this.#rows.set(item.id, { row, drawn });
    return row;
  }

  /** Rolls the list to the open file when another was opened; the page itself stays where the form is worked on. */
  #reveal() {
    const row = desk.current && this.#rows.get(desk.current.id)?.row;
    if (!row?.isConnected || desk.current === this.#revealed) return;
    this.#revealed = desk.current;
    const room = this.#list.getBoundingClientRect();
    const { top, bottom } = row.getBoundingClientRect();
    if (top < room.top) this.#list.scrollTop -= room.top - top;
    else if (bottom > room.bottom) this.#list.scrollTop += bottom - room.bottom;
  }

  #count() {
    const all = desk.items.length;
    const read = all - desk.left;
    const done = desk.items.filter((item) => group_of(item) === "done").length;
    const progress = /** @type {HTMLProgressElement} */ (by_id("files-progress"));
    progress.max = Math.max(1, all);
    progress.value = desk.left > 0 ? read : done + desk.items.filter((item) => item.stage === "sent").length;
    progress.setAttribute("aria-label", desk.left > 0 ? "Factures lues" : "Factures vérifiées");
    by_id("files-count").textContent =
      desk.left > 0 ? `${read} lues sur ${all}` : `${counted(done, "vérifiée")} sur ${all}`;
    if (this.#was_left > 0 && desk.left === 0 && all > 1) {
      const failed = desk.items.filter((item) => item.stage === "failed").length;
      say(`${all} fichiers lus${failed ? `, dont ${failed} illisible${failed > 1 ? "s" : ""}` : ""}.`, "quiet");
    }
    this.#was_left = desk.left;
  }

  #draw_filter() {
    const counts = new Map(GROUPS.map(({ group }) => [group, 0]));
    for (const item of desk.items) counts.set(group_of(item), (counts.get(group_of(item)) ?? 0) + 1);
    counts.set("all", desk.items.length);
    const focused = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.group : undefined;
    const buttons = GROUPS.filter(
      ({ group }) => group === "all" || group === this.#group || (counts.get(group) ?? 0) > 0,
    ).map(({ group, label }) =>
      h(
        "button",
        {
          type: "button",
          "data-group": group,
          "aria-pressed": String(group === this.#group),
          onclick: () => ((this.#group = group), this.refresh()),
        },
        label,
        " ",
        h("span", { class: "count" }, String(counts.get(group))),
      ),
    );
    by_id("files-filter").replaceChildren(...buttons);
    buttons.find((button) => button.dataset.group === focused)?.focus();
  }

  #draw_acts() {
    const ready = desk.items.filter((item) => item.stage === "read" && item.done && standing(item).errors === 0);
    const readable = desk.items.filter((item) => item.form && item.stage !== "sent");
    const drawn = [ready.length, readable.length, desk.access].join();
    if (drawn === this.#acts_drawn) return;
    this.#acts_drawn = drawn;
    by_id("files-acts").replaceChildren(
      desk.access === "signed_in"
        ? h(
            "button",
            { type: "button", disabled: ready.length === 0, onclick: () => ask_to_send(ready) },
            `Envoyer les vérifiées (${ready.length})`,
          )
        : "",
      h(
        "button",
        { type: "button", class: "plain", disabled: readable.length === 0, onclick: () => this.#keep_all() },
        "Tout garder en brouillon",
      ),
      h(
        "button",
        { type: "button", class: "plain", disabled: readable.length === 0, onclick: () => save_all(readable) },
        "Tout télécharger en JSON",
      ),
    );
  }

  async #keep_all() {
    const count = await desk.keep(desk.items);
    say(`${counted(count, "brouillon gardé", "brouillons gardés")} dans ce navigateur ; rien n’a été envoyé.`);
  }

  /** Puts the cursor into the search. */
  search() {
    this.#search.focus();
    this.#search.select();
  }
}

/** One list with the values of every file that was read. @param {Item[]} items */
function save_all(items) {
  const all = items.flatMap((item) =>
    item.form ? [{ file: item.name, done: item.done, fields: values_of(item.form) }] : [],
  );
  download("factures.json", exact_json(all) + "\n");
}
