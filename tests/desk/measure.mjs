// Figures of the desk, as JSON: bytes on the wire for the first view, time from the drop to the filled form, and
// keystrokes to check forty invoices by keyboard alone.
//
//   PREFILL_PROGRAM=build/release/prefill node tests/desk/measure.mjs

import { drop, eventually, file, launch, open_desk, pause, sample, Server, some_samples } from "./fixture.mjs";

/**
 * The keys of a person who accepts what is offered and chooses what the invoice does not state.
 * @param {any} page
 * @param {string} done
 */
export async function check_all(page, done) {
  const count = () => page.locator("#files-count").textContent();
  let keys = 0;
  for (; keys < 600 && !(await count()).replace(/\s/g, " ").startsWith(done); ++keys) {
    const at = await page.evaluate(() => {
      const { activeElement: element } = document;
      return { id: element?.id ?? "", value: element instanceof HTMLSelectElement ? element.value : "full" };
    });
    const choice = /** @type {Record<string, string>} */ ({ "f-typeTva": "t", "f-modePaiement": "v" })[at.id];
    await page.keyboard.press(at.value === "" && choice ? choice : "Enter");
    await pause(15); // the count is drawn with the next frame
  }
  return keys;
}

/** @param {any} browser @param {Server} server */
async function first_view(browser, server) {
  const { page, close, inside } = await open_desk(browser, server);
  const network = await inside.newCDPSession(page);
  await network.send("Network.enable");
  const sizes = /** @type {number[]} */ ([]);
  network.on("Network.loadingFinished", (/** @type {{encodedDataLength: number}} */ { encodedDataLength }) =>
    sizes.push(encodedDataLength),
  );
  await network.send("Network.setCacheDisabled", { cacheDisabled: true });
  await page.reload();
  await page.waitForLoadState("networkidle");
  await close();
  return { requests: sizes.length, bytes: sizes.reduce((sum, size) => sum + size, 0) };
}

/** @param {any} browser @param {Server} server */
async function drop_to_form(browser, server) {
  const times = [];
  for (let turn = 0; turn < 9; ++turn) {
    const { page, close } = await open_desk(browser, server);
    await page.evaluate(() => {
      const seen = new MutationObserver(() => {
        const field = /** @type {HTMLInputElement | null} */ (document.getElementById("f-numeroFacture"));
        if (!field?.value) return;
        seen.disconnect();
        Reflect.set(window, "filled", performance.now());
      });
      seen.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
      document.addEventListener("drop", () => Reflect.set(window, "dropped", performance.now()), { capture: true });
    });
    await drop(page, [file(sample("header_row"))]);
    await page.waitForFunction(() => "filled" in window);
    times.push(await page.evaluate(() => Reflect.get(window, "filled") - Reflect.get(window, "dropped")));
    await close();
  }
  return Math.round(times.sort((a, b) => a - b)[4]);
}

/** @param {any} browser @param {Server} server */
async function forty(browser, server) {
  const { page, close } = await open_desk(browser, server);
  await drop(
    page,
    some_samples(40).map((name) => file(sample(name))),
  );
  await eventually(
    async () =>
      /sur 40$/.test(await page.locator("#files-count").textContent()) &&
      !/lues/.test(await page.locator("#files-count").textContent()),
  );
  const keys = await check_all(page, "40 vérifiées");
  await close();
  return keys;
}

if (process.argv[1]?.endsWith("measure.mjs")) {
  const browser = await launch();
  const server = await Server.start();
  try {
    const view = await first_view(browser, server);
    console.log(
      JSON.stringify({
        firstViewRequests: view.requests,
        firstViewBytes: view.bytes,
        dropToFormMilliseconds: await drop_to_form(browser, server),
        keystrokesForFortyInvoices: await forty(browser, server),
      }),
    );
  } finally {
    await browser.close();
    await server.stop();
  }
}
