// What the browser keeps: drafts (the PDF and the form) and receipts of what was sent. It stays on this machine;
// clearing the data of the site clears it.

/**
 * @typedef {{key?: number, name: string, pdf: Blob, form: import("./form.js").Form,
 *   extraction: import("./form.js").Extraction, done: boolean, saved: string}} Draft `saved` is an ISO time
 * @typedef {{id: number, number: string, when: string, status: string, print: string, structure: string, account:
 *   string,
 *   values: Record<string, string>, lines: import("./form.js").Line[], file: string}} Receipt `print` is the
 *   fingerprint of
 *   the deposit's certificate
 */

const NAME = "prefill";
const VERSION = 1;

/** @type {Promise<IDBDatabase> | null} */
let opened = null;

function database() {
  opened ??= new Promise((done, failed) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("drafts", { keyPath: "key", autoIncrement: true });
      request.result.createObjectStore("receipts", { keyPath: "id" });
    };
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
  return opened;
}

/**
 * @template T
 * @param {"drafts" | "receipts"} store @param {IDBTransactionMode} mode @param {(store: IDBObjectStore) =>
 *   IDBRequest<T>} act
 * @returns {Promise<T>} once the transaction is on disk
 */
async function within(store, mode, act) {
  const transaction = (await database()).transaction(store, mode);
  const request = act(transaction.objectStore(store));
  return new Promise((done, failed) => {
    transaction.oncomplete = () => done(request.result);
    transaction.onabort = () => failed(transaction.error ?? request.error);
  });
}

/** Tells the other tabs of this browser which draft is no longer what it was. */
const tabs = typeof BroadcastChannel === "function" ? new BroadcastChannel(NAME) : null;

/** Listens for drafts that another tab kept anew or erased. @param {(key: number) => void} told */
export function on_drafts_changed(told) {
  tabs?.addEventListener("message", (event) => told(Number(event.data)));
}

/**
 * Keeps a draft, in the place of itself when it was kept before.
 * @param {Draft} draft
 * @returns {Promise<number>} its key
 */
export async function keep_draft(draft) {
  const key = Number(await within("drafts", "readwrite", (store) => store.put(draft)));
  tabs?.postMessage(key);
  return key;
}

/** @returns {Promise<Draft[]>} latest first */
export async function drafts() {
  const all = await within("drafts", "readonly", (store) => store.getAll());
  return all.sort((a, b) => b.saved.localeCompare(a.saved));
}

/** @param {number} key */
export async function forget_draft(key) {
  await within("drafts", "readwrite", (store) => store.delete(key));
  tabs?.postMessage(key);
}

/** @param {Receipt} receipt */
export async function keep_receipt(receipt) {
  await within("receipts", "readwrite", (store) => store.put(receipt));
}

/** @param {number} id @returns {Promise<Receipt | undefined>} */
export async function receipt_of(id) {
  return within("receipts", "readonly", (store) => store.get(id));
}

/**
 * What was chosen last for fields of choice, as proposals for invoices that are silent: by field, and by field and
 * supplier.
 * @returns {Record<string, string>}
 */
export function habits() {
  try {
    return JSON.parse(localStorage.getItem("prefill.habits") ?? "{}");
  } catch {
    return {};
  }
}

/**
 * The key of a habit of one supplier.
 * @param {string} name of the field @param {string} supplier
 */
export function habit_of(name, supplier) {
  return `${name}@${supplier}`;
}

/** @param {string} name @param {string} supplier "" when it is not known @param {string} choice */
export function remember(name, supplier, choice) {
  const known = { ...habits(), [name]: choice, ...(supplier ? { [habit_of(name, supplier)]: choice } : {}) };
  localStorage.setItem("prefill.habits", JSON.stringify(known));
}
