// What a person expects of any page: leaving warns, Back comes back, two tabs do not overwrite each other, files that
// cannot be deposited are told at once, and what is pasted or copied is what is meant.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { is_field } from "../../server/web/fields.js";
import { drop, drop_samples, eventually, extraction, file, launch, open_desk, sample, Server } from "./fixture.mjs";

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

const said = (/** @type {any} */ page) => page.locator("#said").textContent();
const focused = (/** @type {any} */ page) => page.evaluate(() => document.activeElement?.id);

/** Whether leaving the page asks first. @param {any} page */
async function leaving_asks(page) {
  let asked = false;
  page.once("dialog", async (/** @type {any} */ dialog) => {
    await dialog.dismiss();
    asked = dialog.type() === "beforeunload";
  });
  await page.evaluate(() => {
    Reflect.set(window, "stays", true);
    setTimeout(() => location.reload());
  });
  const has_left = () => page.evaluate(() => !("stays" in window)).catch(() => false);
  await eventually(async () => asked || (await has_left()));
  return asked;
}

test("leaving asks while something is neither sent nor kept", async () => {
  const { page, close } = await open_desk(browser, server);
  await drop_samples(page, "header_row");
  await page.focus("#f-commentaire");
  await page.keyboard.type("à revoir");
  assert.ok(await leaving_asks(page), "unsaved work is lost without a word");
  await close();
});

test("leaving does not ask about a draft that is kept", async () => {
  const { page, close } = await open_desk(browser, server);
  await drop_samples(page, "header_row");
  await page.keyboard.press("Control+s");
  await eventually(async () => /Brouillon gardé/.test(await page.locator(".side-foot").textContent()));
  assert.ok(!(await leaving_asks(page)));
  await close();
});

test("files that wait to be read are asked about too", async () => {
  const { page, close } = await open_desk(browser, server);
  await page.route("**/v1/extract", () => undefined);
  await drop(page, [file(sample("header_row"))]);
  await page.waitForSelector("#bench:not([hidden])");
  await page.keyboard.press("Tab");
  assert.ok(await leaving_asks(page));
  await close();
});

test("Back shuts a dialog and leads to the field where the person was", async () => {
  const { page, close } = await open_desk(browser, server);
  await drop_samples(page, "header_row");
  await page.focus("#f-montantTtcTotal");
  const rolled = await page.locator("#side-body").evaluate((/** @type {Element} */ side) => side.scrollTop);
  assert.ok(rolled > 0, "the form fits the window, so nothing is tried");
  await page.click("#to-drafts");
  await page.click("#help");
  await page.goBack();
  await page.waitForSelector("#bench:not([hidden])");
  assert.equal(await page.locator("dialog").count(), 0);
  await eventually(async () => (await focused(page)) === "f-montantTtcTotal");
  assert.equal(await page.locator("#side-body").evaluate((/** @type {Element} */ side) => side.scrollTop), rolled);
  await close();
});

test("two tabs with one draft do not overwrite each other", async () => {
  const { page, close, inside } = await open_desk(browser, server);
  await drop_samples(page, "header_row");
  await page.keyboard.press("Control+s");
  const foot = page.locator(".foot-status");
  await eventually(async () => /Brouillon gardé/.test(await foot.textContent()));
  const other = await inside.newPage();
  await other.goto(`${server.url}/#/brouillons`);
  await other.locator(".drafts-list th button").click();
  await other.fill("#f-commentaire", "de l’autre onglet");
  await other.keyboard.press("Control+s");
  await eventually(async () => /Non envoyée/.test(await foot.textContent()), "this tab says kept of what is not");
  await page.fill("#f-commentaire", "de cet onglet");
  await page.keyboard.press("Control+s");
  await eventually(async () => /Brouillon gardé/.test(await foot.textContent()));
  assert.match(await other.locator(".foot-status").textContent(), /Brouillon gardé/);
  await page.click("#to-drafts");
  await eventually(async () => (await page.locator(".drafts-list tbody tr").count()) === 2);
  await other.click("#to-drafts");
  await other.getByRole("button", { name: "Effacer" }).first().click();
  await other.locator("dialog button.main").click();
  await eventually(
    async () => (await page.locator(".drafts-list tbody tr").count()) === 1,
    "the list of this tab still shows what the other erased",
  );
  await close();
});

test("a file comes on the desk once", async () => {
  const { page, close } = await open_desk(browser, server);
  const one = file(sample("header_row"));
  await drop(page, [one, { ...one, name: "copie.pdf" }, file(sample("credit_negative"))]);
  await eventually(async () => /header_row\.pdf est déjà sur le bureau/.test(await said(page)));
  await drop(page, [one]);
  await eventually(async () => /vérifiée sur 2/.test(await page.locator("#files-count").textContent()));
  assert.equal(await page.locator("#files-list li").count(), 2);
  await close();
});

test("what is no PDF, too large or protected is told, with what can be done", async () => {
  const { page, close } = await open_desk(browser, server);
  await drop(page, [{ name: "photo.png", bytes: Buffer.from("x") }]);
  await eventually(async () => /1 fichier laissé de côté : seuls les PDF/.test(await said(page)));
  const large = Buffer.alloc(12_000_000);
  file(sample("header_row")).bytes.copy(large);
  await drop(page, [{ name: "grand.pdf", bytes: large }]);
  await page.waitForSelector(".failed-note");
  assert.match(await page.locator(".failed-note").textContent(), /dépasse 10 Mo/);
  assert.deepEqual(await page.locator(".failed-note button").allTextContents(), ["Ôter du bureau"]);
  await drop(page, [{ name: "protégé.pdf", bytes: protected_pdf() }]);
  await page.locator("#files-list button", { hasText: "protégé" }).click();
  await eventually(async () => /protégé par un mot de passe/.test(await page.locator(".failed-note").textContent()));
  await close();
});

/** A document that wants a password: what its dictionary of encryption says is all that is looked at. */
function protected_pdf() {
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    `<</Filter/Standard/V 2/R 3/Length 128/P -4/O<${"5a".repeat(32)}>/U<${"a5".repeat(32)}>>>`,
  ];
  let text = "%PDF-1.5\n";
  const places = objects.map((object, at) => {
    const place = text.length;
    text += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return place;
  });
  const rows = places.map((place) => `${String(place).padStart(10, "0")} 00000 n \n`).join("");
  const id = `<${"00".repeat(16)}>`;
  const trailer = `<</Size 5/Root 1 0 R/Encrypt 4 0 R/ID[${id}${id}]>>`;
  return Buffer.from(
    `${text}xref\n0 5\n0000000000 65535 f \n${rows}trailer\n${trailer}\nstartxref\n${text.length}\n%%EOF\n`,
  );
}

test("what is pasted and typed is taken as it is meant, and copied as it was corrected", async () => {
  const { page, close, inside } = await open_desk(browser, server);
  await inside.grantPermissions(["clipboard-read", "clipboard-write"]);
  await drop_samples(page, "header_row");
  const paste = async (/** @type {string} */ name, /** @type {string} */ text) => {
    await page.evaluate((/** @type {string} */ one) => navigator.clipboard.writeText(one), text);
    await page.focus(`#f-${name}`);
    await page.keyboard.press("Control+v");
    await page.keyboard.press("Tab");
  };
  await paste("codeDestinataire", " 356 000\u00a0000\u202f49837\n");
  await paste("codeFournisseur", "732 829 320\n00074");
  await paste("ibans", "FR76 3000 6000 0112 3456 7890 189\nFR14 2004 1010 0505 0001 3M02 606");
  await paste("commentaire", "première ligne\nseconde « ligne »");
  await page.fill("#f-montantHtTotal", "1 234,56");
  await page.fill("#f-montantTVA", "1234.56");
  await page.fill("#f-numeroFacture", "F 1");
  await page.getByRole("button", { name: "Copier en JSON" }).click();
  await eventually(async () => /sans ce qui ne se lit pas : Numéro de facture/.test(await said(page)));
  const copied = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()));
  assert.equal(await page.inputValue("#f-montantTVA"), "1\u202f234,56");
  const { fields } = extraction("header_row");
  const corrected = {
    cadreFacturation: "A1_FACTURE_FOURNISSEUR",
    typeIdentifiantFournisseur: "SIRET",
    codeDestinataire: "35600000049837",
    codeFournisseur: "73282932000074",
    ibans: ["FR7630006000011234567890189", "FR1420041010050500013M02606"],
    commentaire: "première ligne seconde « ligne »",
    montantHtTotal: 1234.56,
    montantTVA: 1234.56,
  };
  const read = Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => name !== "numeroFacture" && is_field(name))
      .map(([name, { value }]) => [name, value]),
  );
  assert.deepEqual(copied, { ...read, ...corrected });
  await close();
});

test("copying works where the browser keeps its clipboard from pages of plain HTTP", async () => {
  const { page, close, inside } = await open_desk(browser, server);
  await inside.grantPermissions(["clipboard-read"]);
  await page.evaluate(() => {
    const { readText } = Clipboard.prototype;
    Reflect.set(window, "pasted", () => readText.call(navigator.clipboard));
    Reflect.deleteProperty(Clipboard.prototype, "writeText");
    Clipboard.prototype.writeText = () => Promise.reject(new Error("not here"));
  });
  await drop_samples(page, "header_row");
  await page.getByRole("button", { name: "Copier en JSON" }).click();
  await eventually(async () => /Valeurs copiées/.test(await said(page)));
  const copied = JSON.parse(await page.evaluate(() => Reflect.get(window, "pasted")()));
  assert.equal(copied.numeroFacture, extraction("header_row").fields.numeroFacture.value);
  await close();
});
