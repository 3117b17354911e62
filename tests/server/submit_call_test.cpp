// Every check of a submission, and what is kept of one without mistakes.

#include <gmock/gmock.h>

#include "server/choruspro/invoice_calls.h"
#include "server/crypto.h"
#include "tests/server/portal_fixture.h"
#include "tests/server/submission.h"

namespace prefill::server {
namespace {

using test::with;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

class SubmitCall : public test::PortalFixture {
 protected:
  SubmitCall() {
    pdf_ = store_->add_file("client-1", "facture.pdf", "application/pdf", "%PDF-", now_).value();
    good_ = test::submission(pdf_);
  }

  [[nodiscard]] Response submit(const std::string& body) { return submit_invoice(*office_, with_body(body)); }
  /// "champ: libelle" of each mistake.
  [[nodiscard]] std::vector<std::string> mistakes(const std::string& body) {
    const Response response = submit(body);
    std::vector<std::string> said;
    if (response.status == 200) return said;
    EXPECT_EQ(response.status, 400);
    const rules::JsonNode root = tree(response);
    for (const auto& entry : root.find("erreurs")->items) {
      said.push_back(entry.find("champ")->text + ": " + entry.find("libelle")->text);
    }
    EXPECT_EQ(root.find("codeRetour")->number, root.find("erreurs")->items.at(0).find("codeRetour")->number);
    return said;
  }
  /// The only mistake.
  [[nodiscard]] std::string mistake(const std::string& from, const std::string& to) {
    const auto said = mistakes(with(good_, from, to));
    EXPECT_LE(said.size(), 1U) << testing::PrintToString(said);
    return said.empty() ? "none" : said.front();
  }

  Id pdf_ = 0;
  std::string good_;
};

TEST_F(SubmitCall, keeps_an_invoice_and_answers_its_id) {
  const Response response = submit(good_);
  EXPECT_EQ(response.status, 200) << response.body;
  const auto id = static_cast<Id>(number(response, "identifiantFactureCPP"));
  EXPECT_THAT(response.body,
              HasSubstr(R"("libelle":"GCU_MSG_01_000","identifiantFactureCPP":)" + std::to_string(id) +
                        R"(,"identifiantStructure":"26300989","numeroFacture":"F-2026-1","statutFacture":"DEPOSEE",)"
                        R"("dateDepot":"2026-11-22","empreinteCertificatDepot":")"));
  const auto kept = store_->invoice("client-1", id).value();
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->body, good_) << "it is kept whole";
  EXPECT_THAT(kept->files, ElementsAre(pdf_));
  EXPECT_EQ(kept->recipient, "21270893700405");
  EXPECT_EQ(kept->amount, "120");
  EXPECT_EQ(text(response, "empreinteCertificatDepot"), to_hex(sha256(good_ + "\n" + to_hex(sha256("%PDF-")))));
}

TEST_F(SubmitCall, names_all_mistakes_at_once) {
  EXPECT_THAT(mistakes("{}"),
              ElementsAre("modeDepot: is missing", "destinataire: is missing", "fournisseur: is missing",
                          "cadreDeFacturation: is missing", "references: is missing", "montantTotal: is missing"));
  EXPECT_THAT(mistakes(R"({"modeDepot":"DEPOT_PDF_API","destinataire":{},"fournisseur":{},"cadreDeFacturation":{},)"
                       R"("references":{},"montantTotal":{}})"),
              ElementsAre("numeroFactureSaisi: is missing", "dateFacture: is missing",
                          "destinataire.codeDestinataire: is missing", "fournisseur.idFournisseur: is missing",
                          "cadreDeFacturation.codeCadreFacturation: is missing", "references.deviseFacture: is missing",
                          "references.typeFacture: is missing", "references.typeTva: is missing",
                          "references.modePaiement: is missing", "montantTotal.montantHtTotal: is missing",
                          "montantTotal.montantTVA: is missing", "montantTotal.montantAPayer: is missing",
                          "pieceJointePrincipale: is missing"));
  EXPECT_EQ(store_->search("client-1", InvoiceQuery())->total, 0);
}

TEST_F(SubmitCall, wants_lines_where_the_invoice_is_typed_in) {
  const std::string typed = with(with(good_, "DEPOT_PDF_API", "SAISIE_API"), R"(,"pieceJointePrincipale":[)",
                                 R"(,"pieceJointeComplementaire":[],"ignored":[)");
  EXPECT_THAT(mistakes(typed), ElementsAre("lignePoste: is missing"));
  const std::string line = R"({"lignePosteNumero":1,"lignePosteReference":"R1","lignePosteDenomination":"D1",)"
                           R"("lignePosteQuantite":10.0,"lignePosteUnite":"lot","lignePosteMontantUnitaireHT":10,)"
                           R"("lignePosteTauxTvaManuel":20})";
  const Response response = submit(with(typed, "\"ligneTva\":[", "\"lignePoste\":[" + line + "],\"ligneTva\":["));
  EXPECT_EQ(response.status, 200) << response.body;
  EXPECT_EQ(text(response, "numeroFacture").size(), 20U) << "its number is made here";
  EXPECT_EQ(text(response, "numeroFacture").substr(0, 4), "2026");
  EXPECT_THAT(mistakes(with(typed, "\"ligneTva\":[", "\"lignePoste\":[{\"lignePosteNumero\":\"x\"}],\"ligneTva\":[")),
              testing::Contains("lignePoste[0].lignePosteDenomination: is missing"));
  EXPECT_THAT(mistakes(with(good_, "DEPOT_PDF_API", "SAISIE_API")),
              testing::Contains("pieceJointePrincipale: goes with the deposit of a PDF only"));
}

TEST_F(SubmitCall, looks_at_the_number) {
  const auto said = [&](const std::string& number) { return mistake("F-2026-1", number); };
  EXPECT_THAT(said("123456789012345678901"), HasSubstr("numeroFactureSaisi: has more than 20 characters"));
  EXPECT_THAT(said("F 2026"), HasSubstr("characters other than"));
  EXPECT_THAT(said("F-é"), HasSubstr("characters other than"));
  EXPECT_EQ(said("M1A156109_12345/+-90"), "none");
}

TEST_F(SubmitCall, looks_at_the_date) {
  const auto said = [&](const std::string& date) { return mistake("2026-11-20", date); };
  EXPECT_THAT(said("2026-11-23"), HasSubstr("dateFacture: is after the day of the deposit, 2026-11-22"));
  EXPECT_THAT(said("20/11/2026"), HasSubstr("dateFacture: is no day"));
  EXPECT_THAT(said("2026-02-30"), HasSubstr("dateFacture: is no day"));
  EXPECT_THAT(said("1999-12-31"), HasSubstr("dateFacture: is no day"));
  now_ = *from_iso("2026-11-22T23:30:00Z");
  EXPECT_THAT(said("2026-11-24T00:00:00"), HasSubstr("is after the day"));
  EXPECT_EQ(said("2026-11-23"), "none") << "that day has begun in Paris";
}

TEST_F(SubmitCall, frames_of_others_want_a_validator) {
  const auto said = [&](const std::string& rest) { return mistake("A1_FACTURE_FOURNISSEUR\"", rest); };
  EXPECT_EQ(said("A9_FACTURE_SOUSTRAITANT\""), "cadreDeFacturation.codeStructureValideur: is missing");
  EXPECT_EQ(said("A12_FACTURE_COTRAITANT\""), "cadreDeFacturation.codeStructureValideur: is missing");
  EXPECT_THAT(said(R"(A12_FACTURE_COTRAITANT","codeStructureValideur":"1234")"), HasSubstr("is no SIRET"));
  EXPECT_THAT(said(R"(A9_FACTURE_SOUSTRAITANT","codeStructureValideur":"21270893700405")"),
              HasSubstr("is the recipient"));
  EXPECT_THAT(said(R"(A1_FACTURE_FOURNISSEUR","codeStructureValideur":"83365516000236")"),
              HasSubstr("goes with A9 and A12 only"));
  EXPECT_THAT(said("A4_PROJET_DECOMPTE_MENSUEL_FOURNISSEUR\""), HasSubstr("a frame of works or justice"));
  EXPECT_THAT(said("A1\""), HasSubstr("not in its list"));
  EXPECT_EQ(said(R"(A9_FACTURE_SOUSTRAITANT","codeStructureValideur":"83365516000236")"), "none");
}

TEST_F(SubmitCall, a_paid_invoice_leaves_nothing_or_all_of_it_due) {
  const std::string paid = with(good_, "A1_FACTURE_FOURNISSEUR", "A2_FACTURE_FOURNISSEUR_DEJA_PAYEE");
  EXPECT_THAT(mistakes(with(paid, "\"montantAPayer\":120.00", "\"montantAPayer\":60")),
              ElementsAre(HasSubstr("montantTotal.montantAPayer: is neither 0 nor the total")));
  EXPECT_THAT(mistakes(with(paid, "\"montantAPayer\":120.00", "\"montantAPayer\":0")), ElementsAre());
}

TEST_F(SubmitCall, looks_at_the_references) {
  EXPECT_THAT(mistake("\"EUR\"", "\"EURO\""),
              HasSubstr("references.deviseFacture: has a value that is not in its list"));
  EXPECT_THAT(mistake("\"FACTURE\"", "\"ACOMPTE\""), HasSubstr("references.typeFacture"));
  EXPECT_THAT(mistake("\"VIREMENT\"", "\"virement\""), HasSubstr("references.modePaiement"));
  EXPECT_THAT(mistake("\"VIREMENT\"", R"("VIREMENT","numeroFactureOrigine":"F-1")"),
              HasSubstr("numeroFactureOrigine: goes with an AVOIR only"));
  EXPECT_THAT(mistake("\"1574308053\"", "\"" + std::string(51, '1') + "\""),
              HasSubstr("references.numeroBonCommande: has more than 50 characters"));
  EXPECT_THAT(mistake("\"Merci\"", "\"" + std::string(201, '1') + "\""), HasSubstr("commentaire: has more than 200"));
  EXPECT_THAT(mistake("\"TVA_SUR_DEBIT\"", R"("TVA_SUR_DEBIT","motifExonerationTva":"AUTRE")"),
              HasSubstr("goes with `EXONERATION` only"));
  EXPECT_EQ(mistake("\"FACTURE\"", R"("AVOIR","numeroFactureOrigine":"F-1")"), "none");
}

TEST_F(SubmitCall, an_exemption_has_a_reason_and_no_tax) {
  const std::string exempt = with(good_, "\"TVA_SUR_DEBIT\"", "\"EXONERATION\"");
  EXPECT_THAT(mistakes(exempt), ElementsAre("references.motifExonerationTva: is missing",
                                            "montantTotal.montantTVA: is not 0 although `typeTva` is EXONERATION"));
  EXPECT_THAT(mistakes(with(good_, "\"TVA_SUR_DEBIT\"", "\"SANS_TVA\"")),
              ElementsAre("montantTotal.montantTVA: is not 0 although `typeTva` is SANS_TVA",
                          "ligneTva: does not go with `SANS_TVA`"));
}

TEST_F(SubmitCall, totals_agree) {
  EXPECT_THAT(mistake("\"montantTtcTotal\":120.00", "\"montantTtcTotal\":121"),
              HasSubstr("montantTtcTotal: is 121, net and tax sum up to 120"));
  EXPECT_THAT(mistake("\"montantAPayer\":120.00", "\"montantAPayer\":120.03"), HasSubstr("more than the total of 120"));
  EXPECT_THAT(mistake("\"ligneTvaMontantTvaParTaux\":20.00", "\"ligneTvaMontantTvaParTaux\":19.5"),
              HasSubstr("montantTVA: is 20, the lines of VAT sum up to 19.5"));
  EXPECT_THAT(mistake("\"ligneTvaMontantBaseHtParTaux\":100.00", "\"ligneTvaMontantBaseHtParTaux\":90"),
              HasSubstr("montantHtTotal: is 100, the bases"));
  EXPECT_THAT(mistake("\"ligneTvaTaux\":\"TVA2\",", ""), HasSubstr("ligneTva[0].ligneTvaTaux: is missing"));
  EXPECT_EQ(mistake("\"montantTtcTotal\":120.00", "\"montantTtcTotal\":120.02"), "none") << "a cent a line, and one";
}

TEST_F(SubmitCall, a_discount_may_be_in_the_total_or_behind_it) {
  const auto said = [&](const std::string& number, const std::string& total, const std::string& due) {
    std::string body = with(good_, "F-2026-1", number);
    body = with(body, "\"montantTtcTotal\":120.00", "\"montantRemiseGlobaleTTC\":20,\"montantTtcTotal\":" + total);
    return mistakes(with(body, "\"montantAPayer\":120.00", "\"montantAPayer\":" + due));
  };
  EXPECT_THAT(said("D-1", "120", "100"), ElementsAre());
  EXPECT_THAT(said("D-2", "100", "90"), ElementsAre()) << "ten were paid before";
  EXPECT_THAT(said("D-3", "120", "120"), ElementsAre(HasSubstr("more than the total of 100")));
}

TEST_F(SubmitCall, numbers_may_come_as_texts_and_commas_may_not) {
  EXPECT_THAT(mistake("\"montantHtTotal\":100.00", "\"montantHtTotal\":\"100,00\""),
              HasSubstr("montantTotal.montantHtTotal: is no number"));
  EXPECT_THAT(mistake("\"montantHtTotal\":100.00", "\"montantHtTotal\":1e20"), HasSubstr("more than 19 digits"));
  EXPECT_THAT(mistake("\"montantHtTotal\":100.00", "\"montantHtTotal\":[100]"), HasSubstr("is no text and no number"));
  EXPECT_EQ(mistake("\"montantHtTotal\":100.00", "\"montantHtTotal\":\"100.00\""), "none");
}

TEST_F(SubmitCall, misnamed_members_are_told_by_what_is_meant) {
  const Response response = submit(with(good_, "numeroFactureSaisi", "numeroFactureSaisie"));
  EXPECT_THAT(text(response, "libelle"),
              AllOf(HasSubstr("`numeroFactureSaisie` is unknown; perhaps `numeroFactureSaisi` is meant"),
                    Not(HasSubstr("missing"))));
  EXPECT_THAT(text(submit(with(good_, "montantTVA", "montantTva")), "libelle"),
              HasSubstr("`montantTotal.montantTva` is unknown; perhaps `montantTVA` is meant"));
  EXPECT_EQ(mistake("{\"idUtil", "{\"somethingElse\":[1,{\"a\":2}],\"idUtil"), "none") << "others are passed over";
}

TEST_F(SubmitCall, files_are_there_and_the_callers_own) {
  const Id foreign = store_->add_file("client-2", "f.pdf", "application/pdf", "%PDF-2", now_).value();
  const Id text_file = store_->add_file("client-1", "a.txt", "text/plain", "hello", now_).value();
  const std::string here = "\"pieceJointePrincipaleId\":" + std::to_string(pdf_);
  const auto said = [&](Id id) { return mistake(here, "\"pieceJointePrincipaleId\":" + std::to_string(id)); };
  EXPECT_EQ(said(999'999), "pieceJointePrincipale[0].pieceJointePrincipaleId: is no file that you deposited");
  EXPECT_EQ(said(foreign), "pieceJointePrincipale[0].pieceJointePrincipaleId: is no file that you deposited");
  EXPECT_EQ(said(text_file), "pieceJointePrincipale[0].pieceJointePrincipaleId: is no PDF");
  EXPECT_EQ(mistake(here + "}]", here + "},{" + here + "}]"), "pieceJointePrincipale: has more than one file");
  EXPECT_EQ(mistake(here + "}]", here + R"(}],"pieceJointeComplementaire":[{"pieceJointeComplementaireId":7}])"),
            "pieceJointeComplementaire[0].pieceJointeComplementaireId: is no file that you deposited");
  const Response response = submit(with(good_, here + "}]",
                                        here +
                                            R"(}],"pieceJointeComplementaire":[{"pieceJointeComplementaireType":"01",)"
                                            R"("pieceJointeComplementaireId":)" +
                                            std::to_string(text_file) + "}]"));
  EXPECT_EQ(response.status, 200) << response.body;
  const auto kept = store_->invoice("client-1", static_cast<Id>(number(response, "identifiantFactureCPP"))).value();
  EXPECT_THAT(kept->files, testing::UnorderedElementsAre(pdf_, text_file));
}

TEST_F(SubmitCall, a_number_is_used_once) {
  ASSERT_EQ(submit(good_).status, 200);
  EXPECT_THAT(mistakes(good_), ElementsAre("numeroFactureSaisi: was used by this supplier in this year"));
  EXPECT_EQ(number(submit(good_), "codeRetour"), 21011);
  EXPECT_EQ(mistake("2026-11-20", "2025-11-20"), "none") << "another year";
  EXPECT_EQ(mistake("26300989", "26300990"), "none") << "another supplier";
}

TEST_F(SubmitCall, bodies_that_are_no_object_are_told) {
  EXPECT_THAT(text(submit("[]"), "libelle"), HasSubstr("no JSON object"));
  EXPECT_THAT(text(submit("{\"modeDepot\":"), "libelle"), HasSubstr("line 1, column"));
  EXPECT_THAT(mistakes(with(good_, "{\"idFournisseur\":26300989}", "26300989")),
              ElementsAre("fournisseur: is no object"));
  EXPECT_THAT(mistakes(with(with(good_, "\"ligneTva\":[{", "\"ligneTva\":{"), "20.00}]", "20.00}")),
              ElementsAre("ligneTva: is no list"));
  EXPECT_THAT(text(submit("[" + std::string(300'000, ',') + "]"), "libelle"), HasSubstr("too many values"));
}

class SubmitCallWithStructures : public SubmitCall {
 protected:
  SubmitCallWithStructures() {
    const std::string path = scratch_.write("structures.json", R"({"structures":[
      {"idStructureCPP":1,"identifiantStructure":"21270893700405","designationStructure":"Mairie de Lormeaux",
       "exigence":"SERVICE","services":[{"idService":7,"codeService":"SERV","libelleService":"Service"},
                                        {"idService":8,"codeService":"OLD","statutService":"INACTIF"}]},
      {"idStructureCPP":2,"identifiantStructure":"21130393200203","designationStructure":"École","exigence":"ENGAGEMENT"},
      {"idStructureCPP":3,"identifiantStructure":"21130393200211","designationStructure":"Musée",
       "exigence":"SERVICE_OU_ENGAGEMENT"},
      {"idStructureCPP":4,"identifiantStructure":"21130393200229","designationStructure":"Ancienne","statutStructure":"INACTIF"},
      {"idStructureCPP":26300989,"identifiantStructure":"83365516000236","designationStructure":"Ateliers",
       "typeStructure":"PRIVEE"},
      {"idStructureCPP":26300990,"identifiantStructure":"83365516000244","designationStructure":"Ateliers, Lyon",
       "typeStructure":"PRIVEE"}]})");
    auto read = Structures::read(path);
    EXPECT_TRUE(read) << read.error().message;
    office_->structures = *read;
  }
};

TEST_F(SubmitCallWithStructures, recipients_and_suppliers_are_known) {
  EXPECT_THAT(mistake("21270893700405", "21270893700413"), HasSubstr("no active public structure"));
  EXPECT_THAT(mistake("21270893700405", "21130393200229"), HasSubstr("no active public structure"));
  EXPECT_THAT(mistake("21270893700405", "83365516000236"), HasSubstr("no active public structure"));
  EXPECT_THAT(mistake("26300989", "5"), HasSubstr("fournisseur.idFournisseur: is no structure"));
  EXPECT_THAT(mistake("\"SERV\"", "\"OLD\""), HasSubstr("no active service"));
  EXPECT_EQ(mistake("F-2026-1", "F-2"), "none");
}

TEST_F(SubmitCallWithStructures, recipients_say_what_they_want) {
  EXPECT_EQ(mistake("\"SERV\"", "\"\""), "destinataire.codeServiceExecutant: is missing");
  const std::string school = with(with(good_, "21270893700405", "21130393200203"), "\"SERV\"", "null");
  EXPECT_THAT(mistakes(with(school, "\"1574308053\"", "null")),
              ElementsAre("references.numeroBonCommande: is missing"));
  const std::string museum = with(with(good_, "21270893700405", "21130393200211"), "\"SERV\"", "null");
  EXPECT_THAT(mistakes(with(museum, "\"1574308053\"", "null")),
              ElementsAre("references.numeroBonCommande: is missing"));
  EXPECT_THAT(mistakes(with(school, R"("numeroBonCommande":"1574308053")", R"("numeroMarche":"M1")")), ElementsAre());
}

TEST_F(SubmitCallWithStructures, numbers_are_unique_under_the_siren) {
  ASSERT_EQ(submit(good_).status, 200);
  EXPECT_EQ(mistake("26300989", "26300990"), "numeroFactureSaisi: was used by this supplier in this year");
}

}  // namespace
}  // namespace prefill::server
