// MuPDF gives a ligature as a character with the whole box and others of no width at its end; here they get equal
// shares of the box, along the line.

#include "extractor/pdf/stext_glyphs.h"

#include <mupdf/fitz.h>

#include <cmath>
#include <cstddef>

#include "extractor/pdf/blank.h"

namespace prefill::pdf {

namespace {

constexpr char32_t replacement = 0xFFFD;

char32_t scalar(int c) {
  const bool valid = c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
  return valid ? static_cast<char32_t>(c) : replacement;
}

Direction direction_of(fz_point dir) {
  if (std::fabs(dir.x) >= std::fabs(dir.y)) return dir.x >= 0 ? Direction::right : Direction::left;
  return dir.y >= 0 ? Direction::down : Direction::up;
}

fz_point between(fz_point from, fz_point to, float share) {
  return {from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share};
}

Rect slice(const fz_quad& quad, float from, float to) {
  const fz_quad part = {between(quad.ul, quad.ur, from), between(quad.ul, quad.ur, to), between(quad.ll, quad.lr, from),
                        between(quad.ll, quad.lr, to)};
  const fz_rect box = fz_rect_from_quad(part);
  return {box.x0, box.y0, box.x1, box.y1};
}

bool same(fz_point a, fz_point b) {
  return a.x == b.x && a.y == b.y;
}

// The characters of one printed glyph.
class Cluster {
 public:
  // True for a character that MuPDF put without width where the printed glyph ended.
  [[nodiscard]] bool continued_by(const fz_stext_char& c) const {
    return size_ < codes_.size() && open_ && same(c.quad.ll, c.quad.lr) && same(c.quad.ll, quad_.lr);
  }

  void begin(const fz_stext_char& c, const fz_stext_line& line) {
    quad_ = c.quad;
    origin_ = c.origin;
    font_size_ = c.size;
    direction_ = direction_of(line.dir);
    advance_ = {c.quad.lr.x - c.quad.ll.x, c.quad.lr.y - c.quad.ll.y};
    size_ = 0;
    open_ = true;
  }

  void add(int code) {
    if (code > 0 && !prints_nothing(static_cast<char32_t>(code))) codes_[size_++] = scalar(code);
  }

  void end(PaintWatch& watch, const PaintWatch::TextPaint& paint, Glyph glyph) {
    for (std::size_t i = 0; i < size_; ++i) {
      const float from = static_cast<float>(i) / static_cast<float>(size_);
      const float to = static_cast<float>(i + 1) / static_cast<float>(size_);
      glyph.code = codes_[i];
      glyph.box = slice(quad_, from, to);
      glyph.origin = {origin_.x + advance_.x * from, origin_.y + advance_.y * from};
      glyph.size = font_size_;
      glyph.direction = direction_;
      watch.text(glyph, paint);
    }
    size_ = 0;
    open_ = false;
  }

 private:
  std::array<char32_t, 32> codes_{};
  std::size_t size_ = 0;
  bool open_ = false;
  fz_quad quad_{};
  fz_point origin_{};
  fz_point advance_{};
  float font_size_ = 0;
  Direction direction_ = Direction::right;
};

}  // namespace

const fz_stext_char* StextCursor::next() {
  if (char_ && char_->next) return char_ = char_->next;
  fz_stext_block* block = block_ ? block_ : *first_block_;
  fz_stext_line* line = line_ ? line_->next : nullptr;
  if (!line_ && block) line = block->u.t.first_line;
  while (block) {
    for (; line; line = line->next) {
      if (!line->first_char) continue;
      block_ = block;
      line_ = line;
      return char_ = line->first_char;
    }
    block = block->next;
    line = block ? block->u.t.first_line : nullptr;
  }
  return nullptr;
}

void add_new_glyphs(StextCursor& cursor, PaintWatch& watch, Ink ink, bool shown) {
  Glyph shared;
  const PaintWatch::TextPaint paint = watch.begin_text(ink, shown, shared);
  Cluster cluster;
  while (const fz_stext_char* c = cursor.next()) {
    if (!cluster.continued_by(*c)) {
      cluster.end(watch, paint, shared);
      cluster.begin(*c, *cursor.line());
    }
    cluster.add(c->c);
  }
  cluster.end(watch, paint, shared);
}

}  // namespace prefill::pdf
