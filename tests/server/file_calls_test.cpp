// The deposited PDF and attachments.

#include "server/choruspro/file_calls.h"

#include <gmock/gmock.h>

#include "tests/server/portal_fixture.h"

namespace prefill::server {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kDeposit = R"({"idUtilisateurCourant":0,"fichierFacture":"","nomFichier":"facture.pdf",)"
                                 R"("formatDepot":"PDF_NON_SIGNE"})";

std::string attachment(const std::string& name, const std::string& extension) {
  return R"({"idUtilisateurCourant":0,"pieceJointeFichier":"","pieceJointeNom":")" + name +
         R"(","pieceJointeTypeMime":"application/pdf","pieceJointeExtension":")" + extension + "\"}";
}

class FileCalls : public test::PortalFixture {
 protected:
  /// What is deposited with the engine's answer.
  [[nodiscard]] std::string deposited(const std::string& fields) {
    const Response response = deposit_pdf(*office_, with_file(kDeposit, "%PDF-1.4", "{\"fields\":{" + fields + "}}"));
    EXPECT_EQ(response.status, 200) << response.body;
    return response.body;
  }
};

TEST_F(FileCalls, deposit_answers_every_key_when_nothing_was_found) {
  const Response response = deposit_pdf(*office_, with_file(kDeposit, "%PDF-1.4", R"({"kind":"other","fields":{}})"));
  EXPECT_EQ(response.status, 200);
  const auto id = static_cast<Id>(number(response, "pieceJointeId"));
  EXPECT_EQ(response.body,
            R"({"codeRetour":0,"libelle":"GCU_MSG_01_000","numeroFacture":null,"dateFacture":null,)"
            R"("codeDestinataire":null,"codeServiceExecutant":null,"codeFournisseur":null,"codeDeviseFacture":null,)"
            R"("typeFacture":"FACTURE","numeroBonCommande":null,"montantTtcAvantRemiseGlobalTTC":null,)"
            R"("montantAPayer":null,"montantHtTotal":null,"montantTVA":null,"pieceJointeId":)" +
                std::to_string(id) + "}");
  const auto file = store_->file("client-1", id).value();
  ASSERT_TRUE(file);
  EXPECT_EQ(store_->content(*file), "%PDF-1.4");
  EXPECT_EQ(file->name, "facture.pdf");
}

TEST_F(FileCalls, deposit_maps_every_field_to_its_key) {
  const std::string body = deposited(
      R"("numeroFacture":{"value":"F-2026/1_a+b","raw":"x","alternatives":[{"value":"no"}]},)"
      R"("dateFacture":{"value":"2026-11-20"},"codeDestinataire":{"value":"21270893700405"},)"
      R"("codeServiceExecutant":{"value":"SERVICE \"A\""},"codeFournisseur":{"value":"83365516000236"},)"
      R"("codeDeviseFacture":{"value":"EUR"},"typeFacture":{"value":"AVOIR"},"typeTva":{"value":"TVA_SUR_DEBIT"},)"
      R"("numeroBonCommande":{"value":"1574308053"},"montantTtcTotal":{"value":1234567.891234},)"
      R"("montantAPayer":{"value":0.1},"montantHtTotal":{"value":-5},"montantTVA":{"value":20.00 },)"
      R"("nomFournisseur":{"value":"not a key"},"lignesTva":{"value":[{"taux":20}]})");
  EXPECT_THAT(body, HasSubstr(R"("numeroFacture":"F-2026/1_a+b","dateFacture":"2026-11-20")"));
  EXPECT_THAT(body, HasSubstr(R"("codeDestinataire":"21270893700405","codeServiceExecutant":"SERVICE \"A\"")"));
  EXPECT_THAT(body, HasSubstr(R"("codeFournisseur":"83365516000236","codeDeviseFacture":"EUR","typeFacture":"AVOIR")"));
  EXPECT_THAT(body, HasSubstr(R"("typeTva":"TVA_SUR_DEBIT","numeroBonCommande":"1574308053")"));
  EXPECT_THAT(body, HasSubstr(R"("montantTtcAvantRemiseGlobalTTC":1234567.891234,"montantAPayer":0.1)"));
  EXPECT_THAT(body, HasSubstr(R"("montantHtTotal":-5,"montantTVA":20.00,"pieceJointeId":)"));
  EXPECT_THAT(body, Not(HasSubstr("not a key")));
}

TEST_F(FileCalls, deposit_leaves_empty_what_the_portal_cannot_hold) {
  const std::string body =
      deposited(R"("numeroFacture":{"value":"123456789012345678901"},"codeDestinataire":{"value":"212708937004050"},)"
                R"("codeServiceExecutant":{"value":")" +
                std::string(101, 'x') + R"("},"numeroBonCommande":{"value":")" + std::string(51, 'x') + "\"}");
  for (const char* key : {"numeroFacture", "codeDestinataire", "codeServiceExecutant", "numeroBonCommande"}) {
    EXPECT_THAT(body, HasSubstr("\"" + std::string(key) + "\":null"));
  }
  EXPECT_THAT(deposited(R"("numeroFacture":{"value":"F 2026"})"), HasSubstr("\"numeroFacture\":null"));
  std::string accents;
  for (int i = 0; i < 100; ++i) accents += "é";
  EXPECT_THAT(deposited(R"("codeServiceExecutant":{"value":")" + accents + "\"}"), HasSubstr(accents))
      << "characters count, not bytes";
}

TEST_F(FileCalls, deposit_of_a_broken_document_keeps_nothing) {
  Request request = with_file(kDeposit, "no pdf");
  for (const auto& [code, status] : {std::pair{ErrorCode::not_pdf, 400},
                                     {ErrorCode::encrypted, 400},
                                     {ErrorCode::crashed, 400},
                                     {ErrorCode::internal, 500}}) {
    request.documents[0].answer = failure(code, "what is wrong");
    const Response response = deposit_pdf(*office_, request);
    EXPECT_EQ(response.status, status) << error_name(code);
    EXPECT_GT(number(response, "codeRetour"), 20000);
  }
  EXPECT_FALSE(std::filesystem::exists(scratch_.path("store/files/") + "00"));
  EXPECT_EQ(store_->file("client-1", 256).value(), std::nullopt);
}

TEST_F(FileCalls, deposit_explains_a_missing_file) {
  const auto said = [&](FileFault fault, const std::string& body) {
    const Response response = deposit_pdf(*office_, with_file(body, "", "", fault));
    EXPECT_EQ(response.status, 400);
    return text(response, "libelle");
  };
  EXPECT_THAT(said(FileFault::data_uri, kDeposit), HasSubstr("data URI"));
  EXPECT_THAT(said(FileFault::not_base64, kDeposit), HasSubstr("no base64"));
  EXPECT_THAT(said(FileFault::empty, kDeposit), HasSubstr("`fichierFacture` is empty"));
  EXPECT_THAT(said(FileFault::no_text, R"({"fichierFacture":6921279})"), HasSubstr("not the id"));
  EXPECT_THAT(said(FileFault::missing, "{}"), HasSubstr("`fichierFacture` is missing"));
  EXPECT_THAT(said(FileFault::missing, R"({"fichierFactures":"JVBERi0="})"),
              testing::AllOf(HasSubstr("`fichierFactures` is unknown; perhaps `fichierFacture` is meant"),
                             Not(HasSubstr("missing"))));
  EXPECT_THAT(said(FileFault::not_json, "fichierFacture=JVBERi0="), HasSubstr("no JSON object"));
}

TEST_F(FileCalls, deposit_looks_at_the_other_members) {
  const Response response = deposit_pdf(
      *office_, with_file(R"({"nomFichier":"C:\\facture.pdf","formatDepot":"PDF_NON_SIGN","idUtilisateurCourant":"x"})",
                          "%PDF-"));
  EXPECT_EQ(response.status, 400);
  const std::string label = text(response, "libelle");
  EXPECT_THAT(label, HasSubstr("`idUtilisateurCourant` is no whole number"));
  EXPECT_THAT(label, HasSubstr("perhaps `PDF_NON_SIGNE` is meant"));
  EXPECT_THAT(label, HasSubstr("`nomFichier` has a path"));
  EXPECT_EQ(tree(response).find("erreurs")->items.size(), 3U);
}

TEST_F(FileCalls, attachments_are_kept) {
  const Response response = add_attachment(*office_, with_file(attachment("bon de commande.pdf", "PDF"), "content"));
  EXPECT_EQ(response.status, 200) << response.body;
  const auto file = store_->file("client-1", static_cast<Id>(number(response, "pieceJointeId"))).value();
  ASSERT_TRUE(file);
  EXPECT_EQ(file->name, "bon de commande.pdf");
  EXPECT_EQ(file->type, "application/pdf");
}

TEST_F(FileCalls, attachments_have_a_name_of_the_portal) {
  const auto said = [&](const std::string& name, const std::string& extension) {
    const Response response = add_attachment(*office_, with_file(attachment(name, extension), "content"));
    return response.status == 200 ? std::string("taken") : text(response, "libelle");
  };
  EXPECT_EQ(said("a.docx", ".docx"), "taken");
  EXPECT_EQ(said(std::string(46, 'a') + ".pdf", "pdf"), "taken");
  EXPECT_THAT(said(std::string(47, 'a') + ".pdf", "pdf"), HasSubstr("more than 50 characters"));
  EXPECT_THAT(said("commande", ""), HasSubstr("no extension"));
  EXPECT_THAT(said("commande.exe", "exe"), HasSubstr("an extension that the portal does not take"));
  EXPECT_THAT(said("commande.pdf", "png"), HasSubstr("not the extension"));
  EXPECT_THAT(said("../commande.pdf", "pdf"), HasSubstr("path"));
}

TEST_F(FileCalls, attachments_over_ten_megabytes_are_refused) {
  const std::string most(10 * 1024 * 1024, 'x');
  EXPECT_EQ(add_attachment(*office_, with_file(attachment("a.zip", "ZIP"), most)).status, 200);
  const Response response = add_attachment(*office_, with_file(attachment("a.zip", "ZIP"), most + "x"));
  EXPECT_EQ(response.status, 400);
  EXPECT_EQ(number(response, "codeRetour"), 20003);
}

/// A portal that remembers what it was sent and answers `answer`.
struct RealPortal {
  std::string answer;
  int status = 200;
  std::vector<Request> seen{};

  [[nodiscard]] Upstream upstream() {
    return [this](const Request& request) {
      seen.push_back(request);
      Response response;
      response.status = status;
      response.body = answer;
      return response;
    };
  }
};

TEST_F(FileCalls, before_the_real_portal_the_form_is_ours_and_the_id_is_its_own) {
  RealPortal portal{R"({"codeRetour":0,"libelle":"x","numeroFacture":"MISREAD","pieceJointeId":9007199254740993})"};
  const Response response = recognise_and_hand_on(
      portal.upstream(), with_file(kDeposit, "%PDF-1.4", R"({"fields":{"dateFacture":{"value":"2026-11-20"}}})"));
  EXPECT_THAT(response.body, HasSubstr(R"("numeroFacture":null,"dateFacture":"2026-11-20")"));
  EXPECT_THAT(response.body, HasSubstr(R"("pieceJointeId":9007199254740993})"));
  ASSERT_EQ(portal.seen.size(), 1U);
  EXPECT_EQ(portal.seen[0].body, R"({"idUtilisateurCourant":0,"fichierFacture":"JVBERi0xLjQ=",)"
                                 R"("nomFichier":"facture.pdf","formatDepot":"PDF_NON_SIGNE"})");
  EXPECT_TRUE(portal.seen[0].documents.empty());
}

TEST_F(FileCalls, before_the_real_portal_its_refusals_are_its_own) {
  for (const auto& [status, answer] : {std::pair{200, R"({"codeRetour":20001,"libelle":"no","pieceJointeId":1})"},
                                       {413, R"({"codeRetour":20003,"libelle":"large"})"},
                                       {502, "<html>"},
                                       {200, "<html>"},
                                       {200, R"({"codeRetour":0})"}}) {
    RealPortal portal{answer, status, {}};
    const Response response = recognise_and_hand_on(portal.upstream(), with_file(kDeposit, "%PDF-1.4", "{}"));
    EXPECT_EQ(response.status, status);
    EXPECT_EQ(response.body, answer);
  }
}

TEST_F(FileCalls, before_the_real_portal_mistakes_are_found_here) {
  RealPortal portal;
  Request unreadable = with_file(kDeposit, "no PDF");
  unreadable.documents[0].answer = failure(ErrorCode::not_pdf, "is no PDF");
  EXPECT_EQ(recognise_and_hand_on(portal.upstream(), unreadable).status, 400);
  EXPECT_EQ(recognise_and_hand_on(portal.upstream(), with_file(R"({"formatDepot":"X"})", "%PDF-")).status, 400);
  EXPECT_TRUE(portal.seen.empty());
}

}  // namespace
}  // namespace prefill::server
