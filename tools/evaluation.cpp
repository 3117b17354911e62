// What counts as the same value, by the type of the field; then plain counting.

#include "tools/evaluation.h"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <initializer_list>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "rules/normalise.h"

namespace prefill::tools {
namespace {

// As `rules::normalise` leaves them; "GmbH & Co. KG" falls word by word.
constexpr std::array<std::string_view, 36> legal_forms = {
    "sarl", "sas",  "sasu", "sa", "eurl", "snc", "scop", "sca",     "scs", "sci", "selarl", "scic",
    "gie",  "gmbh", "mbh",  "ag", "ug",   "kg",  "ohg",  "gbr",     "co",  "ek",  "ltd",    "llc",
    "plc",  "inc",  "corp", "bv", "nv",   "srl", "spa",  "limited", "sl",  "ei",  "eirl",   "association"};

std::string without_spaces(std::string text) {
  for (const std::string_view space : {" ", "\t", "\n", "\u00A0", "\u202F", "\u2009"}) {
    for (std::size_t at = 0; (at = text.find(space, at)) != std::string::npos;) text.erase(at, space.size());
  }
  return text;
}

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  bool inside = false;
  for (const char c : rules::normalise(text)) {
    const bool word = rules::is_word_byte(static_cast<unsigned char>(c));
    if (word && !inside) words.emplace_back();
    if (word) words.back() += c;
    inside = word;
  }
  return words;
}

// The words of a name that tell it from others. A name that is nothing but legal forms stays as it is.
std::vector<std::string> core_of_name(std::string_view name) {
  const auto is_form = [](const std::string& word) {
    return std::find(legal_forms.begin(), legal_forms.end(), word) != legal_forms.end();
  };
  std::vector<std::string> words = words_of(name);
  const auto first = std::find_if_not(words.begin(), words.end(), is_form);
  if (first == words.end()) return words;
  const auto last = std::find_if_not(words.rbegin(), words.rend(), is_form).base();
  return {first, last};
}

/// One of the sentences holds the other, and it is not much longer: where a mention begins and ends is a matter of
/// taste.
bool same_mention(const std::string& a, const std::string& b) {
  std::vector<std::string> longer = words_of(a);
  std::vector<std::string> shorter = words_of(b);
  if (longer.size() < shorter.size()) std::swap(longer, shorter);
  if (shorter.empty()) return longer.empty();
  return 2 * shorter.size() >= longer.size() && !std::ranges::search(longer, shorter).empty();
}

std::int64_t cents(Decimal amount) {
  return (amount.abs().millionths + 5'000) / 10'000;
}

template <typename T>
std::vector<T> as_set(std::vector<T> items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
  return items;
}

bool same(Field field, const std::string& a, const std::string& b) {
  if (field == Field::motif_exoneration || field == Field::mention_subrogative) return same_mention(a, b);
  if (rules::field_type(field) == rules::ValueType::name) return core_of_name(a) == core_of_name(b);
  return without_spaces(a) == without_spaces(b);
}

bool same(Field, Decimal a, Decimal b) {
  return cents(a) == cents(b);
}

bool same(Field, const std::vector<std::string>& a, const std::vector<std::string>& b) {
  const auto set_of = [](const std::vector<std::string>& texts) {
    std::vector<std::string> bare;
    bare.reserve(texts.size());
    for (const std::string& text : texts) bare.push_back(without_spaces(text));
    return as_set(std::move(bare));
  };
  return set_of(a) == set_of(b);
}

bool same(Field, const std::vector<TaxLine>& a, const std::vector<TaxLine>& b) {
  const auto set_of = [](const std::vector<TaxLine>& lines) {
    std::vector<std::tuple<Decimal, std::int64_t, std::int64_t>> taxed;
    for (const TaxLine& line : lines) {
      if (!line.base.zero()) taxed.emplace_back(line.rate, cents(line.base), cents(line.amount));
    }
    return as_set(std::move(taxed));
  };
  return set_of(a) == set_of(b);
}

FieldSet set_of(std::initializer_list<Field> fields) {
  FieldSet set;
  for (const Field field : fields) set.set(static_cast<std::size_t>(field));
  return set;
}

bool is_zero(const Value& value) {
  const auto* amount = std::get_if<Decimal>(&value);
  return amount != nullptr && amount->zero();
}

// Nothing where the field is not counted on this document.
std::optional<Verdict> verdict_on(Field field, const std::optional<Value>& truth, const Value* given,
                                  bool judge_extra) {
  if (!truth) return given != nullptr && judge_extra ? std::optional(Verdict::invented) : std::nullopt;
  if (given != nullptr) return same_value(field, *truth, *given) ? Verdict::right : Verdict::wrong;
  if (field == Field::montant_deja_paye && is_zero(*truth)) return std::nullopt;
  return Verdict::missed;
}

double share(int part, int whole) {
  return whole == 0 ? 1.0 : static_cast<double>(part) / whole;
}

}  // namespace

bool same_value(Field field, const Value& truth, const Value& given) {
  return std::visit(
      [field](const auto& a, const auto& b) {
        if constexpr (std::is_same_v<decltype(a), decltype(b)>) return same(field, a, b);
        return false;
      },
      truth, given);
}

std::string_view verdict_name(Verdict verdict) {
  switch (verdict) {
    case Verdict::right:
      return "right";
    case Verdict::wrong:
      return "wrong";
    case Verdict::missed:
      return "missed";
    case Verdict::invented:
      return "invented";
  }
  return "";
}

std::vector<Judgement> judge(const LabelledDocument& document, const FieldSet& labelled, const Extraction* given) {
  std::vector<Judgement> judgements;
  for (std::size_t i = 0; i < rules::field_count; ++i) {
    if (document.conflicts.test(i)) continue;
    const Value* value = given != nullptr && given->fields[i] ? &given->fields[i]->value : nullptr;
    const auto field = static_cast<Field>(i);
    const bool judge_extra = document.complete && labelled.test(i);
    if (const auto verdict = verdict_on(field, document.truth[i], value, judge_extra)) {
      judgements.push_back({field, *verdict});
    }
  }
  return judgements;
}

void Score::add(Verdict verdict) {
  switch (verdict) {
    case Verdict::right:
      ++right;
      break;
    case Verdict::wrong:
      ++wrong;
      break;
    case Verdict::missed:
      ++missed;
      break;
    case Verdict::invented:
      ++invented;
      break;
  }
}

Score& Score::operator+=(const Score& other) {
  right += other.right;
  wrong += other.wrong;
  missed += other.missed;
  invented += other.invented;
  return *this;
}

double Score::precision() const {
  return share(right, given());
}
double Score::recall() const {
  return share(right, expected());
}

std::pair<double, double> Score::precision_interval() const {
  if (given() == 0) return {0, 1};
  using Binomial = boost::math::binomial_distribution<>;
  constexpr double tail = 0.05 / 2;
  return {Binomial::find_lower_bound_on_p(given(), right, tail), Binomial::find_upper_bound_on_p(given(), right, tail)};
}

Score total(const Scores& scores, const FieldSet& fields) {
  Score sum;
  for (std::size_t i = 0; i < scores.size(); ++i) {
    if (fields.test(i)) sum += scores[i];
  }
  return sum;
}

FieldSet core_fields() {
  return set_of({Field::numero_facture, Field::date_facture, Field::type_facture, Field::code_devise_facture,
                 Field::code_destinataire, Field::code_fournisseur, Field::numero_bon_commande,
                 Field::code_service_executant, Field::montant_ht_total, Field::montant_tva, Field::montant_ttc_total,
                 Field::montant_a_payer});
}

FieldSet all_fields() {
  return FieldSet().set();
}

FieldSet without_type_and_currency(FieldSet fields) {
  return fields & ~set_of({Field::type_facture, Field::code_devise_facture});
}

}  // namespace prefill::tools
