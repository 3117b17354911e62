// Files come by dropping, by choosing, or by pasting; folders are walked. What is no PDF by its name is left out and
// said.

import { desk } from "./desk.js";
import { by_id, say } from "./dom.js";

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

/** Whether two files of one size have the same bytes. @param {Blob} a @param {Blob} b */
async function are_same(a, b) {
  const [these, those] = await Promise.all([a, b].map(async (blob) => new Uint8Array(await blob.arrayBuffer())));
  return these.every((byte, at) => byte === those[at]);
}

/**
 * Files without those that are on the desk already or come twice: an invoice is deposited once.
 * @param {File[]} files
 */
async function without_copies(files) {
  /** @type {File[]} */
  const fresh = [];
  for (const file of files) {
    const known = [...desk.items.map(({ pdf }) => pdf), ...fresh].filter(({ size }) => size === file.size);
    const same = await Promise.all(known.map((other) => are_same(file, other).catch(() => false)));
    if (!same.includes(true)) fresh.push(file);
  }
  return fresh;
}

/** Why files were left aside, for the person; "" when none was. @param {number} other @param {File[]} copies */
function left_aside(other, copies) {
  const parts = [];
  const [those, were] = other > 1 ? ["fichiers", "laissés"] : ["fichier", "laissé"];
  if (other > 0) parts.push(`${other} ${those} ${were} de côté : seuls les PDF se déposent.`);
  if (copies.length === 1) parts.push(`${copies[0].name} est déjà sur le bureau.`);
  if (copies.length > 1) parts.push(`${copies.length} fichiers sont déjà sur le bureau.`);
  return parts.join(" ");
}

/** @param {File[]} files */
export async function take(files) {
  const pdfs = files.filter(({ name, type }) => type === "application/pdf" || /\.pdf$/i.test(name));
  pdfs.sort((a, b) => a.name.localeCompare(b.name, "fr", { numeric: true }));
  const fresh = await without_copies(pdfs);
  const copies = pdfs.filter((file) => !fresh.includes(file));
  if (fresh.length > 0) desk.add(fresh);
  const said = left_aside(files.length - pdfs.length, copies);
  if (said) say(said);
}

/** Listens for files. */
export function listen_for_files() {
  const picker = /** @type {HTMLInputElement} */ (by_id("picker"));
  picker.addEventListener("change", () => {
    void take([...(picker.files ?? [])]);
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
    if (event.dataTransfer) await take(await dropped_files(event.dataTransfer));
    location.hash = "#/";
  });
  document.addEventListener("paste", (event) => void take([...(event.clipboardData?.files ?? [])]));
}

async function take_example() {
  const answer = await fetch("exemple.pdf").catch(() => null);
  if (!answer?.ok) return say("L’exemple ne se charge pas : le serveur ne répond pas.");
  await take([new File([await answer.blob()], "exemple.pdf", { type: "application/pdf" })]);
}
