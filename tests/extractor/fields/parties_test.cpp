// Who sells and who buys. The worst mistake is to give the supplier's SIRET as the recipient's.

#include "extractor/fields/parties.h"

#include <gtest/gtest.h>

#include "tests/extractor/page_fixture.h"

namespace prefill {
namespace {

using test::checked;
using test::given;
using test::Sketch;
using test::SketchedDocument;

Extraction parties_of(const std::vector<Sketch>& pages) {
  const SketchedDocument document(pages);
  Extraction extraction;
  extraction.kind = DocumentKind::invoice;
  resolve_parties(document.view(), extraction);
  return extraction;
}

Extraction parties_of(const Sketch& sketch) {
  return parties_of(std::vector<Sketch>{sketch});
}

// 732 829 320 and 217 500 016 pass Luhn, with these establishments too.
constexpr std::string_view supplier_block = "Durand SARL\n2 rue Basse\n75002 PARIS\nSIRET 732 829 320 00074";
constexpr std::string_view recipient_block = "Mairie de Paris\n1 place Haute\n75004 PARIS\nSIRET 217 500 016 00019";

TEST(Parties, LabelSaysWhoseANumberIs) {
  const Extraction extraction =
      parties_of({{50, 400, "SIRET client : 217 500 016 00019\nSIRET fournisseur : 732 829 320 00074"}});
  EXPECT_EQ(given(extraction, Field::code_destinataire), "21750001600019");
  EXPECT_EQ(given(extraction, Field::siren_destinataire), "217500016");
  EXPECT_EQ(given(extraction, Field::code_fournisseur), "73282932000074");
  EXPECT_EQ(given(extraction, Field::siren_fournisseur), "732829320");
  EXPECT_EQ(given(extraction, Field::type_identifiant_fournisseur), "SIRET");
  EXPECT_EQ(extraction.field(Field::code_destinataire)->rule, "codeDestinataire/siret-client");
  EXPECT_EQ(extraction.field(Field::code_destinataire)->raw, "217 500 016 00019");
}

TEST(Parties, TwoSiretsOfOneCompanyLeaveItsSirenCertain) {
  const Extraction extraction =
      parties_of({{50, 400, "SIRET client : 217 500 016 00019\nSIRET client : 217 500 016 00027"}});
  EXPECT_EQ(given(extraction, Field::code_destinataire), "");
  EXPECT_EQ(given(extraction, Field::siren_destinataire), "217500016");
}

TEST(Parties, SecondCompanyAtTheHeadIsTheRecipientWhenTheSupplierIsKnown) {
  const Extraction extraction =
      parties_of({{50, 300, "SIRET : 217 500 016 00019\tCode service : 12"},
                  {50, 810, "Durand SARL au capital de 1 000 € - RCS Paris - SIRET 732 829 320 00074"}});
  EXPECT_EQ(given(extraction, Field::code_destinataire), "21750001600019");
  EXPECT_EQ(given(extraction, Field::code_fournisseur), "73282932000074");
}

TEST(Parties, ZoneSaysWhoseANumberIs) {
  const Extraction extraction = parties_of({{50, 100, "Facturé à\nMairie de Paris\nSIRET 217 500 016 00019"},
                                            {330, 100, "Émetteur\nDurand SARL\nSIRET 732 829 320 00074"}});
  EXPECT_EQ(given(extraction, Field::code_destinataire), "21750001600019");
  EXPECT_EQ(given(extraction, Field::code_fournisseur), "73282932000074");
  EXPECT_EQ(given(extraction, Field::nom_destinataire), "Mairie de Paris");
  EXPECT_EQ(given(extraction, Field::nom_fournisseur), "Durand SARL");
}

TEST(Parties, PublicBodyBuysAndCompanySells) {
  const Extraction extraction = parties_of({{50, 60, supplier_block}, {330, 160, recipient_block}});
  EXPECT_EQ(given(extraction, Field::code_destinataire), "21750001600019");
  EXPECT_EQ(given(extraction, Field::code_fournisseur), "73282932000074");
}

TEST(Parties, SmallPrintAtTheFootIsTheSuppliers) {
  const Extraction extraction = parties_of(
      {{330, 160, recipient_block},
       {50, 800, "Durand SARL au capital de 8 000 € - SIRET 732 829 320 00074 - RCS Paris - TVA FR44 732 829 320", 7}});
  EXPECT_EQ(given(extraction, Field::code_fournisseur), "73282932000074");
  EXPECT_EQ(given(extraction, Field::numero_tva_fournisseur), "FR44732829320");
  EXPECT_EQ(given(extraction, Field::code_destinataire), "21750001600019");
  EXPECT_EQ(checked(extraction, "SUPPLIER_VAT_KEY"), "ok");
}

TEST(Parties, SuppliersNumberAloneIsNeverTheRecipients) {
  for (const Sketch& sketch :
       {Sketch{{50, 60, supplier_block}}, Sketch{{50, 800, "Durand SARL - SIRET 732 829 320 00074 - RCS Paris", 7}},
        Sketch{{50, 60, supplier_block}, {330, 160, "Mairie de Paris\n1 place Haute\n75004 PARIS"}}}) {
    const Extraction extraction = parties_of(sketch);
    EXPECT_EQ(given(extraction, Field::code_destinataire), "");
    EXPECT_EQ(given(extraction, Field::code_fournisseur), "73282932000074");
  }
}

TEST(Parties, ThirdPartiesAreNeither) {
  const Extraction extraction =
      parties_of({{50, 60, supplier_block}, {330, 160, "Livré à\nÉcole Haute\nSIRET 217 500 016 00019"}});
  EXPECT_EQ(given(extraction, Field::code_destinataire), "");
  EXPECT_EQ(given(extraction, Field::code_fournisseur), "73282932000074");
}

TEST(Parties, PartiesNeverShareASiren) {
  const Extraction extraction = parties_of(
      {{50, 100, "Facturé à\nMairie de Paris\nSIRET 217 500 016 00019"}, {50, 300, "SIRET 217 500 016 00027"}});
  EXPECT_EQ(given(extraction, Field::code_fournisseur), "");
  EXPECT_EQ(given(extraction, Field::siren_fournisseur), "");
}

TEST(Parties, FailedKeyIsSaidAndNeverDeletesWhatALabelAnnounces) {
  const Extraction extraction =
      parties_of({{50, 400, "SIRET client : 931 250 274 08770\nSIRET fournisseur : 732 829 320 00074"}});
  EXPECT_EQ(given(extraction, Field::code_destinataire), "93125027408770");
  EXPECT_EQ(checked(extraction, "RECIPIENT_SIRET_LUHN"), "not ok");
  EXPECT_EQ(checked(extraction, "SUPPLIER_SIRET_LUHN"), "ok");
}

TEST(Parties, FourteenDigitsWithoutLabelNeedTheirKey) {
  EXPECT_EQ(given(parties_of({{50, 60, "Durand SARL\n732 829 320 00074"}}), Field::code_fournisseur), "73282932000074");
  EXPECT_EQ(given(parties_of({{50, 60, "Durand SARL\n732 829 321 00074"}}), Field::code_fournisseur), "");
}

TEST(Parties, SirenOfTheRegisterIsEnough) {
  const Extraction extraction = parties_of({{50, 800, "Durand SARL au capital de 8 000 € - RCS Paris 732 829 320", 7}});
  EXPECT_EQ(given(extraction, Field::siren_fournisseur), "732829320");
  EXPECT_EQ(given(extraction, Field::code_fournisseur), "");
}

TEST(Parties, VatIdHoldsTheSiren) {
  const Extraction extraction = parties_of({{50, 800, "Durand SARL - N° TVA FR44 732 829 320", 7}});
  EXPECT_EQ(given(extraction, Field::numero_tva_fournisseur), "FR44732829320");
  EXPECT_EQ(given(extraction, Field::siren_fournisseur), "732829320");
}

TEST(Parties, SupplierOfTheUnionHasItsVatIdAsCode) {
  const Extraction extraction =
      parties_of({{50, 60, "Muster GmbH\nHauptstr. 1\nUSt-IdNr. DE123456789"}, {330, 160, recipient_block}});
  EXPECT_EQ(given(extraction, Field::code_fournisseur), "DE123456789");
  EXPECT_EQ(given(extraction, Field::type_identifiant_fournisseur), "UE_HORS_FRANCE");
}

TEST(Parties, SupplierOutsideTheUnionHasNone) {
  const Extraction extraction = parties_of({{50, 60, "Example Ltd\nHigh Street\nVAT number GB123456789"}});
  EXPECT_EQ(given(extraction, Field::numero_tva_fournisseur), "GB123456789");
  EXPECT_EQ(given(extraction, Field::code_fournisseur), "");
  EXPECT_EQ(given(extraction, Field::type_identifiant_fournisseur), "");
}

TEST(Parties, OverseasSupplierHasARidetOrTahitiNumber) {
  const Extraction ridet = parties_of({{50, 60, "Niaouli SARL\nNouméa\nRIDET : 1 234 567.001"}});
  EXPECT_EQ(given(ridet, Field::code_fournisseur), "1234567001");
  EXPECT_EQ(given(ridet, Field::type_identifiant_fournisseur), "RIDET");
  const Extraction tahiti = parties_of({{50, 60, "Tiare SARL\nPapeete\nN° TAHITI : A12345"}});
  EXPECT_EQ(given(tahiti, Field::code_fournisseur), "A12345");
  EXPECT_EQ(given(tahiti, Field::type_identifiant_fournisseur), "TAHITI");
}

TEST(Parties, TelephoneNumberIsNoIdentifier) {
  const Extraction extraction = parties_of({{50, 60, "Durand SARL\nSIRET 01 23 45 67 89 01 23\nTél. 01 23 45 67 89"}});
  EXPECT_EQ(given(extraction, Field::code_fournisseur), "");
  EXPECT_EQ(given(extraction, Field::siren_fournisseur), "");
}

TEST(Parties, MinistryWithoutSiretGivesItsNameAlone) {
  const Extraction extraction =
      parties_of({{50, 60, supplier_block}, {330, 160, "Ministère de la Culture\n3 rue de Valois\n75001 PARIS"}});
  EXPECT_EQ(given(extraction, Field::nom_destinataire), "Ministère de la Culture");
  EXPECT_EQ(given(extraction, Field::code_destinataire), "");
}

TEST(Parties, WordsOfAPartyBesideABareLabelSayWhoseItIs) {
  for (const std::string_view label : {"Destinataire SIRET : ", "SIRET (bill to): ", "Acheteur - SIRET "}) {
    const std::string line = std::string(label) + "732 829 320 00074";
    EXPECT_EQ(given(parties_of({{50, 400, line}}), Field::code_destinataire), "73282932000074") << label;
  }
  EXPECT_EQ(
      given(parties_of({{50, 400, "SIRET de l'établissement émetteur : 732 829 320 00074"}}), Field::code_fournisseur),
      "73282932000074");
}

TEST(Parties, SiretOfAnAgencyYieldsToTheCompanys) {
  const Extraction extraction =
      parties_of({{50, 60, "Durand SARL\n2 rue Basse\n75002 PARIS\nSIRET de l'agence : 732 829 320 00066"},
                  {330, 160, "SIRET client : 217 500 016 00019"},
                  {50, 300, "Prestation\tStade (SIRET du site : 217 500 016 00027)"},
                  {50, 810, "Durand SARL au capital de 8 000 € - SIRET 732 829 320 00074 - RCS Paris", 7}});
  EXPECT_EQ(given(extraction, Field::code_fournisseur), "73282932000074");
  EXPECT_EQ(given(extraction, Field::code_destinataire), "21750001600019");
}

TEST(Parties, SiretOfTheTitulaireIsTheSuppliersUnlessASubcontractorInvoices) {
  const Extraction plain =
      parties_of({{50, 100, "SIRET agence\n732 829 320 00066"},
                  {50, 800, "Durand SAS, capital 8 000 € - RCS Paris - SIRET du titulaire : 732 829 320 00074", 7}});
  EXPECT_EQ(given(plain, Field::code_fournisseur), "73282932000074");
  const Extraction subcontracted =
      parties_of({{50, 400, "SIRET du titulaire : 404 833 048 00022"},
                  {50, 800, "Durand SARL au capital de 8 000 € - RCS Paris - SIRET 732 829 320 00074", 7}});
  EXPECT_EQ(given(subcontracted, Field::code_fournisseur), "73282932000074");
}

TEST(Parties, TwoBareSiretsOfTheSupplierLeaveTheChoiceOpen) {
  const Extraction extraction =
      parties_of({{50, 60, "Durand SARL\n2 rue Basse\n75002 PARIS\nSIRET 732 829 320 00066"},
                  {50, 810, "Durand SARL au capital de 8 000 € - SIRET 732 829 320 00074 - RCS Paris", 7}});
  EXPECT_EQ(given(extraction, Field::code_fournisseur), "");
  EXPECT_EQ(given(extraction, Field::siren_fournisseur), "732829320");
}

TEST(Parties, SirenOfAPublicBodyIsTheBuyers) {
  const Extraction extraction = parties_of({{330, 160, "GHT Val d'Isole\nSIRET 217 500 016 00019"},
                                            {50, 60, "Instruments BV\nKanaal 2\nVAT NL675680463B03"}});
  EXPECT_EQ(given(extraction, Field::code_destinataire), "21750001600019");
  EXPECT_EQ(given(extraction, Field::code_fournisseur), "NL675680463B03");
  EXPECT_EQ(given(extraction, Field::siren_fournisseur), "");
}

TEST(Parties, SirenOfAPublicBodyAloneMakesNoBuyer) {
  const Extraction extraction = parties_of({{50, 60, "Commune de Paris\n1 place Haute\nSIRET 217 500 016 00019"}});
  EXPECT_EQ(given(extraction, Field::code_destinataire), "");
}

TEST(Parties, PublicBodiesInvoiceEachOther) {
  const Extraction extraction =
      parties_of({{50, 60, "Commune de Paris\n1 place Haute\n75004 PARIS\nSIRET 217 500 016 00019"},
                  {50, 200, "Débiteur :\nUniversité Basse\n2 rue Basse\n75002 PARIS\nSIRET 197 500 011 00018"},
                  {330, 200, "Comptable chargé du recouvrement :\nTrésorerie de Paris"}});
  EXPECT_EQ(given(extraction, Field::siren_destinataire), "197500011");
  EXPECT_EQ(given(extraction, Field::siren_fournisseur), "217500016");
  EXPECT_EQ(given(extraction, Field::nom_destinataire), "Université Basse");
  EXPECT_EQ(given(extraction, Field::nom_fournisseur), "Commune de Paris");
}

TEST(Parties, TwoEquallyLikelySuppliersLeaveItOpen) {
  const Extraction extraction =
      parties_of({{50, 60, "SIRET 732 829 320 00074\nSIRET 404 833 048 00022"}, {330, 160, recipient_block}});
  EXPECT_EQ(given(extraction, Field::code_fournisseur), "");
  EXPECT_EQ(given(extraction, Field::siren_fournisseur), "");
  EXPECT_EQ(given(extraction, Field::code_destinataire), "21750001600019");
}

TEST(Parties, IdentifiersAreReadFromTheLinesOfANarrowColumn) {
  const Extraction extraction =
      parties_of({{50, 100, "Prestation\nGardiennage\nRonde"},
                  {450, 100, "SIRET client\n217 500\n016 00019\nSIRET fournisseur\n732829320\n00074"},
                  {50, 800, "Durand SARL au capital de 8 000 € - RCS Paris - N° TVA FR44 732\n829 320", 7}});
  EXPECT_EQ(given(extraction, Field::code_destinataire), "21750001600019");
  EXPECT_EQ(given(extraction, Field::code_fournisseur), "73282932000074");
  EXPECT_EQ(given(extraction, Field::numero_tva_fournisseur), "FR44732829320");
}

TEST(Parties, LegalFormAloneIsNoName) {
  const Extraction extraction =
      parties_of({{50, 60, "Biolabis\n90 sentier des Vignes\n13970 VIEUX-RHODAN"},
                  {50, 810, "SELAS au capital de 640 000 € - SIRET 732 829 320 00074 - RCS Angers", 7}});
  EXPECT_EQ(given(extraction, Field::nom_fournisseur), "Biolabis");
}

TEST(Parties, DepartmentIsNotTheBody) {
  const Extraction extraction =
      parties_of({{50, 60, supplier_block},
                  {330, 160, "Syndicat Haut\nDirection générale des services\n1 rue Haute\n75004 PARIS"}});
  EXPECT_EQ(given(extraction, Field::nom_destinataire), "Syndicat Haut");
}

TEST(Parties, LinesAboveANumberInALetterAreNoName) {
  const Extraction extraction =
      parties_of({{50, 60, supplier_block},
                  {50, 300, "Paris, le 9 janvier 2026\nCoût de la mission\nVotre SIRET 217 500 016 00019"}});
  EXPECT_EQ(given(extraction, Field::code_destinataire), "21750001600019");
  EXPECT_EQ(given(extraction, Field::nom_destinataire), "");
}

TEST(Parties, FirstOfTwoBodiesIsTheLarger) {
  const Extraction extraction =
      parties_of({{50, 60, supplier_block}, {330, 160, "Mairie de Paris\nConservatoire\n1 rue Haute\n75004 PARIS"}});
  EXPECT_EQ(given(extraction, Field::nom_destinataire), "Mairie de Paris");
}

TEST(Parties, NameOfABodyMayHoldADashOrANumber) {
  const auto recipient = [](std::string_view name) {
    const std::string block = std::string(name) + "\n1 rue Haute\n75004 PARIS";
    return given(parties_of({{50, 60, supplier_block}, {330, 160, block}}), Field::nom_destinataire);
  };
  EXPECT_EQ(recipient("Hôpital Haut - Les Ormes"), "Hôpital Haut - Les Ormes");
  EXPECT_EQ(recipient("Hôpital Haut - Service des achats"), "Hôpital Haut");
  EXPECT_EQ(recipient("Hôpital Haut - 3 rue Basse"), "Hôpital Haut");
  EXPECT_EQ(recipient("SDIS 97"), "SDIS 97");
}

TEST(Parties, EndOfAHeadingIsNoName) {
  const Extraction extraction =
      parties_of({{50, 60, supplier_block},
                  {330, 160, "Maître d'ouvrage (destinataire)\nCommune de Fontanges\n1 rue Haute\n75004 PARIS"}});
  EXPECT_EQ(given(extraction, Field::nom_destinataire), "Commune de Fontanges");
}

TEST(Parties, NameGoesOnInTheNextLine) {
  const auto recipient = [](std::string_view name) {
    const std::string block = std::string(name) + "\n1 rue Haute\n75004 PARIS";
    return given(parties_of({{50, 60, supplier_block}, {330, 160, block}}), Field::nom_destinataire);
  };
  EXPECT_EQ(recipient("Lycée général et technologique Rosa\nParks"), "Lycée général et technologique Rosa Parks");
  EXPECT_EQ(recipient("Centre hospitalier du Haut-\nRoyans"), "Centre hospitalier du Haut-Royans");
  EXPECT_EQ(recipient("Hôpital intercommunal\nRoquevidal"), "Hôpital intercommunal Roquevidal");
  EXPECT_EQ(recipient("Hôpital intercommunal\nPharmacie"), "Hôpital intercommunal");
  EXPECT_EQ(recipient("Centre hospitalier intercommunal Haut\nDSIO"), "Centre hospitalier intercommunal Haut");
}

TEST(Parties, LetterheadOfTwoLinesInLargePrintIsOneName) {
  const Extraction extraction =
      parties_of({{50, 60, "Contrôle\nTechnique Alvaréa", 18},
                  {50, 300, "Prestation de contrôle des ouvrages, mission complète et rapport"},
                  {330, 160, recipient_block}});
  EXPECT_EQ(given(extraction, Field::nom_fournisseur), "Contrôle Technique Alvaréa");
}

TEST(Parties, ThePageRepeatsTheNameRatherThanTheTradeName) {
  const Extraction extraction =
      parties_of({{50, 40, "LOGO LES DURAND"},
                  {50, 100, "TRADE NAME\nLES DURAND\n2 rue Basse\n75002 PARIS\nSIRET 732 829 320 00074"},
                  {330, 160, recipient_block}});
  EXPECT_EQ(given(extraction, Field::nom_fournisseur), "LES DURAND");
}

TEST(Parties, ZoneOfSomebodyElseGivesNoName) {
  const Extraction extraction =
      parties_of({{50, 100, "Sous-traitant :\nMorizot\n1 rue Haute\n39970 DOLE\nSIRET 732 829 320 00074"},
                  {330, 100, "Titulaire :\nLavergnat\n2 rue Basse\n39970 DOLE\nSIRET 404 833 048 00022"},
                  {50, 300, "Maître d'ouvrage\nMairie de Dole\nSIRET 217 500 016 00019"},
                  {50, 810, "SA au capital de 8 000 € - SIRET 732 829 320 00074 - N° TVA FR44 732 829 320", 7}});
  EXPECT_EQ(given(extraction, Field::code_fournisseur), "73282932000074");
  EXPECT_EQ(given(extraction, Field::nom_fournisseur), "Morizot");
}

TEST(Parties, NamesThatDifferInLegalFormAreOne) {
  const Extraction extraction =
      parties_of({{50, 60, "DURAND\n2 rue Basse\n75002 PARIS\nSIRET 732 829 320 00074"},
                  {330, 160, recipient_block},
                  {50, 810, "Durand SARL - capital 8 000 € - SIRET 732 829 320 00074 - RCS Paris", 7}});
  EXPECT_EQ(given(extraction, Field::nom_fournisseur), "DURAND");
}

TEST(Parties, NameIsWithoutTheSentenceBeforeItAndTheFormInFullWordsBehindIt) {
  const auto name_in_foot = [](std::string_view foot) {
    const std::string line = std::string(foot) + ", SIRET 732 829 320 00074";
    return given(parties_of({{50, 810, line}}), Field::nom_fournisseur);
  };
  EXPECT_EQ(name_in_foot("Passeport phytosanitaire FR-PL01442. Serres du Bois SARL au capital de 30 000 €"),
            "Serres du Bois SARL");
  EXPECT_EQ(name_in_foot("Brandt SARL, société à responsabilité limitée au capital de 30 000 €"), "Brandt SARL");
  EXPECT_EQ(name_in_foot("Mobicoll S.A. à directoire - capital 1 200 000 €"), "Mobicoll S.A.");
  EXPECT_EQ(name_in_foot("Mobicoll SA à conseil d'administration au capital de 30 000 €"), "Mobicoll SA");
  EXPECT_EQ(name_in_foot("Brandt SARL à associé unique au capital de 30 000 €"), "Brandt SARL");
  EXPECT_EQ(name_in_foot("Dr. Martin SARL au capital de 30 000 €"), "Dr. Martin SARL");
}

TEST(Parties, PageWithoutIdentifiersGivesNone) {
  const Extraction extraction = parties_of({{50, 60, "Total\t12,00"}});
  EXPECT_EQ(given(extraction, Field::code_destinataire), "");
  EXPECT_EQ(given(extraction, Field::code_fournisseur), "");
  EXPECT_TRUE(extraction.checks.empty());
}

}  // namespace
}  // namespace prefill
