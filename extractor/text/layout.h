// From glyphs in any order to lines of words and cells, by geometry alone.

#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "extractor/arena.h"
#include "extractor/pdf/glyph.h"
#include "extractor/text/line_draft.h"
#include "extractor/text/odd_line.h"
#include "extractor/text/runs.h"
#include "rules/room.h"

namespace prefill::text {

/// Whether straight lines are written as such, or glyph by glyph as any other, which gives the same and takes longer.
enum class Care : std::uint8_t { usual, every_line };

/// The lines of a page from top to bottom. Text that is turned against most of the page comes after the rest, one
/// direction after the other. Glyphs that a person does not see (`invisible`, `covered`, `unlit`) are left out, and a
/// glyph printed twice in one place (imitated bold) is kept once.
class Layout {
 public:
  /// Finds the lines of `page`, which must outlive this. n log n in the number of glyphs.
  Layout(const pdf::PageGlyphs& page, Arena* arena, Care care = Care::usual);

  /// The number of glyphs in all lines, no fewer than `next` will give.
  [[nodiscard]] std::size_t glyphs() const { return found_.visible; }
  /// The number of lines.
  [[nodiscard]] std::size_t lines() const { return found_.lines.size(); }
  /// Writes the characters of the next line, no more than two for each of its glyphs, to `out`. Returns its cells, one
  /// at least, or nullptr behind the last line. They are valid up to the next call.
  [[nodiscard]] const LineDraft* next(Characters out);
  /// The size that most glyphs of the lines given so far have, to half a point; 0 without any.
  [[nodiscard]] float usual_size() const { return sizes_.usual(); }

 private:
  std::size_t write_straight(std::span<const Run> runs, Characters out);
  std::size_t write_straight(std::span<const Run> runs, Characters out, float cell_gap);

  Care care_;
  RunLines found_;
  std::size_t next_ = 0;
  SizeCensus sizes_;
  LineDraft line_;
  rules::Room<CellDraft> cells_;
  rules::Room<float> widths_;   // of the gaps of a straight line, in em
  std::size_t gaps_ = 0;        // their number
  bool doubtful_gaps_ = false;  // some may be spaces or ends of cells
  ArenaVector<float> spaces_;
  OddLine odd_;
};

}  // namespace prefill::text
