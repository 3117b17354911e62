// Lists of values and of structures.

#include "server/choruspro/list_calls.h"

#include <gmock/gmock.h>

#include <set>

#include "tests/server/portal_fixture.h"

namespace prefill::server {
namespace {

using testing::HasSubstr;

class ListCalls : public test::PortalFixture {
 protected:
  [[nodiscard]] Result<Structures> structures(const std::string& text) const {
    return Structures::read(scratch_.write("structures.json", text));
  }
  void configure() {
    office_->structures = structures(R"({"structures":[
      {"idStructureCPP":1,"identifiantStructure":"21270893700405","designationStructure":"Mairie de Lormeaux",
       "exigence":"SERVICE","services":[{"idService":7,"codeService":"SERV","libelleService":"Service"}]},
      {"idStructureCPP":2,"identifiantStructure":"83365516000236","designationStructure":"Ateliers","typeStructure":"PRIVEE"}
      ]})")
                              .value();
  }
};

TEST_F(ListCalls, have_the_names_that_clients_read) {
  const Request any = with_body("{}");
  const Response rates = list_vat_rates(*office_, any);
  EXPECT_THAT(rates.body, HasSubstr(R"("libelle":"TRA_MSG_00.000","listeTauxTva":[{"codeTauxTva":"TVA1",)"));
  EXPECT_THAT(rates.body, HasSubstr(R"x("libelleTauxTva":"Art 293B(FranchiseEnBase)","valeurTauxTva":0})x"));
  EXPECT_THAT(rates.body, HasSubstr(R"("valeurTauxTva":5.5})"));
  EXPECT_THAT(list_currencies(*office_, any).body,
              HasSubstr(R"("listeDevises":[{"codeDevise":"EUR","libelleDevise":)"));
  EXPECT_THAT(list_payment_modes(*office_, any).body, HasSubstr(R"("listeModePaiement":[{"modePaiement":"CHEQUE"})"));
  EXPECT_THAT(list_deposit_modes(*office_, any).body, HasSubstr(R"({"modeDepot":"DEPOT_PDF_API"})"));
  EXPECT_THAT(list_frames(*office_, any).body,
              HasSubstr(R"("listeCadreFacturation":[{"codeCadreFacturation":"A1_FACTURE_FOURNISSEUR"})"));
  EXPECT_THAT(list_exemption_reasons(*office_, any).body, HasSubstr(R"({"codeMotifExonerationTva":"ART_293B",)"));
  EXPECT_THAT(list_identifier_types(*office_, any).body, HasSubstr(R"("typeIdentifiantStructure":"UE_HORS_FRANCE")"));
  EXPECT_THAT(health_check(*office_, any).body, HasSubstr(R"("statusCodeValue":200)"));
}

TEST_F(ListCalls, name_every_rate_of_the_law_once) {
  const Response response = list_vat_rates(*office_, with_body("{}"));
  const rules::JsonNode root = tree(response);
  std::set<double> rates;
  std::set<std::string> codes;
  for (const auto& entry : root.find("listeTauxTva")->items) {
    rates.insert(entry.find("valeurTauxTva")->number);
    codes.insert(entry.find("codeTauxTva")->text);
  }
  EXPECT_EQ(rates, (std::set<double>{0, 0.9, 1.05, 1.75, 2.1, 5.5, 7, 8.5, 9.2, 9.6, 10, 13, 19.6, 20, 20.6}));
  EXPECT_EQ(codes.size(), root.find("listeTauxTva")->items.size());
}

TEST_F(ListCalls, structures_are_found_by_what_is_asked) {
  configure();
  const auto search = [&](const std::string& structure) {
    return search_structures(*office_, with_body("{\"structure\":" + structure + "}"));
  };
  const Response found = search(R"({"identifiantStructure":"21270893700405","typeIdentifiantStructure":"SIRET"})");
  EXPECT_THAT(found.body, HasSubstr(R"("listeStructures":[{"idStructureCPP":1,"identifiantStructure":"21270893700405",)"
                                    R"("typeIdentifiantStructure":"SIRET","designationStructure":"Mairie de Lormeaux",)"
                                    R"("statut":"ACTIF"}],"parametresRetour":{"pageCourante":1,"pages":1,)"
                                    R"("nbResultatsParPage":100,"total":1})"));
  EXPECT_EQ(number(search(R"({"identifiantStructure":"21270893700406"})"), "codeRetour"), 20000);
  EXPECT_THAT(search(R"({"libelleStructure":"LORMEAUX"})").body, HasSubstr(R"("total":1)"));
  EXPECT_THAT(search(R"({"typeStructure":"PRIVEE"})").body, HasSubstr("Ateliers"));
  EXPECT_THAT(search("{}").body, HasSubstr(R"("total":2)"));
  EXPECT_THAT(text(search_structures(*office_, with_body("{}")), "libelle"), HasSubstr("`structure` is missing"));
}

TEST_F(ListCalls, structures_say_what_they_want_and_their_services) {
  configure();
  EXPECT_THAT(show_structure(*office_, with_body(R"({"idStructureCPP":1,"codeLangue":"fr"})")).body,
              HasSubstr(R"("parametres":{"codeServiceDoitEtreRenseigne":true,"numeroEJDoitEtreRenseigne":false,)"));
  EXPECT_THAT(search_services(*office_, with_body(R"({"idStructure":1})")).body,
              HasSubstr(R"("listeServices":[{"idService":7,"codeService":"SERV","libelleService":"Service",)"
                        R"("statutService":"ACTIF","estActif":true}])"));
  EXPECT_EQ(number(search_services(*office_, with_body(R"({"idStructure":9})")), "codeRetour"), 20000);
  EXPECT_THAT(list_active_suppliers(*office_, with_body("{}")).body,
              HasSubstr(R"("listeStructures":[{"idStructureCPP":2,"designationStructure":"Ateliers",)"
                        R"("identifiant":"83365516000236"}])"));
}

TEST_F(ListCalls, mistakes_in_the_list_of_structures_are_told_together) {
  const auto read =
      structures(R"({"structures":[{"idStructureCPP":"x","identifiantStructur":"1","exigence":"SERVIC"}]})");
  ASSERT_FALSE(read);
  EXPECT_THAT(read.error().message, HasSubstr("`structures[0].idStructureCPP` is no whole number"));
  EXPECT_THAT(read.error().message, HasSubstr("perhaps `identifiantStructure` is meant"));
  EXPECT_THAT(read.error().message, HasSubstr("`structures[0].designationStructure` is missing"));
  EXPECT_THAT(read.error().message, HasSubstr("perhaps `SERVICE` is meant"));
  EXPECT_FALSE(Structures::read(scratch_.path("nothing")));
  EXPECT_FALSE(structures("{}"));
}

}  // namespace
}  // namespace prefill::server
