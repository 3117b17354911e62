// Words were marked on a page: which field are they for? The fields that the words fit are offered with the value
// that each would take, the field in which the person was last first.

import { desk } from "./desk.js";
import { by_id, h } from "./dom.js";
import { FIELDS } from "./fields.js";
import { pick, pick_line } from "./reading.js";

/**
 * @typedef {import("./marking.js").Marked} Marked
 * @typedef {{label: string, value: string, act: () => void}} Choice
 */

/** Kinds with a shape of their own say more than those that take any words. */
const SHAPED = ["date", "amount", "siret", "vat", "ibans", "bic", "choice"];

/** @param {Marked} marked @param {string} last name of the field that was left last @returns {Choice[]} */
function choices(marked, last) {
  const line = pick_line(marked.text);
  /** @type {Choice[]} */
  const found = line
    ? [
        {
          label: "Nouvelle ligne de TVA",
          value: `${line.taux} % · ${line.baseHt} · ${line.montantTva}`,
          act: () => desk.put_lines([...(desk.current?.form?.lines ?? []), line]),
        },
      ]
    : [];
  const fitting = FIELDS.flatMap((field) => {
    const value = field.kind === "lines" ? null : pick(field, marked.text);
    return value === null ? [] : [{ field, value }];
  });
  const weight = (/** @type {import("./fields.js").Field} */ field) =>
    field.name === last
      ? 0
      : desk.current?.form?.entries[field.name].text === "" && SHAPED.includes(field.kind)
        ? 1
        : SHAPED.includes(field.kind)
          ? 2
          : 3;
  fitting.sort((a, b) => weight(a.field) - weight(b.field));
  const shaped = fitting.some(({ field }) => SHAPED.includes(field.kind));
  return [
    ...found,
    ...fitting.map(({ field, value }) => ({
      label: field.label,
      value: field.choices?.find(({ code }) => code === value)?.label ?? value,
      act: () =>
        desk.choose(field.name, {
          value,
          raw: marked.text,
          confidence: 1,
          page: marked.page,
          box: marked.box,
          rule: "marked",
        }),
    })),
  ].slice(0, shaped || line ? 24 : undefined);
}

export class MarkMenu {
  #menu = by_id("mark-menu");
  #on_closed;
  /** @type {Element | null} */
  #from = null;

  /** @param {() => void} on_closed */
  constructor(on_closed) {
    this.#on_closed = on_closed;
    this.#menu.addEventListener("keydown", (event) => this.#key(event));
    document.addEventListener("pointerdown", (event) => {
      const inside =
        event.target instanceof Node && (this.#menu.contains(event.target) || by_id("sheets").contains(event.target));
      if (!this.#menu.hidden && !inside) this.#close();
    });
  }

  /** @param {Marked | null} marked null takes the menu away @param {string} last */
  show(marked, last) {
    if (!marked) return this.hide();
    this.#from = document.activeElement;
    const rows = choices(marked, last).map(({ label, value, act }) =>
      h(
        "button",
        {
          type: "button",
          role: "menuitem",
          tabindex: "-1",
          onclick: () => (act(), this.#close()),
        },
        h("span", { class: "menu-field" }, label),
        h("span", { class: "menu-value" }, value),
      ),
    );
    const title = h(
      "p",
      { class: "menu-title", id: "mark-title" },
      `Mettre « ${marked.text.slice(0, 60)}${marked.text.length > 60 ? "…" : ""} » dans`,
    );
    const list = h("div", { role: "menu", "aria-labelledby": "mark-title", class: "menu-rows" }, ...rows);
    this.#menu.replaceChildren(
      title,
      rows.length > 0 ? list : h("p", { class: "quiet" }, "Aucun champ ne prend ce texte."),
    );
    this.#menu.hidden = false;
    this.#place(marked.at);
    rows[0]?.focus({ preventScroll: true });
  }

  hide() {
    this.#menu.hidden = true;
  }

  /** @param {DOMRect} at */
  #place(at) {
    const { offsetWidth: width, offsetHeight: height } = this.#menu;
    const below = at.bottom + 6 + height < window.innerHeight;
    this.#menu.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - width - 8))}px`;
    this.#menu.style.top = `${Math.max(8, below ? at.bottom + 6 : at.top - height - 6)}px`;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const rows = /** @type {HTMLElement[]} */ ([...this.#menu.querySelectorAll("[role=menuitem]")]);
    const at = rows.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    if (event.key === "ArrowDown") rows[(at + 1) % rows.length]?.focus();
    else if (event.key === "ArrowUp") rows[(at - 1 + rows.length) % rows.length]?.focus();
    else if (event.key === "Escape" || event.key === "Tab") this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #close() {
    this.hide();
    if (this.#from instanceof HTMLElement && this.#from.isConnected) this.#from.focus({ preventScroll: true });
    this.#on_closed();
  }
}
