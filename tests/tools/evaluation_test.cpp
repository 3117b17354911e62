// What counts as the same value, and how verdicts are counted.

#include "tools/evaluation.h"

#include <gmock/gmock.h>

#include <string>

namespace prefill::tools {
namespace {

using Texts = std::vector<std::string>;
using Taxes = std::vector<TaxLine>;

Decimal cents(std::int64_t n) {
  return Decimal::of_cents(n);
}

bool same_name(const std::string& a, const std::string& b) {
  return same_value(Field::nom_fournisseur, a, b);
}

void give(Extraction& extraction, Field field, Value value) {
  extraction.field(field).emplace().value = std::move(value);
}

LabelledDocument labelled(Field field, Value value) {
  LabelledDocument document;
  document.truth[static_cast<std::size_t>(field)] = std::move(value);
  return document;
}

// The verdict on one field; "none" when it is not counted.
std::string verdict(const LabelledDocument& document, Field field, const Extraction* given) {
  for (const Judgement& judgement : judge(document, all_fields(), given)) {
    if (judgement.field == field) return std::string(verdict_name(judgement.verdict));
  }
  return "none";
}

TEST(SameValue, ReferencesDifferInNothingButSpaces) {
  EXPECT_TRUE(same_value(Field::numero_facture, "FA 2017-0010", "FA2017-0010"));
  EXPECT_TRUE(same_value(Field::code_destinataire, "110 002 011 00044", "110\u00A0002\u202F01100044"));
  EXPECT_FALSE(same_value(Field::numero_facture, "FA-2017", "FA2017"));
  EXPECT_FALSE(same_value(Field::numero_facture, "fa1", "FA1"));
}

TEST(SameValue, AmountsAgreeToTheCentWhateverTheirSign) {
  EXPECT_TRUE(same_value(Field::montant_tva, cents(-1050), cents(1050)));
  EXPECT_TRUE(same_value(Field::montant_tva, Decimal{10'500'000}, Decimal{10'499'999}));
  EXPECT_FALSE(same_value(Field::montant_tva, cents(1050), cents(1051)));
}

TEST(SameValue, MentionsMayBeginEarlierOrEndLater) {
  const auto same_reason = [](const std::string& a, const std::string& b) {
    return same_value(Field::motif_exoneration, a, b) && same_value(Field::motif_exoneration, b, a);
  };
  EXPECT_TRUE(same_reason("TVA non applicable, art. 293 B du CGI", "tva non applicable - art 293 b du cgi."));
  EXPECT_TRUE(same_reason("Organisme exonéré de TVA (article 261 du CGI)", "exonéré de TVA (article 261 du CGI)"));
  EXPECT_TRUE(same_value(Field::mention_subrogative, "Elle le reçoit par subrogation", "reçoit par subrogation"));
  EXPECT_FALSE(same_reason("exonéré de TVA en vertu de l'article 261 du CGI", "article 261"));
  EXPECT_FALSE(same_reason("exonéré de TVA (article 261)", "exonéré de TVA (article 262)"));
  EXPECT_FALSE(same_reason("exonéré de TVA", ""));
  EXPECT_FALSE(same_name("Mairie de Lormeaux", "Mairie de Lormeaux et environs"));
}

TEST(SameValue, NamesIgnoreCaseAccentsPunctuationAndLegalForm) {
  EXPECT_TRUE(same_name("Société Générale d'Électricité", "SOCIETE GENERALE D ELECTRICITE"));
  EXPECT_TRUE(same_name("Dupont & Fils, SARL", "DUPONT FILS"));
  EXPECT_TRUE(same_name("SAS Dupont", "Dupont"));
  EXPECT_TRUE(same_name("Müller GmbH & Co. KG", "Müller"));
  EXPECT_TRUE(same_name("S.A.R.L. Dupont", "Dupont SARL"));
  EXPECT_FALSE(same_name("Dupont", "Durand"));
  EXPECT_FALSE(same_name("Dupont SA Paris", "Dupont Paris"));
}

TEST(SameValue, ANameOfLegalFormsAloneIsKept) {
  EXPECT_TRUE(same_name("SAS", "sas"));
  EXPECT_FALSE(same_name("SAS", "SARL"));
}

TEST(SameValue, IbansAreASet) {
  EXPECT_TRUE(same_value(Field::ibans, Texts{"FR76 1", "DE02"}, Texts{"DE02", "FR761", "DE02"}));
  EXPECT_FALSE(same_value(Field::ibans, Texts{"FR76", "DE02"}, Texts{"FR76"}));
}

TEST(SameValue, TaxLinesAreASetWithoutEmptyBases) {
  const TaxLine normal{cents(2000), cents(10000), cents(2000)};
  const TaxLine reduced{cents(550), cents(1000), cents(55)};
  const TaxLine empty{cents(1000), cents(0), cents(0)};
  EXPECT_TRUE(same_value(Field::lignes_tva, Taxes{normal, reduced}, Taxes{empty, reduced, normal}));
  EXPECT_TRUE(same_value(Field::lignes_tva, Taxes{{cents(2000), cents(-10000), cents(-2000)}}, Taxes{normal}));
  EXPECT_FALSE(same_value(Field::lignes_tva, Taxes{normal, reduced}, Taxes{normal}));
  EXPECT_FALSE(same_value(Field::lignes_tva, Taxes{normal}, Taxes{{cents(1000), cents(10000), cents(2000)}}));
}

TEST(SameValue, AValueOfAnotherTypeIsAnother) {
  EXPECT_FALSE(same_value(Field::montant_tva, cents(100), "1.00"));
}

TEST(Judge, TellsRightWrongAndMissed) {
  const LabelledDocument document = labelled(Field::numero_facture, "F1");
  Extraction given;
  EXPECT_EQ(verdict(document, Field::numero_facture, &given), "missed");
  give(given, Field::numero_facture, "F2");
  EXPECT_EQ(verdict(document, Field::numero_facture, &given), "wrong");
  give(given, Field::numero_facture, "F1");
  EXPECT_EQ(verdict(document, Field::numero_facture, &given), "right");
}

TEST(Judge, ADocumentThatWasNotReadMissesEverything) {
  LabelledDocument document = labelled(Field::numero_facture, "F1");
  document.truth[static_cast<std::size_t>(Field::montant_tva)] = cents(1);
  const auto judgements = judge(document, all_fields(), nullptr);
  ASSERT_EQ(judgements.size(), 2U);
  EXPECT_EQ(judgements[0].verdict, Verdict::missed);
  EXPECT_EQ(judgements[1].verdict, Verdict::missed);
}

TEST(Judge, AnInventionNeedsACompleteTruthThatKnowsTheField) {
  LabelledDocument document = labelled(Field::numero_facture, "F1");
  Extraction given;
  give(given, Field::bic, "AGRIFRPP");
  EXPECT_EQ(verdict(document, Field::bic, &given), "none");
  document.complete = true;
  EXPECT_EQ(verdict(document, Field::bic, &given), "invented");
  FieldSet known;
  known.set(static_cast<std::size_t>(Field::numero_facture));
  const auto judgements = judge(document, known, &given);
  ASSERT_EQ(judgements.size(), 1U);
  EXPECT_EQ(judgements[0].field, Field::numero_facture);
}

TEST(Judge, FieldsInConflictAreLeftOut) {
  LabelledDocument document = labelled(Field::type_facture, "AVOIR");
  document.conflicts.set(static_cast<std::size_t>(Field::type_facture));
  Extraction given;
  give(given, Field::type_facture, "FACTURE");
  EXPECT_EQ(verdict(document, Field::type_facture, &given), "none");
  EXPECT_EQ(verdict(document, Field::type_facture, nullptr), "none");
}

TEST(Judge, NothingPaidYetNeedNotBeGiven) {
  const LabelledDocument nothing_paid = labelled(Field::montant_deja_paye, cents(0));
  Extraction given;
  EXPECT_EQ(verdict(nothing_paid, Field::montant_deja_paye, &given), "none");
  EXPECT_EQ(verdict(nothing_paid, Field::montant_deja_paye, nullptr), "none");
  EXPECT_EQ(verdict(labelled(Field::montant_deja_paye, cents(1)), Field::montant_deja_paye, &given), "missed");
  give(given, Field::montant_deja_paye, cents(500));
  EXPECT_EQ(verdict(nothing_paid, Field::montant_deja_paye, &given), "wrong");
}

TEST(Score, CountsAndDivides) {
  Score score;
  for (const Verdict verdict : {Verdict::right, Verdict::right, Verdict::right, Verdict::wrong, Verdict::missed,
                                Verdict::missed, Verdict::invented}) {
    score.add(verdict);
  }
  EXPECT_EQ(score.expected(), 6);
  EXPECT_EQ(score.given(), 5);
  EXPECT_DOUBLE_EQ(score.precision(), 3.0 / 5);
  EXPECT_DOUBLE_EQ(score.recall(), 3.0 / 6);
  EXPECT_DOUBLE_EQ(Score().precision(), 1);
  EXPECT_DOUBLE_EQ(Score().recall(), 1);
}

// The bounds of the textbooks: 3 of 5, and the rule of three when nothing is wrong.
TEST(Score, SaysBetweenWhatItsPrecisionLies) {
  const Score some{.right = 3, .wrong = 1, .missed = 0, .invented = 1};
  EXPECT_NEAR(some.precision_interval().first, 0.1466, 1e-4);
  EXPECT_NEAR(some.precision_interval().second, 0.9473, 1e-4);
  const Score all{.right = 1000, .wrong = 0, .missed = 0, .invented = 0};
  EXPECT_NEAR(all.precision_interval().first, 1 - 3.69 / 1000, 1e-4);
  EXPECT_DOUBLE_EQ(all.precision_interval().second, 1);
  EXPECT_EQ(Score().precision_interval(), (std::pair<double, double>{0, 1}));
}

TEST(Score, SumsRunOverTheirFieldsAlone) {
  Scores scores{};
  for (Score& score : scores) score.add(Verdict::right);
  EXPECT_EQ(total(scores, all_fields()).right, static_cast<int>(rules::field_count));
  EXPECT_EQ(total(scores, core_fields()).right, 12);
  EXPECT_EQ(total(scores, without_type_and_currency(core_fields())).right, 10);
  EXPECT_EQ(total(scores, without_type_and_currency(all_fields())).right, static_cast<int>(rules::field_count) - 2);
}

}  // namespace
}  // namespace prefill::tools
