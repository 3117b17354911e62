// Names and lengths are those of soumettreFacture as its clients send it. Trap: the total with tax is `montantTtcTotal`
// here and `montantTtcAvantRemiseGlobalTTC` in what deposer/pdf answers.

#include "server/choruspro/submission.h"

#include "server/choruspro/code_lists.h"
#include "server/choruspro/invoice_number.h"

namespace prefill::server {
namespace {

constexpr std::size_t kSiret = 14;

void read_recipient(Form& body, Submission& submission) {
  auto form = body.object("destinataire", Need::mandatory);
  if (!form) return;
  submission.recipient = form->text("codeDestinataire", kSiret, Need::mandatory).value_or("");
  submission.service = form->text("codeServiceExecutant", 100).value_or("");
  form->name_misnamed();
}

void read_supplier(Form& body, Submission& submission) {
  auto form = body.object("fournisseur", Need::mandatory);
  if (!form) return;
  submission.supplier = form->whole("idFournisseur", Need::mandatory);
  static_cast<void>(form->whole("idServiceFournisseur"));
  static_cast<void>(form->whole("codeCoordonneesBancairesFournisseur"));
  form->name_misnamed();
}

void read_frame(Form& body, Submission& submission) {
  auto form = body.object("cadreDeFacturation", Need::mandatory);
  if (!form) return;
  submission.frame = form->word("codeCadreFacturation", frames(), Need::mandatory).value_or("");
  submission.validator = form->text("codeStructureValideur", kSiret).value_or("");
  static_cast<void>(form->text("codeServiceValideur", 100));
  form->name_misnamed();
}

void read_references(Form& body, Submission& submission) {
  auto form = body.object("references", Need::mandatory);
  if (!form) return;
  submission.currency = form->word("deviseFacture", currency_codes(), Need::mandatory).value_or("");
  submission.type = form->word("typeFacture", invoice_types(), Need::mandatory).value_or("");
  submission.vat_type = form->word("typeTva", vat_types(), Need::mandatory).value_or("");
  submission.exemption = form->text("motifExonerationTva", 100).value_or("");
  submission.contract = form->text("numeroMarche", 50).value_or("");
  submission.engagement = form->text("numeroBonCommande", 50).value_or("");
  submission.origin = form->text("numeroFactureOrigine", kLongestInvoiceNumber).value_or("");
  submission.payment = form->word("modePaiement", payment_modes(), Need::mandatory).value_or("");
  form->name_misnamed();
}

/// A rate is a code of the list or a number of its own.
void read_rate(Form& line, std::string_view code, std::string_view number) {
  const bool coded = line.word(code, vat_rate_codes()).has_value();
  if (!line.amount(number) && !coded) {
    line.blame(ReturnCode::missing_member, code, "is missing",
               "give a code of transverses/v1/recuperer/tauxtva, or `" + std::string(number) + "`");
  }
}

void read_items(Form& body, Submission& submission) {
  for (Form& line : body.list("lignePoste", submission.typed_in() ? Need::mandatory : Need::optional)) {
    static_cast<void>(line.whole("lignePosteNumero", Need::mandatory));
    static_cast<void>(line.text("lignePosteReference", 50));
    static_cast<void>(line.text("lignePosteDenomination", 255, Need::mandatory));
    static_cast<void>(line.amount("lignePosteQuantite", Need::mandatory));
    static_cast<void>(line.text("lignePosteUnite", 50, Need::mandatory));
    static_cast<void>(line.amount("lignePosteMontantUnitaireHT", Need::mandatory));
    static_cast<void>(line.amount("lignePosteMontantRemiseHT"));
    static_cast<void>(line.word("lignePosteTauxTva", vat_rate_codes()));
    static_cast<void>(line.amount("lignePosteTauxTvaManuel"));
    line.name_misnamed();
    ++submission.items;
  }
}

void read_vat_lines(Form& body, Submission& submission) {
  for (Form& line : body.list("ligneTva")) {
    read_rate(line, "ligneTvaTaux", "ligneTvaTauxManuel");
    submission.vat_lines.push_back({line.amount("ligneTvaMontantBaseHtParTaux", Need::mandatory),
                                    line.amount("ligneTvaMontantTvaParTaux", Need::mandatory)});
    line.name_misnamed();
  }
}

void read_totals(Form& body, Submission& submission) {
  auto form = body.object("montantTotal", Need::mandatory);
  if (!form) return;
  submission.net = form->amount("montantHtTotal", Need::mandatory);
  submission.tax = form->amount("montantTVA", Need::mandatory);
  submission.total = form->amount("montantTtcTotal");
  submission.discount = form->amount("montantRemiseGlobaleTTC");
  static_cast<void>(form->text("motifRemiseGlobaleTTC", 255));
  submission.due = form->amount("montantAPayer", Need::mandatory);
  form->name_misnamed();
}

void read_files(Form& body, Submission& submission) {
  const Need need = submission.mode.starts_with("DEPOT_") ? Need::mandatory : Need::optional;
  for (Form& file : body.list("pieceJointePrincipale", need)) {
    static_cast<void>(file.text("pieceJointePrincipaleDesignation", 100));
    const auto id = file.whole("pieceJointePrincipaleId", Need::mandatory);
    if (id) submission.files.push_back({*id, file.path_of("pieceJointePrincipaleId"), true});
    file.name_misnamed();
  }
  for (Form& file : body.list("pieceJointeComplementaire")) {
    static_cast<void>(file.text("pieceJointeComplementaireDesignation", 100));
    const auto id = file.whole("pieceJointeComplementaireId", Need::mandatory);
    static_cast<void>(file.whole("pieceJointeComplementaireIdLiaison"));
    static_cast<void>(file.whole("pieceJointeComplementaireNumeroLigneFacture"));
    static_cast<void>(file.text("pieceJointeComplementaireType", 30));
    if (id) submission.files.push_back({*id, file.path_of("pieceJointeComplementaireId"), false});
    file.name_misnamed();
  }
}

}  // namespace

Submission read_submission(Form& body) {
  Submission submission;
  static_cast<void>(body.whole("idUtilisateurCourant"));
  submission.mode = body.word("modeDepot", deposit_modes(), Need::mandatory).value_or("");
  const Need need = submission.mode.starts_with("DEPOT_") ? Need::mandatory : Need::optional;
  // Longer ones are told by the check of the number.
  submission.number = body.text("numeroFactureSaisi", 1000, need).value_or("");
  submission.date = body.date("dateFacture", need).value_or("");
  static_cast<void>(body.text("commentaire", 200));
  read_recipient(body, submission);
  read_supplier(body, submission);
  read_frame(body, submission);
  read_references(body, submission);
  read_items(body, submission);
  read_vat_lines(body, submission);
  read_totals(body, submission);
  read_files(body, submission);
  body.name_misnamed();
  return submission;
}

}  // namespace prefill::server
