// Every view without a violation that axe knows, in light and dark, wide and narrow; the keyboard reaches all;
// nothing is loaded from elsewhere, and the content policy holds.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  drop,
  drop_samples,
  eventually,
  file,
  launch,
  open_desk,
  sample,
  Server,
  sign_in,
  some_samples,
  violations,
} from "./fixture.mjs";

/** @type {any} */ let browser;
/** @type {Server} */ let server;
/** @type {Server} */ let with_clients;
before(async () => {
  browser = await launch();
  server = await Server.start();
  with_clients = await Server.start({ clients: true });
});
after(async () => {
  await browser?.close();
  await Promise.all([server?.stop(), with_clients?.stop()]);
});

/** @param {any} page @param {string} view */
async function clean(page, view) {
  assert.deepEqual(await violations(page), [], view);
}

// Colours do not depend on the width, nor the other way round: two runs see all of both.
for (const [colorScheme, width] of /** @type {[string, number][]} */ ([
  ["light", 360],
  ["dark", 1366],
])) {
  const context = { colorScheme, viewport: { width, height: 800 } };
  const where = `${colorScheme}, ${width} px`;

  test(`empty desk, form, marks, lists and dialogs: ${where}`, async () => {
    const { page, close } = await open_desk(browser, server, context);
    await clean(page, "empty");
    await drop(page, [
      ...["header_row", "credit_negative", "scanned_page"].map((name) => file(sample(name))),
      { name: "broken.pdf", bytes: Buffer.from("x") },
    ]);
    await page.locator("#files-list button", { hasText: "broken.pdf" }).click();
    await page.waitForSelector(".failed-note");
    await clean(page, "a file that does not read");
    await page.locator("#files-list button", { hasText: "header_row" }).click();
    await page.waitForSelector(".sheet.painted");
    await clean(page, "form");
    await page.fill("#f-montantTtcTotal", "1");
    await page.fill("#f-numeroFacture", "F 1");
    await page.focus("#f-montantHtTotal");
    await page.keyboard.press("Alt+ArrowDown");
    await clean(page, "checks that do not hold, other values");
    await page.keyboard.press("Escape");
    await page.click("#help");
    await clean(page, "keys");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+s");
    await page.click("#to-drafts");
    await page.waitForSelector(".drafts-list");
    await clean(page, "drafts");
    await page.click("#to-sent");
    await page.waitForSelector("#sent h1");
    await clean(page, "sent, not signed in");
    await page.click("#sign");
    await clean(page, "sign-in");
    await close();
  });

  test(`receipt and what was sent: ${where}`, async () => {
    const { page, close } = await open_desk(browser, with_clients, context);
    await page.waitForSelector("#banner:not([hidden])");
    await clean(page, "banner");
    await sign_in(page, with_clients);
    await drop_samples(page, "header_row");
    for (const [name, choice] of [
      ["typeTva", "TVA_SUR_DEBIT"],
      ["modePaiement", "VIREMENT"],
    ])
      await page.selectOption(`#f-${name}`, choice);
    await page.fill("#f-numeroFacture", `A-${colorScheme}-${width}`);
    await page.click("#send");
    await clean(page, "question");
    await page.click("#send-yes");
    await page.waitForSelector(".receipt");
    await clean(page, "receipt");
    await page.click("#to-sent");
    await page.waitForSelector(".sent-list");
    await clean(page, "sent");
    await close();
  });
}

test("a phone shows all of it without scrolling sideways", async () => {
  const { page, close } = await open_desk(browser, server, { viewport: { width: 360, height: 740 }, hasTouch: true });
  const fits = async (/** @type {string} */ view) =>
    assert.ok(
      await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
      `${view} is wider than the phone`,
    );
  await fits("empty");
  await drop_samples(page, ...some_samples(3));
  await page.waitForSelector(".sheet.painted");
  await fits("form");
  for (const view of ["drafts", "sent"]) {
    await page.click(`#to-${view}`);
    await fits(view);
  }
  await close();
});

test("all that can be used is reached by Tab, and the focus is seen", async () => {
  const { page, close } = await open_desk(browser, server);
  await drop_samples(page, "header_row");
  await page.waitForSelector(".sheet.painted");
  const wanted = await page.evaluate(() =>
    [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
      .filter(
        (element) =>
          element instanceof HTMLElement && element.checkVisibility() && !element.matches(":disabled, [tabindex='-1']"),
      )
      .map((element, at) => /** @type {HTMLElement} */ (element.dataset.stop = String(at))),
  );
  const seen = new Set();
  await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement)?.blur());
  for (let step = 0; step < 3 * wanted.length && seen.size < wanted.length; ++step) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body) return null;
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return {
        stop: element.dataset.stop,
        outlined: outlineStyle !== "none" && parseFloat(outlineWidth) >= 2,
        what: element.outerHTML.slice(0, 80),
      };
    });
    if (!at) continue;
    assert.ok(at.outlined, `the focus cannot be seen on ${at.what}`);
    if (at.stop) seen.add(at.stop);
  }
  assert.deepEqual(
    wanted.filter((/** @type {string} */ stop) => !seen.has(stop)),
    [],
  );
  await close();
});

test("a screen reader hears what came of the files, and of a field whence its value comes", async () => {
  const { page, close } = await open_desk(browser, server);
  await drop_samples(page, ...some_samples(3));
  await eventually(async () => /3 fichiers lus/.test(await page.locator("#heard[aria-live]").textContent()));
  const described = await page.evaluate(() => {
    const field = /** @type {HTMLElement} */ (document.getElementById("f-montantTtcTotal"));
    return (field.getAttribute("aria-describedby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent)
      .join(" ");
  });
  assert.match(described, /page 1.*sûr à \d+/);
  await close();
});

test("the page brings its content policy, and no script or style stands in it", async () => {
  const answer = await fetch(server.url);
  const policy = answer.headers.get("content-security-policy") ?? "";
  for (const part of [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ]) {
    assert.ok(policy.includes(part), `${part} is missing in ${policy}`);
  }
  const html = await answer.text();
  assert.ok(!/ style=|<style|<script(?![^>]* src=)| on[a-z]+=/.test(html));
});
