// Figures of the desk, as JSON: bytes on the wire for the first view, time from the drop to the filled form,
// keystrokes to check forty invoices by keyboard alone; and on a second line the first view as a cheap phone on a slow
// network has it, by the definitions of web.dev: first and largest contentful paint, total blocking time, cumulative
// layout shift. Throttling is that of Lighthouse's preset for phones as it is applied in the browser.
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

/** Slow 4G and a processor four times slower: 150 ms and 1.6 Mbit/s, with what requests lose to both. */
const PHONE = {
  screen: { viewport: { width: 412, height: 823 }, deviceScaleFactor: 1.75, isMobile: true, hasTouch: true },
  network: {
    offline: false,
    latency: 562.5, // ms a request
    downloadThroughput: (1474.56 * 1000) / 8, // bytes a second
    uploadThroughput: (675 * 1000) / 8,
  },
  slowdown: 4,
};
const QUIET = 2000; // ms without a request, after which nothing more is to come
const BLOCKS = 50; // ms of a task that nobody feels

/** What the page sees of itself, from before its first byte. */
function observe() {
  const seen = /** @type {{largest: number, shifts: {at: number, size: number}[], tasks: [number, number][]}} */ ({
    largest: 0,
    shifts: [],
    tasks: [],
  });
  Reflect.set(window, "seen", seen);
  /** @param {string} type @param {(entry: any) => void} each */
  const watch = (type, each) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  watch("largest-contentful-paint", ({ startTime }) => (seen.largest = startTime));
  watch("longtask", ({ startTime, duration }) => seen.tasks.push([startTime, duration]));
  watch("layout-shift", ({ startTime, value, hadRecentInput }) => {
    if (!hadRecentInput) seen.shifts.push({ at: startTime, size: value });
  });
}

/** The largest sum of shifts in a window of five seconds whose shifts are less than one apart. @param {any[]} shifts */
function cumulative(shifts) {
  let [largest, sum, begun, last] = [0, 0, 0, 0];
  for (const { at, size } of shifts) {
    if (sum === 0 || at - last > 1000 || at - begun > 5000) [sum, begun] = [0, at];
    [sum, last] = [sum + size, at];
    largest = Math.max(largest, sum);
  }
  return largest;
}

/** @param {any} browser @param {Server} server */
async function on_a_phone(browser, server) {
  const inside = await browser.newContext({ ...PHONE.screen, locale: "fr-FR" });
  const page = await inside.newPage();
  const session = await inside.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await session.send("Network.emulateNetworkConditions", PHONE.network);
  await session.send("Emulation.setCPUThrottlingRate", { rate: PHONE.slowdown });
  let [requests, bytes, last] = [0, 0, Date.now()];
  session.on("Network.loadingFinished", (/** @type {{encodedDataLength: number}} */ { encodedDataLength }) => {
    [requests, bytes, last] = [requests + 1, bytes + encodedDataLength, Date.now()];
  });
  await page.addInitScript(observe);
  await page.goto(server.url, { waitUntil: "load" });
  await eventually(async () => Date.now() - last > QUIET, "it never comes to rest", 60_000);
  const { seen, first, usable } = await page.evaluate(() => ({
    seen: Reflect.get(window, "seen"),
    first: performance.getEntriesByName("first-contentful-paint")[0].startTime,
    usable: /** @type {PerformanceNavigationTiming} */ (performance.getEntriesByType("navigation")[0])
      .domContentLoadedEventEnd,
  }));
  await inside.close();
  const blocked = seen.tasks
    .filter((/** @type {[number, number]} */ [at]) => at > first)
    .reduce((/** @type {number} */ sum, /** @type {[number, number]} */ [, took]) => sum + took - BLOCKS, 0);
  return { first, largest: seen.largest, usable, blocked, shift: cumulative(seen.shifts), requests, bytes };
}

/** The median of each figure of five first views. @param {any} browser @param {Server} server */
async function phone_figures(browser, server) {
  const views = [];
  for (let turn = 0; turn < 5; ++turn) views.push(await on_a_phone(browser, server));
  const median = (/** @type {"first" | "largest" | "usable" | "blocked" | "shift" | "requests" | "bytes"} */ figure) =>
    views.map((view) => view[figure]).sort((a, b) => a - b)[2];
  return {
    firstContentfulPaintMilliseconds: Math.round(median("first")),
    largestContentfulPaintMilliseconds: Math.round(median("largest")),
    scriptsRunMilliseconds: Math.round(median("usable")),
    totalBlockingMilliseconds: Math.round(median("blocked")),
    cumulativeLayoutShift: Number(median("shift").toFixed(3)),
    requests: median("requests"),
    bytes: median("bytes"),
  };
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
    console.log(JSON.stringify({ slow4gAndSlowProcessor: await phone_figures(browser, server) }));
  } finally {
    await browser.close();
    await server.stop();
  }
}
