// From the characters of MuPDF's structured text to glyphs, in the order in which they come. They are taken over call
// by call, because only then is it known how they were painted.

#pragma once

#include "extractor/pdf/paint_watch.h"

struct fz_stext_block;
struct fz_stext_char;
struct fz_stext_line;

namespace prefill::pdf {

/// Walks a page of structured text while it grows: MuPDF only ever appends to its last line, or begins lines and blocks
/// behind it.
class StextCursor {
 public:
  /// `first_block` is the page's own pointer to its first block; the page must outlive the cursor.
  explicit StextCursor(fz_stext_block* const* first_block) : first_block_(first_block) {}

  /// The next character not seen yet; null when there is none for now.
  [[nodiscard]] const fz_stext_char* next();
  /// The line of the character last given.
  [[nodiscard]] const fz_stext_line* line() const { return line_; }

 private:
  fz_stext_block* const* first_block_;
  fz_stext_block* block_ = nullptr;
  fz_stext_line* line_ = nullptr;
  fz_stext_char* char_ = nullptr;
};

/// Hands the characters that `cursor` has not seen yet to `watch`. Characters that come from one printed glyph share
/// its box. Throws std::bad_alloc.
void add_new_glyphs(StextCursor& cursor, PaintWatch& watch, Ink ink, bool shown);

}  // namespace prefill::pdf
