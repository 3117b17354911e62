// The portal's calls about suppliers and about what was sent, as far as the desk needs them.

import { CallError } from "./api.js";

/**
 * @typedef {import("./api.js").Api} Api
 * @typedef {{identifiantFactureCPP: number, numeroFacture: string, dateFacture?: string, dateDepot?: string, statut?:
 *   string,
 *   dateHeureEtatCourant?: string, codeDestinataire?: string, montantTTC?: number | null, devise?: string}} Sent
 * @typedef {{code: string, when: string, comment: string}} Step of an invoice's history
 */

const PAGE = 1000; // entries, the most that the portal gives at once
const NOTHING_FOUND = "20000";

/** A call whose empty result is no error. @param {Api} api @param {string} path @param {object} body */
async function found(api, path, body) {
  try {
    return await api.portal(path, body);
  } catch (error) {
    if (error instanceof CallError && error.code === NOTHING_FOUND) return {};
    throw error;
  }
}

/**
 * What the portal calls a supplier. A portal that keeps no list of suppliers takes the digits of the SIRET.
 * @param {Api} api @param {string} identifier
 * @returns {Promise<number>}
 */
export async function supplier_id(api, identifier) {
  const { listeStructures = [] } = await found(api, "transverses/v1/recuperer/structures/actives/fournisseur", {});
  const known = listeStructures.find((/** @type {{identifiant: string}} */ one) => one.identifiant === identifier);
  if (known) return known.idStructureCPP;
  if (listeStructures.length === 0 && /^\d{14}$/.test(identifier)) return Number(identifier);
  throw new CallError("refused", `le portail ne connaît pas le fournisseur ${identifier} pour ce compte`);
}

/**
 * What was sent and has `part` in its number; the latest thousand are looked through, and older ones for the whole
 * number.
 * @param {Api} api @param {string} part "" for all
 * @returns {Promise<Sent[]>}
 */
export async function sent_invoices(api, part) {
  const page = { rechercheFactureParFournisseur: { pageResultatDemandee: 1, nbResultatsParPage: PAGE } };
  const path = "factures/v1/rechercher/fournisseur";
  /** @type {{listeFactures?: Sent[]}} */
  const { listeFactures: latest = [] } = await found(api, path, page);
  const fitting = latest.filter(({ numeroFacture }) => numeroFacture.toLowerCase().includes(part.toLowerCase()));
  if (fitting.length > 0 || latest.length < PAGE) return fitting;
  return (await found(api, path, { ...page, numeroFacture: part })).listeFactures ?? [];
}

/**
 * @param {Api} api @param {number} id
 * @returns {Promise<Step[]>}
 */
export async function history_of(api, id) {
  const { historiquesDesStatuts } = await api.portal("factures/v1/consulter/historique", {
    idFacture: id,
    nbResultatsMaximum: 50,
  });
  return (historiquesDesStatuts?.histoStatut ?? []).map((/** @type {Record<string, string | null>} */ step) => ({
    code: step.histoStatutCode ?? "",
    when: step.histoStatutDatePassage ?? "",
    comment: step.histoStatutCommentaire ?? "",
  }));
}
