// Glyphs wait in a grid until something is painted over them, which happens to each at most once; so a page of many
// shapes costs the cells they touch, and not shapes times glyphs.

#include "extractor/pdf/paint_watch.h"

#include <algorithm>

namespace prefill::pdf {

namespace {

// Below this a layer or an ink is as good as not there; above the other it hides what lies under it.
constexpr float faint = 0.02F;
constexpr float opaque = 0.98F;
// What stands out against white text: darker than this in at least one channel.
constexpr std::uint32_t white_from = 0xF0;
constexpr std::uint32_t light_from = 0xE0;
// Lines and borders are no background for text, and a line through a word does not hide it.
constexpr float thinnest_backdrop = 2;
constexpr float hiding_share = 0.5F;
// A straight line from this width on, in points, is a bar that can lie under or over text.
constexpr float bar_width = 2;
// A page with more shapes than this is a drawing; white text on it counts as lit.
constexpr std::size_t max_backdrops = 8192;

[[gnu::always_inline]] inline Rect intersection(const Rect& a, const Rect& b) {
  return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

std::uint32_t darkest_channel(std::uint32_t rgb) {
  return std::min({(rgb >> 16) & 0xFF, (rgb >> 8) & 0xFF, rgb & 0xFF});
}

bool hides(const Rect& shape, const Rect& glyph) {
  return shape.contains(glyph.centre()) &&
         overlap(shape.x0, shape.x1, glyph.x0, glyph.x1) >= hiding_share * glyph.width() &&
         overlap(shape.y0, shape.y1, glyph.y0, glyph.y1) >= hiding_share * glyph.height();
}

std::size_t cell(float at, float length, std::size_t count) {
  const float share = at / length * static_cast<float>(count);
  if (!(share > 0)) return 0;  // also when it is not a number, as on a page without bounds
  return static_cast<std::size_t>(std::min(share, static_cast<float>(count - 1)));
}

}  // namespace

void PaintWatch::begin_page(Rect page, ArenaVector<Glyph>& glyphs) {
  page_ = page;
  glyphs_ = &glyphs;
  layers_.clear();
  layers_.push_back({.bounds = page});
  backdrops_.clear();
  forget_glyphs(0);
  text_clips_ = 0;
  order_ = 0;
  comparisons_ = 0;
  image_coverage_ = 0;
  all_seen_ = true;
  colours_ = 0;
}

void PaintWatch::forget_glyphs(std::size_t first) {
  if (first > next_.size()) return;
  next_.clear();
  heads_.fill(none);
}

void PaintWatch::enter_grid() {
  comparisons_ += glyphs_->size() - next_.size();
  for (std::size_t i = next_.size(); i < glyphs_->size(); ++i) {
    const Point centre = (*glyphs_)[i].box.centre();
    std::uint32_t& head = heads_[row(centre.y) * columns + column(centre.x)];
    next_.push_back(head);
    head = static_cast<std::uint32_t>(i);
  }
}

void PaintWatch::push(const Layer& layer) {
  Layer& added = layers_.emplace_back();
  const Layer& around = layers_[layers_.size() - 2];
  added.bounds = around.offstage ? around.bounds : intersection(around.bounds, layer.bounds);
  added.exact = layer.exact && around.exact;
  added.offstage = layer.offstage || around.offstage;
  added.alpha = layer.alpha * around.alpha;
  added.clip_first = layer.clip_first;
  added.clip_end = layer.clip_end;
}

void PaintWatch::push_clip(Rect bounds, bool exact) {
  push({.bounds = bounds, .exact = exact});
}

void PaintWatch::push_text_clip(Rect bounds, std::size_t first) {
  if (first < glyphs_->size()) ++text_clips_;
  push({.bounds = bounds, .exact = false, .clip_first = first, .clip_end = glyphs_->size()});
}

void PaintWatch::push_group(float alpha, bool plain) {
  push({.bounds = layers_.back().bounds, .exact = plain, .alpha = alpha});
}

void PaintWatch::push_offstage() {
  push({.bounds = layers_.back().bounds, .offstage = true});
}

void PaintWatch::end_mask() {
  if (layers_.size() < 2) return;
  layers_.pop_back();
  push({.bounds = layers_.back().bounds, .exact = false});
}

void PaintWatch::pop() {
  if (layers_.size() < 2) return;
  if (layers_.back().clip_first < layers_.back().clip_end) --text_clips_;
  layers_.pop_back();
}

void PaintWatch::pop_all() {
  while (layers_.size() > 1) pop();
}

std::size_t PaintWatch::column(float x) const {
  return cell(x - page_.x0, page_.width(), columns);
}
std::size_t PaintWatch::row(float y) const {
  return cell(y - page_.y0, page_.height(), rows);
}

void PaintWatch::dress(Glyph& glyph, std::uint32_t rgb) {
  colours_ |= rgb;
  glyph.fill = rgb;
  glyph.unlit = darkest_channel(rgb) >= white_from && !lit_at(glyph.box.centre());
}

PaintWatch::TextPaint PaintWatch::begin_text(Ink ink, bool shown, Glyph& glyph) {
  const Layer& layer = layers_.back();
  glyph.paint_order = order_;
  glyph.fill = ink.rgb;
  glyph.covered = glyph.unlit = false;
  glyph.invisible = !shown || ink.alpha * layer.alpha < faint;
  colours_ |= ink.rgb;
  all_seen_ &= !glyph.invisible;
  return {.seen = layer.offstage ? page_ : layer.bounds,
          .invisible = glyph.invisible,
          .white = darkest_channel(ink.rgb) >= white_from};
}

void PaintWatch::text(const Glyph& common, char32_t code, float left, float right, const TextPaint& paint) {
  Glyph glyph = common;
  place(glyph, code, left, right);
  text(glyph, paint);
}

void PaintWatch::repaint(std::size_t first, std::size_t end, Ink ink) {
  const Layer& layer = layers_.back();
  if (ink.alpha * layer.alpha < faint) return;
  for (std::size_t i = first; i < end; ++i) {
    Glyph& glyph = (*glyphs_)[i];
    if (!glyph.invisible && !glyph.unlit) continue;
    if (!layer.offstage && !layer.bounds.contains(glyph.box.centre())) continue;
    glyph.invisible = false;
    dress(glyph, ink.rgb);
  }
}

void PaintWatch::paint_through_text(Ink ink) {
  if (text_clips_ == 0 || ink.alpha * layers_.back().alpha < faint) return;
  for (std::size_t i = 1; i < layers_.size(); ++i) {
    Layer& layer = layers_[i];
    const Rect& around = layers_[i - 1].bounds;
    for (; layer.clip_first < layer.clip_end; ++layer.clip_first) {
      Glyph& glyph = (*glyphs_)[layer.clip_first];
      if (!around.contains(glyph.box.centre())) continue;
      glyph.invisible = false;
      dress(glyph, ink.rgb);
    }
  }
  text_clips_ = 0;
}

void PaintWatch::add_backdrop(Rect rect, bool exact, Ink ink) {
  if (layers_.back().offstage || ink.alpha * layers_.back().alpha < hiding_share) return;
  rect = intersection(rect, layers_.back().bounds);
  if (rect.width() < thinnest_backdrop || rect.height() < thinnest_backdrop) return;
  const bool light = darkest_channel(ink.rgb) >= light_from;
  // A light shape only matters where it surely lies above a dark one.
  if (light && !exact) return;
  if (backdrops_.size() < max_backdrops) backdrops_.push_back({rect, light});
}

bool PaintWatch::lit_at(Point point) {
  if (backdrops_.size() == max_backdrops) return true;
  for (auto backdrop = backdrops_.rbegin(); backdrop != backdrops_.rend(); ++backdrop) {
    ++comparisons_;
    if (backdrop->rect.contains(point)) return !backdrop->light;
  }
  return false;
}

void PaintWatch::hide_below(Rect rect) {
  rect = intersection(rect, layers_.back().bounds);
  if (rect.empty() || glyphs_->empty()) return;
  enter_grid();
  for (std::size_t r = row(rect.y0); r <= row(rect.y1); ++r) {
    for (std::size_t c = column(rect.x0); c <= column(rect.x1); ++c) {
      ++comparisons_;
      std::uint32_t* link = &heads_[r * columns + c];
      while (*link != none) {
        ++comparisons_;
        Glyph& glyph = (*glyphs_)[*link];
        if (hides(rect, glyph.box)) {
          glyph.covered = true;
          all_seen_ = false;
          *link = next_[*link];
        } else {
          link = &next_[*link];
        }
      }
    }
  }
}

void PaintWatch::fill(const PathShape& path, Ink ink) {
  const std::span<const Rect> rectangles = path.rectangles();
  if (rectangles.empty()) shape(path.bounds(), ink);
  for (const Rect& rect : rectangles) rectangle(rect, ink);
}

void PaintWatch::stroke(const PathShape& path, float width, Ink ink) {
  Rect bar = path.bounds();
  const bool upright = bar.width() < bar_width / 2;
  const bool lying = bar.height() < bar_width / 2;
  if (path.empty() || width < bar_width || upright == lying) {
    paint_through_text(ink);
    return;
  }
  (upright ? bar.x0 : bar.y0) -= width / 2;
  (upright ? bar.x1 : bar.y1) += width / 2;
  rectangle(bar, ink);
}

void PaintWatch::rectangle(Rect rect, Ink ink) {
  paint_through_text(ink);
  const Layer& layer = layers_.back();
  add_backdrop(rect, layer.exact && ink.alpha * layer.alpha >= opaque, ink);
  if (layer.exact && !layer.offstage && ink.alpha * layer.alpha >= opaque) hide_below(rect);
}

void PaintWatch::shape(Rect bounds, Ink ink) {
  paint_through_text(ink);
  add_backdrop(bounds, false, ink);
}

void PaintWatch::pattern(Rect bounds) {
  shape(bounds, {});
}

void PaintWatch::image(Rect bounds, bool is_opaque) {
  paint_through_text({});
  const Layer& layer = layers_.back();
  if (layer.offstage || layer.alpha < faint) return;
  add_backdrop(bounds, false, {});
  if (is_opaque && layer.exact && layer.alpha >= opaque) hide_below(bounds);
  const Rect seen = intersection(bounds, layer.bounds);
  if (seen.empty()) return;
  const float share = seen.width() * seen.height() / (page_.width() * page_.height());
  image_coverage_ = std::max(image_coverage_, share);
}

}  // namespace prefill::pdf
