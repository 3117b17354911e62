// A submission without mistakes, and how to make one.

#pragma once

#include <stdexcept>
#include <string>

namespace prefill::test {

/// The deposit of a PDF, kept as the file `file`.
inline std::string submission(std::int64_t file) {
  return R"({"idUtilisateurCourant":0,"modeDepot":"DEPOT_PDF_API","numeroFactureSaisi":"F-2026-1",)"
         R"("dateFacture":"2026-11-20","commentaire":"Merci",)"
         R"("destinataire":{"codeDestinataire":"21270893700405","codeServiceExecutant":"SERV"},)"
         R"("fournisseur":{"idFournisseur":26300989},)"
         R"("cadreDeFacturation":{"codeCadreFacturation":"A1_FACTURE_FOURNISSEUR"},)"
         R"("references":{"deviseFacture":"EUR","typeFacture":"FACTURE","typeTva":"TVA_SUR_DEBIT",)"
         R"("numeroBonCommande":"1574308053","modePaiement":"VIREMENT"},)"
         R"("ligneTva":[{"ligneTvaTaux":"TVA2","ligneTvaMontantBaseHtParTaux":100.00,)"
         R"("ligneTvaMontantTvaParTaux":20.00}],)"
         R"("montantTotal":{"montantHtTotal":100.00,"montantTVA":20.00,"montantTtcTotal":120.00,)"
         R"("montantAPayer":120.00},)"
         R"("pieceJointePrincipale":[{"pieceJointePrincipaleDesignation":"facture","pieceJointePrincipaleId":)" +
         std::to_string(file) + "}]}";
}

/// `text` with `from`, which stands in it, replaced by `to`.
inline std::string with(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::invalid_argument("not in the submission: " + from);
  return text.replace(at, from.size(), to);
}

}  // namespace prefill::test
