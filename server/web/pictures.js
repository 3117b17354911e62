// Pictures of pages, drawn by the server once and kept while their file is open or next. They are large: a hundred
// invoices of three pages at two hundred dots an inch would fill the memory of a phone.

/** @typedef {{pdf: Blob, page: number, dpi: number, url: Promise<string>}} Picture */

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
    const url = this.#api.picture(pdf, page, dpi).then(
      (blob) => URL.createObjectURL(blob),
      () => "",
    );
    const picture = { pdf, page, dpi, url };
    void url.then((made) => {
      if (!made) this.#pictures = this.#pictures.filter((one) => one !== picture);
    });
    return picture;
  }

  /** @param {Picture} picture */
  #let_go(picture) {
    void picture.url.then((url) => url && URL.revokeObjectURL(url));
  }
}
