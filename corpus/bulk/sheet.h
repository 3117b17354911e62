// What the parts of a layout share while they fill the pages of one invoice.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/bulk/assets.h"
#include "corpus/bulk/canvas.h"
#include "corpus/bulk/invoice.h"
#include "corpus/bulk/printed.h"

namespace prefill::bulk {

struct Sheet {
  std::uint64_t seed;
  const Supplier& supplier;
  const Assets& assets;
  Invoice& invoice;
  Printed& printed;
  PdfContents& contents;

  std::vector<Canvas> pages;
  Type text;
  Type bold;
  Type small;
  Type title;
  double left = 0;  // edges of the text
  double right = 0;
  double bottom = 0;  // where the foot begins

  [[nodiscard]] const Style& style() const { return supplier.style; }
  [[nodiscard]] double row() const { return text.size * 1.65; }
  [[nodiscard]] double line() const { return text.size * 1.35; }
  Canvas& page() { return pages.back(); }
};

/// A cell of a head that stands above its value.
struct Cell {
  std::string label;
  std::string value;
};

/// Draws cells side by side over the width of the text, labels above values; answers with the y below.
double draw_band(Sheet& sheet, double y, const std::vector<Cell>& cells);
/// How wide each cell of a band must be.
[[nodiscard]] double widest(const Sheet& sheet, const std::vector<Cell>& cells);

// The parts, from the top down. Each begins at `y` of the last page and answers with the y below what it drew.

/// The names, the title and the references.
double draw_head(Sheet& sheet);
/// The table of lines, over as many pages as the invoice wants; gives the invoice its lines.
double draw_lines(Sheet& sheet, double y);
/// The totals and the table of VAT.
double draw_totals(Sheet& sheet, double y);
/// How and when to pay, and what the law wants to be said.
double draw_payment(Sheet& sheet, double y);
/// The page behind: general terms or photographs.
void draw_annex(Sheet& sheet);
/// Begins a page; on those behind the first says what it belongs to.
void begin_page(Sheet& sheet);
/// What stands at the foot of all pages.
void draw_foot(Sheet& sheet, Canvas& canvas);

/// How many points the totals and what follows take at most.
[[nodiscard]] double height_of_end(const Sheet& sheet);
/// Whether a page behind the invoice is wanted: then the invoice itself has one page less.
[[nodiscard]] bool has_annex(const Sheet& sheet);

}  // namespace prefill::bulk
