// Why words of a rule announce nothing, for those who write rules.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "extractor/fields/document_view.h"

namespace prefill {

struct Silence {
  std::string_view reason;  // "its words are part of longer ones": a literal
  std::string rule;         // whose words these are; empty when the reason is another
};

/// Nothing when `match`, one of the page's, counts.
[[nodiscard]] std::optional<Silence> silence_of(const DocumentView& document, const PageView& page,
                                                const rules::Match& match);

/// What is said of words that count and yet announce nothing.
inline constexpr std::string_view kNoValue = "no value stands where its words want it";

}  // namespace prefill
