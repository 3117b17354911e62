// Opens a document and reads a page as the engine does, and finds the glyphs of a word on it. Keeps all that a page
// needs alive, so that a test is one expression.

#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "extractor/pdf/document.h"
#include "extractor/pdf/page_reader.h"
#include "tests/extractor/pdf/pdf_builder.h"

namespace prefill::pdf::test {

/// The reader that the test program is linked with: the same tests hold for both.
[[nodiscard]] std::unique_ptr<PageReader> reader_under_test();
[[nodiscard]] bool tests_the_reference();

/// A document opened, or the reason why it is not, with all that must outlive it. `bytes` must outlive it too.
struct Opening {
  explicit Opening(const Bytes& bytes, const Limits& most = {})
      : limits(most), document(Document::open(context, bytes, limits, arena.get())) {}

  Limits limits;
  Context context;
  DocumentArena arena;
  Result<Document> document;
};

/// A page read, with all that must outlive it.
struct Reading {
  explicit Reading(const Bytes& bytes, int number = 1, const Limits& limits = {},
                   std::unique_ptr<PageReader> reader = reader_under_test()) {
    Result<Document> document = Document::open(context, bytes, limits, arena.get());
    if (!document) {
      outcome = tl::unexpected<Error>(document.error());
      return;
    }
    outcome = reader->read(*document, number, page);
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
  DocumentArena arena;
  PageGlyphs page{arena.get()};
  Result<void> outcome;
};

}  // namespace prefill::pdf::test
