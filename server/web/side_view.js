// Above and below the form: what the file is and what would make it fill itself, and what can be done with it now.
// What was sent looks like nothing else: a stamp, no fields.

import { desk } from "./desk.js";
import { copy_text, counted, download, h, icon, say } from "./dom.js";
import { field_named } from "./fields.js";
import { standing } from "./item.js";
import { exact_json, submission_of, values_of, attachment_name } from "./submission.js";
import { ask_to_send } from "./send_dialog.js";
import { ask_to_sign_in } from "./sign_in.js";

/**
 * @typedef {import("./item.js").Item} Item
 * @typedef {import("./form.js").Found} Found
 */

const KINDS = new Map([
  ["invoice", "Facture"],
  ["credit_note", "Avoir"],
  ["decompte", "Décompte de travaux"],
  ["memoire", "Mémoire de frais"],
  ["several", "Plusieurs factures"],
  ["other", "Pas une facture"],
]);

/** What the reading found as a whole. @param {Item} item */
function outcome(item) {
  const { extraction } = item;
  if (!extraction) return "Formulaire saisi à la main : le fichier n’a pas pu être lu.";
  const count = Object.keys(extraction.fields).length;
  if (extraction.document.textLayer === "scan")
    return "Cette facture est une image : le formulaire est à remplir à la main.";
  if (extraction.kind === "several") return "Ce fichier contient plusieurs factures : déposez un fichier par facture.";
  if (extraction.kind === "other") return "Ce document ne se présente pas comme une facture : rien n’a été rempli.";
  const took = item.took > 0 ? ` en ${Math.max(1, Math.round(item.took)).toLocaleString("fr")}\u00a0ms` : "";
  return `${KINDS.get(extraction.kind) ?? "Facture"}, ${counted(count, "valeur trouvée", "valeurs trouvées")}${took}.`;
}

/** With no-break spaces inside the quotation marks and before colons. @param {string} text */
function unbroken(text) {
  return text.replace(/« /g, "«\u00a0").replace(/ (?=[»:;?!])/g, "\u00a0");
}

/** @param {Item} item @param {(found: Found | null) => void} preview @returns {HTMLElement | null} */
function advice(item, preview) {
  const pieces = item.extraction?.advice ?? [];
  if (pieces.length === 0) return null;
  const rows = pieces.map((piece) => {
    const { box, page } = piece;
    const place = box && page ? /** @type {Found} */ (/** @type {unknown} */ ({ page, box })) : null;
    const text = unbroken(page ? `${piece.fr} (page ${page})` : piece.fr);
    return h(
      "li",
      {},
      place
        ? h(
            "button",
            { type: "button", class: "link", onclick: () => preview(place), title: "Montrer l’endroit" },
            text,
          )
        : text,
    );
  });
  return h(
    "details",
    { class: "advice", open: pieces.some(({ code }) => code !== "PALE_TEXT") },
    h("summary", {}, `À changer dans la facture pour qu’elle se remplisse seule : ${pieces.length}`),
    h("ul", {}, ...rows),
  );
}

/** @param {Item} item @param {(found: Found | null) => void} preview @returns {Node[]} */
export function side_head(item, preview) {
  const summary = h("p", { class: "outcome" }, outcome(item));
  return [summary, advice(item, preview)].filter((node) => node !== null);
}

/** What is left to do. @param {Item} item @param {{errors: number, points: string[]}} state_of_it */
export function next_thing(item, { errors, points }) {
  if (item.done && errors === 0) return "Vérifiée.";
  const todo = [];
  if (points.length > 0) todo.push(`${counted(points.length, "point")} à voir`);
  if (errors > 0) todo.push(`${counted(errors, "champ ou contrôle", "champs ou contrôles")} à corriger`);
  return todo.length > 0 ? `${todo.join(", ")}.` : "Rien à signaler : relisez et continuez.";
}

function unreadable() {
  const count = desk.items.filter(({ stage }) => stage === "failed").length;
  return count > 0 ? ` ${counted(count, "fichier ne se lit pas", "fichiers ne se lisent pas")}.` : "";
}

/** @param {Item} item */
function finish(item) {
  const next = desk.next_open();
  desk.finish();
  if (next && next !== item) desk.open(next);
  else say(`C’était la dernière facture à vérifier.${unreadable()}`);
}

/** @param {Item} item */
async function keep(item) {
  await desk.keep([item]);
  say("Brouillon gardé dans ce navigateur ; rien n’a été envoyé.");
}

/** @param {Item} item */
async function copy(item) {
  if (!item.form) return;
  const copied = await copy_text(exact_json(values_of(item.form)));
  if (!copied) return say("Ce navigateur ne laisse pas copier : téléchargez plutôt soumettre.json.");
  const unread = standing(item).checks.filter(({ code }) => code === "UNREADABLE");
  const without = unread.flatMap(({ fields }) => fields.map((name) => field_named(name).label)).join(", ");
  say(without ? `Valeurs copiées en JSON, sans ce qui ne se lit pas : ${without}.` : "Valeurs copiées en JSON.");
}

/** @param {Item} item */
function save_body(item) {
  if (!item.form) return;
  const name = attachment_name(item.name);
  download(
    name.replace(/\.pdf$/, ".soumettre.json"),
    exact_json(submission_of(item.form, { id: null, name }, null)) + "\n",
  );
}

/** Acts on the open file, by the name of its button. @type {Record<string, (item: Item) => unknown>} */
export const acts = { finish, keep, copy, save_body };

/**
 * @param {Item} item @param {{errors: number, points: string[]}} state_of_it @param {() => void} go_on to the next
 *   open point
 * @returns {Node[]}
 */
export function side_foot(item, state_of_it, go_on) {
  const { errors, points } = state_of_it;
  const can_send = desk.access === "signed_in";
  const state = item.kept ? "Brouillon gardé, non envoyé" : "Non envoyée";
  const status = h(
    "p",
    { class: "foot-status" },
    h("span", { class: "unsent" }, state),
    " ",
    next_thing(item, state_of_it),
  );
  const trouble =
    item.trouble && h("p", { class: "trouble", role: "alert" }, icon("wrong"), ` Non envoyée : ${item.trouble}`);
  const onward =
    points.length > 0
      ? h("button", { type: "button", id: "onward", onclick: go_on }, "Point suivant", h("kbd", {}, "↵"))
      : null;
  const main = h(
    "button",
    { type: "button", class: "main", id: "finish", onclick: () => finish(item) },
    item.done ? "Continuer" : "Vérifiée, continuer",
    h("kbd", {}, "Ctrl ↵"),
  );
  const send = can_send
    ? h(
        "button",
        {
          type: "button",
          id: "send",
          disabled: errors > 0 || item.stage !== "read",
          onclick: () => ask_to_send([item]),
        },
        item.stage === "sending" ? "Envoi…" : "Valider et envoyer",
      )
    : null;
  return [status, trouble || null, h("div", { class: "foot-buttons" }, onward, main, send)].filter(
    (node) => node !== null,
  );
}

/** What else can be done with the file, at the end of its form. @param {Item} item */
export function side_end(item) {
  return h(
    "div",
    { class: "side-end" },
    desk.access === "signed_in"
      ? null
      : h("button", { type: "button", class: "link", onclick: ask_to_sign_in }, "Se connecter pour envoyer"),
    h("button", { type: "button", class: "link", onclick: () => keep(item) }, "Garder en brouillon"),
    h("button", { type: "button", class: "link", onclick: () => copy(item) }, "Copier en JSON"),
    h(
      "button",
      {
        type: "button",
        class: "link",
        onclick: () => save_body(item),
        title: "idFournisseur et pieceJointePrincipaleId y sont à compléter",
      },
      "Télécharger soumettre.json",
    ),
    h("button", { type: "button", class: "link", onclick: () => desk.remove(item) }, "Ôter du bureau"),
  );
}
