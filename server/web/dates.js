// Dates as people type and print them, in French first. A date is held as `AAAA-MM-JJ`, which also sorts.

const MONTHS = new Map(
  Object.entries({
    janvier: 1,
    janv: 1,
    jan: 1,
    january: 1,
    januar: 1,
    fevrier: 2,
    fevr: 2,
    fev: 2,
    february: 2,
    feb: 2,
    februar: 2,
    mars: 3,
    march: 3,
    mar: 3,
    marz: 3,
    avril: 4,
    avr: 4,
    april: 4,
    apr: 4,
    mai: 5,
    may: 5,
    juin: 6,
    june: 6,
    jun: 6,
    juni: 6,
    juillet: 7,
    juil: 7,
    july: 7,
    jul: 7,
    juli: 7,
    aout: 8,
    august: 8,
    aug: 8,
    septembre: 9,
    sept: 9,
    sep: 9,
    september: 9,
    octobre: 10,
    oct: 10,
    october: 10,
    oktober: 10,
    okt: 10,
    novembre: 11,
    nov: 11,
    november: 11,
    decembre: 12,
    dec: 12,
    december: 12,
    dezember: 12,
    dez: 12,
  }),
);

/**
 * `AAAA-MM-JJ` when there is such a day between 2000 and 2099, else null.
 * @param {number} year of four digits, or of two for this century
 * @param {number} month @param {number} day
 */
function day_of(year, month, day) {
  const full = year < 100 ? 2000 + year : year;
  if (full < 2000 || full > 2099) return null;
  const date = new Date(Date.UTC(full, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}

/** @type {[RegExp, (found: RegExpExecArray) => string | null][]} */
const FORMS = [
  [/\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b/, ([, y, m, d]) => day_of(+y, +m, +d)],
  [/\b(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{4}|\d{2})\b/, ([, d, m, y]) => day_of(+y, +m, +d)],
  [
    /\b(\d{1,2})(?:er|\.|st|nd|rd|th)?\s*([a-z]+)\.?,?\s*(\d{4}|\d{2})\b/,
    ([, d, m, y]) => day_of(+y, MONTHS.get(m) ?? 0, +d),
  ],
  [/\b([a-z]+)\.?\s*(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b/, ([, m, d, y]) => day_of(+y, MONTHS.get(m) ?? 0, +d)],
  [/^(\d{2})(\d{2})(\d{4})$/, ([, d, m, y]) => day_of(+y, +m, +d)],
];

/**
 * The first date in a text, with where it ends up as `AAAA-MM-JJ`.
 * @param {string} text
 * @returns {string | null}
 */
export function find_date(text) {
  const plain = text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .trim();
  for (const [form, day] of FORMS) {
    const found = form.exec(plain);
    const date = found && day(found);
    if (date) return date;
  }
  return null;
}

/**
 * `AAAA-MM-JJ` as `JJ/MM/AAAA`.
 * @param {string} date
 */
export function french_date(date) {
  return date.replace(/^(\d{4})-(\d{2})-(\d{2}).*$/, "$3/$2/$1");
}

/** Today here, as `AAAA-MM-JJ`. */
export function today() {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}
