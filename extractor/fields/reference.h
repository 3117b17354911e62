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

/// Whether a word of capitals without a digit may be the reference: never, when a colon or a cell of its own sets it
/// apart from the label ("SERVICE TECHNIQUE" is an address), or anywhere.
enum class Letters : std::uint8_t { no, apart, yes };

/// The reference at the beginning of `place`, behind colons, `n°`, a remark in brackets, or a few words that end in
/// `n°` ("Facture d'analyses n° 12"). It is one word of letters, digits and `-_/.+`
/// with a digit in it; parts with a space between them are joined where they cannot be words (`FA 2026-001`,
/// `6 002 393`). Dates, prices and telephone numbers are none.
[[nodiscard]] std::optional<FoundReference> find_reference(const text::PageText& page, text::Span place,
                                                           Letters letters);

/// `reference`, which stands in `cell`, and the parts that a narrow column broke off it: whole cells right under it,
/// when a hyphen or slash at the break says that it goes on ("2026-SUR", "-5370-L2"). One span for each line.
[[nodiscard]] ArenaVector<text::Span> parts_of(const text::PageText& page, text::Index cell, text::Span reference,
                                               Arena* arena);

}  // namespace prefill
