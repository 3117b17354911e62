// What was submitted is found again, by its owner.

#include <gmock/gmock.h>

#include "server/choruspro/invoice_calls.h"
#include "tests/server/portal_fixture.h"
#include "tests/server/submission.h"

namespace prefill::server {
namespace {

using test::with;
using testing::HasSubstr;

class ConsultCalls : public test::PortalFixture {
 protected:
  ConsultCalls() {
    pdf_ = store_->add_file("client-1", "facture.pdf", "application/pdf", "%PDF-", now_).value();
    id_ = submit("F-2026-1");
  }
  [[nodiscard]] Id submit(const std::string& invoice_number) {
    const Response response =
        submit_invoice(*office_, with_body(with(test::submission(pdf_), "F-2026-1", invoice_number)));
    EXPECT_EQ(response.status, 200) << response.body;
    return static_cast<Id>(number(response, "identifiantFactureCPP"));
  }
  [[nodiscard]] Response search(const std::string& body) { return search_invoices(*office_, with_body(body)); }

  Id pdf_ = 0;
  Id id_ = 0;
};

TEST_F(ConsultCalls, history_tells_status_and_since_when) {
  const Response response = invoice_history(
      *office_, with_body(R"({"idEspace":0,"nbResultatsMaximum":50,"idFacture":)" + std::to_string(id_) + "}"));
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.body, HasSubstr(R"("numeroFacture":"F-2026-1","modeDepot":"DEPOT_PDF_API",)"
                                       R"("statutCourantCode":"DEPOSEE")"));
  EXPECT_THAT(response.body, HasSubstr(R"("histoStatutCode":"DEPOSEE","histoStatutDatePassage":"2026-11-22 10:00")"));
  EXPECT_EQ(number(response, "idFacture"), static_cast<double>(id_));
}

TEST_F(ConsultCalls, an_invoice_is_shown_as_it_was_submitted) {
  const Response response =
      show_invoice(*office_, with_body(R"({"identifiantFactureCPP":)" + std::to_string(id_) + "}"));
  EXPECT_EQ(response.status, 200);
  for (const char* part : {R"("statutFacture":"DEPOSEE")", R"("commentaire":"Merci")",
                           R"("destinataire":{"codeDestinataire":"21270893700405","codeServiceExecutant":"SERV"})",
                           R"("codeDeviseFacture":"EUR")", R"("numeroMarche":null,"numeroBonCommande":"1574308053")",
                           R"("dateFacture":"2026-11-20","dateDepot":"2026-11-22")",
                           R"("montantTotal":{"montantHtTotal":100.00,"montantTVA":20.00,"montantTtcTotal":120.00)",
                           R"("recapitulatifDeTva":{"ligneTva":[{"ligneTvaTaux":"TVA2","ligneTvaTauxManuel":null)"}) {
    EXPECT_THAT(response.body, HasSubstr(part));
  }
  EXPECT_THAT(response.body, HasSubstr("\"pieceJointeId\":" + std::to_string(pdf_)));
}

TEST_F(ConsultCalls, invoices_of_others_are_not_there) {
  const std::string body = R"({"idFacture":)" + std::to_string(id_) + "}";
  client_.id = "client-2";
  const Response other = invoice_history(*office_, with_body(body));
  EXPECT_EQ(other.status, 200);
  EXPECT_EQ(other.body, R"({"codeRetour":20000,"libelle":"GDP_MSG_11.008"})");
  EXPECT_EQ(number(search("{}"), "codeRetour"), 20000);
  client_.id = "client-1";
  EXPECT_EQ(invoice_history(*office_, with_body(R"({"idFacture":1})")).body, other.body);
}

TEST_F(ConsultCalls, ids_are_asked_for_by_name) {
  const Response response = invoice_history(*office_, with_body(R"({"idFactur":1})"));
  EXPECT_EQ(response.status, 400);
  EXPECT_THAT(text(response, "libelle"), HasSubstr("perhaps `idFacture` is meant"));
  EXPECT_THAT(text(show_invoice(*office_, with_body("{}")), "libelle"),
              HasSubstr("`identifiantFactureCPP` is missing"));
}

TEST_F(ConsultCalls, a_search_finds_by_what_is_asked) {
  now_ += std::chrono::hours(24);
  const Id second = submit("F-2026-2");
  const auto total = [&](const std::string& body) {
    const Response response = search(body);
    EXPECT_EQ(response.status, 200) << response.body;
    const rules::JsonNode root = tree(response);
    return root.find("codeRetour")->number != 0
               ? 0
               : static_cast<int>(root.find("parametresRetour")->find("total")->number);
  };
  EXPECT_EQ(total("{}"), 2);
  EXPECT_EQ(total(R"({"typeFacture":"FACTURE","rechercheFactureParFournisseur":{"nbResultatsParPage":100}})"), 2);
  EXPECT_EQ(total(R"({"numeroFacture":"F-2026-2"})"), 1);
  EXPECT_EQ(total(R"({"typeFacture":"AVOIR"})"), 0);
  EXPECT_EQ(total(R"({"periodeDateDepotDu":"2026-11-23","periodeDateDepotAu":"2026-11-23"})"), 1);
  EXPECT_EQ(total(R"({"periodeDateDepotAu":"2026-11-22"})"), 1);
  EXPECT_EQ(total(R"({"periodeDateHeureEtatCourantDu":"2026-11-23T00:00:00"})"), 1);
  EXPECT_EQ(total(R"({"periodeDateFactureDu":"2026-11-21"})"), 0);
  EXPECT_EQ(total(R"({"statutCourant":["REJETEE"]})"), 0);
  EXPECT_EQ(total(R"({"statutCourant":["DEPOSEE"],"codeDestinataire":"21270893700405"})"), 2);
  const Response page =
      search(R"({"rechercheFactureParFournisseur":{"pageResultatDemandee":1,"nbResultatsParPage":1}})");
  const rules::JsonNode root = tree(page);
  ASSERT_EQ(root.find("listeFactures")->items.size(), 1U);
  EXPECT_EQ(root.find("listeFactures")->items[0].find("identifiantFactureCPP")->number, static_cast<double>(second));
  EXPECT_EQ(root.find("parametresRetour")->find("pages")->number, 2);
  EXPECT_THAT(page.body, HasSubstr(R"("statut":"DEPOSEE","statutFacture":"DEPOSEE",)"
                                   R"("dateHeureEtatCourant":"2026-11-23 10:00","dateDepot":"2026-11-23")"));
  EXPECT_THAT(page.body, HasSubstr(R"("montantHT":100.00,"montantTTC":120.00,"montantAPayer":120})"));
}

TEST_F(ConsultCalls, what_was_let_go_of_keeps_number_and_status) {
  StoreOptions options;
  options.index = scratch_.path("store");
  options.keep = Days(1);
  ASSERT_TRUE(Store::open(options).value()->tidy(now_ + Days(2)));
  const Response response =
      show_invoice(*office_, with_body(R"({"identifiantFactureCPP":)" + std::to_string(id_) + "}"));
  EXPECT_EQ(response.status, 200);
  EXPECT_THAT(response.body, HasSubstr(R"("numeroFacture":"F-2026-1","statutFacture":"DEPOSEE")"));
  EXPECT_THAT(response.body, HasSubstr(R"("commentaire":null)"));
}

}  // namespace
}  // namespace prefill::server
