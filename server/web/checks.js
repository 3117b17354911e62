// What can be said of a form before the portal sees it. An `error` is refused by the portal; a `warning` is a doubt
// that a person may lift: keys of identifiers fail in training environments, a retention breaks the amount due
// rightly.

import { close, decimal_of, french_decimal, read_amount, share_of } from "./decimal.js";
import { today } from "./dates.js";
import { REASONS } from "./exemptions.js";
import { FIELDS, FRAMES, field_named } from "./fields.js";
import { amount_of, is_needed, text_of } from "./form.js";
import { french_vat_fits, iban_fits, siret_fits } from "./identifiers.js";
import { read } from "./reading.js";

/**
 * @typedef {import("./form.js").Form} Form
 * @typedef {{code: string, level: "error" | "warning" | "ok", fields: string[], text: string}} Check
 */

/** @param {string} code @param {string[]} fields @param {string} text @returns {Check} */
const error = (code, fields, text) => ({ code, level: "error", fields, text });
/** @param {string} code @param {string[]} fields @param {string} text @returns {Check} */
const warning = (code, fields, text) => ({ code, level: "warning", fields, text });
/** @param {string} code @param {string[]} fields @param {string} text @returns {Check} */
const ok = (code, fields, text) => ({ code, level: "ok", fields, text });

/** Fields that are empty and may not be, or do not read. @param {Form} form @returns {Check[]} */
function presence(form) {
  return FIELDS.filter((field) => field.kind !== "lines").flatMap((field) => {
    const { text } = form.entries[field.name];
    if (text.trim() === "") {
      return is_needed(form, field.name)
        ? [error("EMPTY", [field.name], `${field.label} : obligatoire, à remplir`)]
        : [];
    }
    const { problem } = read(field, text);
    return problem ? [error("UNREADABLE", [field.name], `${field.label} : ${problem}`)] : [];
  });
}

/** @param {Form} form @returns {Check[]} */
function dates(form) {
  const day = text_of(form, "dateFacture");
  const due = text_of(form, "dateEcheance");
  const found = [];
  if (day > today()) found.push(error("DATE", ["dateFacture"], "Date de facture : elle est après aujourd’hui"));
  else if (day) found.push(ok("DATE", ["dateFacture"], "Date de facture passée ou du jour"));
  if (day && due && due < day) {
    found.push(warning("DUE_DATE", ["dateEcheance"], "Échéance : elle est avant la date de facture"));
  }
  return found;
}

/** @param {Form} form @param {string} name @returns {Check[]} */
function siret_key(form, name) {
  const siret = text_of(form, name);
  if (!/^\d{14}$/.test(siret)) return [];
  const { label } = field_named(name);
  return [
    siret_fits(siret)
      ? ok("SIRET_KEY", [name], `${label} : la clé est juste`)
      : warning("SIRET_KEY", [name], `${label} : la clé ne tient pas, relisez chaque chiffre`),
  ];
}

/** @param {Form} form @returns {Check[]} */
function parties(form) {
  const is_siret = text_of(form, "typeIdentifiantFournisseur") === "SIRET";
  const supplier = text_of(form, "codeFournisseur");
  const found = [...siret_key(form, "codeDestinataire"), ...siret_key(form, "siretValideur")];
  if (is_siret) found.push(...siret_key(form, "codeFournisseur"));
  if (is_siret && supplier && !/^\d{14}$/.test(supplier)) {
    found.push(error("SUPPLIER", ["codeFournisseur"], "Identifiant du fournisseur : un SIRET a 14 chiffres"));
  }
  if (supplier && supplier === text_of(form, "codeDestinataire")) {
    const text = "Fournisseur et destinataire ont le même SIRET";
    found.push(error("SAME_PARTY", ["codeFournisseur", "codeDestinataire"], text));
  }
  const state = text_of(form, "codeDestinataire").startsWith("11");
  if (state && !["codeServiceExecutant", "numeroBonCommande", "numeroMarche"].some((name) => text_of(form, name))) {
    found.push(
      warning(
        "STATE",
        ["codeServiceExecutant", "numeroBonCommande"],
        "Destinataire de l’État : il demande un code service, et le plus souvent un engagement",
      ),
    );
  }
  return found;
}

/** @param {Form} form @returns {Check[]} */
function vat_id(form) {
  const id = text_of(form, "numeroTvaFournisseur");
  if (!id.startsWith("FR")) return [];
  const name = "numeroTvaFournisseur";
  if (!french_vat_fits(id)) return [warning("VAT_KEY", [name], "N° de TVA : la clé ne va pas avec le SIREN")];
  const supplier = text_of(form, "codeFournisseur");
  if (/^\d{14}$/.test(supplier) && id.slice(4) !== supplier.slice(0, 9)) {
    return [
      warning("VAT_SIREN", [name, "codeFournisseur"], "N° de TVA et SIRET du fournisseur : deux SIREN différents"),
    ];
  }
  return [ok("VAT_KEY", [name], "N° de TVA : la clé est juste")];
}

/** @param {Form} form @returns {Check[]} */
function accounts(form) {
  const ibans = text_of(form, "ibans").split(",").filter(Boolean);
  const wrong = ibans.filter((iban) => !iban_fits(iban));
  if (wrong.length > 0) return [warning("IBAN_KEY", ["ibans"], `IBAN ${wrong[0]} : la clé ne tient pas`)];
  return ibans.length > 0 ? [ok("IBAN_KEY", ["ibans"], "IBAN : la clé est juste")] : [];
}

/**
 * Net and tax are the total, before the discount or after it; the portal forgives a cent a line and one.
 * @param {Form} form
 * @returns {Check[]}
 */
function totals(form) {
  const [net, tax, gross] = ["montantHtTotal", "montantTVA", "montantTtcTotal"].map((name) => amount_of(form, name));
  if (net === null || tax === null || gross === null) return [];
  const fields = ["montantHtTotal", "montantTVA", "montantTtcTotal"];
  const sums = [net + tax, net + tax - (amount_of(form, "montantRemiseGlobaleTtc") ?? 0n)];
  if (sums.includes(gross)) return [ok("TOTALS", fields, "Total HT + TVA = TTC")];
  const text = `Total HT + TVA = ${french_decimal(net + tax)}, et non ${french_decimal(gross)} TTC`;
  const rounded = sums.some((sum) => close(sum, gross, BigInt(form.lines.length) + 1n));
  return [rounded ? warning("TOTALS", fields, text) : error("TOTALS", fields, text)];
}

/** @param {Form} form @returns {Check[]} */
function due(form) {
  const gross = amount_of(form, "montantTtcTotal");
  const asked = amount_of(form, "montantAPayer");
  if (gross === null || asked === null) return [];
  const paid = amount_of(form, "montantDejaPaye") ?? 0n;
  const discount = amount_of(form, "montantRemiseGlobaleTtc") ?? 0n;
  const fields = ["montantAPayer", "montantTtcTotal", "montantDejaPaye", "montantRemiseGlobaleTtc"].filter(
    (name) => amount_of(form, name) !== null, // an empty field is not at fault
  );
  if (asked > gross) return [error("DUE", fields.slice(0, 2), "Net à payer : il dépasse le total TTC")];
  const expected = gross - paid - discount;
  if (asked === expected) return [ok("DUE", fields, "Net à payer = TTC − remise − déjà payé")];
  return [warning("DUE", fields, `Net à payer : TTC − remise − déjà payé donne ${french_decimal(expected)}`)];
}

/** Rates that the portal takes, in percent: annexe 7 of the external specifications, G1.24. */
const RATES = [
  "0",
  "0.9",
  "1.05",
  "1.75",
  "2.1",
  "5.5",
  "7",
  "8.5",
  "9.2",
  "9.6",
  "10",
  "13",
  "19.6",
  "20",
  "20.6",
].map(decimal_of);

/** @param {Form} form @returns {Check[]} */
function tax_lines(form) {
  const lines = form.lines.map(({ taux, baseHt, montantTva }, at) => ({
    number: at + 1,
    rate: read_amount(taux.replace("%", "")),
    base: read_amount(baseHt),
    tax: read_amount(montantTva),
  }));
  if (lines.length === 0) return [];
  /** @type {Check[]} */
  const found = [];
  let [bases, taxes] = [0n, 0n];
  for (const { number, rate, base, tax } of lines) {
    if (rate === null || base === null || tax === null) {
      return [
        ...found,
        error("TAX_LINE", ["lignesTva"], `Ligne de TVA ${number} : taux, base et montant sont à remplir`),
      ];
    }
    if (!RATES.includes(rate)) {
      found.push(
        error(
          "TAX_RATE",
          ["lignesTva"],
          `Ligne de TVA ${number} : ${french_decimal(rate, 0)} % n’est pas un taux admis`,
        ),
      );
    }
    const share = share_of(base, rate);
    if (!close(share, tax, 1n)) {
      found.push(
        warning(
          "TAX_LINE",
          ["lignesTva"],
          `Ligne de TVA ${number} : ${french_decimal(rate, 0)} % de la base font ${french_decimal(share)}`,
        ),
      );
    }
    bases += base;
    taxes += tax;
  }
  return [...found, ...tax_sums(form, bases, taxes, BigInt(lines.length))];
}

/** @param {Form} form @param {bigint} bases @param {bigint} taxes @param {bigint} count @returns {Check[]} */
function tax_sums(form, bases, taxes, count) {
  const net = amount_of(form, "montantHtTotal");
  const tax = amount_of(form, "montantTVA");
  if (net === null || tax === null) return [];
  if (!close(taxes, tax, count)) {
    return [
      error(
        "TAX_SUM",
        ["lignesTva", "montantTVA"],
        `Lignes de TVA : leur somme est ${french_decimal(taxes)}, le total ${french_decimal(tax)}`,
      ),
    ];
  }
  if (!close(bases, net, count)) {
    return [
      warning(
        "BASE_SUM",
        ["lignesTva", "montantHtTotal"],
        `Lignes de TVA : leurs bases font ${french_decimal(bases)}, le total HT ${french_decimal(net)}`,
      ),
    ];
  }
  return [ok("TAX_SUM", ["lignesTva"], "Lignes de TVA : leurs sommes sont celles des totaux")];
}

/** @param {Form} form @returns {Check[]} */
function taxation(form) {
  const kind = text_of(form, "typeTva");
  const tax = amount_of(form, "montantTVA");
  if (!kind || tax === null) return [];
  const untaxed = kind === "SANS_TVA" || kind === "EXONERATION";
  if (untaxed && tax !== 0n)
    return [error("TAXATION", ["typeTva", "montantTVA"], "Type de TVA : sans TVA, le total de la TVA est nul")];
  if (!untaxed && tax === 0n)
    return [warning("TAXATION", ["typeTva", "montantTVA"], "Type de TVA : le total de la TVA est nul")];
  return [];
}

/** @param {Form} form @returns {Check[]} */
function kinds(form) {
  const found = [];
  const frame = text_of(form, "cadreFacturation");
  if (frame && !FRAMES.some(({ code }) => code === frame)) {
    found.push(
      error(
        "FRAME",
        ["cadreFacturation"],
        `Cadre ${frame} : il se dépose dans un autre espace du portail, factures de travaux ou frais de justice`,
      ),
    );
  }
  const reason = text_of(form, "motifExoneration");
  if (reason && !REASONS.some(({ code }) => code === reason)) {
    found.push(error("REASON", ["motifExoneration"], "Motif d’exonération : choisissez-en un de la liste du portail"));
  }
  if (text_of(form, "typeFacture") === "FACTURE" && text_of(form, "numeroFactureOrigine")) {
    found.push(error("ORIGIN", ["numeroFactureOrigine"], "Facture d’origine : seul un avoir en a une"));
  }
  if (text_of(form, "typeFacture") === "AVOIR" && !text_of(form, "numeroFactureOrigine")) {
    found.push(warning("ORIGIN", ["numeroFactureOrigine"], "Facture d’origine : un avoir la nomme d’habitude"));
  }
  return found;
}

/**
 * Everything that can be said of a form, errors first.
 * @param {Form} form
 * @returns {Check[]}
 */
export function checks_of(form) {
  const all = [presence, kinds, dates, parties, vat_id, tax_lines, taxation, totals, due, accounts].flatMap((rule) =>
    rule(form),
  );
  const order = { error: 0, warning: 1, ok: 2 };
  return all.sort((a, b) => order[a.level] - order[b.level]);
}

/**
 * Fields that a person should look at, in the order of the form: doubtful values, candidates withheld from fields of
 * weight,
 * and what the checks find. What has been looked at already is left out.
 * @param {Form} form
 * @param {Check[]} checks
 * @returns {string[]} names
 */
export function open_points(form, checks) {
  const named = new Set(checks.filter(({ level }) => level !== "ok").flatMap(({ fields }) => fields));
  return FIELDS.filter(({ name, weighty }) => {
    const { state, seen, candidates } = form.entries[name];
    const withheld = state === "empty" && candidates.length > 0 && weighty;
    return !seen && (state === "doubtful" || withheld || named.has(name));
  }).map(({ name }) => name);
}
