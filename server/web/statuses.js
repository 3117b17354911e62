// What the portal calls the states of an invoice, in words.

const NAMES = new Map(
  Object.entries({
    DEPOSEE: "Déposée",
    EN_COURS_ACHEMINEMENT: "En cours d’acheminement",
    MISE_A_DISPOSITION: "Mise à disposition",
    A_RECYCLER: "À recycler",
    SUSPENDUE: "Suspendue",
    REJETEE: "Rejetée",
    COMPLETEE: "Complétée",
    SERVICE_FAIT: "Service fait",
    MANDATEE: "Mandatée",
    MISE_EN_PAIEMENT: "Mise en paiement",
    COMPTABILISEE: "Comptabilisée",
  }),
);

/**
 * A status in French; one that is not known, as it is written.
 * @param {string} code
 */
export function status_name(code) {
  return NAMES.get(code) ?? code.replace(/_/g, " ").toLowerCase();
}
