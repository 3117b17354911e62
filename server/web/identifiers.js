// What can be verified of an identifier by arithmetic. A failed key is a doubt and never a refusal by itself: SIRETs
// of training environments fail Luhn, and the portal knows them. Sources: INSEE, python-stdnum, ISO 13616.

/** @param {string} digits */
function digit_sum(digits) {
  return [...digits].reduce((sum, digit) => sum + Number(digit), 0);
}

/**
 * Luhn's check.
 * @param {string} digits
 */
export function luhn(digits) {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const twice = Number(digit) * (at % 2 === 0 ? 1 : 2);
    return total + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return sum % 10 === 0;
}

const LA_POSTE = "356000000";

/**
 * Whether the keys of a SIREN of 9 digits hold.
 * @param {string} siren
 */
export function siren_fits(siren) {
  return /^\d{9}$/.test(siren) && luhn(siren);
}

/**
 * Whether the keys of a SIRET hold: Luhn on SIREN and on all 14 digits. The offices of La Poste follow a rule of
 * their own:
 * the sum of their digits is a multiple of 5.
 * @param {string} siret
 */
export function siret_fits(siret) {
  if (!/^\d{14}$/.test(siret) || !siren_fits(siret.slice(0, 9))) return false;
  return luhn(siret) || (siret.startsWith(LA_POSTE) && digit_sum(siret) % 5 === 0);
}

const KEY_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ"; // no I, no O

/**
 * The key of a new-style French VAT id, which has a letter, by the rule of its modulo 11.
 * @param {string} key @param {string} siren
 */
function lettered_key_fits(key, siren) {
  const [first, second] = [...key].map((character) => KEY_CHARACTERS.indexOf(character));
  if (first < 0 || second < 0) return false;
  const check = first < 10 ? first * 24 + second - 10 : first * 34 + second - 100;
  return (Number(siren) + 1 + Math.floor(check / 11)) % 11 === check % 11;
}

/**
 * Whether the key of a French VAT id fits its SIREN. Ids of Monaco, whose SIREN part begins with 000, have a key as
 * well.
 * @param {string} id `FR`, key, SIREN
 */
export function french_vat_fits(id) {
  const found = /^FR([0-9A-Z]{2})(\d{9})$/.exec(id);
  if (!found) return false;
  const [, key, siren] = found;
  if (!siren.startsWith("000") && !luhn(siren)) return false;
  if (/^\d\d$/.test(key)) return Number(key) === (12 + 3 * (Number(siren) % 97)) % 97;
  return lettered_key_fits(key, siren);
}

// Lengths of ISO 13616 where the account of a supplier to France may be.
const IBAN_LENGTHS = new Map(
  Object.entries({
    AD: 24,
    AE: 23,
    AT: 20,
    BE: 16,
    BG: 22,
    CH: 21,
    CY: 28,
    CZ: 24,
    DE: 22,
    DK: 18,
    EE: 20,
    ES: 24,
    FI: 18,
    FR: 27,
    GB: 22,
    GI: 23,
    GR: 27,
    HR: 21,
    HU: 28,
    IE: 22,
    IL: 23,
    IS: 26,
    IT: 27,
    LI: 21,
    LT: 20,
    LU: 20,
    LV: 21,
    MC: 27,
    MT: 31,
    MU: 30,
    NL: 18,
    NO: 15,
    PL: 28,
    PT: 25,
    RO: 24,
    SE: 24,
    SI: 19,
    SK: 24,
    SM: 27,
    TN: 24,
    TR: 26,
  }),
);

/**
 * Whether an IBAN has the length of its country and its modulo 97 is 1.
 * @param {string} iban without spaces, upper case
 */
export function iban_fits(iban) {
  if (!/^[A-Z]{2}\d{2}[0-9A-Z]{10,30}$/.test(iban)) return false;
  const length = IBAN_LENGTHS.get(iban.slice(0, 2));
  if (length !== undefined && iban.length !== length) return false;
  const digits = (iban.slice(4) + iban.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  return BigInt(digits) % 97n === 1n;
}

/**
 * Whether a text has the shape of a BIC (ISO 9362).
 * @param {string} bic
 */
export function bic_fits(bic) {
  return /^[A-Z]{4}[A-Z]{2}[0-9A-Z]{2}([0-9A-Z]{3})?$/.test(bic);
}

/**
 * In groups as printed: SIRET 3 3 3 5, IBAN by four; anything else as it is.
 * @param {string} value
 */
export function grouped(value) {
  if (/^\d{14}$/.test(value)) return value.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, "$1 $2 $3 $4");
  if (/^[A-Z]{2}\d{2}[0-9A-Z]{10,30}$/.test(value)) return value.replace(/(.{4})(?=.)/g, "$1 ");
  return value;
}
