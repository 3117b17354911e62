// The normal form, form by form, and the way back to the source.

#include "rules/normalise.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace prefill::rules {
namespace {

struct Form {
  std::string_view source;
  std::string_view normal;
};

void expect_all(std::initializer_list<Form> forms) {
  for (const Form& form : forms) EXPECT_EQ(normalise(form.source), form.normal) << "source: " << form.source;
}

NormalisedText with_origins(std::u32string_view source, std::uint32_t base = 0) {
  NormalisedText out(boost::container::pmr::new_delete_resource());
  out.append(source, base);
  return out;
}

std::vector<std::uint32_t> origins(std::u32string_view source, std::uint32_t base = 0) {
  const NormalisedText out = with_origins(source, base);
  std::vector<std::uint32_t> origins;
  for (std::size_t i = 0; i < out.size(); ++i) origins.push_back(out.origin(i));
  return origins;
}

TEST(Normalise, FoldsCaseAndAccents) {
  expect_all({{"NUMÉRO", "numero"},
              {"Échéance", "echeance"},
              {"e\u0301che\u0301ance", "echeance"},
              {"Émetteur à l'Être ÇÀ ÿ Ñ", "emetteur a l'etre ca y n"},
              {"Größe STRASSE straße", "grosse strasse strasse"},
              {"cœur CŒUR ex æquo Æ", "coeur coeur ex aequo ae"},
              {"\u0301", ""}});
}

TEST(Normalise, SpellsLigaturesOut) {
  expect_all({{"bénéﬁce", "benefice"}, {"ﬂux ﬀ ﬃ ﬄ", "flux ff ffi ffl"}, {"ﬅ ﬆ", "st st"}, {"Ｔｏｔａｌ：", "total:"}});
}

TEST(Normalise, MakesEverySpaceOne) {
  expect_all({{"1\u00A0234\u202F567", "1 234 567"},
              {"a\u2007b\u2009c\u3000d", "a b c d"},
              {"a \t\r\n  b", "a b"},
              {"  \u00A0bord  ", "bord"},
              {"a\u0001b", "a b"},
              {" \u00A0 ", ""}});
}

TEST(Normalise, MakesEveryDashAndApostropheOne) {
  expect_all(
      {{"a-b‐c‑d‒e–f—g―h−i", "a-b-c-d-e-f-g-h-i"},
       {"d’acompte d‘acompte d`acompte d´acompte dʼacompte", "d'acompte d'acompte d'acompte d'acompte d'acompte"},
       {"« Facture » “x” „y“", "\" facture \" \"x\" \"y\""}});
}

TEST(Normalise, DropsWhatIsInvisible) {
  expect_all({{"fac\u00ADture", "facture"}, {"fac\u200Bture\uFEFF\u2060", "facture"}, {"a\u200E\u202Db", "ab"}});
}

TEST(Normalise, KeepsCurrencyAndDegree) {
  expect_all({{"12 €", "12 €"}, {"£5 ¥6", "£5 ¥6"}, {"20 °C", "20 °c"}, {"1º", "1°"}});
}

TEST(Normalise, TakesBulletsAndBoxesForSpaces) {
  expect_all({{"• Facture", "facture"}, {"☐ Avoir → 3", "avoir 3"}, {"Total…", "total..."}, {"m²", "m2"}});
}

TEST(Normalise, KeepsUnknownCharactersVisible) {
  expect_all({{"a\uE001b", "a\uFFFDb"},
              {"a\xFF"
               "b",
               "a\uFFFDb"},
              {"Ω", "ω"},
              {"Ж", "ж"}});
  EXPECT_EQ(with_origins(std::u32string(1, char32_t{0xD800})).text(), "\uFFFD");
  EXPECT_EQ(with_origins(std::u32string(1, char32_t{0x7FFFFFFF})).text(), "\uFFFD");
}

TEST(Normalise, UnifiesTheNumberSign) {
  for (const std::string_view sign : {"N°", "n°", "Nº", "N˚", "№", "N °", "n.º", "N\u030A", "Ndeg", "#"}) {
    const std::string text(sign);
    EXPECT_EQ(normalise("Facture " + text + " 12"), "facture n° 12") << sign;
    EXPECT_EQ(normalise(text + "12"), "n°12") << sign;
    EXPECT_EQ(normalise(text + ": x"), "n°: x") << sign;
    EXPECT_EQ(normalise("Facture " + text), "facture n°") << sign;
  }
  for (const std::string_view word : {"No", "NO.", "nr", "Nr.", "num", "Num.", "n."}) {
    const std::string text(word);
    EXPECT_EQ(normalise("Facture " + text + " 12"), "facture n° 12") << word;
    EXPECT_EQ(normalise("Facture " + text + "12"), "facture n°12") << word;
    EXPECT_EQ(normalise(text + ":12"), "n°:12") << word;
    EXPECT_EQ(normalise("Facture-" + text), "facture-n°") << word;
  }
}

TEST(Normalise, LeavesWordsThatOnlyBeginLikeTheNumberSign) {
  expect_all({{"Nos références", "nos references"},
              {"Numéro", "numero"},
              {"piano 12", "piano 12"},
              {"n'est", "n'est"},
              {"N 12", "n 12"},
              {"note", "note"},
              {"non.", "non."},
              {"no-show", "no-show"},
              {"ndegre", "ndegre"},
              {"C#", "c#"},
              {"n.c", "nc"}});
}

TEST(Normalise, GluesDottedAbbreviations) {
  expect_all({{"Total H.T.", "total ht"},
              {"T.T.C", "ttc"},
              {"R.C.S. Paris", "rcs paris"},
              {"T.V.A. : 20", "tva : 20"},
              {"(H.T.)", "(ht)"},
              {"N.A.F.", "naf"},
              {"É.J.", "ej"},
              {"P.O. No. 7", "po n° 7"}});
}

TEST(Normalise, LeavesOtherDotsAlone) {
  expect_all({{"M. C. Dupont", "m. c. dupont"},
              {"1.2.3", "1.2.3"},
              {"www.exemple.fr", "www.exemple.fr"},
              {"F.A.2017", "fa.2017"},
              {"a.", "a."},
              {"Réf.", "ref."},
              {"art. 293 B", "art. 293 b"}});
}

TEST(Normalise, IsStableUnderItself) {
  for (const std::string_view text : {"N° 12", "T.V.A. FR 12", "« Émis » – 3 €", "Total H.T. : 1 234,50", "#5", "№"}) {
    const std::string once = normalise(text);
    EXPECT_EQ(normalise(once), once);
  }
}

TEST(Normalise, LeadsEachByteBackToItsCharacter) {
  using Origins = std::vector<std::uint32_t>;
  EXPECT_EQ(origins(U" a  b", 10), (Origins{11, 12, 14}));
  EXPECT_EQ(origins(U"œ1"), (Origins{0, 0, 1}));
  EXPECT_EQ(origins(U"e\u0301x"), (Origins{0, 2}));
  EXPECT_EQ(origins(U"Num. 7"), (Origins{0, 0, 0, 4, 5}));
  EXPECT_EQ(origins(U"H.T. x"), (Origins{0, 2, 4, 5}));
  EXPECT_EQ(origins(U"€"), (Origins{0, 0, 0}));
}

TEST(Normalise, AppendsWithoutTouchingWhatIsThere) {
  NormalisedText out(boost::container::pmr::new_delete_resource());
  out.append(U"Total ", 0);
  out.push_back('\t', 6);
  out.append(U" n. 5", 7);
  EXPECT_EQ(out.text(), "total\tn° 5");
  EXPECT_EQ(out.origin(out.size() - 1), 11U);
  out.replace_back('\n');
  EXPECT_EQ(out.text(), "total\tn° \n");
}

TEST(Normalise, KeepsWhatIsThereWhenItGrows) {
  NormalisedText out(boost::container::pmr::new_delete_resource());
  std::string expected;
  for (std::uint32_t i = 0; i < 500; ++i) {
    out.append(U"Total", i);
    out.push_back('\t', i);
    expected += "total\t";
  }
  EXPECT_EQ(out.text(), expected);
  for (std::uint32_t i = 0; i < 500; ++i) EXPECT_EQ(out.origin(6 * i), i);
}

TEST(Normalise, KeepsTextAndOriginsTogetherForAnyCharacters) {
  std::mt19937 random(7);
  for (int round = 0; round < 2000; ++round) {
    std::u32string source;
    for (std::size_t length = random() % 40; length > 0; --length) {
      constexpr std::u32string_view likely = U"nN°º.#oru mdegTV\u00ADÉ-'12:\u0301";
      source += random() % 3 == 0 ? static_cast<char32_t>(random() % 0x110010) : likely[random() % likely.size()];
    }
    const NormalisedText out = with_origins(source, 100);
    const std::vector<std::uint32_t> origin = origins(source, 100);
    ASSERT_TRUE(std::is_sorted(origin.begin(), origin.end()));
    if (out.size() == 0) continue;
    ASSERT_GE(origin.front(), 100U);
    ASSERT_LT(origin.back(), 100U + source.size());
    ASSERT_NE(out.text().front(), ' ');
    ASSERT_NE(out.text().back(), ' ');
    ASSERT_EQ(out.text().find("  "), std::string::npos);
  }
}

TEST(Normalise, KnowsTheBytesOfWords) {
  for (const char c : std::string_view("az09AZ")) EXPECT_TRUE(is_word_byte(static_cast<unsigned char>(c))) << c;
  for (const char c : std::string_view(" .:-'/\t\n°€£")) EXPECT_FALSE(is_word_byte(static_cast<unsigned char>(c))) << c;
  for (const char c : std::string_view("ωж\uFFFD")) EXPECT_TRUE(is_word_byte(static_cast<unsigned char>(c)));
}

}  // namespace
}  // namespace prefill::rules
