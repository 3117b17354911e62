// What else a field may be: the other values that the engine considered, best first, each with its probability and
// place. A list box of its own, since a `select` can neither show places on the page nor be typed over.

import { desk } from "./desk.js";
import { h, icon } from "./dom.js";
import { shown_value } from "./form.js";

/** @typedef {import("./form.js").Found} Found */

export class CandidateList {
  button;
  element;
  #field;
  #pages;
  #on_closed;
  /** @type {Found[]} */
  #candidates = [];

  /**
   * @param {import("./fields.js").Field} field
   * @param {import("./page_view.js").PageView} pages
   * @param {() => void} on_closed
   */
  constructor(field, pages, on_closed) {
    this.#field = field;
    this.#pages = pages;
    this.#on_closed = on_closed;
    const id = `l-${field.name}`;
    this.element = h("ul", {
      class: "menu candidates",
      role: "listbox",
      id,
      "aria-label": `${field.label} : autres valeurs`,
      hidden: true,
    });
    this.button = h(
      "button",
      {
        type: "button",
        class: "more",
        "aria-haspopup": "listbox",
        "aria-expanded": "false",
        "aria-controls": id,
        hidden: true,
        title: "Autres valeurs (Alt + ↓)",
        onclick: () => (this.element.hidden ? this.open() : this.#close()),
      },
      icon("more"),
    );
    this.element.addEventListener("keydown", (event) => this.#key(event));
    this.element.addEventListener("focusout", (event) => {
      if (!(event.relatedTarget instanceof Node && this.element.contains(event.relatedTarget))) this.#shut();
    });
  }

  get filled() {
    return this.#candidates.length > 0;
  }

  /** @param {import("./form.js").Entry} entry */
  refresh({ candidates, text }) {
    const seen = new Set([text]);
    this.#candidates = candidates.filter((found) => {
      const value = shown_value(this.#field.name, found);
      return !seen.has(value) && seen.add(value);
    });
    this.button.hidden = !this.filled;
    const count = this.#candidates.length;
    this.button.setAttribute(
      "aria-label",
      `${this.#field.label} : ${count} autre${count > 1 ? "s" : ""} valeur${count > 1 ? "s" : ""}`,
    );
  }

  open() {
    this.element.replaceChildren(...this.#candidates.map((found) => this.#option(found)));
    this.element.hidden = false;
    this.button.setAttribute("aria-expanded", "true");
    this.#focus(0);
  }

  /** @param {Found} found */
  #option(found) {
    const sure = found.rule === "marked" ? "marqué" : `${Math.round(found.confidence * 100)}\u00a0%`;
    const label = found.label ? `« ${found.label.text} », page ${found.page}` : `page ${found.page}`;
    return h(
      "li",
      {
        role: "option",
        tabindex: "-1",
        "aria-selected": "false",
        onclick: () => this.#choose(found),
        onpointerenter: () => this.#pages.preview(found),
        onfocus: () => this.#pages.preview(found),
      },
      h("span", { class: "candidate-value" }, shown_value(this.#field.name, found)),
      h("span", { class: "candidate-sure" }, sure),
      h("span", { class: "candidate-from" }, label),
    );
  }

  /** @param {number} at */
  #focus(at) {
    const options = [...this.element.children];
    const option = options[(at + options.length) % options.length];
    if (option instanceof HTMLElement) option.focus();
    for (const one of options) one.setAttribute("aria-selected", String(one === option));
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const at = [...this.element.children].indexOf(/** @type {Element} */ (document.activeElement));
    if (event.key === "ArrowDown") this.#focus(at + 1);
    else if (event.key === "ArrowUp") this.#focus(at - 1);
    else if (event.key === "Enter" || event.key === " ") this.#choose(this.#candidates[at]);
    else if (event.key === "Escape") this.#close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {Found} found */
  #choose(found) {
    desk.choose(this.#field.name, found);
    this.#close();
  }

  #close() {
    this.#shut();
    this.#on_closed();
  }

  #shut() {
    this.element.hidden = true;
    this.button.setAttribute("aria-expanded", "false");
    this.#pages.preview(null);
  }
}
