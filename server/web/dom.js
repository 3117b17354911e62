// The little that the views need to build elements. Texts always become text nodes, so nothing of an invoice can
// become markup; styles are set through the object model, since the content policy refuses style attributes.

/** @typedef {Node | string | null | undefined | false} Child */

/**
 * Makes an element.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, unknown>} properties `class`, `on*` listeners, `aria-*`, `data-*`, other attributes,
 *   properties;
 *   null, undefined and false leave an attribute out
 * @param {...Child} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on") && typeof value === "function") {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else if (name === "value" || name === "hidden" || name === "disabled" || name === "checked") {
      Reflect.set(element, name, value);
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  element.append(
    ...children.filter((child) => child || child === "").map((child) => /** @type {Node | string} */ (child)),
  );
  return element;
}

/**
 * A table whose cells know the name of their column, for screens without room for columns.
 * @param {string} kind a class of its own, or ""
 * @param {string[]} heads
 * @param {HTMLTableRowElement[]} rows
 */
export function list_of(kind, heads, rows) {
  for (const row of rows) [...row.cells].forEach((cell, at) => (cell.dataset.head = heads[at]));
  const names = heads.map((title, at) => h("th", { scope: "col", class: rows[0]?.cells[at].className }, title));
  return h("table", { class: `list ${kind}` }, h("thead", {}, h("tr", {}, ...names)), h("tbody", {}, ...rows));
}

/**
 * The element of an id that index.html has.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {string} id
 * @returns {T}
 */
export function by_id(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`the page has no #${id}`);
  return /** @type {T} */ (found);
}

/**
 * A picture of the set in `icons.svg`, which says nothing to screen readers.
 * @param {string} name
 */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `icons.svg#${name}`);
  svg.append(use);
  return svg;
}

/**
 * Says something to screen readers, and shows it for a moment.
 * @param {string} text
 * @param {"quiet" | "shown"} how `quiet` is only spoken, and leaves what is shown in its place
 */
export function say(text, how = "shown") {
  if (how === "quiet") {
    by_id("heard").textContent = text;
    return;
  }
  const line = by_id("said");
  line.textContent = text;
  line.classList.add("shown");
  clearTimeout(Number(line.dataset.timer));
  line.dataset.timer = String(setTimeout(() => line.classList.remove("shown"), 5000));
}

/**
 * `1 facture`, `2 factures`.
 * @param {number} count
 * @param {string} one
 * @param {string} [many]
 */
export function counted(count, one, many = one + "s") {
  return `${count.toLocaleString("fr")}\u00a0${count > 1 ? many : one}`;
}

/**
 * Puts a text on the clipboard. Browsers keep `navigator.clipboard` from pages that came over plain HTTP from another
 * machine; the older way still works there.
 * @param {string} text
 * @returns {Promise<boolean>} whether it is there now
 */
export async function copy_text(text) {
  const written = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  );
  if (written) return true;
  const listen = (/** @type {ClipboardEvent} */ event) => {
    event.clipboardData?.setData("text/plain", text);
    event.preventDefault();
  };
  document.addEventListener("copy", listen, { once: true });
  const copied = document.execCommand("copy");
  document.removeEventListener("copy", listen);
  return copied;
}

/**
 * Offers a text as a file.
 * @param {string} name
 * @param {string} text
 */
export function download(name, text) {
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  h("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
