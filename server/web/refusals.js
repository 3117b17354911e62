// What the portal's calls refuse, in French: their own sentences are for programmers. A code that is not known keeps
// the words of the server, so that nothing is hidden.

import { FIELDS } from "./fields.js";

/** @typedef {{codeRetour: number, champ: string | null, libelle: string, conseil?: string | null}} Mistake */

/** By `codeRetour`, as docs/chorus-pro-api.md lists them. */
const SAID = new Map([
  [20003, "le fichier dépasse 10 Mo"],
  [21004, "manque"],
  [21005, "n’est pas une valeur admise"],
  [21006, "est trop long"],
  [21007, "n’a pas la forme voulue"],
  [21008, "ne va pas avec le reste de la facture"],
  [21009, "ne va pas avec les autres montants"],
  [21010, "le PDF n’est plus chez le portail : envoyez de nouveau"],
  [
    21011,
    "ce numéro a déjà été utilisé par ce fournisseur cette année : un numéro ne sert qu’une fois, même après un rejet",
  ],
  [21012, "est après le jour du dépôt"],
  [21013, "n’est pas connu du portail"],
]);

/** Names of `soumettre` that are not those of the form. */
const CALLED = new Map([
  ["numeroFactureSaisi", "numeroFacture"],
  ["deviseFacture", "codeDeviseFacture"],
  ["idFournisseur", "codeFournisseur"],
  ["codeCadreFacturation", "cadreFacturation"],
  ["codeStructureValideur", "siretValideur"],
  ["ligneTva", "lignesTva"],
  ["motifExonerationTva", "motifExoneration"],
  ["montantRemiseGlobaleTTC", "montantRemiseGlobaleTtc"],
]);
const WHOLE = new Set([20003, 21010, 21011]); // sentences that need no field before them

/** What the form calls a member such as `references.typeTva`. @param {string} member */
function label_of(member) {
  const name = member.split(".").at(-1) ?? "";
  return FIELDS.find((field) => field.name === (CALLED.get(name) ?? name))?.label ?? member;
}

/**
 * The mistakes of an answer as one sentence.
 * @param {Mistake[]} mistakes
 */
export function told_mistakes(mistakes) {
  return mistakes
    .map(({ codeRetour, champ, libelle, conseil }) => {
      const said = SAID.get(codeRetour);
      if (said && WHOLE.has(codeRetour)) return said;
      if (said && champ) return `${label_of(champ)} ${said}`;
      return [champ, libelle, conseil && `(${conseil})`].filter(Boolean).join(" ");
    })
    .join(" ; ");
}
