// One invoice on the desk: it is dropped, its values stand on the page and in the form, and a person corrects them.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drop_samples, eventually, extraction, launch, open_desk, Server } from "./fixture.mjs";

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

const value_in = (/** @type {any} */ page, /** @type {string} */ name) => page.inputValue(`#f-${name}`);

test("a dropped invoice fills in the form", async () => {
  const { page, close } = await open_desk(browser, server);
  await drop_samples(page, "header_row");
  const { fields } = extraction("header_row");
  assert.equal(await value_in(page, "numeroFacture"), fields.numeroFacture.value);
  assert.equal((await value_in(page, "codeDestinataire")).replace(/\s/g, ""), fields.codeDestinataire.value);
  const total = (await value_in(page, "montantTtcTotal")).replace(/\s/g, "").replace(",", ".");
  assert.equal(Number(total), fields.montantTtcTotal.value);
  assert.equal(await page.locator(".tax-lines tbody tr").count(), fields.lignesTva.value.length);
  await close();
});

test("boxes lie where the engine found the values, over ink", async () => {
  const { page, close } = await open_desk(browser, server);
  await drop_samples(page, "header_row");
  await page.waitForSelector(".sheet.painted .mark");
  const size = await eventually(async () => {
    const answer = await fetch(`${server.url}/v1/text`, {
      method: "POST",
      headers: { "Content-Type": "application/pdf" },
      body: new Uint8Array(
        (await import("node:fs")).readFileSync(new URL("../../corpus/samples/header_row.pdf", import.meta.url)),
      ),
    });
    return (await answer.json()).pages[0];
  });
  const { fields } = extraction("header_row");
  const marks = await page.evaluate(() => {
    const sheet = /** @type {HTMLElement} */ (document.querySelector(".sheet"));
    const picture = /** @type {HTMLImageElement} */ (sheet.querySelector("img"));
    const canvas = new OffscreenCanvas(picture.naturalWidth, picture.naturalHeight);
    const ground = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
    ground.drawImage(picture, 0, 0);
    const room = picture.getBoundingClientRect();
    return [...sheet.querySelectorAll(".mark")].map((mark) => {
      const { left, top, width, height } = mark.getBoundingClientRect();
      const part = [
        (left - room.left) / room.width,
        (top - room.top) / room.height,
        width / room.width,
        height / room.height,
      ];
      const pixels = ground.getImageData(
        part[0] * canvas.width,
        part[1] * canvas.height,
        Math.ceil(part[2] * canvas.width),
        Math.ceil(part[3] * canvas.height),
      ).data;
      let dark = 0;
      for (let at = 0; at < pixels.length; at += 4) dark += pixels[at] < 128 ? 1 : 0;
      return { name: /** @type {HTMLElement} */ (mark).dataset.name ?? "", part, ink: dark / (pixels.length / 4) };
    });
  });
  assert.ok(marks.length >= 12, `${marks.length} marks`);
  for (const { name, part, ink } of marks) {
    const [x0, y0, x1, y1] = fields[name].box;
    const shown = [
      part[0] * size.width,
      part[1] * size.height,
      (part[0] + part[2]) * size.width,
      (part[1] + part[3]) * size.height,
    ];
    const expected = [x0 - 1.5, y0 - 1.5, x1 + 1.5, y1 + 1.5];
    shown.forEach((side, at) =>
      assert.ok(Math.abs(side - expected[at]) < 0.7, `${name}: ${shown} instead of ${expected}`),
    );
    assert.ok(ink > 0.02, `${name}: its box is empty paper`);
  }
  await close();
});

test("a field shows its place, and a place its field", async () => {
  const { page, close } = await open_desk(browser, server);
  await drop_samples(page, "header_row");
  await page.focus("#f-numeroFacture");
  assert.equal(await page.locator(".mark.active").getAttribute("data-name"), "numeroFacture");
  await page.click(".mark[data-name=codeDestinataire]");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "f-codeDestinataire");
  assert.equal(await page.locator(".mark.active").getAttribute("data-name"), "codeDestinataire");
  await close();
});

/**
 * Marks the word that holds a text, with the mouse.
 * @param {any} page
 * @param {string} name of the sample
 * @param {number[]} box
 */
async function stroke(page, box) {
  const room = await page.locator(".sheet .marks").first().boundingBox();
  const { width, height } = await page.evaluate(() => {
    const [w, h] = /** @type {HTMLElement} */ (document.querySelector(".sheet")).style.aspectRatio
      .split("/")
      .map(Number);
    return { width: w, height: h };
  });
  const at = (/** @type {number} */ x, /** @type {number} */ y) => [
    room.x + (x / width) * room.width,
    room.y + (y / height) * room.height,
  ];
  const [from, to] = [at(box[0] + 1, (box[1] + box[3]) / 2), at(box[2] - 1, (box[1] + box[3]) / 2)];
  await page.mouse.move(from[0], from[1]);
  await page.mouse.down();
  await page.mouse.move((from[0] + to[0]) / 2, to[1], { steps: 3 });
  await page.mouse.move(to[0], to[1], { steps: 3 });
  await page.mouse.up();
}

test("words marked on the page are put into the field that is chosen, as that field reads them", async () => {
  const { page, close } = await open_desk(browser, server);
  await drop_samples(page, "header_row");
  await page.waitForSelector(".page-text");
  const { fields } = extraction("header_row");
  await page.fill("#f-montantHtTotal", "1");
  await page.focus("#f-montantHtTotal");
  // A browser that is busy with input puts timers off: what a person does next must not wait for one.
  await page.evaluate(() => {
    const later = window.setTimeout.bind(window);
    Object.assign(window, { setTimeout: (/** @type {() => void} */ act, wait = 0) => later(act, wait + 5000) });
  });
  await stroke(page, fields.montantTtcTotal.box);
  await page.waitForSelector(".mark-menu:not([hidden]) [role=menuitem]");
  assert.match(await page.locator(".mark-menu [role=menuitem]").first().textContent(), /Total HT/);
  await page.keyboard.press("Enter");
  assert.equal((await value_in(page, "montantHtTotal")).replace(/\s/g, ""), "5844,75");
  assert.equal(await page.locator("[data-field=montantHtTotal] .tag").textContent(), "marqué");
  await stroke(page, fields.dateEcheance.box);
  await page.locator(".mark-menu [role=menuitem]", { hasText: "Date de facture" }).click();
  assert.equal(await value_in(page, "dateFacture"), "03/12/2025");
  await close();
});

test("Escape takes a marking back and changes nothing", async () => {
  const { page, close } = await open_desk(browser, server);
  await drop_samples(page, "header_row");
  await page.waitForSelector(".page-text");
  const { fields } = extraction("header_row");
  await stroke(page, fields.dateEcheance.box);
  await page.waitForSelector(".mark-menu:not([hidden])");
  await page.keyboard.press("Escape");
  assert.notEqual(await page.evaluate(() => document.activeElement?.id), "f-dateEcheance", "a stroke is no click");
  assert.ok(await page.locator(".mark-menu").isHidden());
  assert.equal(await value_in(page, "dateFacture"), "03/11/2025");
  await close();
});

test("checks follow each keystroke", async () => {
  const { page, close } = await open_desk(browser, server);
  await drop_samples(page, "header_row");
  const problem = (/** @type {string} */ name) => page.locator(`#f-${name}-problem`).textContent();
  assert.equal(await problem("montantTtcTotal"), "");
  await page.fill("#f-montantTtcTotal", "5844,7");
  assert.match(await problem("montantTtcTotal"), /Total HT \+ TVA = 5\s844,75/);
  await page.press("#f-montantTtcTotal", "End");
  await page.keyboard.type("5");
  assert.equal(await problem("montantTtcTotal"), "");
  await page.fill("#f-codeDestinataire", "19396459000428");
  assert.match(await problem("codeDestinataire"), /la clé ne tient pas/);
  await page.fill("#f-codeDestinataire", "35600000049837");
  assert.equal(await problem("codeDestinataire"), "");
  await page.fill("#f-numeroFacture", "F 17");
  assert.match(await problem("numeroFacture"), /espace/);
  assert.equal(await page.getAttribute("#f-numeroFacture", "aria-invalid"), "true");
  await page.fill("#f-numeroFacture", "");
  assert.match(await problem("numeroFacture"), /obligatoire/);
  await close();
});

test("Escape puts back what stood in the field, and leaving it writes it neatly", async () => {
  const { page, close } = await open_desk(browser, server);
  await drop_samples(page, "header_row");
  const before = await value_in(page, "numeroFacture");
  await page.focus("#f-numeroFacture");
  await page.keyboard.type("X");
  await page.keyboard.press("Escape");
  assert.equal(await value_in(page, "numeroFacture"), before);
  await page.fill("#f-montantTtcTotal", "5844,750");
  await page.focus("#f-montantAPayer");
  assert.equal(await value_in(page, "montantTtcTotal"), "5\u202f844,75");
  await close();
});

test("other values are offered with their probability, and chosen by keyboard", async () => {
  const { page, close } = await open_desk(browser, server);
  await drop_samples(page, "header_row");
  const { fields } = extraction("header_row");
  const [name, found] = /** @type {[string, any]} */ (
    Object.entries(fields).find(
      ([one, { value, alternatives }]) =>
        one.startsWith("montant") && alternatives.some((/** @type {any} */ other) => other.value !== value),
    )
  );
  const other = found.alternatives.find((/** @type {any} */ one) => one.value !== found.value);
  await page.focus(`#f-${name}`);
  await page.keyboard.press("Alt+ArrowDown");
  const option = page.locator(`#l-${name} [role=option]`).first();
  assert.match(await option.textContent(), new RegExp(`${Math.round(other.confidence * 100)}\\s%`));
  assert.equal(await page.locator(".mark.preview").count(), 1);
  await page.keyboard.press("Enter");
  assert.equal(Number((await value_in(page, name)).replace(/\s/g, "").replace(",", ".")), other.value);
  assert.equal(await page.evaluate(() => document.activeElement?.id), `f-${name}`);
  await close();
});

test("a field without other values says so, and the form stays where it is", async () => {
  const { page, close } = await open_desk(browser, server);
  await drop_samples(page, "header_row");
  await page.focus("#f-commentaire");
  const rolled = () => page.evaluate(() => document.getElementById("side-body")?.scrollTop);
  const before = await rolled();
  await page.keyboard.press("Alt+ArrowDown");
  await eventually(async () => /Commentaire : pas d’autre valeur/.test(await page.locator("#said").textContent()));
  assert.equal(await rolled(), before);
  assert.ok(await page.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight), "the page rolls too");
  await close();
});

test("what keeps a form from filling itself is told in French", async () => {
  const { page, close } = await open_desk(browser, server);
  await page.setInputFiles("#picker", new URL("../../corpus/advice/unannounced.pdf", import.meta.url).pathname);
  await page.waitForSelector(".advice");
  assert.match(await page.locator(".advice").textContent(), /écrivez «\s.+\s» juste devant/);
  await close();
});

test("the picture is as sharp as a dense screen, and the page has its text for who cannot see it", async () => {
  const { page, close } = await open_desk(browser, server, { deviceScaleFactor: 2 });
  await drop_samples(page, "header_row");
  await page.waitForSelector(".sheet.painted");
  const [natural, shown] = await page.evaluate(() => {
    const picture = /** @type {HTMLImageElement} */ (document.querySelector(".sheet img"));
    return [picture.naturalWidth, picture.getBoundingClientRect().width];
  });
  assert.ok(natural >= 1.95 * shown, `${natural} pixels over ${shown}`);
  assert.match(await page.locator(".page-text pre").first().textContent(), /FA-2025-36106/);
  await page.click("#zoom-in");
  await eventually(
    async () =>
      await page.evaluate(() => {
        const picture = /** @type {HTMLImageElement} */ (document.querySelector(".sheet img"));
        return picture.naturalWidth >= 1.95 * picture.getBoundingClientRect().width || picture.naturalWidth >= 2400;
      }),
    "the page stayed blurred",
  );
  await close();
});
