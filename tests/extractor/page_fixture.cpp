// Puts glyphs where a producer would, and leads them through layout, scan and search for values as the extractor does.

#include "tests/extractor/page_fixture.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "extractor/fields/resolver.h"
#include "extractor/fields/values.h"
#include "rules/builtin_pack.h"

namespace prefill::test {
namespace {

constexpr float kWidth = 595;
constexpr float kHeight = 842;
constexpr float kAdvance = 0.5F;   // em
constexpr float kSpace = 0.28F;    // em
constexpr float kAscent = 0.8F;    // em
constexpr float kDescent = 0.2F;   // em
constexpr float kLeading = 1.2F;   // em
constexpr float kLeastTab = 2.0F;  // em

/// The character that begins at `at`, which then stands behind it. Tests are UTF-8.
char32_t next_character(std::string_view text, std::size_t& at) {
  const auto first = static_cast<unsigned char>(text[at++]);
  if (first < 0x80) return first;
  const int more = first < 0xE0 ? 1 : first < 0xF0 ? 2 : 3;
  char32_t code = first & (0x3FU >> more);
  for (int i = 0; i < more; ++i) code = (code << 6U) | (static_cast<unsigned char>(text[at++]) & 0x3FU);
  return code;
}

bool combines(char32_t code) {
  return code >= 0x300 && code < 0x370;
}

/// Where a point lies that is `along` further in the direction of the text and `under` below the first baseline.
Point place(const Piece& piece, float along, float under) {
  switch (piece.direction) {
    case pdf::Direction::right:
      return {piece.x + along, piece.y + under};
    case pdf::Direction::down:
      return {piece.x - under, piece.y + along};
    case pdf::Direction::left:
      return {piece.x - along, piece.y - under};
    case pdf::Direction::up:
      return {piece.x + under, piece.y - along};
  }
  return {};
}

pdf::Glyph glyph_at(const Piece& piece, char32_t code, float along, float under) {
  const float width = combines(code) ? 0 : kAdvance * piece.size;
  const Point a = place(piece, along, under - kAscent * piece.size);
  const Point b = place(piece, along + width, under + kDescent * piece.size);
  pdf::Glyph glyph;
  glyph.code = code;
  glyph.box = {std::min(a.x, b.x), std::min(a.y, b.y), std::max(a.x, b.x), std::max(a.y, b.y)};
  glyph.origin = place(piece, along, under);
  glyph.size = piece.size;
  glyph.direction = piece.direction;
  return glyph;
}

void paint(const Piece& piece, pdf::PageGlyphs& page) {
  float along = 0;
  float under = 0;
  for (std::size_t at = 0; at < piece.text.size();) {
    const char32_t code = next_character(piece.text, at);
    if (code == U'\n') {
      along = 0;
      under += kLeading * piece.size;
    } else if (code == U'\t') {
      along = column_width * std::ceil((along + kLeastTab * piece.size) / column_width);
    } else if (code == U' ') {
      along += (kSpace + piece.spacing) * piece.size;
    } else {
      pdf::Glyph glyph = glyph_at(piece, code, along, under);
      glyph.paint_order = static_cast<std::uint32_t>(page.glyphs.size());
      page.glyphs.push_back(glyph);
      if (!combines(code)) along += (kAdvance + piece.spacing) * piece.size;
    }
  }
}

std::string text_of(const TaxLine& line) {
  return to_string(line.rate) + ":" + to_string(line.base) + "+" + to_string(line.amount);
}

struct ValueText {
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(Decimal number) const { return to_string(number); }
  std::string operator()(const std::vector<std::string>& list) const {
    std::string out;
    for (const std::string& text : list) out += (out.empty() ? "" : ",") + text;
    return out;
  }
  std::string operator()(const std::vector<TaxLine>& lines) const {
    std::string out;
    for (const TaxLine& line : lines) out += (out.empty() ? "" : ",") + text_of(line);
    return out;
  }
};

std::shared_ptr<const rules::Database> compiled(std::span<const rules::SourceText> packs) {
  rules::ParsedPack parsed = rules::parse_packs(packs);
  if (!parsed.pack) throw std::invalid_argument(to_text(parsed.diagnostics, packs));
  return rules::Database::compile(std::move(*parsed.pack), std::nullopt);
}

std::shared_ptr<const rules::Database> compiled(std::string_view json) {
  const rules::SourceText only{"pack", json};
  return compiled({&only, 1});
}

}  // namespace

pdf::PageGlyphs glyphs_of(const Sketch& sketch, Arena* arena, int number) {
  pdf::PageGlyphs page(arena);
  page.number = number;
  page.width = kWidth;
  page.height = kHeight;
  for (const Piece& piece : sketch) paint(piece, page);
  return page;
}

const text::PageText& SketchedPage::page() {
  if (!page_) page_.emplace(glyphs_, &arena_);
  return *page_;
}

text::Span SketchedPage::find(std::string_view words) {
  const std::size_t at = page().text().find(words);
  if (at == std::string_view::npos) throw std::invalid_argument("not on the page: " + std::string(words));
  return {static_cast<text::Index>(at), static_cast<text::Index>(at + words.size())};
}

SketchedDocument::SketchedDocument(const std::vector<Sketch>& pages) : SketchedDocument(pages, builtin_database()) {}

SketchedDocument::SketchedDocument(const std::vector<Sketch>& pages, std::string_view json)
    : SketchedDocument(pages, compiled(json)) {}

SketchedDocument::SketchedDocument(const std::vector<Sketch>& pages, std::shared_ptr<const rules::Database> database)
    : database_(std::move(database)), scanner_(database_), view_(&database_->pack(), &scanner_, &arena_) {
  glyphs_.reserve(pages.size());
  texts_.reserve(pages.size());
  for (const Sketch& sketch : pages) {
    glyphs_.push_back(glyphs_of(sketch, &arena_, static_cast<int>(glyphs_.size()) + 1));
    texts_.emplace_back(glyphs_.back(), &arena_);
    PageView& page = view_.pages.emplace_back(&texts_.back(), &arena_);
    scanner_.scan(page.text->text(), page.matches);
    find_values(*page.text, page.values);
    page.sort();
  }
}

const rules::Match& SketchedDocument::match(std::string_view name) const {
  for (const rules::Match& match : page().matches) {
    if (view_.rule(match).name == name) return match;
  }
  throw std::invalid_argument("no match of " + std::string(name) + " in: " + std::string(page().text->text()));
}

text::Index SketchedDocument::cell(std::string_view words) const {
  const std::size_t at = page().text->text().find(words);
  if (at == std::string_view::npos) throw std::invalid_argument("not on the page: " + std::string(words));
  return page().text->cell_at(static_cast<text::Index>(at));
}

Extraction SketchedDocument::resolved() const {
  Extraction extraction;
  resolve(view_, extraction);
  return extraction;
}

std::string given(const Extraction& extraction, Field field) {
  const auto& value = extraction.field(field);
  return value ? std::visit(ValueText{}, value->value) : std::string();
}

std::string checked(const Extraction& extraction, std::string_view code) {
  for (const Check& check : extraction.checks) {
    if (check.code == code) return check.ok ? "ok" : "not ok";
  }
  return {};
}

std::shared_ptr<const rules::Database> builtin_database() {
  static const std::shared_ptr<const rules::Database> database = compiled(rules::builtin_packs());
  return database;
}

}  // namespace prefill::test
