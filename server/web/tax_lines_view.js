// The VAT table of the form: as many lines of rate, base and tax as there are, each a small field of its own.

import { desk } from "./desk.js";
import { h, icon } from "./dom.js";
import { french_decimal, read_amount } from "./decimal.js";
import { origin_of } from "./field_view.js";

/**
 * @typedef {import("./form.js").Line} Line
 * @typedef {import("./form.js").Form} Form
 */

/** @type {{key: keyof Line, title: string, least: number}[]} */
const COLUMNS = [
  { key: "taux", title: "Taux, %", least: 0 },
  { key: "baseHt", title: "Base HT", least: 2 },
  { key: "montantTva", title: "TVA", least: 2 },
];

export class TaxLinesView {
  element;
  #body = h("tbody");
  #problem = h("span", { class: "problem", id: "f-lignesTva-problem" });
  #origin = h("span", { class: "origin" });
  #add;
  /** @type {Line[]} */
  #lines = [];
  /** The form that is shown here. @type {Form | null} */
  #form = null;

  /** @param {import("./fields.js").Field} field */
  constructor(field) {
    const heads = [...COLUMNS.map(({ title }) => h("th", { scope: "col" }, title)), h("td", {})];
    this.#add = h(
      "button",
      {
        type: "button",
        class: "plain",
        onclick: () => this.#change([...this.#lines, { taux: "", baseHt: "", montantTva: "" }]),
      },
      "Ajouter une ligne",
    );
    this.element = h(
      "div",
      { class: "field wide", "data-field": field.name, "data-kind": "lines" },
      h(
        "table",
        { class: "tax-lines" },
        h("caption", { class: "hidden" }, field.label),
        h("thead", {}, h("tr", {}, ...heads)),
        this.#body,
      ),
      h("p", { class: "under" }, this.#problem, this.#origin),
      this.#add,
    );
  }

  focus() {
    const first = this.#body.querySelector("input") ?? this.#add;
    first.focus();
    this.element.scrollIntoView({ block: "nearest" });
  }

  settle() {
    if (desk.current?.form !== this.#form) return; // left for another file
    const tidy = this.#lines.map((line) => {
      const copy = { ...line };
      for (const { key, least } of COLUMNS) {
        const number = read_amount(line[key].replace("%", ""));
        if (number !== null) copy[key] = french_decimal(number, least);
      }
      return copy;
    });
    if (JSON.stringify(tidy) !== JSON.stringify(this.#lines)) this.#change(tidy);
  }

  /** @param {Line[]} lines */
  #change(lines) {
    desk.put_lines(lines);
  }

  /** @param {number} at @param {keyof Line} key @param {string} text */
  #type(at, key, text) {
    this.#change(this.#lines.map((line, one) => (one === at ? { ...line, [key]: text } : line)));
  }

  /** @param {Form} form @param {import("./checks.js").Check[]} checks */
  refresh(form, checks) {
    const entry = form.entries.lignesTva;
    this.#form = form;
    this.#lines = form.lines;
    if (this.#body.rows.length !== form.lines.length)
      this.#body.replaceChildren(...form.lines.map((_, at) => this.#row(at)));
    form.lines.forEach((line, at) =>
      COLUMNS.forEach(({ key }, column) => {
        const input = this.#body.rows[at].cells[column].querySelector("input");
        if (input && input.value !== line[key]) input.value = line[key];
      }),
    );
    this.element.dataset.state = entry.state;
    this.element.dataset.level = checks[0]?.level ?? "";
    this.#problem.textContent = checks.map(({ text }) => text).join(" · ");
    this.#origin.textContent = form.lines.length > 0 || entry.found ? origin_of({ ...entry, text: " " }) : "";
  }

  /** @param {number} at */
  #row(at) {
    const cells = COLUMNS.map(({ key, title }) =>
      h(
        "td",
        {},
        h("input", {
          type: "text",
          inputmode: "decimal",
          autocomplete: "off",
          "aria-label": `${title}, ligne ${at + 1}`,
          "aria-describedby": "f-lignesTva-problem",
          onblur: () => this.settle(),
          oninput: (/** @type {Event} */ event) =>
            this.#type(at, key, /** @type {HTMLInputElement} */ (event.target).value),
        }),
      ),
    );
    const remove = h(
      "button",
      {
        type: "button",
        class: "plain square",
        "aria-label": `Ôter la ligne ${at + 1}`,
        title: "Ôter la ligne",
        onclick: () => this.#change(this.#lines.filter((_, one) => one !== at)),
      },
      icon("shut"),
    );
    return h("tr", {}, ...cells, h("td", {}, remove));
  }
}
