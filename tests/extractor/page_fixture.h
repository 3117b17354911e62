// Pages written down as text with places, so that a test reads like the page it is about.
//
// A sketch knows nothing of PDF: it gives the glyphs that a page reader would give. Every character is half an em wide
// and a space is 0.28 em, much as in Helvetica. A tab goes on at the next column, `\n` in the next line.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/extraction.h"
#include "extractor/fields/document_view.h"

namespace prefill::test {

/// Points between the columns of a sketch, counted from where its piece begins.
inline constexpr float column_width = 100;

/// A piece of text and where it stands: the pen's first position on the baseline, in points from the top left.
struct Piece {
  float x = 0;
  float y = 0;
  std::string_view text;  // UTF-8
  float size = 10;
  pdf::Direction direction = pdf::Direction::right;
  float spacing = 0;  // between letters, in em
};

/// A page of A4 with these pieces, painted in this order.
using Sketch = std::vector<Piece>;

/// The glyphs of `sketch`. They live in `arena`.
[[nodiscard]] pdf::PageGlyphs glyphs_of(const Sketch& sketch, Arena* arena, int number = 1);

/// A page laid out, with all that must outlive it.
class SketchedPage {
 public:
  explicit SketchedPage(const Sketch& sketch) : glyphs_(glyphs_of(sketch, &arena_)) {}
  SketchedPage(const SketchedPage&) = delete;
  SketchedPage& operator=(const SketchedPage&) = delete;

  /// The glyphs, to be changed before the page is asked for.
  [[nodiscard]] ArenaVector<pdf::Glyph>& glyphs() { return glyphs_.glyphs; }
  /// The page, laid out when asked for the first time.
  [[nodiscard]] const text::PageText& page();
  /// The bytes of the page's text where `words` stand first. Throws when they do not.
  [[nodiscard]] text::Span find(std::string_view words);

 private:
  boost::container::pmr::monotonic_buffer_resource arena_;
  pdf::PageGlyphs glyphs_;
  std::optional<text::PageText> page_;
};

/// Pages searched with a rule pack, as the resolver gets them.
class SketchedDocument {
 public:
  /// Searches with the built-in pack, compiled once for all tests.
  explicit SketchedDocument(const std::vector<Sketch>& pages);
  /// Searches with the pack in `json`.
  SketchedDocument(const std::vector<Sketch>& pages, std::string_view json);
  SketchedDocument(const SketchedDocument&) = delete;
  SketchedDocument& operator=(const SketchedDocument&) = delete;

  [[nodiscard]] const DocumentView& view() const { return view_; }
  [[nodiscard]] const PageView& page(std::size_t index = 0) const { return view_.pages[index]; }
  /// The first match of the rule called `name` on the first page. Throws when there is none.
  [[nodiscard]] const rules::Match& match(std::string_view name) const;
  /// The cell of the first page that holds `words`. Throws when none does.
  [[nodiscard]] text::Index cell(std::string_view words) const;
  /// The form filled in.
  [[nodiscard]] Extraction resolved() const;

 private:
  SketchedDocument(const std::vector<Sketch>& pages, std::shared_ptr<const rules::Database> database);

  boost::container::pmr::monotonic_buffer_resource arena_;
  std::shared_ptr<const rules::Database> database_;
  rules::Scanner scanner_;
  std::vector<pdf::PageGlyphs> glyphs_;
  std::vector<text::PageText> texts_;
  DocumentView view_;
};

/// What is given for a field, as text: "FA-1", "671.15", "FR76...,FR14..." or "20:100+20,10:50+5"; "" for nothing.
[[nodiscard]] std::string given(const Extraction& extraction, Field field);

/// "ok" or "not ok" as the check called `code` says; "" when there is none.
[[nodiscard]] std::string checked(const Extraction& extraction, std::string_view code);

/// The built-in rules, compiled.
[[nodiscard]] std::shared_ptr<const rules::Database> builtin_database();

}  // namespace prefill::test
