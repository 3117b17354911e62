// Marking words on a page with the mouse, a finger or a pen. Between press and release the words of the lines in
// between are taken as a reader would: on one line those from here to there, over several lines those inside the
// rectangle, since an invoice is columns and not sentences.

import { h } from "./dom.js";
import { around, lay_over, words_between } from "./geometry.js";

/**
 * @typedef {import("./form.js").Box} Box
 * @typedef {import("./api.js").Word} Word
 * @typedef {import("./page_view.js").Sheet} Sheet
 * @typedef {{page: number, box: Box, text: string, at: DOMRect}} Marked `at` is where on the screen
 * @typedef {(marked: Marked | null) => void} OnMarked null when a marking was taken back
 */

export class Marking {
  /** @type {Map<HTMLElement, {sheet: Sheet, words: Word[]}>} */
  #known = new Map();
  #on_marked;
  /** @type {{sheet: HTMLElement, from: [number, number]} | null} */
  #drag = null;
  /** Whether the pointer was moved since it was pressed: the click that ends a stroke is none on a mark. */
  #stroked = false;
  /** @type {{sheet: HTMLElement, words: Word[]} | null} */
  #marked = null;

  /** @param {HTMLElement} room that holds the sheets @param {OnMarked} on_marked */
  constructor(room, on_marked) {
    this.#on_marked = on_marked;
    room.addEventListener("pointerdown", (event) => this.#down(event));
    room.addEventListener("pointermove", (event) => this.#move(event));
    room.addEventListener("pointerup", (event) => this.#up(event));
    room.addEventListener("pointercancel", () => this.clear());
    const of_pointer = (/** @type {MouseEvent} */ { detail }) => detail > 0; // keys click too
    room.addEventListener(
      "click",
      (event) => {
        if (this.#stroked && of_pointer(event)) event.stopPropagation();
      },
      { capture: true },
    );
  }

  /** Learns the words of a sheet. @param {Sheet} sheet @param {import("./api.js").PageText} text */
  know(sheet, text) {
    this.#known.set(sheet.sheet, { sheet, words: text.words });
  }

  /** Takes the marking back. */
  clear() {
    this.#drag = null;
    this.#marked = null;
    this.redraw();
  }

  /** Takes the marking back and forgets the pages. */
  forget() {
    this.#known.clear();
    this.clear();
  }

  /** @param {HTMLElement} sheet @param {PointerEvent} event @returns {[number, number]} points */
  #point(sheet, event) {
    const room = sheet.querySelector(".marks")?.getBoundingClientRect() ?? sheet.getBoundingClientRect();
    const size = this.#known.get(sheet)?.sheet ?? { width: 1, height: 1 };
    return [
      ((event.clientX - room.left) / room.width) * size.width,
      ((event.clientY - room.top) / room.height) * size.height,
    ];
  }

  /** @param {PointerEvent} event */
  #down(event) {
    this.#stroked = false;
    const target = event.target instanceof Element ? event.target : null;
    const sheet = target?.closest(".sheet");
    if (!(sheet instanceof HTMLElement) || !this.#known.has(sheet) || event.button !== 0) return;
    this.#drag = { sheet, from: this.#point(sheet, event) };
  }

  /** @param {PointerEvent} event */
  #move(event) {
    if (!this.#drag || event.pointerType === "touch") return;
    const { sheet, from } = this.#drag;
    const to = this.#point(sheet, event);
    if (Math.abs(to[0] - from[0]) + Math.abs(to[1] - from[1]) < 3) return;
    this.#mark(sheet, words_between(this.#words(sheet), from, to));
  }

  /** @param {PointerEvent} event */
  #up(event) {
    const drag = this.#drag;
    this.#drag = null;
    if (!drag) return;
    const to = this.#point(drag.sheet, event);
    const still = Math.abs(to[0] - drag.from[0]) + Math.abs(to[1] - drag.from[1]) < 3;
    this.#stroked = !still;
    const on_mark = event.target instanceof Element && event.target.closest(".mark, .label-mark");
    if (still && on_mark) return this.#taken_back();
    const words = words_between(this.#words(drag.sheet), drag.from, to);
    const extends_it = still && this.#marked?.sheet === drag.sheet && (event.shiftKey || event.pointerType === "touch");
    this.#mark(drag.sheet, extends_it ? this.#up_to(words) : words);
    if (words.length === 0) this.#taken_back();
    else this.#on_marked(this.#said(drag.sheet));
  }

  #taken_back() {
    if (!this.#marked) return;
    this.clear();
    this.#on_marked(null);
  }

  /** @param {HTMLElement} sheet */
  #words(sheet) {
    return this.#known.get(sheet)?.words ?? [];
  }

  /** The marked words and those up to `words`. @param {Word[]} words */
  #up_to(words) {
    const both = [...(this.#marked?.words ?? []), ...words];
    const box = around(both.map((word) => word.box));
    return words_between(
      this.#words(/** @type {HTMLElement} */ (this.#marked?.sheet)),
      [box[0], box[1]],
      [box[2], box[3]],
    );
  }

  /** @param {HTMLElement} sheet @param {Word[]} words */
  #mark(sheet, words) {
    this.#marked = words.length > 0 ? { sheet, words } : null;
    this.redraw();
  }

  /** Draws the marked words anew. */
  redraw() {
    for (const { sheet } of this.#known.values()) {
      for (const old of sheet.marks.querySelectorAll(".marked")) old.remove();
    }
    const known = this.#marked && this.#known.get(this.#marked.sheet);
    if (!this.#marked || !known) return;
    for (const { box } of this.#marked.words) {
      const word = h("div", { class: "marked" });
      lay_over(word, box, known.sheet, 0.8);
      known.sheet.marks.append(word);
    }
  }

  /** @param {HTMLElement} sheet @returns {Marked} */
  #said(sheet) {
    const words = this.#marked?.words ?? [];
    const known = /** @type {{sheet: Sheet}} */ (this.#known.get(sheet)).sheet;
    const rects = [...known.marks.querySelectorAll(".marked")].map((mark) => mark.getBoundingClientRect());
    const [left, top, right, bottom] = around(rects.map((r) => [r.left, r.top, r.right, r.bottom]));
    return {
      page: known.page,
      box: around(words.map((word) => word.box)),
      text: words.map((word) => word.text).join(" "),
      at: new DOMRect(left, top, right - left, bottom - top),
    };
  }
}
