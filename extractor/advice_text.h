// Advice in the words of the supplier who reads it: one sentence that says what to change, in French or English.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "extractor/extraction.h"

namespace prefill {

enum class Language : std::uint8_t { french, english };

/// `missing_field` -> "MISSING_FIELD".
[[nodiscard]] std::string_view advice_name(AdviceCode code);

/// One sentence without a line break: what is wrong and what to do. Quotes the document, so whoever shows it escapes
/// it.
[[nodiscard]] std::string advice_text(const Advice& advice, Language language);

/// The words to print before the value of `field`, which the built-in rules know: "SIRET client". Empty for fields that
/// no advice is about.
[[nodiscard]] std::string_view keyword_of(Field field);

}  // namespace prefill
