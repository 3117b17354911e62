// Nothing of the form is cut, whatever the width and the colours: labels and sentences wrap, values have the room that
// they take, and the page is never wider than the window.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { drop_samples, eventually, launch, open_desk, Server } from "./fixture.mjs";

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

/** Long names, doubts beside short labels, an exemption with its reason, a credit note with its origin. */
const SAMPLES = ["association_service-001", "architect_fees-001", "belgian_supplier-001", "credit_negative"];
const CHOICES = { typeTva: "TVA_SUR_ENCAISSEMENT", modePaiement: "PRELEVEMENT" };

/** What of the open form is cut or stands out of its field. @param {any} page @returns {Promise<string[]>} */
function cut(page) {
  return page.evaluate(() => {
    const side = /** @type {HTMLElement} */ (document.querySelector(".side"));
    /** @param {HTMLSelectElement} list as wide as the longest of its choices wants to be */
    const wanted = (list) => {
      const copy = /** @type {HTMLSelectElement} */ (list.cloneNode(true));
      copy.style.cssText = "width: auto; position: absolute; visibility: hidden";
      list.parentElement?.append(copy);
      const width = copy.offsetWidth;
      copy.remove();
      return width;
    };
    return [...side.querySelectorAll("*")].flatMap((element) => {
      if (!(element instanceof HTMLElement) || !element.checkVisibility()) return [];
      const unseen = element.closest(".hidden, .menu") !== null || getComputedStyle(element).clipPath !== "none";
      if (unseen) return []; // for screen readers, or rolled by itself
      const field = element.closest(".field") ?? side;
      const name = `${element.tagName} of ${element.closest("[data-field]")?.getAttribute("data-field")}`;
      const text = "value" in element && element.value ? element.value : element.textContent?.trim().slice(0, 40);
      const over = element.getBoundingClientRect().right > field.getBoundingClientRect().right + 1;
      const inline = getComputedStyle(element).display === "inline";
      const clipped =
        (!inline && element.scrollWidth > element.clientWidth + 1) ||
        (element instanceof HTMLTextAreaElement && element.scrollHeight > element.clientHeight + 1) ||
        (element instanceof HTMLSelectElement && wanted(element) > element.offsetWidth + 1);
      return over || clipped ? [`${name}: ${text} ${over ? "stands out" : "is cut"}`] : [];
    });
  });
}

for (const width of [360, 768, 1366, 1920]) {
  for (const colorScheme of ["light", "dark"]) {
    test(`no label and no value of the form is cut: ${width} px, ${colorScheme}`, async () => {
      const { page, close } = await open_desk(browser, server, { colorScheme, viewport: { width, height: 900 } });
      await drop_samples(page, ...SAMPLES);
      await eventually(async () => /vérifiée sur 4/.test(await page.locator("#files-count").textContent()));
      for (const name of [...SAMPLES].sort()) {
        await page.locator("#files-list button", { hasText: `${name}.pdf` }).click();
        await eventually(async () => (await page.locator("#pages-name").textContent()) === `${name}.pdf`);
        assert.deepEqual(await cut(page), [], name);
      }
      for (const [name, choice] of Object.entries(CHOICES)) await page.selectOption(`#f-${name}`, choice);
      await page.fill("#f-commentaire", "une remarque de plus d’une ligne dans tous les formulaires. ".repeat(3));
      await page.fill("#f-montantRemiseGlobaleTtc", "12 345 678,90");
      await page.fill("#f-montantTtcTotal", "98 765 432,10");
      await page.fill("#f-dateEcheance", "un jour");
      await page.focus("#f-numeroFacture");
      assert.deepEqual(await cut(page), [], "checks that do not hold");
      const [inside, window_width] = await page.evaluate(() => [
        document.documentElement.scrollWidth,
        window.innerWidth,
      ]);
      assert.ok(inside <= window_width, `the page is ${inside} px wide`);
      await close();
    });
  }
}

test("neighbours stand on one line, however many lines their labels take", async () => {
  const { page, close } = await open_desk(browser, server);
  await drop_samples(page, "association_service-001");
  const tops = await page.evaluate(() =>
    ["montantHtTotal", "montantTVA"].map((name) => document.getElementById(`f-${name}`)?.getBoundingClientRect().top),
  );
  assert.equal(tops[0], tops[1]);
  await close();
});
