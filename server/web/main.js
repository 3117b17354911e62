// Puts the desk together: which view is shown, what the open file looks like, and what is said when the server is
// gone.

import { desk } from "./desk.js";
import { by_id, h, say } from "./dom.js";
import { show_drafts } from "./drafts_view.js";
import { FormView } from "./form_view.js";
import { listen_for_files } from "./intake.js";
import { LARGEST, is_unsaved, standing } from "./item.js";
import { ListView } from "./list_view.js";
import { MarkMenu } from "./mark_menu.js";
import { PageView } from "./page_view.js";
import { receipt_element } from "./receipt.js";
import { show_sent } from "./sent_view.js";
import { next_thing } from "./side_view.js";
import { listen_for_keys, show_help } from "./shortcuts.js";
import { ask_to_sign_in } from "./sign_in.js";

/** @typedef {import("./item.js").Item} Item */

const AGAIN = 4000; // ms between two questions whether a server that is gone is back

const pages = new PageView(
  (name) => form.focus(name),
  (marked) => menu.show(marked, form.last),
);
const form = new FormView(pages);
const list = new ListView();
const menu = new MarkMenu(() => pages.forget_marking());

/** Whatever stands in the place of the form while there is none. @param {Item} item */
function without_form(item) {
  const too_large = item.pdf.size > LARGEST; // nothing that is done here makes the portal take it
  const remove = h("button", { type: "button", onclick: () => desk.remove(item) }, "Ôter du bureau");
  const retry = h("button", { type: "button", class: "main", onclick: () => desk.retry(item) }, "Réessayer");
  const by_hand = h("button", { type: "button", onclick: () => desk.type_off(item) }, "Remplir à la main");
  if (item.stage !== "failed")
    return [h("p", { class: "outcome busy" }, item.stage === "reading" ? "Lecture…" : "En attente de lecture.")];
  return [
    h(
      "div",
      { class: "failed-note" },
      h("h3", {}, "Ce fichier ne se lit pas"),
      h("p", {}, item.trouble),
      h(
        "p",
        { class: "dialog-buttons" },
        ...(too_large ? [] : [retry, by_hand]),
        remove,
      ),
    ),
  ];
}

/** @param {import("./store.js").Receipt} receipt */
function show_receipt(receipt) {
  const element = receipt_element(receipt);
  by_id("side-body").replaceChildren(element);
  by_id("print").focus({ preventScroll: true });
  element.scrollIntoView({ block: "start" }); // what was sent comes first, on a phone too
}

/** Says which file is open now and what it asks for, for those who cannot see the list. @param {Item} item */
function say_where(item) {
  const count = desk.items.length;
  const place = count > 1 ? `, ${desk.items.indexOf(item) + 1} sur ${count}` : "";
  const what = item.stage === "failed" ? `ne se lit pas : ${item.trouble}` : next_thing(item, standing(item));
  say(`${item.name}${place} : ${what}`, "quiet");
}

let shown = "";

function show_open_file() {
  const item = desk.current;
  by_id("welcome").hidden = item !== null || here() !== "bench";
  by_id("bench").hidden = item === null || here() !== "bench";
  by_id("bench").classList.toggle("many", desk.items.length > 1);
  by_id("add").hidden = desk.items.length === 0;
  if (!item) return void pages.show(null);
  void pages.show(item);
  const state = `${item.id}|${item.stage}|${item.form ? "form" : ""}`;
  if (state === shown) return form.refresh();
  shown = state;
  by_id("side-body").scrollTop = 0;
  if (item.stage === "sent" && item.receipt) return show_receipt(item.receipt);
  if (item.form || item.stage === "failed") say_where(item);
  if (!item.form) return by_id("side-body").replaceChildren(...without_form(item));
  form.show(item);
  if (!document.querySelector("dialog[open]")) form.begin();
  const next = desk.next_open();
  if (next?.extraction) void pages.ahead(next);
}

/** @returns {"bench" | "drafts" | "sent"} */
function here() {
  return location.hash === "#/brouillons" ? "drafts" : location.hash === "#/envoyees" ? "sent" : "bench";
}

function show_view() {
  const view = here();
  for (const id of ["drafts", "sent"]) by_id(id).hidden = view !== id;
  for (const id of ["bench", "drafts", "sent"]) {
    if (id === view) by_id(`to-${id}`).setAttribute("aria-current", "page");
    else by_id(`to-${id}`).removeAttribute("aria-current");
  }
  show_open_file();
  if (view === "drafts") void show_drafts();
  if (view === "sent") void show_sent(ask_to_sign_in);
  document.title = { bench: "prefill", drafts: "Brouillons – prefill", sent: "Envoyées – prefill" }[view];
}

const WHY = new Map([
  ["gone", "Le serveur ne répond plus"],
  ["busy", "Le serveur est très occupé"],
  ["sign_in", "Ce serveur demande de se connecter"],
]);
let timer = 0;

function show_server() {
  const why = desk.stopped || (desk.access === "asks" ? "sign_in" : "");
  const banner = by_id("banner");
  const waiting = desk.left > 0 ? ` : ${desk.left} en attente, rien n’est perdu.` : ".";
  banner.hidden = why === "";
  banner.replaceChildren(
    ...(why
      ? [
          h("span", {}, `${WHY.get(why)}${waiting}`),
          why === "sign_in"
            ? h("button", { type: "button", onclick: ask_to_sign_in }, "Se connecter")
            : h("button", { type: "button", id: "resume", onclick: () => desk.resume() }, "Reprendre"),
        ]
      : []),
  );
  by_id("sign").textContent = desk.access === "signed_in" ? "Se déconnecter" : "Se connecter";
  by_id("sign").title = desk.api.account;
  clearTimeout(timer);
  if (why === "gone" || why === "busy") timer = window.setTimeout(look_for_server, AGAIN);
  if (!why) pages.paint_again();
  form.refresh();
  if (here() === "sent") void show_sent(ask_to_sign_in);
}

async function look_for_server() {
  if (await desk.api.alive()) desk.resume();
  else timer = window.setTimeout(look_for_server, AGAIN);
}

function show_engine() {
  by_id("curl").textContent =
    `curl --data-binary @facture.pdf \\\n  -H 'Content-Type: application/pdf' \\\n  ${location.origin}/v1/extract`;
}

desk.addEventListener("opened", show_open_file);
desk.addEventListener("files", () => by_id("bench").classList.toggle("many", desk.items.length > 1));
desk.addEventListener("form", () => (form.refresh(), pages.mark()));
desk.addEventListener("server", show_server);
desk.addEventListener("drafts", () => here() === "drafts" && void show_drafts());
by_id("help").addEventListener("click", show_help);
by_id("sign").addEventListener("click", () => (desk.access === "signed_in" ? desk.sign_out() : ask_to_sign_in()));
window.addEventListener("hashchange", () => {
  for (const dialog of document.querySelectorAll("dialog")) dialog.close(); // they belong to the view that was left
  show_view();
  if (here() === "bench") form.come_back();
  if (document.activeElement === document.body) by_id("main").focus({ preventScroll: true });
});
window.addEventListener("beforeunload", (event) => {
  if (desk.items.some(is_unsaved)) event.preventDefault();
});
listen_for_files();
listen_for_keys({ zoom: (step) => pages.zoom(step), search: () => list.search() });
show_engine();
show_view();
void desk.greet();
