// Boxes of a page: what lies over what, and where it goes on the screen. Boxes are in points from the top left of the
// page.

/**
 * @typedef {import("./form.js").Box} Box
 * @typedef {import("./api.js").Word} Word
 */

/**
 * Whether a word lies in an area: across in part, down by a third or as far as the area is high.
 * @param {Box} area
 * @param {Box} word
 */
function lies_in([ax0, ay0, ax1, ay1], [wx0, wy0, wx1, wy1]) {
  const down = Math.min(ay1, wy1) - Math.max(ay0, wy0);
  return ax0 < wx1 && wx0 < ax1 && down >= Math.min((wy1 - wy0) / 3, ay1 - ay0);
}

/**
 * The words between two points of a page, in reading order.
 * @param {Word[]} words in reading order @param {[number, number]} from @param {[number, number]} to points
 * @returns {Word[]}
 */
export function words_between(words, [x0, y0], [x1, y1]) {
  /** @type {Box} */
  const area = [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1) + 0.1, Math.max(y0, y1) + 0.1];
  return words.filter(({ box }) => lies_in(area, box));
}

/** The box around boxes. @param {Box[]} boxes @returns {Box} */
export function around(boxes) {
  return /** @type {Box} */ (
    [0, 1, 2, 3].map((side) => (side < 2 ? Math.min : Math.max)(...boxes.map((box) => box[side])))
  );
}

/**
 * Puts an element over a box of a page.
 * @param {HTMLElement} element @param {Box} box @param {{width: number, height: number}} size @param {number} margin
 *   points
 */
export function lay_over(element, [x0, y0, x1, y1], { width, height }, margin = 0) {
  const percent = (/** @type {number} */ part, /** @type {number} */ whole) => `${((part / whole) * 100).toFixed(3)}%`;
  element.style.left = percent(x0 - margin, width);
  element.style.top = percent(y0 - margin, height);
  element.style.width = percent(x1 - x0 + 2 * margin, width);
  element.style.height = percent(y1 - y0 + 2 * margin, height);
}
