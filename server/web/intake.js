// Files come by dropping, by choosing, or by pasting; folders are walked. What is no PDF by its name is left out and
// said.

import { desk } from "./desk.js";
import { by_id, counted, say } from "./dom.js";

/** @param {FileSystemEntry} entry @returns {Promise<File[]>} */
async function files_under(entry) {
  if (entry.isFile) {
    return new Promise((done) =>
      /** @type {FileSystemFileEntry} */ (entry).file(
        (file) => done([file]),
        () => done([]),
      ),
    );
  }
  const reader = /** @type {FileSystemDirectoryEntry} */ (entry).createReader();
  const found = [];
  for (;;) {
    // a reader gives a hundred at a time
    /** @type {FileSystemEntry[]} */
    const some = await new Promise((done) => reader.readEntries(done, () => done([])));
    if (some.length === 0) break;
    for (const one of some) found.push(...(await files_under(one)));
  }
  return found;
}

/** @param {DataTransfer} transfer */
async function dropped_files(transfer) {
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry?.())
    .filter((entry) => entry !== null && entry !== undefined);
  if (entries.length === 0) return [...transfer.files];
  return (await Promise.all(entries.map(files_under))).flat();
}

/** @param {File[]} files */
export function take(files) {
  const pdfs = files.filter(({ name, type }) => type === "application/pdf" || /\.pdf$/i.test(name));
  const other = files.length - pdfs.length;
  if (other > 0) say(`${counted(other, "fichier")} laissé${other > 1 ? "s" : ""} de côté : seuls les PDF se déposent.`);
  pdfs.sort((a, b) => a.name.localeCompare(b.name, "fr", { numeric: true }));
  if (pdfs.length > 0) desk.add(pdfs);
}

/** Listens for files. */
export function listen_for_files() {
  const picker = /** @type {HTMLInputElement} */ (by_id("picker"));
  picker.addEventListener("change", () => {
    take([...(picker.files ?? [])]);
    picker.value = "";
  });
  for (const id of ["choose", "add"]) by_id(id).addEventListener("click", () => picker.click());
  by_id("example").addEventListener("click", () => void take_example());
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    document.body.classList.add("dropping");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) document.body.classList.remove("dropping");
  });
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    if (event.dataTransfer) take(await dropped_files(event.dataTransfer));
    location.hash = "#/";
  });
  document.addEventListener("paste", (event) => take([...(event.clipboardData?.files ?? [])]));
}

async function take_example() {
  const answer = await fetch("exemple.pdf").catch(() => null);
  if (!answer?.ok) return say("L’exemple ne se charge pas : le serveur ne répond pas.");
  take([new File([await answer.blob()], "exemple.pdf", { type: "application/pdf" })]);
}
