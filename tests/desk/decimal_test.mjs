// Amounts: exact, and read as they are typed and printed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { close, decimal_of, decimal_text, french_decimal, read_amount, share_of } from "../../server/web/decimal.js";

test("a tenth and two tenths are three tenths", () => {
  assert.equal(
    /** @type {bigint} */ (decimal_of("0.1")) + /** @type {bigint} */ (decimal_of("0.2")),
    decimal_of("0.3"),
  );
});

test("a decimal is written as it was read", () => {
  for (const text of ["0", "0.000001", "-12.5", "1234567890123.123456", "20"]) {
    assert.equal(decimal_text(/** @type {bigint} */ (decimal_of(text))), text);
  }
});

test("what the portal would not take is no decimal", () => {
  for (const text of ["", "1,5", "1.0000001", "12345678901234567890", "1e3", ".5", "--1", "1 000"]) {
    assert.equal(decimal_of(text), null, text);
  }
});

test("zeros that say nothing do not count as digits", () => {
  assert.equal(decimal_of("0000000000000000000001.5000000000"), 1_500_000n);
});

const CENTS = 1_234_560_000n;

for (const text of [
  "1 234,56 €",
  "1\u202f234,56",
  "1\u00a0234,56",
  "1\u2009234,56",
  "1.234,56",
  "1,234.56",
  "1234,56",
  "1234.56",
  "€ 1 234,56",
  "1 234€56",
  "1 234,56 EUR",
  "1'234,56",
  "+1234,56",
  "1234,560000",
]) {
  test(`\`${text}\` is read`, () => assert.equal(read_amount(text), CENTS));
}

for (const text of ["-1 234,56", "1234,56-", "(1 234,56)", "−1 234,56 €"]) {
  test(`\`${text}\` is negative`, () => assert.equal(read_amount(text), -CENTS));
}

test("a point before three digits groups, a comma does not", () => {
  assert.equal(read_amount("1.234"), 1_234_000_000n);
  assert.equal(read_amount("1,234"), 1_234_000n);
  assert.equal(read_amount("1.234.567"), 1_234_567_000_000n);
});

test("half an amount is still one while it is typed", () => {
  assert.equal(read_amount("12,"), 12_000_000n);
  assert.equal(read_amount("12"), 12_000_000n);
});

for (const text of ["", "abc", "1,2.3,4", "12.34.56", "1.2345.678,00", "1,0000001", "-", "€", "12 h"]) {
  test(`\`${text}\` is no amount`, () => assert.equal(read_amount(text), null));
}

test("amounts are printed as in France", () => {
  assert.equal(french_decimal(CENTS), "1\u202f234,56");
  assert.equal(french_decimal(-1_000_000_000_000n), "-1\u202f000\u202f000,00");
  assert.equal(french_decimal(5_500_000n, 0), "5,5");
  assert.equal(french_decimal(20_000_000n, 0), "20");
  assert.equal(french_decimal(1_234_567n), "1,234567");
});

test("a share is rounded to the cent, halves away from zero", () => {
  const rate = 20_000_000n;
  assert.equal(share_of(4_089_740_000n, rate), 817_950_000n);
  assert.equal(share_of(25_000n, rate), 10_000n); // 0.005
  assert.equal(share_of(-25_000n, rate), -10_000n);
  assert.equal(share_of(24_000n, rate), 0n);
});

test("rounding is forgiven to the cent and no further", () => {
  assert.ok(close(10_000n, 20_000n, 1n));
  assert.ok(!close(10_000n, 20_001n, 1n));
  assert.ok(close(5n, 5n));
});
