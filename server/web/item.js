// One file on the desk, and what is to be said of it as it is now.

import { checks_of, open_points } from "./checks.js";
import { HABITUAL, propose, text_of } from "./form.js";
import { habit_of, habits } from "./store.js";

/**
 * @typedef {import("./form.js").Form} Form
 * @typedef {import("./form.js").Extraction} Extraction
 * @typedef {import("./form.js").Found} Found
 * @typedef {import("./store.js").Receipt} Receipt
 * @typedef {"waiting" | "reading" | "read" | "failed" | "sending" | "sent"} Stage
 * @typedef {object} Item one file on the desk
 * @property {number} id
 * @property {string} name
 * @property {Blob} pdf
 * @property {Stage} stage
 * @property {string} trouble why it failed, or why it was not sent; "" when nothing is wrong
 * @property {Extraction | null} extraction
 * @property {Form | null} form
 * @property {boolean} done a person said that it is right
 * @property {boolean} kept the browser has a draft of it as it is now
 * @property {number | undefined} key of the draft
 * @property {number} took milliseconds from asking to the answer
 * @property {number | null} attachment the PDF as the portal knows it, once it was uploaded
 * @property {Receipt | null} receipt
 */

/** What the portal takes, in bytes. */
export const LARGEST = 10_000_000;

let last_id = 0;

/**
 * Whether leaving the page loses it: it was neither sent nor kept, and it can still become an invoice.
 * @param {Item} item
 */
export function is_unsaved({ stage, kept }) {
  return !kept && stage !== "sent" && stage !== "failed";
}

/** @param {string} name @param {Blob} pdf @returns {Item} */
export function new_item(name, pdf) {
  return {
    id: ++last_id,
    name,
    pdf,
    stage: "waiting",
    trouble: "",
    extraction: null,
    form: null,
    done: false,
    kept: false,
    key: undefined,
    took: 0,
    attachment: null,
    receipt: null,
  };
}

/**
 * @typedef {{checks: import("./checks.js").Check[], errors: number, points: string[]}} Standing
 * @type {WeakMap<Form, Standing>}
 */
const standings = new WeakMap();

/**
 * What is to be said of a file as it is now; kept until its form changes, for lists ask often.
 * @param {Item} item
 * @returns {Standing}
 */
export function standing({ form, stage }) {
  if (!form || stage === "sent") return { checks: [], errors: 0, points: [] };
  const known = standings.get(form);
  if (known) return known;
  const checks = checks_of(form);
  const made = {
    checks,
    errors: checks.filter(({ level }) => level === "error").length,
    points: open_points(form, checks),
  };
  standings.set(form, made);
  return made;
}

/** Says that a form has changed. @param {Form} form */
export function looked_at(form) {
  standings.delete(form);
}

/** Proposes what was chosen on invoices before. @param {Form} form */
export function propose_habits(form) {
  const known = habits();
  for (const name of HABITUAL) {
    const of_supplier = known[habit_of(name, text_of(form, "codeFournisseur"))];
    const choice = of_supplier ?? known[name];
    if (choice) propose(form, name, choice, of_supplier !== undefined);
  }
}
