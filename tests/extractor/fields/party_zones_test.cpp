// Which part of the page speaks of whom.

#include "extractor/fields/party_zones.h"

#include <gtest/gtest.h>

#include "tests/extractor/page_fixture.h"

namespace prefill {
namespace {

using test::Sketch;
using test::SketchedDocument;

constexpr std::string_view pack = R"({
  "name": "test",
  "fields": {"numeroFacture": {"threshold": 0.5, "rules": [{"id": "number", "phrases": ["Facture n°"]}]}},
  "marks": {
    "recipient": [{"id": "to", "position": "whole_cell", "phrases": ["Client", "Facturé à"]}],
    "supplier": [{"id": "from", "position": "cell_start", "phrases": ["Émetteur"]}],
    "other_party": [{"id": "delivery", "phrases": ["Livré à"]}],
    "siret": [{"id": "siret", "phrases": ["SIRET"]}],
    "item_header": [{"id": "heads", "phrases": ["Désignation", "Quantité"]}]
  }
})";

/// "cell: role" for each cell that lies in a zone, in order of place.
std::vector<std::string> zones_of(const Sketch& sketch) {
  const SketchedDocument document({sketch}, pack);
  const text::PageText& page = *document.page().text;
  const auto roles = party_zones(document.page(), document.view());
  EXPECT_EQ(roles.size(), page.cells().size());
  std::vector<std::string> found;
  for (text::Index c = 0; c < roles.size(); ++c) {
    if (roles[c].role == Role::unknown) continue;
    const std::string_view role = roles[c].role == Role::recipient  ? "recipient"
                                  : roles[c].role == Role::supplier ? "supplier"
                                                                    : "other";
    found.push_back(std::string(page.text(page.cells()[c].text)) + ": " + std::string(role));
  }
  return found;
}

using Zones = std::vector<std::string>;

TEST(PartyZones, HeadingOwnsTheBlockUnderIt) {
  EXPECT_EQ(zones_of({{50, 100, "Client\nMairie\n1 rue Haute"}, {50, 300, "Facture n° 12"}}),
            (Zones{"client: recipient", "mairie: recipient", "1 rue haute: recipient"}));
}

TEST(PartyZones, HeadingOwnsTheBlockThatBeginsALittleLower) {
  EXPECT_EQ(zones_of({{50, 100, "Client"}, {50, 125, "Mairie\n1 rue Haute"}}),
            (Zones{"client: recipient", "mairie: recipient", "1 rue haute: recipient"}));
  EXPECT_EQ(zones_of({{50, 100, "Client"}, {50, 200, "Mairie"}}), Zones{"client: recipient"});
}

TEST(PartyZones, HeadingOwnsTheRestOfItsCell) {
  EXPECT_EQ(zones_of({{50, 100, "Émetteur Durand SARL\n2 rue Basse"}}),
            (Zones{"emetteur durand sarl: supplier", "2 rue basse: supplier"}));
}

TEST(PartyZones, HeadOfAColumnOfItemsBeginsNone) {
  EXPECT_EQ(zones_of({{50, 100, "Désignation\tClient\tQuantité\nVis\tAAA\t12"}}), Zones{});
}

TEST(PartyZones, HeadingWithAColonOwnsTheCellToItsRight) {
  EXPECT_EQ(zones_of({{50, 100, "Client :\tMairie\n\t1 rue Haute"}}),
            (Zones{"client :: recipient", "mairie: recipient", "1 rue haute: recipient"}));
}

TEST(PartyZones, CellWithAColonIsAHeadingOfItsOwn) {
  EXPECT_EQ(zones_of({{50, 100, "Client :\nMairie"}, {250, 100, "Comptable :\nTrésor"}}),
            (Zones{"client :: recipient", "mairie: recipient"}));
}

TEST(PartyZones, InAGridTheRowBelowIsALabelEvenALittleApart) {
  EXPECT_EQ(zones_of({{50, 100, "Client"}, {250, 100, "Mairie\n1 rue Haute"}, {50, 126, "SIRET\nMotif"}}),
            (Zones{"client: recipient", "mairie: recipient"}));
}

TEST(PartyZones, InAGridTheNextRowIsAnotherLabel) {
  EXPECT_EQ(zones_of({{50, 100, "Émetteur\tDurand\nSIRET\t732 829 320 00074"}}),
            (Zones{"emetteur: supplier", "durand: supplier"}));
}

TEST(PartyZones, ZonesStandSideBySide) {
  EXPECT_EQ(zones_of({{50, 100, "Émetteur\nDurand SARL\n2 rue Basse"}, {330, 100, "Client\nMairie\n1 rue Haute"}}),
            (Zones{"emetteur: supplier", "client: recipient", "durand sarl: supplier", "mairie: recipient",
                   "2 rue basse: supplier", "1 rue haute: recipient"}));
}

TEST(PartyZones, NextHeadingEndsAZone) {
  EXPECT_EQ(zones_of({{50, 100, "Client\nMairie\nLivré à\nÉcole"}}),
            (Zones{"client: recipient", "mairie: recipient", "livre a: other", "ecole: other"}));
}

TEST(PartyZones, HeadingMustStandWhereItsRuleWantsIt) {
  EXPECT_EQ(zones_of({{50, 100, "notre Client préféré\nMairie"}}), Zones{});
}

TEST(PartyZones, PageWithoutHeadingsHasNone) {
  EXPECT_EQ(zones_of({{50, 100, "Durand SARL\n2 rue Basse"}}), Zones{});
  EXPECT_EQ(zones_of({}), Zones{});
}

TEST(PartyZones, KnowTheirHeading) {
  const SketchedDocument document({{{50, 100, "Client\nMairie"}}}, pack);
  const auto roles = party_zones(document.page(), document.view());
  ASSERT_EQ(roles.size(), 2U);
  EXPECT_TRUE(roles[0].heading_cell);
  EXPECT_FALSE(roles[1].heading_cell);
  EXPECT_EQ(document.view().rule(document.page().matches[roles[1].heading]).name, "recipient/to");
}

}  // namespace
}  // namespace prefill
