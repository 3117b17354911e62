// Keys of identifiers. The numbers are those of public bodies and of documentation.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  bic_fits,
  french_vat_fits,
  grouped,
  iban_fits,
  luhn,
  siren_fits,
  siret_fits,
} from "../../server/web/identifiers.js";

/** The number with the digit at `at` raised by one. @param {string} number @param {number} at */
function spoilt(number, at) {
  return number.slice(0, at) + ((Number(number[at]) + 1) % 10) + number.slice(at + 1);
}

test("Luhn takes a good number and refuses each that differs in one digit", () => {
  const siren = "732829320";
  assert.ok(luhn(siren));
  for (let at = 0; at < siren.length; ++at) assert.ok(!luhn(spoilt(siren, at)), spoilt(siren, at));
});

test("a SIRET wants both of its keys", () => {
  assert.ok(siret_fits("73282932000074"));
  assert.ok(!siret_fits("73282932000075"));
  assert.ok(!siret_fits("93125027408770")); // of a training environment
  assert.ok(!siret_fits("7328293200007"));
  assert.ok(!siret_fits("7328293200007A"));
});

test("the offices of La Poste follow the rule of five", () => {
  assert.ok(siret_fits("35600000000048")); // head office, Luhn
  assert.ok(siret_fits("35600000049837")); // an office: the digits add up to 45
  assert.ok(!siret_fits("35600000049838"));
  assert.ok(!luhn("35600000049837"));
});

test("a SIREN has nine digits", () => {
  assert.ok(siren_fits("356000000"));
  assert.ok(!siren_fits("35600000"));
});

test("the key of a French VAT id fits its SIREN", () => {
  assert.ok(french_vat_fits("FR39356000000"));
  assert.ok(french_vat_fits("FR83404833048"));
  assert.ok(!french_vat_fits("FR40356000000"));
  assert.ok(!french_vat_fits("FR39356000001"));
  assert.ok(!french_vat_fits("DE123456789"));
});

test("keys with a letter have a rule of their own", () => {
  assert.ok(french_vat_fits("FRK7399859412"));
  assert.ok(!french_vat_fits("FRK8399859412"));
  assert.ok(!french_vat_fits("FRO7399859412")); // there is no O
});

test("an IBAN wants its key and the length of its country", () => {
  assert.ok(iban_fits("FR7630006000011234567890189"));
  assert.ok(!iban_fits("FR7630006000011234567890188"));
  assert.ok(!iban_fits("FR763000600001123456789018"));
  assert.ok(iban_fits("DE89370400440532013000"));
  assert.ok(iban_fits("BE68539007547034"));
  assert.ok(!iban_fits("fr7630006000011234567890189"));
});

test("a BIC has eight or eleven characters", () => {
  assert.ok(bic_fits("BNPAFRPP"));
  assert.ok(bic_fits("BNPAFRPPXXX"));
  assert.ok(!bic_fits("BNPAFRPPX"));
  assert.ok(!bic_fits("1NPAFRPP"));
});

test("identifiers are shown in groups", () => {
  assert.equal(grouped("73282932000074"), "732 829 320 00074");
  assert.equal(grouped("FR7630006000011234567890189"), "FR76 3000 6000 0112 3456 7890 189");
  assert.equal(grouped("DSI75"), "DSI75");
});
