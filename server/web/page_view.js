// The pages of the open file as pictures, with the found values marked on them. Boxes are in points and pictures in
// pixels, so everything over a picture is placed in percent of the page and follows every zoom by itself.

import { desk } from "./desk.js";
import { by_id, h } from "./dom.js";
import { field_named } from "./fields.js";
import { places } from "./form.js";
import { lay_over } from "./geometry.js";
import { Marking } from "./marking.js";
import { PictureShelf } from "./pictures.js";

/**
 * @typedef {import("./item.js").Item} Item
 * @typedef {import("./form.js").Box} Box
 * @typedef {{page: number, width: number, height: number, sheet: HTMLElement, marks: HTMLElement}} Sheet
 */

const A4 = { width: 595, height: 842 };
const CSS_PER_POINT = 96 / 72;
const LEGIBLE = 0.75; // below this a page as wide as a phone would be a thumbnail: it is rolled to the place instead
const STEPS = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.5, 3, 4];

export class PageView {
  #sheets = by_id("sheets");
  #zoom = 0; // 0: as wide as there is room
  /** @type {Item | null} */
  #item = null;
  #turn = 0;
  /** @type {Map<number, Sheet>} */
  #pages = new Map();
  #shelf = new PictureShelf(desk.api);
  #active = "";
  #on_pick;
  #marking;

  /**
   * @param {(name: string) => void} on_pick a mark was chosen: its field is to be shown
   * @param {import("./marking.js").OnMarked} on_marked words were marked on a page
   */
  constructor(on_pick, on_marked) {
    this.#on_pick = on_pick;
    this.#marking = new Marking(this.#sheets, on_marked);
    by_id("zoom-in").addEventListener("click", () => this.zoom(1));
    by_id("zoom-out").addEventListener("click", () => this.zoom(-1));
    by_id("zoom-fit").addEventListener("click", () => this.#fit());
    this.#sheets.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
    this.#sheets.addEventListener("keydown", (event) => {
      if (event.key === "+" || event.key === "-") this.zoom(event.key === "+" ? 1 : -1);
    });
    new ResizeObserver(() => this.#resize()).observe(this.#sheets);
  }

  /** @param {WheelEvent} event */
  #wheel(event) {
    if (!event.ctrlKey) return;
    event.preventDefault();
    this.zoom(event.deltaY < 0 ? 1 : -1);
  }

  /** @param {1 | -1} step */
  zoom(step) {
    const now = this.#scale();
    const next = step > 0 ? STEPS.find((one) => one > now + 0.01) : STEPS.findLast((one) => one < now - 0.01);
    if (next) this.#set_zoom(next);
  }

  /** As wide as there is room, however small; zoomed in, the width is found again by itself. */
  #fit() {
    const first = this.#pages.values().next().value ?? A4;
    const whole = (this.#sheets.clientWidth - 32) / (first.width * CSS_PER_POINT);
    this.#set_zoom(whole < LEGIBLE ? whole : 0);
  }

  /** @param {number} zoom */
  #set_zoom(zoom) {
    this.#zoom = zoom;
    this.#resize();
    if (this.#active) this.point_at(this.#active);
  }

  /** Width of the first page in CSS pixels over that on paper. */
  #scale() {
    const first = this.#pages.values().next().value ?? A4;
    const room = this.#sheets.clientWidth - 32;
    return this.#zoom || Math.max(LEGIBLE, room / (first.width * CSS_PER_POINT));
  }

  #resize() {
    const scale = this.#scale();
    by_id("zoom-now").textContent = `${Math.round(scale * 100)}\u00a0%`;
    for (const { sheet, width, height } of this.#pages.values()) {
      sheet.style.width = `${width * CSS_PER_POINT * scale}px`;
      sheet.style.aspectRatio = `${width} / ${height}`;
    }
    if (this.#item) void this.#paint(this.#item);
  }

  /** Shows a file; null for none. @param {Item | null} item */
  async show(item) {
    if (item === this.#item && this.#pages.size > 0) return this.mark();
    const turn = ++this.#turn;
    this.#item = item;
    this.#pages.clear();
    this.#active = "";
    this.#marking.forget();
    this.#sheets.replaceChildren();
    by_id("pages-name").textContent = item?.name ?? "";
    if (!item || item.stage === "waiting" || item.stage === "reading" || (item.stage === "failed" && !item.extraction))
      return;
    this.#shelf.abandon_all_but(item.pdf);
    const numbers = item.extraction?.document.pagesRead ?? [1];
    this.#lay_out(item, numbers);
    void this.#paint(item);
    const texts = await desk.api.text(item.pdf).catch(() => []);
    if (turn !== this.#turn) return;
    this.#measure(texts);
  }

  /** @param {Item} item @param {number[]} numbers */
  #lay_out(item, numbers) {
    const count = item.extraction?.document.pages ?? numbers.length;
    let before = 0;
    for (const page of numbers) {
      if (page > before + 1) this.#sheets.append(this.#gap(item, before + 1, page - 1));
      this.#sheets.append(this.#sheet(item, page, count).sheet);
      before = page;
    }
    this.#sheets.scrollTop = 0;
    this.#resize();
    this.mark();
  }

  /**
   * Pages that were not read, as the portal does not read them.
   * @param {Item} item
   * @param {number} from
   * @param {number} to
   */
  #gap(item, from, to) {
    const text = from === to ? `La page ${from} n’est pas lue.` : `Les pages ${from} à ${to} ne sont pas lues.`;
    let next = from;
    const gap = h("p", { class: "gap" }, text, " ");
    const show = h(
      "button",
      {
        type: "button",
        onclick: () => {
          const { sheet } = this.#sheet(item, next, item.extraction?.document.pages ?? to);
          gap.before(sheet);
          this.#resize();
          if (++next > to) gap.remove();
        },
      },
      "Montrer la suivante",
    );
    gap.append(show);
    return gap;
  }

  /** @param {Item} item @param {number} page @param {number} count @returns {Sheet} */
  #sheet(item, page, count) {
    const picture = h("img", { alt: `Page ${page} sur ${count} de ${item.name}`, draggable: "false" });
    const marks = h("div", { class: "marks", "aria-hidden": "true" });
    const sheet = h("div", { class: "sheet", "data-page": page }, picture, marks);
    const made = { page, ...A4, sheet, marks };
    this.#pages.set(page, made);
    marks.addEventListener("click", (event) => {
      const mark = event.target instanceof HTMLElement ? event.target.closest("[data-name]") : null;
      if (mark instanceof HTMLElement && mark.dataset.name) this.#on_pick(mark.dataset.name);
    });
    return made;
  }

  /** True sizes and words, once they are known. @param {import("./api.js").PageText[]} texts */
  #measure(texts) {
    for (const text of texts) {
      const sheet = this.#pages.get(text.page);
      if (!sheet) continue;
      Object.assign(sheet, { width: text.width, height: text.height });
      this.#marking.know(sheet, text);
      if (text.text.trim()) sheet.sheet.after(page_text(text));
    }
    this.#resize();
    this.mark();
  }

  /** Dots an inch for this zoom and this screen, in steps so that small changes need no new picture. */
  #sharpness() {
    const dots = this.#scale() * 96 * window.devicePixelRatio;
    return [96, 120, 150, 200, 250, 300].find((one) => one >= dots - 1) ?? 300;
  }

  /** Pictures as sharp as the screen needs. @param {Item} item */
  async #paint(item) {
    const dpi = this.#sharpness();
    for (const { page, sheet, width } of [...this.#pages.values()]) {
      const picture = /** @type {HTMLImageElement} */ (sheet.querySelector("img"));
      if (Number(picture.dataset.dpi ?? 0) >= dpi) continue;
      picture.dataset.dpi = String(dpi);
      const url = await this.#shelf.take(item.pdf, page, dpi);
      if (!sheet.isConnected) return;
      if (!url) {
        delete picture.dataset.dpi;
        sheet.classList.add("unpainted");
        continue;
      }
      picture.src = url;
      await picture.decode().catch(() => undefined);
      sheet.classList.remove("unpainted");
      sheet.classList.add("painted");
      const made = this.#pages.get(page);
      if (made && width === A4.width && picture.naturalWidth > 0) {
        made.height = (made.width * picture.naturalHeight) / picture.naturalWidth;
        sheet.style.aspectRatio = `${made.width} / ${made.height}`;
      }
    }
  }

  /** Asks again for pages that could not be drawn. */
  paint_again() {
    if (this.#item) void this.#paint(this.#item);
  }

  /** Draws the pictures of a file ahead of its turn. @param {Item} item */
  async ahead(item) {
    const page = item.extraction?.document.pagesRead[0];
    if (page) await this.#shelf.take(item.pdf, page, this.#sharpness());
  }

  /** Takes back what is marked on a page. */
  forget_marking() {
    this.#marking.clear();
  }

  /** Draws the marks of the form anew. */
  mark() {
    for (const { marks } of this.#pages.values()) marks.replaceChildren();
    const form = this.#item?.form;
    if (!form) return;
    for (const { name, found, state } of places(form)) this.#mark(name, found, state);
    this.#marking.redraw();
  }

  /** @param {string} name @param {import("./form.js").Found} found @param {string} state */
  #mark(name, found, state) {
    const sheet = this.#pages.get(found.page);
    if (!sheet) return;
    const active = name === this.#active;
    const { label, section } = field_named(name);
    if (found.label?.box) {
      const words = h("div", { class: `label-mark${active ? " active" : ""}`, "data-name": name });
      lay_over(words, found.label.box, sheet);
      sheet.marks.append(words);
    }
    const mark = h("div", {
      class: `mark${active ? " active" : ""}${stands_under(found) ? " under-label" : ""}`,
      "data-name": name,
      "data-state": state,
      "data-section": section,
      "data-label": label,
      title: label,
    });
    lay_over(mark, found.box, sheet, 1.5);
    sheet.marks.append(mark);
  }

  /** Shows where the value of a field stands. @param {string} name */
  point_at(name) {
    this.#active = name;
    this.mark();
    this.#bring_into_view(this.#item?.form?.entries[name]?.found ?? null);
  }

  /** Shows a candidate's place without choosing it. @param {import("./form.js").Found | null} found */
  preview(found) {
    for (const { marks } of this.#pages.values()) marks.querySelector(".preview")?.remove();
    const sheet = found && this.#pages.get(found.page);
    if (!found?.box || !sheet) return;
    const mark = h("div", { class: "mark preview" });
    lay_over(mark, found.box, sheet, 1.5);
    sheet.marks.append(mark);
    this.#bring_into_view(found);
  }

  /** @param {{page: number, box: Box} | null} found */
  #bring_into_view(found) {
    const sheet = found && this.#pages.get(found.page);
    if (!found || !sheet || !found.box) return;
    const room = this.#sheets;
    const scale = sheet.sheet.clientWidth / sheet.width;
    const top = sheet.sheet.offsetTop + found.box[1] * scale;
    const left = sheet.sheet.offsetLeft + found.box[0] * scale;
    const right = sheet.sheet.offsetLeft + found.box[2] * scale;
    const seen_down = top > room.scrollTop + 24 && top < room.scrollTop + room.clientHeight - 48;
    const seen_across = left > room.scrollLeft && right < room.scrollLeft + room.clientWidth;
    if (seen_down && seen_across) return;
    room.scrollTo({ top: top - room.clientHeight / 2, left: seen_across ? room.scrollLeft : left - 40 });
  }
}

/**
 * Whether the words that announce a value stand above it, where its name would hide them.
 * @param {import("./form.js").Found} found
 */
function stands_under({ box, label }) {
  return label?.box !== undefined && label.box[3] <= box[1] + 2 && label.box[0] < box[2] && box[0] < label.box[2] + 60;
}

/** The text of a page for those who cannot see its picture. @param {import("./api.js").PageText} page */
function page_text({ page, text }) {
  return h(
    "details",
    { class: "page-text" },
    h("summary", {}, `Texte de la page ${page}`),
    h("pre", { tabindex: "0" }, text),
  );
}
