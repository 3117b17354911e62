// Many files at once: progress, the keyboard, files that do not read, a server that is busy, slow, or gone in the
// middle.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import {
  drop,
  drop_samples,
  eventually,
  file,
  launch,
  open_desk,
  pause,
  sample,
  Server,
  some_samples,
} from "./fixture.mjs";
import { check_all } from "./measure.mjs";

/** @type {any} */ let browser;
/** @type {Server} */ let server;
before(async () => {
  browser = await launch();
  server = await Server.start();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const looks = (/** @type {any} */ page) =>
  page.evaluate(() =>
    [...document.querySelectorAll(".row-state")].map((state) => /** @type {HTMLElement} */ (state).dataset.look ?? ""),
  );
const read = (/** @type {any} */ page) => page.locator("#files-count").textContent();

/** @param {any} page @param {string[]} names */
async function drop_many(page, names) {
  await drop(
    page,
    names.map((name) => file(sample(name))),
  );
}

test("many files are read a few at a time, and one that does not read keeps no other from it", async () => {
  const { page, close } = await open_desk(browser, server);
  let [under_way, most] = [0, 0];
  await page.route("**/v1/extract", async (/** @type {any} */ route) => {
    most = Math.max(most, ++under_way);
    await pause(20);
    --under_way;
    await route.continue();
  });
  const names = some_samples(20);
  await drop(page, [
    ...names.map((name) => file(sample(name))),
    { name: "broken.pdf", bytes: Buffer.from("no PDF at all") },
    { name: "notes.txt", bytes: Buffer.from("left aside") },
  ]);
  await eventually(
    async () =>
      (await looks(page)).length === 21 &&
      !(await looks(page)).some((/** @type {string} */ look) => /idle|busy/.test(look)),
  );
  assert.ok(most >= 2 && most <= 3, `${most} at a time`);
  assert.equal((await looks(page)).filter((/** @type {string} */ look) => look === "failed").length, 1);
  assert.match(await page.locator("#files-filter").textContent(), /Toutes 21.*Illisibles 1/s);
  await page.locator("#files-filter button", { hasText: "Illisibles" }).click();
  assert.equal(await page.locator("#files-list li").count(), 1);
  await page.locator("#files-list button").click();
  assert.match(await page.locator(".failed-note").textContent(), /ce n’est pas un PDF/);
  await page.getByRole("button", { name: "Remplir à la main" }).click();
  await page.waitForSelector(".form");
  await close();
});

test("forty invoices are checked by keyboard alone", async () => {
  const { page, close } = await open_desk(browser, server);
  await drop_many(page, some_samples(40));
  await page.waitForSelector(".form");
  await eventually(async () => /^0\s?vérifiée sur 40/.test(await read(page)), "they were never all read");
  const keys = await check_all(page, "40 vérifiées");
  const where = await page.evaluate(
    () => `${document.activeElement?.outerHTML.slice(0, 120)} in ${document.querySelector("#pages-name")?.textContent}`,
  );
  assert.match(
    await read(page),
    /^40\s?vérifiées sur 40/,
    `${await read(page)} after ${keys} keystrokes, focus on ${where}`,
  );
  await close();
});

for (const [width, height] of [
  [360, 740],
  [1366, 768],
]) {
  test(`the keyboard never leads out of sight, and each file says itself: ${width} px`, async () => {
    const { page, close } = await open_desk(browser, server, { viewport: { width, height } });
    await drop_many(page, some_samples(8));
    await eventually(async () => /^0\s?vérifiée sur 8/.test(await read(page)));
    const heard = new Set();
    for (let keys = 0; keys < 60 && !/^8\s?vérifiées/.test(await read(page)); ++keys) {
      heard.add(await page.locator("#heard").textContent());
      const { what, above, below } = await page.evaluate(() => {
        const element = /** @type {Element} */ (document.activeElement);
        const { top, bottom } = element.getBoundingClientRect();
        const roof = document.querySelector(window.innerWidth < 800 ? ".pages" : ".bar")?.getBoundingClientRect();
        const foot = document.querySelector(".side-foot")?.getBoundingClientRect();
        const inside = element.closest(".side-foot") !== null;
        return {
          what: element.id || element.tagName,
          above: top - (roof?.bottom ?? 0),
          below: (inside ? window.innerHeight : (foot?.top ?? 0)) - bottom,
        };
      });
      assert.notEqual(what, "BODY", "the focus is lost");
      assert.ok(above >= 0 && below >= 0, `${what} is out of sight: ${above} px under the top, ${below} over the foot`);
      await page.keyboard.press("Enter");
      await pause(60); // what is opened is drawn with the next frame
    }
    assert.match(await read(page), /^8\s?vérifiées sur 8/);
    const told = [...heard].filter((text) => /\.pdf, \d sur 8\s?: /.test(String(text)));
    assert.equal(told.length, 7, [...heard].join("\n")); // the first was said before all were read
    await close();
  });
}

test("a server gone in the middle is said, loses nothing, and is taken up again", async () => {
  const { page, close } = await open_desk(browser, server);
  let asked = 0;
  await page.route("**/v1/extract", async (/** @type {any} */ route) => {
    if (++asked === 8) await server.kill();
    await route.continue();
  });
  await drop_many(page, some_samples(24));
  await page.waitForSelector("#banner:not([hidden])");
  assert.match(await page.locator("#banner").textContent(), /ne répond plus.*en attente, rien n’est perdu/s);
  const done = (await looks(page)).filter((/** @type {string} */ look) => !/idle|busy|failed/.test(look)).length;
  assert.ok(done > 0 && done < 24, `${done} were read before`);
  assert.ok(!(await looks(page)).includes("failed"), "a file is blamed for the server");
  await server.again();
  await page.click("#resume");
  await eventually(async () => /sur 24$/.test(await read(page)) && !/lues/.test(await read(page)));
  assert.ok(await page.locator("#banner").isHidden());
  assert.ok(!(await looks(page)).some((/** @type {string} */ look) => /idle|busy|failed/.test(look)));
  await close();
});

test("a server that comes back is noticed without a person", async () => {
  const { page, close } = await open_desk(browser, server);
  await server.kill();
  await drop_many(page, some_samples(3));
  await page.waitForSelector("#banner:not([hidden])");
  await server.again();
  await page.waitForSelector(".form");
  await eventually(async () => /vérifiée sur 3/.test(await read(page)));
  await close();
});

test("a busy server is asked again when it says", async () => {
  const { page, close } = await open_desk(browser, server);
  let asked = 0;
  await page.route("**/v1/extract", (/** @type {any} */ route) =>
    ++asked <= 3
      ? route.fulfill({
          status: 503,
          headers: { "Retry-After": "1" },
          contentType: "application/problem+json",
          body: '{"code":"busy","status":503}',
        })
      : route.continue(),
  );
  await drop_many(page, some_samples(4));
  await eventually(async () => /vérifiée sur 4/.test(await read(page)));
  assert.equal(asked, 7);
  assert.ok(await page.locator("#banner").isHidden());
  await close();
});

test("on a slow network the list says what it waits for and the first form is there before the last file", async () => {
  const { page, close, inside } = await open_desk(browser, server);
  const network = await inside.newCDPSession(page);
  await network.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 300,
    downloadThroughput: 40_000,
    uploadThroughput: 40_000,
  });
  await drop_many(page, some_samples(12));
  await page.waitForSelector('[data-look="busy"]');
  await page.waitForSelector(".form");
  assert.ok((await looks(page)).includes("idle"), "all were read before the first was shown");
  assert.match(await read(page), /lues sur 12/);
  await network.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
  await eventually(async () => /vérifiée sur 12/.test(await read(page)));
  await close();
});

test("files are gone through by keyboard, searched, and the keys are told", async () => {
  const { page, close } = await open_desk(browser, server);
  await drop_samples(page, ...some_samples(5));
  await eventually(async () => /vérifiée sur 5/.test(await read(page)));
  const open = () => page.locator("#files-list [aria-current] .row-name").textContent();
  const first = await open();
  await page.keyboard.press("Alt+PageDown");
  await eventually(async () => (await open()) !== first);
  await page.keyboard.press("Alt+PageUp");
  await eventually(async () => (await open()) === first);
  await page.keyboard.press("Control+Enter");
  await eventually(async () => (await open()) !== first && /^1\s?vérifiée/.test(await read(page)));
  await page.focus("#sheets");
  await page.keyboard.press("?");
  assert.match(await page.locator("dialog").textContent(), /Raccourcis clavier.*Ctrl/s);
  await page.keyboard.press("Escape");
  await page.focus("#sheets");
  await page.keyboard.press("/");
  await page.keyboard.type(String(first).slice(0, -4));
  await eventually(async () => (await page.locator("#files-list li").count()) < 5);
  await close();
});

test("a second choice of the same kind is proposed, and a doubt until it is looked at", async () => {
  const { page, close } = await open_desk(browser, server);
  await drop_samples(page, "header_row", "credit_negative");
  await eventually(async () => /vérifiée sur 2/.test(await read(page)));
  assert.equal(await page.inputValue("#f-typeTva"), "");
  await page.selectOption("#f-typeTva", "TVA_SUR_DEBIT");
  await page.keyboard.press("Alt+PageDown");
  await eventually(async () => (await page.inputValue("#f-typeTva")) === "TVA_SUR_DEBIT");
  assert.equal(await page.locator("[data-field=typeTva]").getAttribute("data-state"), "doubtful");
  await close();
});
