// The spellings that a phrase stands for.

#include "rules/phrase.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace prefill::rules {
namespace {

bool stands_for(std::string_view phrase, std::string_view literal) {
  const auto literals = literals_of(phrase);
  return std::find(literals.begin(), literals.end(), literal) != literals.end();
}

TEST(Phrase, PutsThePlainestFirst) {
  EXPECT_EQ(literals_of("Date d’échéance :").front(), "date d'echeance");
  EXPECT_EQ(literals_of("Total T.T.C.").front(), "total ttc");
}

TEST(Phrase, ApostropheMayStandApart) {
  EXPECT_TRUE(stands_for("Facture d'avoir", "facture d ' avoir"));
  EXPECT_TRUE(stands_for("Facture d'avoir", "facture d'avoir"));
}

TEST(Phrase, OfOneWordIsOneLiteral) {
  EXPECT_EQ(literals_of("Échéance"), std::vector<std::string>{"echeance"});
}

TEST(Phrase, SpellsTheNumberSignBothWays) {
  for (const std::string_view phrase : {"N° de facture", "Numéro de facture", "№ de facture"}) {
    EXPECT_TRUE(stands_for(phrase, "n° de facture")) << phrase;
    EXPECT_TRUE(stands_for(phrase, "numero de facture")) << phrase;
  }
  EXPECT_TRUE(stands_for("Facture n°", "facture numero"));
  EXPECT_TRUE(stands_for("N°TVA", "numero tva"));
  EXPECT_TRUE(stands_for("N° EJ", "n°ej"));
}

TEST(Phrase, KeepsWordsThatContainNumero) {
  EXPECT_FALSE(stands_for("Numerotation libre", "n°tation libre"));
}

TEST(Phrase, LosesItsInnerSpacesWhenLongEnough) {
  EXPECT_TRUE(stands_for("Date de facture", "datedefacture"));
  EXPECT_TRUE(stands_for("N° de facture", "numerodefacture"));
  EXPECT_FALSE(stands_for("Le 12", "le12"));
}

TEST(Phrase, TakesDashForSpaceBetweenTwoWords) {
  EXPECT_TRUE(stands_for("Sous-total", "sous total"));
  EXPECT_TRUE(stands_for("Sous-total", "soustotal"));
  EXPECT_TRUE(stands_for("Sous total", "sous-total"));
  EXPECT_FALSE(stands_for("Date de facture", "date-de-facture"));
  EXPECT_FALSE(stands_for("TOTAL TTC - EUR", "total ttc   eur"));
}

TEST(Phrase, TakesSlashesWithAndWithoutSpaces) {
  EXPECT_TRUE(stands_for("N° d'engagement / marché", "n° d'engagement/marche"));
  EXPECT_TRUE(stands_for("V/Réf", "v / ref"));
}

TEST(Phrase, WithNothingToSearchForHasNoLiterals) {
  for (const std::string_view phrase : {"", "  ", ":", " : ", "\u00AD", "•"}) EXPECT_TRUE(literals_of(phrase).empty());
}

TEST(Phrase, GivesEachLiteralOnce) {
  for (const std::string_view phrase : {"N° numéro n°", "a / b-c / d", "N° de bon de commande / marché"}) {
    const auto literals = literals_of(phrase);
    EXPECT_EQ(std::set(literals.begin(), literals.end()).size(), literals.size()) << phrase;
  }
}

}  // namespace
}  // namespace prefill::rules
