// References: invoice, order, contract and service codes, which have no shape of their own.

#pragma once

#include <optional>
#include <string_view>

#include "extractor/fields/document_view.h"

namespace prefill {

/// A reference and how much its surroundings look like one, 0 to 1.
struct FoundReference {
  text::Span span;
  double factor = 1;
};

/// The reference at the beginning of `place`, behind colons and `n°`. It is one word of letters, digits and `-_/.+`
/// with a digit in it; parts with a space between them are joined where they cannot be words (`FA 2026-001`,
/// `6 002 393`). With `letters_only`, a word of capitals will do. Dates, prices and telephone numbers are none.
[[nodiscard]] std::optional<FoundReference> find_reference(const text::PageText& page, text::Span place,
                                                           bool letters_only);

}  // namespace prefill
