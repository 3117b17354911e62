// What a correct pack becomes; the mistakes are in golden_test.cpp.

#include "rules/rule_pack.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <initializer_list>

#include "rules/builtin_pack.h"

namespace prefill::rules {
namespace {

RulePack parsed(std::string_view text) {
  ParsedPack result = parse_pack(text);
  EXPECT_EQ(to_text(result.diagnostics, "pack.json", text), "");
  return result.pack.value_or(RulePack{});
}

TEST(RulePack, ReadsEveryKey) {
  const RulePack pack = parsed(R"({
    "$schema": "schema.json", "name": "fr", "description": "d",
    "fields": {
      "numeroFacture": {
        "threshold": 0.25, "comment": "c",
        "preferences": [{"pattern": "[0-9]{10}", "factor": 0, "comment": "c"}, {"pattern": "a+", "factor": 1.5}],
        "rules": [{"id": "facture-n", "phrases": ["N° de facture", "Facture n°"], "weight": 0.9, "value": ["below"],
                   "position": "cell_start", "source": "official", "comment": "c"}]
      }
    },
    "marks": {"currency_other": [{"id": "chf", "phrases": ["CHF"], "code": "CHF", "position": "whole_cell",
                                  "source": "legal"}]}
  })");
  EXPECT_EQ(pack.name, "fr");
  const FieldRules& field = pack.fields[static_cast<std::size_t>(Field::numero_facture)];
  EXPECT_EQ(field.threshold, 0.25);
  ASSERT_EQ(field.preferences.size(), 2U);
  EXPECT_EQ(field.preferences[0].pattern, "[0-9]{10}");
  EXPECT_EQ(field.preferences[0].factor, 0);
  EXPECT_EQ(field.preferences[1].factor, 1.5);

  ASSERT_EQ(pack.rules.size(), 2U);
  const Rule& rule = pack.rules[0];
  EXPECT_EQ(rule.id, "facture-n");
  EXPECT_EQ(rule.name, "numeroFacture/facture-n");
  EXPECT_EQ(std::get<Field>(rule.target), Field::numero_facture);
  EXPECT_EQ(rule.phrases, (std::vector<std::string>{"N° de facture", "Facture n°"}));
  EXPECT_EQ(rule.weight, 0.9);
  EXPECT_FALSE(rule.directions.right);
  EXPECT_TRUE(rule.directions.below);
  EXPECT_EQ(rule.position, Position::cell_start);
  EXPECT_EQ(rule.source, Source::official);

  const Rule& currency = pack.rules[1];
  EXPECT_EQ(currency.name, "currency_other/chf");
  EXPECT_EQ(std::get<Mark>(currency.target), Mark::currency_other);
  EXPECT_EQ(currency.code, "CHF");
  EXPECT_EQ(currency.position, Position::whole_cell);
  EXPECT_EQ(currency.source, Source::legal);
}

TEST(RulePack, FillsInDefaults) {
  const RulePack pack = parsed(R"({"name": "x", "fields": {"bic": {"rules": [{"id": "bic", "phrases": ["BIC"]}]}}})");
  ASSERT_EQ(pack.rules.size(), 1U);
  const Rule& rule = pack.rules[0];
  EXPECT_EQ(rule.weight, 0.8);
  EXPECT_TRUE(rule.directions.right);
  EXPECT_TRUE(rule.directions.below);
  EXPECT_EQ(rule.position, Position::anywhere);
  EXPECT_EQ(rule.source, Source::unsourced);
  EXPECT_EQ(rule.code, "");
  EXPECT_EQ(pack.fields[static_cast<std::size_t>(Field::bic)].threshold, 0.5);
}

TEST(RulePack, LetsAPhraseStandInTwoFields) {
  const RulePack pack = parsed(R"({"name": "x", "fields": {
    "bic": {"rules": [{"id": "a", "phrases": ["Code"]}]}, "ibans": {"rules": [{"id": "a", "phrases": ["Code"]}]}}})");
  EXPECT_EQ(pack.rules.size(), 2U);
}

TEST(RulePack, LetsAPhraseStandTwiceAtTwoPositions) {
  const RulePack pack = parsed(R"({"name": "x", "fields": {"montantHtTotal": {"rules": [
    {"id": "a", "phrases": ["HT"], "position": "cell_end"}, {"id": "b", "phrases": ["H.T."], "position": "whole_cell"}]}}})");
  EXPECT_EQ(pack.rules.size(), 2U);
  EXPECT_EQ(pack.rules[0].position, Position::cell_end);
}

TEST(RulePack, HashFollowsEveryByte) {
  constexpr std::string_view one = R"({"name": "x", "marks": {"siret": [{"id": "a", "phrases": ["SIRET"]}]}})";
  const std::string other = std::string(one) + "\n";
  EXPECT_EQ(parsed(one).hash, parsed(one).hash);
  EXPECT_EQ(parsed(one).hash.size(), 16U);
  EXPECT_NE(parsed(one).hash, parsed(other).hash);
}

TEST(RulePack, TellsAllMistakesInOrderOfPlace) {
  const ParsedPack result = parse_pack(R"({
    "name": "X y",
    "fields": {
      "numeroFactur": {},
      "bic": {"threshold": 2, "preferences": [{"pattern": "(", "factor": 1}],
              "rules": [{"id": "a", "phrases": [], "wieght": 1}, {"phrases": [3]}]}
    },
    "marks": {"siret": [{"id": "a", "phrases": ["x", "X"], "value": ["right"]}]}
  })");
  EXPECT_FALSE(result.pack);
  std::vector<std::string> codes;
  for (const Diagnostic& diagnostic : result.diagnostics) codes.push_back(diagnostic.code);
  EXPECT_EQ(codes,
            (std::vector<std::string>{"R009", "R005", "R013", "R015", "R010", "R004", "R003", "R002", "R012", "R017"}));
}

TEST(RulePack, SurvivesEveryPrefixAndEveryLostByte) {
  const std::string text = R"p({"name":"x","fields":{"bic":{"preferences":[{"pattern":"\\d\u00e9(a|b)","factor":1}],)p"
                           R"p("rules":[{"id":"a","phrases":["B\"IC","\ud83d\ude00 é"],"weight":0.5}]}}})p";
  ASSERT_TRUE(parse_pack(text).pack);
  for (std::size_t i = 0; i < text.size(); ++i) {
    for (const std::string& broken : {text.substr(0, i), text.substr(0, i) + text.substr(i + 1)}) {
      const ParsedPack result = parse_pack(broken);
      EXPECT_EQ(result.pack.has_value(), result.diagnostics.empty()) << broken;
      for (const Diagnostic& diagnostic : result.diagnostics) {
        EXPECT_LE(diagnostic.offset, broken.size()) << broken;
        EXPECT_FALSE(to_text({diagnostic}, "pack.json", broken).empty());
      }
    }
  }
}

TEST(RulePack, ReadsExamplesBesideTheRules) {
  const std::string text = R"({"name": "x", "fields": {"bic": {"rules": [
    {"id": "a", "phrases": ["BIC"], "examples": [{"text": "BIC\tX", "value": "X", "comment": "c"}],
     "counter_examples": [{"text": "BICX"}, {"text": "BIC Y", "value": "Y"}]}]}},
    "marks": {"siret": [{"id": "b", "phrases": ["SIRET"], "examples": [{"text": "SIRET"}]}]}})";
  const ParsedPack result = parse_pack(text);
  ASSERT_TRUE(result.pack) << to_text(result.diagnostics, "pack.json", text);
  ASSERT_EQ(result.examples.size(), 4U);
  EXPECT_EQ(result.examples[0].text, "BIC\tX");
  EXPECT_EQ(result.examples[0].value, "X");
  EXPECT_FALSE(result.examples[0].counter);
  EXPECT_EQ(text.substr(result.examples[0].offset, 3), "\"BI");
  EXPECT_TRUE(result.examples[1].counter);
  EXPECT_EQ(result.examples[1].value, std::nullopt);
  EXPECT_EQ(result.examples[2].value, "Y");
  EXPECT_EQ(result.examples[3].rule, 1U);
}

ParsedPack together(std::initializer_list<std::string_view> texts) {
  std::vector<SourceText> packs;
  for (const std::string_view text : texts) packs.push_back({"pack.json", text});
  return parse_packs(packs);
}

constexpr std::string_view base = R"({"name": "fr", "fields": {"bic": {"threshold": 0.7,
  "preferences": [{"pattern": "[A-Z]{8}", "factor": 2}], "rules": [{"id": "a", "phrases": ["BIC"]}]}}})";
constexpr std::string_view language = R"({"name": "en", "fields": {"bic": {"rules": [
  {"id": "b", "phrases": ["Swift code"]}]}}, "marks": {"siren": [{"id": "b", "phrases": ["BIC"], "shared": true}]}})";

TEST(RulePacks, BecomeOneSetOfRules) {
  const ParsedPack result = together({base, language});
  ASSERT_TRUE(result.pack);
  EXPECT_EQ(result.pack->name, "fr+en");
  const FieldRules& field = result.pack->fields[static_cast<std::size_t>(Field::bic)];
  EXPECT_EQ(field.threshold, 0.7);
  EXPECT_EQ(field.preferences.size(), 1U);
  ASSERT_EQ(result.pack->rules.size(), 3U);
  EXPECT_EQ(result.pack->rules[0].pack, 0U);
  EXPECT_EQ(result.pack->rules[1].name, "bic/b");
  EXPECT_EQ(result.pack->rules[1].pack, 1U);
}

TEST(RulePacks, HashFollowsEveryPackAndTheirOrder) {
  const std::string both = together({base, language}).pack.value().hash;
  EXPECT_EQ(both.size(), 16U);
  EXPECT_EQ(both, together({base, language}).pack.value().hash);
  EXPECT_NE(both, together({language, base}).pack.value().hash);
  EXPECT_NE(both, together({base, std::string(language) + " "}).pack.value().hash);
  EXPECT_NE(both, parsed(base).hash);
}

TEST(RulePacks, AMistakeInOneDoesNotHideThoseOfTheNext) {
  const ParsedPack result = together({"{", R"({"name": "x", "fields": {"bik": {}}})"});
  EXPECT_FALSE(result.pack);
  ASSERT_EQ(result.diagnostics.size(), 2U);
  EXPECT_EQ(result.diagnostics[0].source, 0U);
  EXPECT_EQ(result.diagnostics[1].code, "R005");
  EXPECT_EQ(result.diagnostics[1].source, 1U);
}

TEST(BuiltinPacks, AreOfOneMind) {
  const ParsedPack result = parse_packs(builtin_packs());
  EXPECT_EQ(to_text(result.diagnostics, builtin_packs()), "");
  ASSERT_TRUE(result.pack);
  EXPECT_EQ(result.pack->name, "fr+en+de");
  EXPECT_FALSE(result.examples.empty());
}

TEST(BuiltinPacks, CanBeUsedAlone) {
  for (const SourceText& pack : builtin_packs()) EXPECT_TRUE(parse_pack(pack.text).pack) << pack.file;
}

TEST(BuiltinPacks, LeaveWhatHoldsForAFieldToTheBase) {
  for (const std::string_view name : {"en", "de"}) {
    const std::string_view text = builtin_pack(name).value().text;
    EXPECT_EQ(text.find("\"threshold\""), std::string_view::npos) << name;
    EXPECT_EQ(text.find("\"preferences\""), std::string_view::npos) << name;
  }
  EXPECT_FALSE(builtin_pack("nl"));
}

TEST(BuiltinPacks, ShowEveryRuleThatIsNearlySureOrOfficial) {
  const ParsedPack result = parse_packs(builtin_packs());
  ASSERT_TRUE(result.pack);
  constexpr double nearly_sure = 0.9;
  std::vector<bool> shown(result.pack->rules.size());
  for (const RuleExample& example : result.examples) shown[example.rule] = shown[example.rule] || !example.counter;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const Rule& rule = result.pack->rules[i];
    EXPECT_TRUE(shown[i] || (rule.weight < nearly_sure && rule.source != Source::official)) << rule.name;
  }
}

}  // namespace
}  // namespace prefill::rules
