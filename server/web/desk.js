// The state of the desk: the files, which one is open, and what becomes of them. Views listen and draw; only this
// file changes files. Events: `files` (the list), `opened` (another file), `form` (values of the open one), `server`,
// `drafts` (those of another tab changed).

import { Api, CallError } from "./api.js";
import { HABITUAL, accept, choose, empty_form, form_of, propose, put, text_of } from "./form.js";
import { LARGEST, looked_at, new_item, propose_habits, standing } from "./item.js";
import { Queue } from "./queue.js";
import { FILE_IS_GONE, file_away, submit, why_not_sent } from "./sending.js";
import { drafts, keep_draft, on_drafts_changed, remember } from "./store.js";

/**
 * @typedef {import("./form.js").Form} Form
 * @typedef {import("./form.js").Extraction} Extraction
 * @typedef {import("./form.js").Found} Found
 * @typedef {import("./item.js").Item} Item
 */

class Desk extends EventTarget {
  api = new Api();
  /** @type {Item[]} */
  items = [];
  /** @type {Item | null} */
  current = null;
  /** Whether the server wants a sign-in, or an account is signed in. @type {"open" | "asks" | "signed_in"} */
  access = "open";
  #opened_by_itself = false;
  #queue = new Queue(
    (/** @type {Item} */ item) => this.#read(item),
    () => this.#tell("server"),
  );

  constructor() {
    super();
    on_drafts_changed((key) => this.#draft_changed_elsewhere(key));
  }

  /** @param {string} event */
  #tell(event) {
    this.dispatchEvent(new Event(event));
  }

  /** Why reading stopped; "" while it goes on. */
  get stopped() {
    return this.#queue.stopped;
  }

  get left() {
    return this.#queue.left;
  }

  /** Learns whether the server wants a sign-in. */
  async greet() {
    try {
      await this.api.rules();
      this.access = this.api.account ? "signed_in" : "open";
    } catch (error) {
      if (error instanceof CallError && error.trouble === "sign_in") this.access = "asks";
    }
    this.#tell("server");
  }

  /** @param {import("./api.js").Credentials} credentials */
  async sign_in(credentials) {
    await this.api.sign_in(credentials);
    this.access = "signed_in";
    this.resume();
  }

  sign_out() {
    this.api.sign_out();
    void this.greet();
  }

  resume() {
    this.#queue.resume();
    this.#tell("server");
    this.#tell("files");
  }

  /** Puts files on the desk and begins to read them. @param {File[]} files */
  add(files) {
    const items = files.map((file) => new_item(file.name, file));
    this.items.push(...items);
    this.#queue.add(items);
    this.#tell("files");
    if (this.current || items.length === 0) return;
    this.#opened_by_itself = true;
    this.#show(items[0]);
  }

  /** Reads a file; answers why all must wait, or "". @param {Item} item */
  async #read(item) {
    item.stage = "reading";
    this.#tell("files");
    const begun = performance.now();
    try {
      if (item.pdf.size > LARGEST)
        throw new CallError("refused", "le fichier dépasse 10 Mo, le portail ne le prend pas");
      item.extraction = await this.api.extract(item.pdf);
      item.form = form_of(item.extraction);
      propose_habits(item.form);
      item.stage = "read";
    } catch (error) {
      const known =
        error instanceof CallError ? error : new CallError("refused", "le fichier ne peut plus être lu sur le disque");
      if (known.trouble === "gone" || known.trouble === "sign_in" || known.trouble === "busy") {
        item.stage = "waiting";
        if (known.trouble === "sign_in") this.access = "asks";
        this.#tell("files");
        return known.trouble;
      }
      item.stage = "failed";
      item.trouble = known.message;
    }
    item.took = performance.now() - begun;
    this.#tell("files");
    if (item !== this.current) return "";
    const next = item.stage === "failed" && this.#opened_by_itself ? this.next_open() : null;
    if (next)
      this.#show(next); // nobody asked for the file that does not read: begin with one that does
    else this.#tell("opened");
    return "";
  }

  /** Opens a file that a person asked for. @param {Item | null} item */
  open(item) {
    this.#opened_by_itself = false;
    this.#show(item);
  }

  /** @param {Item | null} item */
  #show(item) {
    this.current = item;
    this.#tell("opened");
    this.#tell("files");
  }

  /** The file before or after the open one; null at either end. @param {1 | -1} step */
  beside(step) {
    const at = this.current ? this.items.indexOf(this.current) : -1;
    return this.items[at + step] ?? null;
  }

  /** The next file that nobody has looked through, after the open one and then from the top. */
  next_open() {
    const at = this.current ? this.items.indexOf(this.current) : -1;
    const order = [...this.items.slice(at + 1), ...this.items.slice(0, Math.max(at, 0))];
    return order.find((item) => !item.done && ["read", "reading", "waiting"].includes(item.stage)) ?? null;
  }

  /** @param {Item} item */
  remove(item) {
    this.#queue.drop((other) => other === item);
    const next = this.beside(1) ?? this.beside(-1);
    this.items = this.items.filter((other) => other !== item);
    if (this.current === item) this.open(next);
    this.#tell("files");
  }

  /** A file that failed is read once more. @param {Item} item */
  retry(item) {
    item.stage = "waiting";
    item.trouble = "";
    this.#queue.add([item]);
    this.#tell("files");
    if (item === this.current) this.#tell("opened");
  }

  /** Types a file off by hand that cannot be read. @param {Item} item */
  type_off(item) {
    item.form = empty_form();
    item.extraction = null;
    item.stage = "read";
    this.open(item);
  }

  /** @param {Item} item */
  #changed(item) {
    item.kept = false;
    item.done = false;
    this.#looked_at(item);
  }

  /** @param {Item} item */
  #looked_at(item) {
    if (item.form) looked_at(item.form);
    this.#tell("form");
    this.#tell("files");
  }

  /** @param {string} name @param {string} text */
  put(name, text) {
    const item = this.current;
    if (!item?.form || item.form.entries[name].text === text) return;
    put(item.form, name, text);
    if (HABITUAL.includes(name) && text) this.#remember(name, text, item.form);
    this.#changed(item);
  }

  /**
   * Remembers a choice, also for the files that were read already.
   * @param {string} name
   * @param {string} choice
   * @param {Form} from
   */
  #remember(name, choice, from) {
    const supplier = text_of(from, "codeFournisseur");
    remember(name, supplier, choice);
    for (const { form } of this.items) {
      if (!form || form === from) continue;
      propose(form, name, choice, supplier !== "" && text_of(form, "codeFournisseur") === supplier);
      looked_at(form);
    }
  }

  /** @param {string} name @param {Found} found */
  choose(name, found) {
    const item = this.current;
    if (!item?.form) return;
    choose(item.form, name, found);
    this.#changed(item);
  }

  /** Puts back what the engine found. @param {string} name @param {import("./form.js").Entry} entry */
  restore(name, entry) {
    const item = this.current;
    if (!item?.form) return;
    item.form.entries[name] = entry;
    this.#changed(item);
  }

  /** @param {import("./form.js").Line[]} lines */
  put_lines(lines) {
    const item = this.current;
    if (!item?.form) return;
    item.form.lines = lines;
    item.form.entries.lignesTva = { ...item.form.entries.lignesTva, state: "typed", seen: true };
    this.#changed(item);
  }

  /** @param {string} name */
  accept(name) {
    if (!this.current?.form) return;
    const { text, state } = this.current.form.entries[name];
    accept(this.current.form, name);
    if (HABITUAL.includes(name) && text && state === "doubtful") this.#remember(name, text, this.current.form);
    this.#looked_at(this.current);
  }

  /** Says that the open file is right as it is; its doubts are lifted. */
  finish() {
    const item = this.current;
    if (!item?.form || item.stage !== "read") return;
    for (const name of standing(item).points) accept(item.form, name);
    item.done = true;
    this.#looked_at(item);
  }

  /** Keeps drafts in the browser. @param {Item[]} items @returns {Promise<number>} how many */
  async keep(items) {
    const drafted = items.filter((item) => item.form && item.stage !== "sent");
    for (const item of drafted) {
      const form = /** @type {Form} */ (item.form);
      const draft = {
        name: item.name,
        pdf: item.pdf,
        form,
        extraction: /** @type {Extraction} */ (item.extraction),
        done: item.done,
        saved: new Date().toISOString(),
      };
      item.key = await keep_draft(item.key === undefined ? draft : { ...draft, key: item.key });
      item.kept = true;
    }
    this.#tell("form");
    this.#tell("files");
    return drafted.length;
  }

  /** Takes a draft back onto the desk, or goes to it when it is there already. @param {number} key */
  async take_up(key) {
    const there = this.items.find((item) => item.key === key);
    if (there) return this.open(there);
    const draft = (await drafts()).find((one) => one.key === key);
    if (!draft) return;
    const item = new_item(draft.name, draft.pdf);
    Object.assign(item, {
      form: draft.form,
      extraction: draft.extraction,
      done: draft.done,
      stage: "read",
      key,
      kept: true,
    });
    this.items.push(item);
    this.open(item);
  }

  /**
   * Sends a file to the portal and keeps its receipt. A failure leaves the file as it was, with its trouble.
   * @param {Item} item
   * @returns {Promise<boolean>} whether it was sent
   */
  async send(item) {
    Object.assign(item, { stage: "sending", trouble: "" });
    this.#tell("form");
    this.#tell("files");
    try {
      item.receipt = await submit(this.api, item, /** @type {Form} */ (item.form));
      Object.assign(item, { stage: "sent", done: true });
    } catch (error) {
      Object.assign(item, { stage: "read", trouble: why_not_sent(error) });
      if (error instanceof CallError && error.code === FILE_IS_GONE) item.attachment = null;
      if (error instanceof CallError && error.trouble === "sign_in") this.access = "asks";
    }
    if (item.receipt) await file_away(item, item.receipt).catch(() => undefined); // sent all the same
    this.#tell("files");
    if (item === this.current) this.#tell("opened");
    return item.stage === "sent";
  }

  /**
   * A draft was changed or erased in another tab: what stands here is no longer what is kept. Keeping it once more
   * makes a draft of its own, so that neither tab overwrites the other.
   * @param {number} key
   */
  #draft_changed_elsewhere(key) {
    const item = this.items.find((one) => one.key === key);
    if (item) Object.assign(item, { key: undefined, kept: false });
    this.#tell("form");
    this.#tell("files");
    this.#tell("drafts");
  }
}

/** The one desk of the page. */
export const desk = new Desk();
