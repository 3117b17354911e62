// A real server and a real browser for the tests of the desk, and what they all do with a page.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const modules = createRequire(join(process.env.DESK_MODULES ?? here, "package.json"));
const { chromium } = modules("playwright-core");

/** The `prefill` to test, and where the samples are. */
export const program = process.env.PREFILL_PROGRAM ?? join(here, "../../build/release/prefill");
export const samples = join(here, "../../corpus/samples");
export const sample = (/** @type {string} */ name) => join(samples, `${name}.pdf`);
export const pause = (/** @type {number} */ ms) => new Promise((done) => setTimeout(done, ms));

/** Tries until it holds, for a page that is still at work. @param {() => Promise<unknown>} holds */
export async function eventually(holds, what = "it never came true", patience = 20_000) {
  const end = Date.now() + patience;
  for (;;) {
    const value = await holds();
    if (value) return value;
    if (Date.now() > end) assert.fail(what);
    await pause(40);
  }
}

/** A port that nobody listens on. @returns {Promise<number>} */
function free_port() {
  return new Promise((done) => {
    const listener = createServer().listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (listener.address());
      listener.close(() => done(port));
    });
  });
}

/** A server of our own, with or without clients; it can be killed and started again under its address. */
export class Server {
  #process = /** @type {import("node:child_process").ChildProcess | null} */ (null);
  #arguments = /** @type {string[]} */ ([]);
  #folder = mkdtempSync(join(tmpdir(), "desk-test-"));
  url = "";
  /** What `prefill clients add` printed. @type {Record<string, string>} */
  credentials = {};

  /** @param {{clients?: boolean}} options */
  static async start({ clients = false } = {}) {
    const server = new Server();
    const port = await free_port();
    server.url = `http://127.0.0.1:${port}`;
    // A busy machine is slow, which is no reason to give a document up.
    server.#arguments = ["serve", "--listen", `127.0.0.1:${port}`, "--deadline", "60", "--worker-wait", "60"];
    if (clients) {
      const file = join(server.#folder, "clients.json");
      server.credentials = JSON.parse(
        execFileSync(program, ["clients", "add", "desk", "--file", file], { encoding: "utf8" }),
      );
      server.#arguments.push("--clients", file, "--store", join(server.#folder, "store"));
    }
    await server.again();
    return server;
  }

  async again() {
    const child = spawn(program, this.#arguments, { stdio: ["ignore", "ignore", "pipe"] });
    let said = "";
    child.stderr.on("data", (text) => (said += text));
    this.#process = child;
    await eventually(async () => {
      if (child.exitCode !== null) assert.fail(`the server ended with ${child.exitCode}: ${said}`);
      return fetch(`${this.url}/healthz`).then(
        (answer) => answer.ok,
        () => false,
      );
    }, "the server never answered");
  }

  async kill() {
    const child = /** @type {import("node:child_process").ChildProcess} */ (this.#process);
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((done) => child.once("exit", done));
    child.kill("SIGKILL");
    await ended;
  }

  async stop() {
    await this.kill();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** The one browser of a test file. */
export function launch() {
  return chromium.launch({
    executablePath: "/usr/bin/chromium",
    headless: true,
    args: [
      "--no-sandbox",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-default-apps",
      "--disable-sync",
      "--no-first-run",
      "--disable-features=OptimizationHints,MediaRouter,Translate",
    ],
  });
}

/**
 * Opens the desk. Every request to another host, every error on the page and every breach of the content policy fails
 * the test
 * at `close`.
 * @param {any} browser @param {Server} server @param {object} context of the browser: size, colours
 */
export async function open_desk(browser, server, context = {}) {
  const inside = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: "fr-FR", ...context });
  const page = await inside.newPage();
  const wrong = /** @type {string[]} */ ([]);
  inside.on("request", (/** @type {any} */ request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== "blob:" && protocol !== "data:" && origin !== server.url)
      wrong.push(`request to ${request.url()}`);
  });
  page.on("pageerror", (/** @type {Error} */ error) => wrong.push(String(error.stack)));
  page.on("console", (/** @type {any} */ message) => {
    if (/Content Security Policy|Uncaught/.test(message.text())) wrong.push(message.text());
  });
  page.setDefaultTimeout(20_000);
  await page.goto(server.url);
  await page.waitForSelector("#welcome h1");
  const close = async () => {
    await inside.close();
    assert.deepEqual(wrong, []);
  };
  return { page, close, inside };
}

/** Drops files as a person does. @param {any} page @param {{name: string, bytes: Buffer}[]} files */
export async function drop(page, files) {
  const sent = files.map(({ name, bytes }) => ({ name, data: bytes.toString("base64") }));
  await page.evaluate((/** @type {typeof sent} */ all) => {
    const transfer = new DataTransfer();
    for (const { name, data } of all) {
      const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type: name.endsWith(".pdf") ? "application/pdf" : "" }));
    }
    document.body.dispatchEvent(new DragEvent("dragover", { dataTransfer: transfer, bubbles: true, cancelable: true }));
    document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
  }, sent);
}

/** A file to drop. @param {string} path */
export function file(path) {
  return { name: basename(path), bytes: readFileSync(path) };
}

/** Drops samples and waits for the form of the first. @param {any} page @param {...string} names */
export async function drop_samples(page, ...names) {
  await drop(
    page,
    names.map((name) => file(sample(name))),
  );
  await page.waitForSelector(".form");
}

/** What the engine says of a sample. @param {string} name */
export function extraction(name) {
  return JSON.parse(execFileSync(program, ["extract", sample(name)], { encoding: "utf8" }));
}

/** @param {any} page */
export async function sign_in(page, /** @type {Server} */ { credentials }) {
  if (!(await page.locator("dialog .sign-in").isVisible())) await page.click("#sign");
  for (const name of ["client_id", "client_secret", "login", "password"])
    await page.fill(`#sign-${name}`, credentials[name]);
  await page.click("dialog .sign-in button.main");
  await page.waitForSelector("dialog", { state: "detached" });
}

/** What axe says is wrong with the page as it is now. @param {any} page */
export async function violations(page) {
  await page.evaluate(readFileSync(modules.resolve("axe-core/axe.min.js"), "utf8"));
  const found = await page.evaluate(async () => {
    // What happens to be rolled halfway under the foot is no small target: it is rolled out again.
    const foot = /** @type {HTMLElement | null} */ (document.querySelector(".side-foot"));
    if (foot) foot.style.position = "static";
    const result = await Reflect.get(window, "axe").run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    if (foot) foot.style.position = "";
    return result;
  });
  return found.violations.flatMap((/** @type {any} */ { id, nodes }) =>
    nodes.map(
      (/** @type {any} */ { html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary.slice(0, 300)}`,
    ),
  );
}

/** Names of samples, in the order of the alphabet. @param {number} count */
export function some_samples(count) {
  const names = readFileSync(join(samples, "../manifest.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
    .filter(
      ({ kind, file: name }) => (kind === "invoice" || kind === "credit_note") && existsSync(join(samples, name)),
    );
  return names.slice(0, count).map(({ file: name }) => name.replace(/\.pdf$/, ""));
}
