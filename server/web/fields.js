// The deposit form as the portal has it: its sections, and of each field the name of the portal's API, what it is
// called in French, what kind of value it takes and when it must be there. Everything else about fields asks this
// table.

import { REASONS } from "./exemptions.js";

/**
 * @typedef {"number" | "reference" | "text" | "date" | "amount" | "siret" | "supplier" | "vat" | "ibans" | "bic" |
 *   "choice"
 *   | "lines"} Kind
 * @typedef {{code: string, label: string}} Choice
 * @typedef {object} Field
 * @property {string} name name in the API
 * @property {string} label
 * @property {string} section
 * @property {Kind} kind
 * @property {"always" | "never" | "validated" | "exempt"} needed when the portal wants it: `validated` with a frame of
 *   sub- and co-contractors, `exempt` with an exemption
 * @property {number} [longest] characters
 * @property {boolean} [wide] takes the whole width of the form
 * @property {boolean} [credit] belongs to credit notes
 * @property {boolean} [weighty] a candidate that was withheld is worth a look, even where the field may stay empty
 * @property {string} [hint]
 * @property {Choice[]} [choices]
 */

/** @type {{id: string, title: string}[]} */
export const SECTIONS = [
  { id: "cadre", title: "Cadre de facturation" },
  { id: "identification", title: "Identification" },
  { id: "destinataire", title: "Destinataire" },
  { id: "fournisseur", title: "Fournisseur" },
  { id: "references", title: "Références" },
  { id: "tva", title: "Récapitulatif TVA" },
  { id: "montants", title: "Montants" },
  { id: "paiement", title: "Paiement" },
];

/** Frames of simple invoices, by the codes that `soumettre` takes. @type {Choice[]} */
export const FRAMES = [
  { code: "A1_FACTURE_FOURNISSEUR", label: "A1 – Facture d’un fournisseur" },
  { code: "A2_FACTURE_FOURNISSEUR_DEJA_PAYEE", label: "A2 – Facture déjà payée" },
  { code: "A9_FACTURE_SOUSTRAITANT", label: "A9 – Facture d’un sous-traitant" },
  { code: "A12_FACTURE_COTRAITANT", label: "A12 – Facture d’un cotraitant" },
];

/** Frames of which the text of an invoice may speak, and which are deposited elsewhere. */
const OTHER_FRAMES = new Map([
  ["A3", "Mémoire de frais de justice"],
  ["A4", "Projet de décompte mensuel"],
  ["A5", "État d’acompte"],
  ["A6", "État d’acompte validé"],
  ["A7", "Projet de décompte final"],
  ["A8", "Décompte général et définitif"],
  ["A10", "Projet de décompte mensuel d’un sous-traitant"],
  ["A13", "Projet de décompte mensuel d’un cotraitant"],
  ["A14", "Projet de décompte final d’un cotraitant"],
]);

/**
 * The frame of a short code such as `A9`, for the list of the form.
 * @param {string} code
 * @returns {Choice}
 */
export function frame_of(code) {
  const simple = FRAMES.find((frame) => frame.code === code || frame.code.startsWith(code + "_"));
  return simple ?? { code, label: `${code} – ${OTHER_FRAMES.get(code) ?? "autre cadre"}` };
}

/** @type {Choice[]} */
const KINDS = [
  { code: "FACTURE", label: "Facture" },
  { code: "AVOIR", label: "Avoir" },
];
/** @type {Choice[]} */
const TAXATION = [
  { code: "TVA_SUR_DEBIT", label: "TVA sur les débits" },
  { code: "TVA_SUR_ENCAISSEMENT", label: "TVA sur les encaissements" },
  { code: "EXONERATION", label: "Exonération" },
  { code: "SANS_TVA", label: "Sans TVA" },
];
/** @type {Choice[]} */
const PAYMENT = [
  { code: "VIREMENT", label: "Virement" },
  { code: "CHEQUE", label: "Chèque" },
  { code: "PRELEVEMENT", label: "Prélèvement" },
  { code: "ESPECE", label: "Espèces" },
  { code: "REPORT", label: "Report" },
  { code: "AUTRE", label: "Autre" },
];
/** @type {Choice[]} */
const SUPPLIER_IDS = [
  { code: "SIRET", label: "SIRET" },
  { code: "UE_HORS_FRANCE", label: "N° de TVA (UE)" },
  { code: "HORS_UE", label: "Hors de l’UE" },
  { code: "RIDET", label: "RIDET" },
  { code: "TAHITI", label: "TAHITI" },
];

/** @type {Field[]} */
export const FIELDS = [
  {
    name: "cadreFacturation",
    label: "Cadre",
    section: "cadre",
    kind: "choice",
    needed: "always",
    choices: FRAMES,
    wide: true,
  },
  {
    name: "siretValideur",
    label: "SIRET du valideur",
    section: "cadre",
    kind: "siret",
    needed: "validated",
    hint: "titulaire ou mandataire",
    wide: true,
  },

  {
    name: "numeroFacture",
    label: "Numéro de facture",
    section: "identification",
    kind: "number",
    needed: "always",
    longest: 20,
  },
  { name: "dateFacture", label: "Date de facture", section: "identification", kind: "date", needed: "always" },
  { name: "typeFacture", label: "Type", section: "identification", kind: "choice", needed: "always", choices: KINDS },
  {
    name: "numeroFactureOrigine",
    label: "Facture d’origine",
    section: "identification",
    kind: "reference",
    needed: "never",
    longest: 20,
    credit: true,
  },

  {
    name: "codeDestinataire",
    label: "SIRET du destinataire",
    section: "destinataire",
    kind: "siret",
    needed: "always",
    weighty: true,
  },
  {
    name: "codeServiceExecutant",
    label: "Code service",
    section: "destinataire",
    kind: "reference",
    needed: "never",
    longest: 100,
    weighty: true,
  },
  {
    name: "nomDestinataire",
    label: "Nom du destinataire",
    section: "destinataire",
    kind: "text",
    needed: "never",
    wide: true,
    hint: "n’est pas envoyé",
  },

  {
    name: "typeIdentifiantFournisseur",
    label: "Identifié par",
    section: "fournisseur",
    kind: "choice",
    needed: "always",
    choices: SUPPLIER_IDS,
  },
  {
    name: "codeFournisseur",
    label: "Identifiant du fournisseur",
    section: "fournisseur",
    kind: "supplier",
    needed: "always",
    longest: 18,
    weighty: true,
  },
  {
    name: "nomFournisseur",
    label: "Nom du fournisseur",
    section: "fournisseur",
    kind: "text",
    needed: "never",
    hint: "n’est pas envoyé",
  },
  {
    name: "numeroTvaFournisseur",
    label: "N° de TVA",
    section: "fournisseur",
    kind: "vat",
    needed: "never",
    longest: 18,
  },

  {
    name: "numeroBonCommande",
    label: "N° d’engagement",
    section: "references",
    kind: "reference",
    needed: "never",
    longest: 50,
    weighty: true,
    hint: "EJ ou bon de commande",
  },
  {
    name: "numeroMarche",
    label: "N° de marché",
    section: "references",
    kind: "reference",
    needed: "never",
    longest: 50,
  },
  {
    name: "codeDeviseFacture",
    label: "Devise",
    section: "references",
    kind: "reference",
    needed: "always",
    longest: 3,
  },
  {
    name: "commentaire",
    label: "Commentaire",
    section: "references",
    kind: "text",
    needed: "never",
    longest: 200,
    wide: true,
  },

  {
    name: "typeTva",
    label: "Type de TVA",
    section: "tva",
    kind: "choice",
    needed: "always",
    choices: TAXATION,
    wide: true,
  },
  {
    name: "motifExoneration",
    label: "Motif d’exonération",
    section: "tva",
    kind: "choice",
    needed: "exempt",
    choices: REASONS,
    wide: true,
  },
  { name: "lignesTva", label: "Lignes de TVA", section: "tva", kind: "lines", needed: "never", wide: true },

  { name: "montantHtTotal", label: "Total HT", section: "montants", kind: "amount", needed: "always" },
  { name: "montantTVA", label: "Total TVA", section: "montants", kind: "amount", needed: "always" },
  { name: "montantTtcTotal", label: "Total TTC", section: "montants", kind: "amount", needed: "always" },
  { name: "montantRemiseGlobaleTtc", label: "Remise TTC", section: "montants", kind: "amount", needed: "never" },
  { name: "montantDejaPaye", label: "Déjà payé", section: "montants", kind: "amount", needed: "never" },
  { name: "montantAPayer", label: "Net à payer", section: "montants", kind: "amount", needed: "always" },

  {
    name: "modePaiement",
    label: "Mode de paiement",
    section: "paiement",
    kind: "choice",
    needed: "always",
    choices: PAYMENT,
  },
  { name: "dateEcheance", label: "Échéance", section: "paiement", kind: "date", needed: "never" },
  { name: "ibans", label: "IBAN", section: "paiement", kind: "ibans", needed: "never", wide: true },
  { name: "bic", label: "BIC", section: "paiement", kind: "bic", needed: "never", longest: 11 },
  { name: "affactureur", label: "Affactureur", section: "paiement", kind: "text", needed: "never" },
];

const BY_NAME = new Map(FIELDS.map((field) => [field.name, field]));

/**
 * The field of a name.
 * @param {string} name one of the table
 * @returns {Field}
 */
export function field_named(name) {
  const field = BY_NAME.get(name);
  if (!field) throw new Error(`no field is called ${name}`);
  return field;
}

/**
 * Whether the form has a field of this name.
 * @param {string} name
 */
export function is_field(name) {
  return BY_NAME.has(name);
}
