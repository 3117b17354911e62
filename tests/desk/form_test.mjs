// The form: what an extraction fills in, what the checks say of it, which points are open, and what is sent.

import assert from "node:assert/strict";
import { test } from "node:test";
import { parse_exactly } from "../../server/web/api.js";
import { checks_of, open_points } from "../../server/web/checks.js";
import { FIELDS } from "../../server/web/fields.js";
import { accept, choose, empty_form, form_of, places, propose, put } from "../../server/web/form.js";
import { told_mistakes } from "../../server/web/refusals.js";
import { attachment_name, exact_json, submission_of, values_of } from "../../server/web/submission.js";

/** @param {unknown} value @param {object} more */
function found(value, more = {}) {
  return {
    value,
    raw: String(value),
    confidence: 0.99,
    page: 1,
    box: [10, 20, 30, 40],
    rule: "x/y",
    alternatives: [],
    ...more,
  };
}

/** An extraction without a fault. @param {object} fields to change */
function extraction(fields = {}) {
  const whole = {
    numeroFacture: found("FA-17"),
    dateFacture: found("2026-03-12"),
    typeFacture: found("FACTURE"),
    codeDeviseFacture: found("EUR"),
    codeDestinataire: found("19396459000429"),
    codeFournisseur: found("73282932000074"),
    typeIdentifiantFournisseur: found("SIRET"),
    numeroTvaFournisseur: found("FR44732829320"),
    montantHtTotal: found("100"),
    montantTVA: found("20"),
    montantTtcTotal: found("120"),
    montantAPayer: found("120"),
    typeTva: found("TVA_SUR_DEBIT"),
    modePaiement: found("VIREMENT"),
    lignesTva: found([{ taux: "20", baseHt: "100", montantTva: "20" }]),
    ibans: found(["FR7630006000011234567890189"]),
    ...fields,
  };
  const given = Object.fromEntries(Object.entries(whole).filter(([, field]) => field !== undefined));
  return /** @type {any} */ ({
    kind: "invoice",
    fields: given,
    withheld: {},
    document: { pages: 1, pagesRead: [1], textLayer: "text" },
  });
}

/** @param {any} form */
function told(form) {
  return checks_of(form)
    .filter(({ level }) => level !== "ok")
    .map(({ code, level, fields }) => `${level} ${code} ${fields[0]}`);
}

/** What is told once a field has this text. @param {string} name @param {string} text */
function told_with(name, text) {
  const form = form_of(extraction());
  put(form, name, text);
  return told(form);
}

test("an invoice without a fault has no open point", () => {
  const form = form_of(extraction());
  assert.deepEqual(told(form), []);
  assert.deepEqual(open_points(form, checks_of(form)), []);
  assert.ok(checks_of(form).some(({ code, level }) => code === "TOTALS" && level === "ok"));
});

test("every mandatory field that is empty is named", () => {
  const empty = checks_of(empty_form())
    .filter(({ code }) => code === "EMPTY")
    .map(({ fields }) => fields[0]);
  assert.deepEqual(empty, [
    "numeroFacture",
    "dateFacture",
    "codeDestinataire",
    "codeFournisseur",
    "typeTva",
    "montantHtTotal",
    "montantTVA",
    "montantTtcTotal",
    "montantAPayer",
    "modePaiement",
  ]);
});

/** @type {[string, string, string[]][]} */
const FAULTS = [
  ["montantTtcTotal", "120,01", ["warning TOTALS montantHtTotal", "warning DUE montantAPayer"]],
  ["montantTtcTotal", "120,03", ["error TOTALS montantHtTotal", "warning DUE montantAPayer"]],
  ["montantTtcTotal", "cent", ["error UNREADABLE montantTtcTotal"]],
  ["montantAPayer", "130", ["error DUE montantAPayer"]],
  ["montantAPayer", "90", ["warning DUE montantAPayer"]],
  ["dateFacture", "12/03/2090", ["error DATE dateFacture"]],
  ["dateEcheance", "11/03/2026", ["warning DUE_DATE dateEcheance"]],
  ["codeDestinataire", "19396459000428", ["warning SIRET_KEY codeDestinataire"]],
  ["codeDestinataire", "35600000049837", []],
  ["codeDestinataire", "73282932000074", ["error SAME_PARTY codeFournisseur"]],
  ["codeDestinataire", "11000201100044", ["warning STATE codeServiceExecutant"]],
  ["numeroTvaFournisseur", "FR45732829320", ["warning VAT_KEY numeroTvaFournisseur"]],
  ["numeroTvaFournisseur", "FR39356000000", ["warning VAT_SIREN numeroTvaFournisseur"]],
  ["ibans", "FR7630006000011234567890188", ["warning IBAN_KEY ibans"]],
  ["numeroFacture", "FA 17", ["error UNREADABLE numeroFacture"]],
  ["numeroFacture", "A".repeat(21), ["error UNREADABLE numeroFacture"]],
  ["typeTva", "SANS_TVA", ["error TAXATION typeTva"]],
  ["typeTva", "EXONERATION", ["error EMPTY motifExoneration", "error TAXATION typeTva"]],
  ["typeFacture", "AVOIR", ["warning ORIGIN numeroFactureOrigine"]],
  ["numeroFactureOrigine", "FA-16", ["error ORIGIN numeroFactureOrigine"]],
  ["cadreFacturation", "A9_FACTURE_SOUSTRAITANT", ["error EMPTY siretValideur"]],
  ["cadreFacturation", "A4", ["error FRAME cadreFacturation"]],
];

for (const [name, text, expected] of FAULTS) {
  test(`\`${text}\` in ${name} is told as [${expected.join(", ")}]`, () =>
    assert.deepEqual(told_with(name, text), expected));
}

test("the total may be the one after the discount", () => {
  const form = form_of(
    extraction({ montantRemiseGlobaleTtc: found("20"), montantTtcTotal: found("100"), montantAPayer: found("80") }),
  );
  assert.deepEqual(told(form), []);
});

test("what goes with another choice only is not sent", () => {
  const form = form_of(extraction({ motifExoneration: found("ART_261"), siretValideur: found("73282932000074") }));
  const sent = exact_json(submission_of(form, { id: 1, name: "f.pdf" }, 7));
  assert.ok(!/motifExonerationTva|codeStructureValideur/.test(sent));
  form.lines = [{ taux: "0", baseHt: "100", montantTva: "0" }];
  put(form, "montantTVA", "0");
  put(form, "typeTva", "SANS_TVA");
  assert.match(exact_json(submission_of(form, { id: 1, name: "f.pdf" }, 7)), /"ligneTva": \[\]/);
});

test("what the portal refuses is told in French, with the names of the form", () => {
  assert.equal(
    told_mistakes([
      { codeRetour: 21004, champ: "references.typeTva", libelle: "is missing" },
      { codeRetour: 21012, champ: "dateFacture", libelle: "is after" },
    ]),
    "Type de TVA manque ; Date de facture est après le jour du dépôt",
  );
  assert.match(
    told_mistakes([{ codeRetour: 21011, champ: "numeroFactureSaisi", libelle: "was used" }]),
    /^ce numéro a déjà/,
  );
  assert.equal(
    told_mistakes([{ codeRetour: 29999, champ: "x.y", libelle: "is odd", conseil: "mend it" }]),
    "x.y is odd (mend it)",
  );
});

/** @type {[string, string, string[]][]} */
const REASONS_TOLD = [
  ["TVA non applicable, art. 293 B du CGI", "ART_293B", []],
  ["Association non assujettie à la TVA (article 261-7-1° du Code général des impôts).", "ART_261", []],
  ["Exonération de TVA, article 262 ter I du CGI", "ART_262_TER", []],
  ["Exonération de TVA, art. 262 I du CGI", "ART_262", []],
  ["TVA non applicable - art. 259-1 du CGI", "ART_259", []],
  ["Autoliquidation, article 283-2 nonies du CGI", "ART_283_2_NONIES", []],
  ["Autoliquidation par le preneur, article 283-2 du CGI", "ART_283_2", []],
  ["Reverse charge, VAT due by the customer", "AUTOLIQUIDATION", []],
  ["TVA non applicable, article 294 du CGI", "ART_294", []],
  ["Gemäß § 19 UStG wird keine Umsatzsteuer berechnet", "AUTRE", ["motifExoneration"]],
];

for (const [sentence, code, open] of REASONS_TOLD) {
  test(`\`${sentence}\` is the reason ${code} of the portal's list`, () => {
    const untaxed = { typeTva: found("EXONERATION"), montantTVA: found("0"), lignesTva: undefined };
    const totals = { montantTtcTotal: found("100"), montantAPayer: found("100") };
    const form = form_of(extraction({ ...untaxed, ...totals, motifExoneration: found(sentence) }));
    assert.equal(form.entries.motifExoneration.text, code);
    assert.deepEqual(told(form), []);
    assert.deepEqual(open_points(form, checks_of(form)), open);
    assert.match(exact_json(submission_of(form, { id: 1, name: "f.pdf" }, 7)), new RegExp(`onTva": "${code}"`));
  });
}

test("a reason that is not of the portal's list is told", () =>
  assert.deepEqual(told_with("motifExoneration", "article 261"), ["error REASON motifExoneration"]));

test("a net that exceeds the total blames no field that is empty", () => {
  const form = form_of(extraction({ montantAPayer: found("130") }));
  const due = checks_of(form).find(({ code }) => code === "DUE");
  assert.deepEqual(due?.fields, ["montantAPayer", "montantTtcTotal"]);
});

test("lines of VAT are checked each and as a sum", () => {
  const form = form_of(extraction());
  form.lines = [{ taux: "20", baseHt: "100", montantTva: "19" }];
  assert.deepEqual(told(form), ["error TAX_SUM lignesTva", "warning TAX_LINE lignesTva"]);
  form.lines = [{ taux: "21", baseHt: "100", montantTva: "21" }];
  assert.deepEqual(told(form), ["error TAX_RATE lignesTva", "error TAX_SUM lignesTva"]);
  form.lines = [{ taux: "20", baseHt: "100", montantTva: "" }];
  assert.deepEqual(told(form), ["error TAX_LINE lignesTva"]);
  form.lines = [
    { taux: "20 %", baseHt: "50", montantTva: "10" },
    { taux: "20", baseHt: "50,00", montantTva: "10,00 €" },
  ];
  assert.deepEqual(told(form), []);
});

test("a doubtful value is an open point until it is accepted", () => {
  const form = form_of(extraction({ numeroFacture: found("FA-17", { confidence: 0.84 }) }));
  assert.deepEqual(open_points(form, checks_of(form)), ["numeroFacture"]);
  accept(form, "numeroFacture");
  assert.equal(form.entries.numeroFacture.state, "accepted");
  assert.deepEqual(open_points(form, checks_of(form)), []);
});

test("a withheld candidate of a field of weight is offered and an open point", () => {
  const withheld = {
    numeroBonCommande: [found("1574308053", { confidence: 0.6 })],
    numeroMarche: [found("14416", { confidence: 0.4 })],
  };
  const form = form_of({ ...extraction(), withheld });
  assert.equal(form.entries.numeroBonCommande.text, "");
  assert.deepEqual(open_points(form, checks_of(form)), ["numeroBonCommande"]);
  choose(form, "numeroBonCommande", withheld.numeroBonCommande[0]);
  assert.equal(form.entries.numeroBonCommande.text, "1574308053");
  assert.ok(places(form).some(({ name }) => name === "numeroBonCommande"));
});

test("a value that is typed has the place of the candidate it equals, and no other", () => {
  const form = form_of(extraction({ montantHtTotal: found("90", { alternatives: [found("100", { page: 2 })] }) }));
  put(form, "montantHtTotal", "100");
  assert.equal(form.entries.montantHtTotal.found?.page, 2);
  put(form, "montantHtTotal", "101");
  assert.equal(form.entries.montantHtTotal.found, null);
});

test("a habit settles for the same supplier, is a doubt for another, and never goes against the invoice", () => {
  const silent = { typeTva: undefined };
  const same = form_of(extraction(silent));
  propose(same, "typeTva", "TVA_SUR_DEBIT", true);
  assert.equal(same.entries.typeTva.state, "proposed");
  assert.deepEqual(open_points(same, checks_of(same)), []);
  const other = form_of(extraction(silent));
  propose(other, "typeTva", "TVA_SUR_DEBIT", false);
  assert.deepEqual(open_points(other, checks_of(other)), ["typeTva"]);
  const untaxed = form_of(extraction({ ...silent, montantTVA: found("0") }));
  propose(untaxed, "typeTva", "TVA_SUR_DEBIT", true);
  assert.equal(untaxed.entries.typeTva.text, "");
  const stated = form_of(extraction());
  propose(stated, "typeTva", "TVA_SUR_ENCAISSEMENT", true);
  assert.equal(stated.entries.typeTva.text, "TVA_SUR_DEBIT");
});

test("a subrogation is put into the comment, and one too long is told", () => {
  const form = form_of(extraction({ mentionSubrogative: found("Règlement à l'ordre de ".repeat(20)) }));
  assert.deepEqual(told(form), ["error UNREADABLE commentaire"]);
});

test("what is sent has the names of the portal and every digit of the amounts", () => {
  const form = form_of(extraction({ montantHtTotal: found("1234567890123.123456") }));
  const body = JSON.parse(exact_json(submission_of(form, { id: 42, name: "f.pdf" }, 7)));
  assert.match(
    exact_json(submission_of(form, { id: 42, name: "f.pdf" }, 7)),
    /"montantHtTotal": 1234567890123\.123456,/,
  );
  assert.equal(body.modeDepot, "DEPOT_PDF_API");
  assert.equal(body.numeroFactureSaisi, "FA-17");
  assert.equal(body.dateFacture, "2026-03-12");
  assert.equal(body.destinataire.codeDestinataire, "19396459000429");
  assert.equal(body.cadreDeFacturation.codeCadreFacturation, "A1_FACTURE_FOURNISSEUR");
  assert.deepEqual(body.ligneTva, [
    { ligneTvaTauxManuel: 20, ligneTvaMontantBaseHtParTaux: 100, ligneTvaMontantTvaParTaux: 20 },
  ]);
  assert.equal(body.pieceJointePrincipale[0].pieceJointePrincipaleId, 42);
  assert.equal(body.fournisseur.idFournisseur, 7);
  assert.ok(!("codeServiceExecutant" in body.destinataire), "an empty field is left out");
});

test("values are copied by the names of the fields", () => {
  const values = JSON.parse(exact_json(values_of(form_of(extraction()))));
  assert.equal(values.montantTtcTotal, 120);
  assert.deepEqual(values.ibans, ["FR7630006000011234567890189"]);
  for (const name of Object.keys(values))
    assert.ok(
      FIELDS.some((field) => field.name === name),
      name,
    );
});

test(
  "amounts keep their digits on the way from the server",
  { skip: !("rawJSON" in JSON) && "this node gives no sources of numbers" },
  () => {
    const parsed = parse_exactly('{"fields":{"montantTtcTotal":{"value":1234567890123.123456,"confidence":0.99}}}');
    assert.deepEqual(parsed.fields.montantTtcTotal, { value: "1234567890123.123456", confidence: 0.99 });
  },
);

test("the name of an attachment is one that the portal takes", () => {
  assert.equal(attachment_name("Facture n°17.PDF"), "Facture n°17.pdf");
  assert.equal(attachment_name("a/b;c#d.pdf"), "a_b_c_d.pdf");
  assert.equal(attachment_name("x".repeat(80) + ".pdf").length, 50);
});
