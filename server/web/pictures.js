// Pictures of pages, drawn by the server once and kept while their file is open or next. They are large: a hundred
// invoices of three pages at two hundred dots an inch would fill the memory of a phone.

/** @typedef {{pdf: Blob, page: number, dpi: number, url: Promise<string>, asked: AbortController}} Picture */

const KEPT = 12;

export class PictureShelf {
  #api;
  /** @type {Picture[]} least recently taken first */
  #pictures = [];

  /** @param {import("./api.js").Api} api */
  constructor(api) {
    this.#api = api;
  }

  /**
   * The address of a picture; "" when the server cannot draw it.
   * @param {Blob} pdf @param {number} page from 1 @param {number} dpi
   * @returns {Promise<string>}
   */
  take(pdf, page, dpi) {
    const at = this.#pictures.findIndex((one) => one.pdf === pdf && one.page === page && one.dpi >= dpi);
    const [picture] = at >= 0 ? this.#pictures.splice(at, 1) : [this.#draw(pdf, page, dpi)];
    this.#pictures.push(picture);
    while (this.#pictures.length > KEPT) this.#let_go(/** @type {Picture} */ (this.#pictures.shift()));
    return picture.url;
  }

  /** @param {Blob} pdf @param {number} page @param {number} dpi @returns {Picture} */
  #draw(pdf, page, dpi) {
    const asked = new AbortController();
    const url = this.#api.picture(pdf, page, dpi, asked.signal).then(
      (blob) => URL.createObjectURL(blob),
      () => "",
    );
    const picture = { pdf, page, dpi, url, asked };
    void url.then((made) => {
      if (!made) this.#pictures = this.#pictures.filter((one) => one !== picture);
    });
    return picture;
  }

  /**
   * Takes back what was asked for files that were left: the open one is not to wait for them.
   * @param {Blob} pdf the open one
   */
  abandon_all_but(pdf) {
    for (const picture of this.#pictures) if (picture.pdf !== pdf) picture.asked.abort(); // nothing happens to those drawn
  }

  /** @param {Picture} picture */
  #let_go(picture) {
    void picture.url.then((url) => url && URL.revokeObjectURL(url));
  }
}
