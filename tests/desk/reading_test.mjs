// What is typed into fields, and what is marked on pages.

import assert from "node:assert/strict";
import { test } from "node:test";
import { find_date, french_date } from "../../server/web/dates.js";
import { field_named } from "../../server/web/fields.js";
import { neat, pick, pick_line, read, shown } from "../../server/web/reading.js";

/** @type {[string, string | null][]} */
const DATES = [
  ["12/03/2026", "2026-03-12"],
  ["12-03-2026", "2026-03-12"],
  ["12.3.26", "2026-03-12"],
  ["2026-03-12", "2026-03-12"],
  ["2026/03/12", "2026-03-12"],
  ["1er mars 2026", "2026-03-01"],
  ["12 févr. 2026", "2026-02-12"],
  ["12 fév 26", "2026-02-12"],
  ["mardi 12 mars 2026", "2026-03-12"],
  ["Lyon, le 3 août 2025", "2025-08-03"],
  ["March 12, 2026", "2026-03-12"],
  ["12 Mar 2026", "2026-03-12"],
  ["12. März 2026", "2026-03-12"],
  ["12032026", "2026-03-12"],
  ["29/02/2024", "2024-02-29"],
  ["29/02/2026", null],
  ["31/04/2026", null],
  ["12/13/2026", null],
  ["12/03/1998", null],
  ["12 blabla 2026", null],
  ["", null],
];

for (const [text, date] of DATES) {
  test(`\`${text}\` as a date is ${date}`, () => assert.equal(find_date(text), date));
}

test("a date is shown as in France", () => assert.equal(french_date("2026-03-12"), "12/03/2026"));

test("an invoice number names the characters that the portal refuses", () => {
  const field = field_named("numeroFacture");
  assert.equal(read(field, "F2026-17_A/3+1").problem, undefined);
  assert.match(String(read(field, "F 2026#17").problem), /espace.*« # »/);
  assert.match(String(read(field, "F20260000000000000000").problem), /20 caractères au plus, il y en a 21/);
});

test("a SIRET is read with and without its spaces", () => {
  const field = field_named("codeDestinataire");
  assert.deepEqual(read(field, " 732 829 320 00074 "), { value: "73282932000074" });
  assert.match(String(read(field, "7328293200007").problem), /14 chiffres, il en a 13/);
  assert.match(String(read(field, "7328293200007X").problem), /que des chiffres/);
});

test("nothing is nothing and no problem", () => {
  assert.deepEqual(read(field_named("montantHtTotal"), "  "), { value: null });
});

test("a field is tidied when it is left, and a text that does not read stays", () => {
  assert.equal(neat(field_named("montantHtTotal"), "1234,5"), "1\u202f234,50");
  assert.equal(neat(field_named("dateFacture"), "1er mars 2026"), "01/03/2026");
  assert.equal(neat(field_named("codeDestinataire"), "73282932000074"), "732 829 320 00074");
  assert.equal(neat(field_named("ibans"), "fr7630006000011234567890189"), "FR76 3000 6000 0112 3456 7890 189");
  assert.equal(neat(field_named("montantHtTotal"), "douze "), "douze");
});

test("tidying twice changes nothing more", () => {
  for (const [name, text] of [
    ["montantHtTotal", "1234,567"],
    ["dateFacture", "2026-03-12"],
    ["codeFournisseur", "73282932000074"],
    ["bic", "bnpafrpp"],
    ["numeroTvaFournisseur", "fr 39 356000000"],
  ]) {
    const field = field_named(name);
    assert.equal(neat(field, neat(field, text)), neat(field, text), name);
  }
});

test("values of the engine are shown as people write them", () => {
  assert.equal(shown(field_named("montantTtcTotal"), "5844.75"), "5\u202f844,75");
  assert.equal(shown(field_named("montantTtcTotal"), "12"), "12,00");
  assert.equal(shown(field_named("dateFacture"), "2026-03-12"), "12/03/2026");
});

/** @type {[string, string, string | null][]} */
const MARKED = [
  ["dateFacture", "Date de facture : 12 mars 2026", "12/03/2026"],
  ["dateFacture", "Total 12,00", null],
  ["montantTtcTotal", "Total TTC : 1 234,56 €", "1\u202f234,56"],
  ["montantTVA", "TVA 20 % 817,95 €", "817,95"],
  ["montantHtTotal", "1.234,56", "1\u202f234,56"],
  ["montantHtTotal", "néant", null],
  ["montantHtTotal", "le 03.12.2025", null],
  ["montantAPayer", "10 articles, soit 1 234,56 € avant le 03/12/2025", "1\u202f234,56"],
  ["codeDestinataire", "SIRET client : 193 964 590 00429", "193 964 590 00429"],
  ["codeDestinataire", "SIRET : 193 964 590", null],
  ["numeroFacture", "Facture n° FA-2026-17", "FA-2026-17"],
  ["numeroFacture", "FA-2026-17", "FA-2026-17"],
  ["numeroFacture", "Nom du client", null],
  ["numeroBonCommande", "N° d'engagement : 1574308053", "1574308053"],
  ["numeroBonCommande", "BC25/0456", "BC25/0456"],
  ["numeroTvaFournisseur", "TVA intracommunautaire FR 37 714 332 129", "FR37714332129"],
  ["ibans", "IBAN : FR76 3000 6000 0112 3456 7890 189", "FR76 3000 6000 0112 3456 7890 189"],
  ["bic", "BIC BNPAFRPPXXX", "BNPAFRPPXXX"],
  ["nomFournisseur", " Ateliers  Morvandel ", "Ateliers Morvandel"],
  ["modePaiement", "virement", "VIREMENT"],
  ["modePaiement", "troc", null],
  ["motifExoneration", "TVA non applicable, art. 293 B du CGI", "ART_293B"],
  ["motifExoneration", "Merci de votre confiance", null],
];

for (const [name, text, value] of MARKED) {
  test(`\`${text}\` marked for ${name} gives ${value}`, () => assert.equal(pick(field_named(name), text), value));
}

test("a line of a VAT table is taken whole", () => {
  const line = { taux: "5,5", baseHt: "3\u202f407,43", montantTva: "187,41" };
  assert.deepEqual(pick_line("5,5 % 3 407,43 € 187,41 €"), line);
  assert.deepEqual(pick_line("187,41 3407,43 5.5%"), line);
  assert.equal(pick_line("3 407,43 € 187,41 €"), null);
  assert.equal(pick_line("20 % de remise"), null);
});
