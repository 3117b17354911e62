// Reads a page as the engine does, and finds the glyphs of a word on it. Keeps all that a page needs alive, so that a
// test is one expression.

#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "extractor/pdf/mupdf_reader.h"
#include "tests/extractor/pdf/pdf_builder.h"

namespace prefill::pdf::test {

/// A page read, with all that must outlive it.
struct Reading {
  explicit Reading(const Bytes& bytes, int number = 1, const Limits& limits = {}) {
    context.start_budget(limits.memory_bytes);
    Result<Document> document = Document::open(context, bytes);
    if (!document) {
      outcome = tl::unexpected<Error>(document.error());
      return;
    }
    outcome = make_mupdf_reader()->read(*document, number, limits, page);
  }

  /// The characters of the page, in the order of the content stream.
  [[nodiscard]] std::u32string text() const {
    std::u32string codes;
    for (const Glyph& glyph : page.glyphs) codes += glyph.code;
    return codes;
  }

  /// The glyphs of the only place where `word` stands; a test failure when there is none.
  [[nodiscard]] std::vector<Glyph> word(std::u32string_view word) const {
    const std::size_t at = text().find(word);
    if (at == std::u32string::npos) {
      ADD_FAILURE() << "the word is not on the page";
      return std::vector<Glyph>(word.size());
    }
    const auto first = page.glyphs.begin() + static_cast<std::ptrdiff_t>(at);
    return {first, first + static_cast<std::ptrdiff_t>(word.size())};
  }

  /// Whether a person sees each glyph of `word`.
  [[nodiscard]] bool visible(std::u32string_view wanted) const {
    for (const Glyph& glyph : word(wanted)) {
      if (glyph.invisible || glyph.covered || glyph.unlit) return false;
    }
    return true;
  }

  Context context;
  boost::container::pmr::monotonic_buffer_resource arena;
  PageGlyphs page{&arena};
  Result<void> outcome;
};

}  // namespace prefill::pdf::test
