// Dialogs: the browser's own, which keeps the focus inside, gives it back, and closes on Escape.

import { h } from "./dom.js";

let last = 0;

/**
 * Opens a dialog.
 * @param {string} title @param {...(Node | string | null)} content
 * @returns {HTMLDialogElement} already shown; it goes away when it is closed
 */
export function modal(title, ...content) {
  const id = `dialog-${++last}`;
  const dialog = h("dialog", { "aria-labelledby": id }, h("h2", { id }, title), ...content);
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
