// Drafts, signing in, sending, and what was sent: a person must never take the one for the other.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { REASONS } from "../../server/web/exemptions.js";
import { drop_samples, eventually, extraction, launch, open_desk, Server, sign_in } from "./fixture.mjs";

/** @type {any} */ let browser;
/** @type {Server} */ let server;
/** @type {Server} */ let open_server;
before(async () => {
  browser = await launch();
  server = await Server.start({ clients: true });
  open_server = await Server.start();
});
after(async () => {
  await browser?.close();
  await Promise.all([server?.stop(), open_server?.stop()]);
});

/** Fills in what the invoice does not state. @param {any} page */
async function complete(page) {
  for (const [name, choice] of [
    ["typeTva", "TVA_SUR_DEBIT"],
    ["modePaiement", "VIREMENT"],
  ]) {
    if ((await page.inputValue(`#f-${name}`)) === "") await page.selectOption(`#f-${name}`, choice);
  }
}

/** @param {any} page */
async function signed_in_with(page, /** @type {string} */ name) {
  await sign_in(page, server);
  await drop_samples(page, name);
  await complete(page);
}

/** The portal keeps a number for a year: each test sends its own. @param {any} page */
async function send(page, /** @type {string} */ number) {
  await page.fill("#f-numeroFacture", number);
  await page.click("#send");
  await page.click("#send-yes");
}

test("a draft is kept with its PDF, looks like one, and is taken up again", async () => {
  const { page, close } = await open_desk(browser, open_server);
  await drop_samples(page, "header_row");
  await page.fill("#f-commentaire", "à revoir lundi");
  await page.keyboard.press("Control+s");
  await eventually(async () => /Brouillon gardé, non envoyé/.test(await page.locator(".side-foot").textContent()));
  await page.reload();
  await page.click("#to-drafts");
  const row = page.locator(".drafts-list tbody tr");
  await row.waitFor();
  assert.match(await row.textContent(), /FA-2025-36106.*Brouillon, non envoyé/s);
  assert.equal(await page.locator(".sent-state, .stamp").count(), 0);
  await row.locator("th button").click();
  await page.waitForSelector(".form");
  assert.equal(await page.inputValue("#f-commentaire"), "à revoir lundi");
  await page.waitForSelector(".sheet.painted .mark");
  await page.fill("#f-commentaire", "revu");
  await eventually(
    async () => !/Brouillon gardé/.test(await page.locator(".side-foot").textContent()),
    "a changed draft still says kept",
  );
  await page.click("#to-drafts");
  await page.getByRole("button", { name: "Effacer" }).click();
  await page.locator("dialog button.main").click();
  await eventually(async () => (await page.locator(".drafts-list").count()) === 0);
  await close();
});

test("the body of soumettre and the values can be taken away without an account", async () => {
  const { page, close, inside } = await open_desk(browser, open_server);
  await inside.grantPermissions(["clipboard-read", "clipboard-write"]);
  await drop_samples(page, "header_row");
  const { fields } = extraction("header_row");
  const [saved] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Télécharger soumettre.json" }).click(),
  ]);
  const body = JSON.parse(await (await import("node:fs/promises")).readFile(await saved.path(), "utf8"));
  assert.equal(body.numeroFactureSaisi, fields.numeroFacture.value);
  assert.equal(body.montantTotal.montantTtcTotal, fields.montantTtcTotal.value);
  await page.getByRole("button", { name: "Copier en JSON" }).click();
  const copied = JSON.parse(await eventually(() => page.evaluate(() => navigator.clipboard.readText())));
  assert.equal(copied.codeDestinataire, fields.codeDestinataire.value);
  assert.equal(await page.locator("#send").count(), 0, "nobody is signed in, so nothing can be sent");
  await close();
});

test("a server with clients asks for a sign-in first, and forgets the secrets with the page", async () => {
  const { page, close } = await open_desk(browser, server);
  await page.waitForSelector("#banner:not([hidden])");
  assert.match(await page.locator("#banner").textContent(), /demande de se connecter/);
  const [{ credentials }] = [server];
  await page.click("#sign");
  for (const name of ["client_id", "client_secret", "login", "password"])
    await page.fill(`#sign-${name}`, name === "client_secret" ? "wrong" : credentials[name]);
  await page.click("dialog .sign-in button.main");
  await eventually(async () => /inconnus/.test(await page.locator("dialog .trouble").textContent()));
  await page.fill("#sign-client_secret", credentials.client_secret);
  await page.click("dialog .sign-in button.main");
  await page.waitForSelector("dialog", { state: "detached" });
  await drop_samples(page, "header_row");
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.cookie);
  for (const secret of [credentials.client_secret, credentials.password]) assert.ok(!kept.includes(secret));
  await page.click("#sign");
  await page.waitForSelector("#banner:not([hidden])");
  await close();
});

test("an invoice is sent after a question, and its receipt and certificate can be printed", async () => {
  const { page, close } = await open_desk(browser, server);
  await signed_in_with(page, "header_row");
  await page.fill("#f-numeroFacture", "DESK-1");
  await page.click("#send");
  assert.match(await page.locator("dialog").textContent(), /Envoyer cette facture.*DESK-1/s);
  await page.getByRole("button", { name: "Pas encore" }).click();
  assert.ok(await page.locator("#f-numeroFacture").isVisible(), "nothing was sent");
  await send(page, "DESK-1");
  await page.waitForSelector(".receipt");
  const receipt = await page.locator(".receipt").textContent();
  assert.match(receipt, /Facture DESK-1 envoyée.*Déposée.*Certificat de dépôt/s);
  assert.match(await page.locator(".print-code").textContent(), /\S{16,}/);
  assert.equal(await page.locator(".form, .unsent").count(), 0, "what was sent is no form any more");
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator(".receipt").isVisible());
  for (const other of [".bar", ".pages", "#print"])
    assert.ok(await page.locator(other).first().isHidden(), `${other} is on paper`);
  await page.emulateMedia({ media: "screen" });
  await close();
});

test("what was sent is listed with its status and date, and found by its number", async () => {
  const { page, close } = await open_desk(browser, server);
  await signed_in_with(page, "header_row");
  await send(page, "DESK-2");
  await page.waitForSelector(".receipt");
  await page.click("#to-sent");
  await page.fill("#sent-search", "DESK-2");
  await page.keyboard.press("Enter");
  await eventually(async () => (await page.locator(".sent-list tbody tr").count()) === 1);
  assert.match(await page.locator(".sent-list tbody").textContent(), /DESK-2.*Déposée.*\d{4}/s);
  await page.locator(".sent-list th button").click();
  await eventually(async () => /Déposée/.test(await page.locator("dialog .history").textContent()));
  await page.getByRole("button", { name: "Voir le reçu" }).click();
  await page.waitForSelector("dialog .receipt");
  await page.keyboard.press("Escape");
  await page.fill("#sent-search", "GIBTESNICHT");
  await page.keyboard.press("Enter");
  await eventually(async () => /Aucune facture envoyée/.test(await page.locator("#sent-results").textContent()));
  await close();
});

test("what the portal refuses stays unsent, with the reason", async () => {
  const { page, close } = await open_desk(browser, server);
  await signed_in_with(page, "header_row");
  await send(page, "DESK-3");
  await page.waitForSelector(".receipt");
  await page.reload();
  await signed_in_with(page, "header_row");
  await send(page, "DESK-3"); // the same supplier, number and year
  await page.waitForSelector(".side-foot .trouble");
  assert.match(await page.locator(".side-foot .trouble").textContent(), /Non envoyée : ce numéro a déjà été utilisé/);
  assert.ok(await page.locator("#f-numeroFacture").isVisible());
  assert.match(await page.locator(".side-foot").textContent(), /Non envoyée/);
  await close();
});

test("reasons for an exemption are those of the portal's list", async () => {
  const { client_id, client_secret, login, password } = server.credentials;
  const asked = await fetch(`${server.url}/api/oauth/token`, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "client_credentials", client_id, client_secret, scope: "openid" }),
  });
  const { access_token } = await asked.json();
  const answer = await fetch(`${server.url}/cpro/transverses/v1/recuperer/motifs/exonerationtva`, {
    method: "POST",
    headers: {
      Authorization: `Bearer ${access_token}`,
      "cpro-account": Buffer.from(`${login}:${password}`).toString("base64"),
      "Content-Type": "application/json;charset=utf-8",
    },
    body: "{}",
  });
  const { listeMotifsExonerationTva } = await answer.json();
  assert.deepEqual(
    REASONS.map(({ code }) => code),
    listeMotifsExonerationTva.map((/** @type {Record<string, string>} */ one) => one.codeMotifExonerationTva),
  );
});

test("nothing is sent while a check is not held", async () => {
  const { page, close } = await open_desk(browser, server);
  await signed_in_with(page, "header_row");
  await eventually(async () => !(await page.locator("#send").isDisabled()));
  await page.fill("#f-montantTtcTotal", "1");
  assert.ok(await page.locator("#send").isDisabled());
  await close();
});
