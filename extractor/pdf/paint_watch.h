// What a person sees of the glyphs of a page: which were painted over later, which lie on a background of their own
// colour, which were clipped away. Knows painted shapes by their rectangles alone; a shape whose outline is not known
// never hides a glyph. It works in the order of painting: a shape hides the glyphs that are there when it is painted.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "extractor/pdf/glyph.h"
#include "extractor/pdf/path_shape.h"

namespace prefill::pdf {

/// What is painted with.
struct Ink {
  std::uint32_t rgb = 0;  // 0xRRGGBB
  float alpha = 1;
};

/// Follows the painting of one page. Not safe for concurrent use.
class PaintWatch {
 public:
  /// Begins a page, which is `page` as far as it is visible. Adds to `glyphs`, which must outlive the painting.
  void begin_page(Rect page, ArenaVector<Glyph>& glyphs);

  /// Begins a clip. `exact` when its outline is the rectangle `bounds` itself.
  void push_clip(Rect bounds, bool exact);
  /// False when such a clip would change nothing, as one around the whole page: it need not be begun.
  [[nodiscard]] bool cuts(const Rect& bounds, bool exact) const {
    const Layer& around = layers_.back();
    const bool holds_all = bounds.x0 <= around.bounds.x0 && bounds.y0 <= around.bounds.y0 &&
                           bounds.x1 >= around.bounds.x1 && bounds.y1 >= around.bounds.y1;
    return !holds_all || (around.exact && !exact);
  }
  /// Begins a clip by the outlines of the glyphs from `first` on: they show once something is painted through them.
  void push_text_clip(Rect bounds, std::size_t first);
  /// Begins a transparency group. `plain` when it is blended normally.
  void push_group(float alpha, bool plain);
  /// Begins what is not painted onto the page at its place: the definition of a mask, the cell of a pattern.
  void push_offstage();
  /// The mask begun by `push_offstage` is defined: what follows is painted through it.
  void end_mask();
  /// Ends what was begun last.
  void pop();
  /// Forgets all that was begun and not ended, as at the end of a damaged content stream.
  void pop_all();

  /// Begins a painting operation; what is given after it lies above all given before.
  void next_operation() { ++order_; }
  /// What the glyphs of one text operation have in common.
  struct TextPaint {
    Rect seen;  // where they are not clipped away
    bool invisible = false;
    bool white = false;
    float plain_from = 1;  // glyphs of an upright line with centres from here to there need no closer look
    float plain_to = 0;

    /// The centres of all glyphs of the operation lie at this height.
    void set_line(float y) {
      if (white || !(y >= seen.y0 && y <= seen.y1)) return;
      plain_from = seen.x0;
      plain_to = seen.x1;
    }
  };
  /// Sets in `glyph` what all glyphs of the operation share. `shown` is false for text that is not painted itself.
  [[nodiscard]] TextPaint begin_text(Ink ink, bool shown, Glyph& glyph);
  /// Adds a glyph that `begin_text` has set; whether it is seen is found out. Dropped when its centre lies outside the
  /// page.
  void text(const Glyph& glyph, const TextPaint& paint) {
    const Point centre = glyph.box.centre();
    const bool seen = paint.seen.contains(centre);
    // Written so that a place that is not a number is outside.
    if (!seen && !page_.contains(centre)) return;
    glyphs_->push_back(glyph);
    if (!seen) {
      glyphs_->back().invisible = true;
      all_seen_ = false;
    }
    if (paint.white) glyphs_->back().unlit = !lit_at(centre);
  }
  /// The same for a character of an upright line, which differs from `common` in its extent along the line alone.
  void text(const Glyph& common, char32_t code, float left, float right, const TextPaint& paint);
  /// The same for nearly all of them. False when a closer look is needed, or more room: then nothing is added.
  [[nodiscard]] bool plain_text(const Glyph& common, char32_t code, float left, float right, const TextPaint& paint) {
    const float middle = (left + right) / 2;
    if (!(middle >= paint.plain_from && middle <= paint.plain_to)) return false;
    if (glyphs_->size() == glyphs_->capacity()) return false;
    glyphs_->push_back(common);
    place(glyphs_->back(), code, left, right);
    return true;
  }
  /// The glyphs from `first` on were changed or taken away by the caller.
  void forget_glyphs(std::size_t first);
  /// A later operation paints the glyphs from `first` to `end` again. Those that could not be seen take its colour.
  void repaint(std::size_t first, std::size_t end, Ink ink);
  /// A filled path.
  void fill(const PathShape& shape, Ink ink);
  /// A path stroked by a line of `width`, in points on the page; 0 for a dashed line.
  void stroke(const PathShape& shape, float width, Ink ink);
  /// A filled rectangle.
  void rectangle(Rect rect, Ink ink);
  /// A filled shape of which only the bounds are known.
  void shape(Rect bounds, Ink ink);
  /// Paint of colours not known, such as a shading.
  void pattern(Rect bounds);
  /// A picture. `opaque` when it fills `bounds` entirely.
  void image(Rect bounds, bool opaque);

  /// What of the page is not clipped away for now.
  [[nodiscard]] const Rect& clip() const { return layers_.back().bounds; }
  /// True while text waits to be painted through.
  [[nodiscard]] bool clips_by_text() const { return text_clips_ > 0; }
  /// Share of the page under the largest picture, 0 to 1.
  [[nodiscard]] float image_coverage() const { return image_coverage_; }
  /// True while no glyph was hidden or given a pale colour, nor several that would be pale together.
  [[nodiscard]] bool plain() const { return all_seen_ && !is_pale(colours_); }
  /// Glyphs and shapes compared so far: a measure of time that is the same on every machine.
  [[nodiscard]] std::size_t comparisons() const { return comparisons_; }

 private:
  // Everything is that of the layer and of those around it together.
  struct Layer {
    Rect bounds;
    bool exact = true;      // a rectangle painted here keeps its outline, cut to `bounds`
    bool offstage = false;  // not painted onto the page at its place
    float alpha = 1;
    std::size_t clip_first = 0;  // glyphs of this layer alone that clip, not yet painted through
    std::size_t clip_end = 0;
  };

  struct Backdrop {
    Rect rect;
    bool light = false;
  };

  void push(const Layer& layer);
  static void place(Glyph& glyph, char32_t code, float left, float right) {
    glyph.code = code;
    glyph.origin.x = glyph.box.x0 = left;
    glyph.box.x1 = right;
  }
  void paint_through_text(Ink ink);
  void dress(Glyph& glyph, std::uint32_t rgb);
  void add_backdrop(Rect rect, bool exact, Ink ink);
  void hide_below(Rect rect);
  void enter_grid();
  [[nodiscard]] bool lit_at(Point point);
  [[nodiscard]] std::size_t column(float x) const;
  [[nodiscard]] std::size_t row(float y) const;

  static constexpr std::size_t columns = 12;
  static constexpr std::size_t rows = 32;
  static constexpr std::uint32_t none = 0xFFFFFFFF;

  Rect page_;
  ArenaVector<Glyph>* glyphs_ = nullptr;
  std::vector<Layer> layers_;  // the first is the page itself
  std::vector<Backdrop> backdrops_;
  // Glyphs not hidden yet, in lists by the cell of the page in which their centre lies. Glyphs enter the grid when
  // something is painted that may hide them; on most pages nothing is.
  std::array<std::uint32_t, columns * rows> heads_;
  std::vector<std::uint32_t> next_;  // by index of the glyph, for those in the grid
  std::size_t text_clips_ = 0;       // layers with glyphs to paint through
  std::uint32_t order_ = 0;
  std::size_t comparisons_ = 0;
  float image_coverage_ = 0;
  bool all_seen_ = true;       // but for white that is not lit
  std::uint32_t colours_ = 0;  // the bits of all colours of text: as light as each of them, or lighter
};

}  // namespace prefill::pdf
