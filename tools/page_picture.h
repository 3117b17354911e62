// The drawing over a page: what was found, what announced it, and what was considered and withheld.
//
// Each finding has a number. Its box has a shape that tells the role - so that a print in black and white tells it too
// - and is dashed when the value was withheld.

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/extraction.h"
#include "extractor/pdf/page_raster.h"
#include "extractor/text/page_text.h"

namespace prefill::tools {

/// What a field is about.
enum class Role : std::uint8_t { document, recipient, supplier, reference, amount, payment };
inline constexpr std::size_t role_count = 6;
[[nodiscard]] Role role_of(Field field);
[[nodiscard]] std::string_view role_name(Role role);

/// A value with a number.
struct Finding {
  int number = 0;
  Field field = Field::numero_facture;
  bool withheld = false;
  std::string value;  // as a person reads it
  double confidence = 0;
  std::string rule;
  int page = 0;
  Rect box;  // empty when the value has no place of its own
  std::optional<Label> label;
};

/// The values given and, of fields without one, the best that was withheld; by field, numbered from 1.
[[nodiscard]] std::vector<Finding> findings_of(const Extraction& extraction);

/// Those of one page.
[[nodiscard]] std::vector<Finding> findings_on(std::span<const Finding> findings, int page);

/// Half the side of the square that a badge takes, in points.
inline constexpr float badge_radius = 5.5F;

/// Where the badge of each of `boxes` comes: beside it, over none of the boxes and `labels`, if possible over none of
/// `text`, and over no other badge as long as the page has room for all of them.
[[nodiscard]] std::vector<Point> badge_places(std::span<const Rect> boxes, std::span<const Rect> labels,
                                              std::span<const Rect> text, Rect page);

/// A badge with its number: dark for a value given, light for one withheld.
void append_badge(pdf::Figure& figure, const Finding& finding, Point centre);

/// What is drawn for a finding whose frame and badge lie there: the label's line, the arrow to the value, the frame.
[[nodiscard]] pdf::Figure figure_of(const Finding& finding, const Rect& frame, Point badge);

/// The page with `findings`, which are its own, drawn over it. A figure is named by the number of its finding.
[[nodiscard]] pdf::Sheet page_picture(const text::PageText& page, std::span<const Finding> findings);

/// A box as those of values of the role are drawn.
[[nodiscard]] std::vector<pdf::Outline> frame_of(const Rect& box, Role role, bool withheld);

}  // namespace prefill::tools
