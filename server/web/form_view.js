// The deposit form of the open file. Its elements are made once a file; while a person types, only what a keystroke
// changes is touched, so that the place in the text and the screen reader are left alone.

import { desk } from "./desk.js";
import { standing } from "./item.js";
import { by_id, h, icon } from "./dom.js";
import { FieldView } from "./field_view.js";
import { FIELDS, SECTIONS } from "./fields.js";
import { side_end, side_foot, side_head } from "./side_view.js";
import { TaxLinesView } from "./tax_lines_view.js";

/**
 * @typedef {import("./item.js").Item} Item
 * @typedef {import("./page_view.js").PageView} PageView
 */

export class FormView {
  #side = by_id("side-body");
  #pages;
  /** @type {Map<string, FieldView | TaxLinesView>} */
  #fields = new Map();
  /** @type {Item | null} */
  #item = null;
  #checks = h("div", { class: "checks" });
  #foot = h("div", { class: "side-foot" });
  #shown_points = "";

  /** @param {PageView} pages */
  constructor(pages) {
    this.#pages = pages;
  }

  /** The field that was left last, the first guess where marked words belong. */
  last = "";

  /** @param {Item} item */
  show(item) {
    this.#item = item;
    this.last = "";
    this.#shown_points = "";
    this.#fields.clear();
    const sections = SECTIONS.map((section) => this.#section(section));
    const form = h(
      "form",
      { class: "form", novalidate: true, onsubmit: (/** @type {Event} */ e) => e.preventDefault() },
      ...sections,
    );
    form.addEventListener("keydown", (event) => this.#key(event));
    form.addEventListener("focusin", (event) => this.#focused(event));
    this.#side.replaceChildren(
      ...side_head(item, (found) => this.#pages.preview(found)),
      form,
      this.#checks,
      side_end(item),
      this.#foot,
    );
    this.#side.scrollTop = 0;
    this.refresh();
  }

  /** @param {{id: string, title: string}} section */
  #section({ id, title }) {
    const fields = FIELDS.filter((field) => field.section === id).map((field) => {
      const view = field.kind === "lines" ? new TaxLinesView(field) : new FieldView(field, this.#pages);
      this.#fields.set(field.name, view);
      return view.element;
    });
    return h("fieldset", { "data-section": id }, h("legend", {}, title), h("div", { class: "fields" }, ...fields));
  }

  /** Brings every field, the checks and the foot up to date. */
  refresh() {
    const item = this.#item;
    if (!item?.form) return;
    const { checks, errors, points } = standing(item);
    for (const [name, view] of this.#fields) {
      view.refresh(
        item.form,
        checks.filter(({ level, fields }) => level !== "ok" && fields.includes(name)),
      );
    }
    this.#checks.replaceChildren(...this.#check_list(checks));
    const shown = [
      item.stage,
      item.done,
      item.kept,
      item.trouble,
      errors,
      points.join(),
      desk.access,
      desk.stopped,
    ].join("|");
    if (shown === this.#shown_points) return; // the buttons stay the same elements, or a focused one would be lost
    this.#shown_points = shown;
    const focused = document.activeElement?.id;
    this.#foot.replaceChildren(...side_foot(item, { errors, points }, () => this.go_on()));
    if (focused && this.#foot.querySelector(`#${focused}`)) by_id(focused).focus();
  }

  /** @param {import("./checks.js").Check[]} checks */
  #check_list(checks) {
    const signs = { error: "wrong", warning: "doubt", ok: "check" };
    const words = { error: "à corriger", warning: "à vérifier", ok: "juste" };
    const rows = checks.map(({ level, text, fields }) =>
      h(
        "li",
        { "data-level": level },
        icon(signs[level]),
        h("span", { class: "hidden" }, `${words[level]} : `),
        level === "ok"
          ? h("span", {}, text)
          : h("button", { type: "button", class: "link", onclick: () => this.focus(fields[0]) }, text),
      ),
    );
    return [h("h3", {}, "Contrôles"), h("ul", {}, ...rows)];
  }

  /** @param {string} name */
  focus(name) {
    this.#fields.get(name)?.focus();
  }

  /** Goes back to where the person was before another view hid the form. */
  come_back() {
    if (this.last) this.focus(this.last);
    else this.begin();
  }

  /** Shows the first thing to look at of a file that was just opened. */
  begin() {
    const item = this.#item;
    if (!item?.form || item.stage !== "read") return;
    const [first] = standing(item).points;
    if (first) this.focus(first);
    else document.getElementById("finish")?.focus();
  }

  /** Accepts a field and goes to the next open point, or to the button that ends the file. @param {string} [name] */
  go_on(name) {
    const item = this.#item;
    if (!item?.form) return;
    if (name) {
      this.#fields.get(name)?.settle();
      desk.accept(name);
    }
    const { points } = standing(item);
    const order = FIELDS.map((field) => field.name);
    const at = name ? order.indexOf(name) : -1;
    const next = points.find((point) => order.indexOf(point) > at) ?? points[0];
    if (next) this.focus(next);
    else document.getElementById("finish")?.focus();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const field = event.target instanceof Element ? event.target.closest("[data-field]") : null;
    if (!(field instanceof HTMLElement) || !field.dataset.field || event.isComposing) return;
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey;
    if (
      event.key !== "Enter" ||
      !plain ||
      (event.target instanceof Element && event.target.closest("button, [role=listbox]"))
    )
      return;
    event.preventDefault();
    if (event.shiftKey) this.#back(field.dataset.field);
    else this.go_on(field.dataset.field);
  }

  /** @param {string} name */
  #back(name) {
    const at = FIELDS.findIndex((field) => field.name === name);
    if (at > 0) this.focus(FIELDS[at - 1].name);
  }

  /** @param {FocusEvent} event */
  #focused(event) {
    const field = event.target instanceof Element ? event.target.closest("[data-field]") : null;
    if (!(field instanceof HTMLElement) || !field.dataset.field) return;
    if (event.target instanceof Element && event.target.closest("[role=listbox]")) return; // it shows its own places
    this.last = field.dataset.field;
    this.#pages.point_at(field.dataset.field);
  }
}
