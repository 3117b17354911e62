// The engine's own scanner of values reads every way of writing one; words are looked for in normal form, where case,
// accents and spaces do not count.

#include "tools/report_places.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "extractor/fields/values.h"
#include "tools/evaluation.h"

namespace prefill::tools {
namespace {

std::optional<Value> value_of(const FoundValue& found) {
  switch (found.type) {
    case FoundType::amount:
      return found.number;
    case FoundType::date:
      return to_string(found.date);
    case FoundType::percent:
      return std::nullopt;
    default:
      return std::string(found.identifier);
  }
}

// Of a list, what can be found by itself.
Value single(const Value& value) {
  if (const auto* taxes = std::get_if<std::vector<TaxLine>>(&value))
    return taxes->empty() ? Decimal() : taxes->front().base;
  if (const auto* texts = std::get_if<std::vector<std::string>>(&value))
    return texts->empty() ? std::string() : texts->front();
  return value;
}

// Lists are compared as single values, which is the field's way only for fields that hold one.
Field compared_as(Field field) {
  if (field == Field::lignes_tva) return Field::montant_ht_total;
  if (field == Field::ibans) return Field::bic;
  return field;
}

// A SIREN is the beginning of a SIRET, and the end of a French VAT id.
bool holds_siren(const FoundValue& found, Field field, const Value& wanted) {
  const auto* siren = std::get_if<std::string>(&wanted);
  if (siren == nullptr || rules::field_type(field) != rules::ValueType::siren) return false;
  return (found.type == FoundType::siret && found.identifier.starts_with(*siren)) ||
         (found.type == FoundType::vat_id && found.identifier.ends_with(*siren));
}

std::optional<Place> find_value(const text::PageText& page, Arena* arena, Field field, const Value& wanted) {
  ArenaVector<FoundValue> values(arena);
  find_values(page, values);
  for (const FoundValue& found : values) {
    const std::optional<Value> value = value_of(found);
    if ((value && same_value(compared_as(field), wanted, *value)) || holds_siren(found, field, wanted)) {
      return Place{page.number(), page.box(found.span)};
    }
  }
  return std::nullopt;
}

bool is_word_at(std::string_view text, std::size_t at) {
  return at < text.size() && rules::is_word_byte(static_cast<unsigned char>(text[at]));
}

std::optional<Place> find_words(const text::PageText& page, const Value& wanted) {
  const auto* written = std::get_if<std::string>(&wanted);
  const std::string words = written == nullptr ? "" : rules::normalise(*written);
  if (words.empty()) return std::nullopt;
  const std::string_view text = page.text();
  for (std::size_t at = 0; (at = text.find(words, at)) != std::string_view::npos; ++at) {
    const std::size_t end = at + words.size();
    if ((at > 0 && is_word_at(text, at - 1)) || is_word_at(text, end)) continue;
    return Place{page.number(), page.box({static_cast<text::Index>(at), static_cast<text::Index>(end)})};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Place> find_place(const std::vector<text::PageText>& pages, Arena* arena, Field field,
                                const Value& value) {
  if (rules::field_type(field) == rules::ValueType::code) return std::nullopt;
  const Value wanted = single(value);
  for (const text::PageText& page : pages) {
    if (const auto place = find_value(page, arena, field, wanted)) return place;
  }
  for (const text::PageText& page : pages) {
    if (const auto place = find_words(page, wanted)) return place;
  }
  return std::nullopt;
}

}  // namespace prefill::tools
