// A logistic curve over the odds of the score, moved by what stands beside.

#include "rules/calibration.h"

#include <algorithm>
#include <cmath>

namespace prefill::rules {

std::string_view field_group_name(FieldGroup group) {
  constexpr std::array<std::string_view, field_group_count> names = {"references", "dates", "amounts",
                                                                     "parties",    "names", "rest"};
  return names[static_cast<std::size_t>(group)];
}

FieldGroup field_group(Field field) {
  // Sentences, not names of anybody.
  if (field == Field::motif_exoneration || field == Field::mention_subrogative) return FieldGroup::rest;
  switch (field_type(field)) {
    case ValueType::reference:
      return FieldGroup::references;
    case ValueType::date:
      return FieldGroup::dates;
    case ValueType::amount:
    case ValueType::tax_lines:
      return FieldGroup::amounts;
    case ValueType::siret:
    case ValueType::siren:
    case ValueType::vat_id:
      return FieldGroup::parties;
    case ValueType::name:
      return FieldGroup::names;
    case ValueType::iban:
    case ValueType::bic:
    case ValueType::code:
      return FieldGroup::rest;
  }
  return FieldGroup::rest;
}

double Calibration::probability(Field field, const Evidence& evidence) const {
  // No score is certain; it would be for ever, whatever was measured.
  constexpr double least = 0.01;
  constexpr double most = 0.99;
  const double score = std::clamp(evidence.score, least, most);
  const double shift = shifts[static_cast<std::size_t>(field_group(field))];
  const double beside = rival * evidence.rival + (evidence.unannounced ? unannounced : 0);
  return 1 / (1 + std::exp(-(intercept + shift + beside + slope * std::log(score / (1 - score)))));
}

}  // namespace prefill::rules
