// One field of the form: what stands in it, where it was found and how surely, what else it may be, and what is
// wrong.

import { CandidateList } from "./candidate_list.js";
import { desk } from "./desk.js";
import { h, icon, say } from "./dom.js";
import { frame_of } from "./fields.js";
import { is_asked, is_needed } from "./form.js";
import { neat } from "./reading.js";

/**
 * @typedef {import("./fields.js").Field} Field
 * @typedef {import("./form.js").Form} Form
 * @typedef {import("./form.js").Entry} Entry
 * @typedef {import("./checks.js").Check} Check
 */

/** Values of a fixed length, which need one line; all others may be long and grow by lines. */
const ONE_LINE = ["amount", "date", "siret", "bic"];

/** @param {number} confidence */
function percent(confidence) {
  return `${Math.round(confidence * 100)}\u00a0%`;
}

/** Where a value comes from, in a sentence. @param {Entry} entry */
export function origin_of({ state, found, text, candidates }) {
  if (state === "proposed") return "proposé par le bureau : la facture ne le dit pas";
  if (text === "" && candidates.length > 0) return `rien d’assez sûr : ${candidates.length} dans la liste`;
  if (!found && state === "doubtful") return "comme sur la dernière facture ; celle-ci ne le dit pas";
  if (!found) return state === "typed" && text ? "saisi par vous" : "";
  const place = `page ${found.page}`;
  if (found.rule === "marked") return `marqué par vous, ${place}`;
  const label = found.label ? `, annoncé par «\u00a0${found.label.text}\u00a0»` : ", sans mot qui l’annonce";
  return `${place}${label}, sûr à ${percent(found.confidence)}`;
}

/** A pasted text of several lines as one, as the portal takes it. @param {string} text @param {string} kind */
function one_line(text, kind) {
  return text.trim().replace(/\s*\n\s*/g, kind === "ibans" ? ", " : " ");
}

/** @param {Entry} entry @param {boolean} weighty whether a withheld candidate is worth a look */
function tag_of({ state, text, found, candidates, seen }, weighty) {
  if (state === "doubtful") return "à vérifier";
  if (state === "proposed") return "proposé";
  if (state === "accepted") return "vérifié";
  if (state === "typed") return found?.rule === "marked" ? "marqué" : "saisi";
  if (state === "empty" && text === "" && candidates.length > 0 && !seen && weighty) return "à choisir";
  return "";
}

export class FieldView {
  element;
  #field;
  /** @type {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} */
  #input;
  #tag = h("span", { class: "tag" });
  #sure = h("span", { class: "sure", "aria-hidden": "true" });
  #origin;
  #problem;
  #list;
  /** What stood in the field when it was entered, for Escape. @type {Entry | null} */
  #before = null;
  #shown = "";
  /** The form that is shown here. @type {Form | null} */
  #form = null;

  /** @param {Field} field @param {import("./page_view.js").PageView} pages */
  constructor(field, pages) {
    this.#field = field;
    const id = `f-${field.name}`;
    this.#origin = h("span", { class: "origin", id: `${id}-origin` });
    this.#problem = h("span", { class: "problem", id: `${id}-problem` });
    this.#input = field.kind === "choice" ? this.#select(id) : this.#text_input(id);
    const room = this.#input instanceof HTMLTextAreaElement ? h("span", { class: "grow" }, this.#input) : this.#input;
    this.#list = new CandidateList(field, pages, () => this.focus());
    this.element = h(
      "div",
      { class: `field${field.wide ? " wide" : ""}`, "data-field": field.name, "data-kind": field.kind },
      h("div", { class: "field-head" }, h("label", { for: id }, field.label), this.#tag, this.#sure),
      h("div", { class: "control" }, room, this.#list.button, this.#list.element),
      h(
        "p",
        { class: "under" },
        this.#problem,
        this.#origin,
        field.hint ? h("span", { class: "hint", id: `${id}-hint` }, field.hint) : null,
      ),
    );
    this.#listen();
  }

  /** @param {string} id */
  #described(id) {
    return `${id}-problem ${id}-origin${this.#field.hint ? ` ${id}-hint` : ""}`;
  }

  /** @param {string} id */
  #text_input(id) {
    const mode = this.#field.kind === "amount" ? "decimal" : this.#field.kind === "siret" ? "numeric" : "text";
    const common = {
      id,
      inputmode: mode,
      autocomplete: "off",
      spellcheck: "false",
      "aria-describedby": this.#described(id),
    };
    return ONE_LINE.includes(this.#field.kind)
      ? h("input", { ...common, type: "text" })
      : h("textarea", { ...common, rows: 1 });
  }

  /** @param {string} id */
  #select(id) {
    const empty = h("option", { value: "" }, "à choisir");
    const choices = (this.#field.choices ?? []).map(({ code, label }) => h("option", { value: code }, label));
    return h("select", { id, "aria-describedby": this.#described(id) }, empty, ...choices);
  }

  #listen() {
    this.#input.addEventListener("input", () => {
      if (/\n/.test(this.#input.value)) this.#input.value = one_line(this.#input.value, this.#field.kind);
      this.#shown = this.#input.value;
      this.#grow();
      desk.put(this.#field.name, this.#input.value);
    });
    this.#input.addEventListener("focus", () => {
      this.#before = desk.current?.form?.entries[this.#field.name] ?? null;
      if (!(this.#input instanceof HTMLSelectElement)) this.#input.select();
    });
    this.#input.addEventListener("blur", () => this.settle());
    this.#input.addEventListener("keydown", (/** @type {Event} */ event) =>
      this.#key(/** @type {KeyboardEvent} */ (event)),
    );
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const asks_for_others = event.altKey && event.key === "ArrowDown";
    if (asks_for_others && this.#list.filled) {
      event.preventDefault();
      this.#list.open();
    } else if (asks_for_others && !(this.#input instanceof HTMLSelectElement)) {
      event.preventDefault(); // or the form would roll away under the cursor
      say(`${this.#field.label} : pas d’autre valeur.`);
    } else if (event.key === "Escape" && this.#before && this.#before.text !== this.#input.value) {
      event.stopPropagation();
      desk.restore(this.#field.name, this.#before);
    }
  }

  focus() {
    this.#input.focus();
    this.element.scrollIntoView({ block: "nearest" });
  }

  /** Writes the value neatly, as when a person leaves the field. */
  settle() {
    const left_for_another = desk.current?.form !== this.#form;
    if (!this.#form || left_for_another || this.#field.kind === "choice") return;
    const { text } = this.#form.entries[this.#field.name];
    const tidy = neat(this.#field, text);
    if (tidy !== text) desk.put(this.#field.name, tidy);
  }

  /** @param {Form} form @param {Check[]} checks those that speak of this field and do not hold */
  refresh(form, checks) {
    this.#form = form;
    const entry = form.entries[this.#field.name];
    this.#write(entry.text);
    const needed = is_needed(form, this.#field.name);
    const wrong = checks.find(({ level }) => level === "error") ?? checks[0];
    const tag = tag_of(entry, needed || this.#field.weighty === true);
    this.element.hidden = !is_asked(form, this.#field.name);
    this.element.dataset.state = entry.state === "empty" && tag ? "doubtful" : entry.state;
    this.element.dataset.level = wrong?.level ?? "";
    this.#tag.replaceChildren(...(tag ? [...(entry.state === "doubtful" ? [icon("doubt")] : []), tag] : []));
    this.#sure.textContent =
      entry.found && entry.found.rule !== "marked" && !["typed", "doubtful"].includes(entry.state)
        ? percent(entry.found.confidence)
        : "";
    const label = `${this.#field.label} : `;
    this.#problem.textContent = wrong
      ? wrong.text.replace(label, "")
      : entry.found?.warning && entry.state === "doubtful"
        ? "le portail pourrait le refuser"
        : "";
    this.#origin.textContent = origin_of(entry);
    this.#input.setAttribute("aria-invalid", String(wrong?.level === "error"));
    if (needed) this.#input.setAttribute("aria-required", "true");
    else this.#input.removeAttribute("aria-required");
    this.#list.refresh(entry);
  }

  /** @param {string} text */
  #write(text) {
    if (this.#shown === text && this.#input.value === text) return;
    if (
      this.#input instanceof HTMLSelectElement &&
      text &&
      ![...this.#input.options].some(({ value }) => value === text)
    ) {
      this.#input.append(
        h("option", { value: text }, this.#field.name === "cadreFacturation" ? frame_of(text).label : text),
      );
    }
    this.#input.value = text;
    this.#shown = text;
    this.#grow();
  }

  /** Gives a text of many lines the height that it takes. */
  #grow() {
    if (this.#input instanceof HTMLTextAreaElement && this.#input.parentElement)
      this.#input.parentElement.dataset.text = this.#input.value;
  }
}
