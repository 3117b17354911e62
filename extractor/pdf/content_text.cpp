// Showing text (ISO 32000-1, 9.4). What all glyphs of one operator share is worked out once; for each glyph remain a
// look-up of its code, a rectangle and an advance.

#include <algorithm>
#include <cmath>

#include "extractor/pdf/blank.h"
#include "extractor/pdf/content_interpreter.h"
#include "extractor/pdf/text_string.h"

namespace prefill::pdf {

namespace {

// Text that replaces other text is a word or a line; longer ones are somebody's description of a picture.
constexpr std::size_t longest_actual_text = 400;

Direction direction_of(Point along) {
  if (std::fabs(along.x) >= std::fabs(along.y)) return along.x >= 0 ? Direction::right : Direction::left;
  return along.y >= 0 ? Direction::down : Direction::up;
}

Rect around(Point a, Point b, Point c, Point d) {
  return {std::min({a.x, b.x, c.x, d.x}), std::min({a.y, b.y, c.y, d.y}), std::max({a.x, b.x, c.x, d.x}),
          std::max({a.y, b.y, c.y, d.y})};
}

bool clips(RenderMode mode) {
  return mode >= RenderMode::fill_clip;
}

// How far an operation is.
struct TextCursor {
  const Byte* at = nullptr;  // in the string at hand
  const Byte* end = nullptr;
  std::span<const ShownPart> parts;  // behind it
  float moved = 0;                   // along the line so far, in text space

  // Goes on to the next code; false when there is none.
  [[gnu::always_inline]] bool find_code(float adjustment_unit) {
    while (at == end) {
      if (parts.empty()) return false;
      const ShownPart& part = parts.front();
      parts = parts.subspan(1);
      at = part.begin;
      end = part.end;
      moved -= part.adjustment * adjustment_unit;
    }
    return true;
  }
};

}  // namespace

// Places and vectors are on the page as a person sees it; the pen moves in text space.
struct ContentInterpreter::TextRun {
  Font& font;
  PaintWatch::TextPaint paint{};
  Point origin{};    // where the run began, raised by the text rise
  Point along{};     // one unit of text space along the line
  Point em_along{};  // one em across the line's direction of advance, horizontally scaled
  Point em_up{};     // one em upwards
  Point top{};       // from the baseline to the ascender
  Point bottom{};    // from the baseline to the descender
  float em = 0;      // text space units of an advance of one em
  float character_space = 0;
  float word_space = 0;
  float adjustment_unit = 0;  // text space units of a thousandth in `TJ`
  bool upright = false;       // the line runs to the right, and glyphs stand on it
  bool vertical = false;
  Glyph glyph{};  // with what is the same for all

  TextCursor cursor{};

  [[nodiscard]] Point pen() const { return {origin.x + cursor.moved * along.x, origin.y + cursor.moved * along.y}; }
};

void ContentInterpreter::begin_text() {
  in_text_ = true;
  text_matrix_ = line_matrix_ = {};
}

void ContentInterpreter::end_text() {
  in_text_ = false;
  set_clip_of_text();
}

void ContentInterpreter::move_line(float x, float y) {
  const Point to = line_matrix_.apply(x, y);
  line_matrix_.e = to.x;
  line_matrix_.f = to.y;
  text_matrix_ = line_matrix_;
}

void ContentInterpreter::set_render_mode(float number) {
  const bool known = number >= 0 && number < static_cast<float>(RenderMode::clip) + 1;
  const auto mode = known ? static_cast<RenderMode>(static_cast<int>(number)) : RenderMode::fill;
  if (clips_text_ && !clips(mode)) set_clip_of_text();
  state_.text.mode = mode;
}

// Text shown in a clipping mode becomes a clip when it ends.
void ContentInterpreter::set_clip_of_text() {
  if (!clips_text_) return;
  clips_text_ = false;
  watch_.push_text_clip(watch_.clip(), clip_from_);
  ++state_.clips;
}

void ContentInterpreter::show() {
  const TextState& text = state_.text;
  if (!text.font) return;
  Font& font = *text.font;
  const Matrix to_page = text_matrix_ * state_.ctm;
  const bool stroked = text.mode == RenderMode::stroke || text.mode == RenderMode::stroke_clip;
  const bool shown = text.mode != RenderMode::invisible && text.mode != RenderMode::clip;
  watch_.next_operation();

  TextRun run{.font = font};
  run.paint = watch_.begin_text(stroked ? state_.stroke : state_.fill, shown, run.glyph);
  run.vertical = font.vertical();
  run.origin = to_page.apply(0, text.rise);
  run.along = run.vertical ? to_page.apply_vector(0, 1) : to_page.apply_vector(1, 0);
  run.em_along = to_page.apply_vector(text.size * text.scale, 0);
  run.em_up = to_page.apply_vector(0, text.size);
  run.top = {run.em_up.x * font.ascent(), run.em_up.y * font.ascent()};
  run.bottom = {run.em_up.x * font.descent(), run.em_up.y * font.descent()};
  const float scale = run.vertical ? 1 : text.scale;
  run.em = text.size * scale;
  run.character_space = text.character_space * scale;
  run.word_space = text.word_space * scale;
  run.adjustment_unit = run.em / 1000;
  run.upright = !run.vertical && run.em_along.y == 0 && run.em_up.x == 0 && run.em_along.x > 0 && run.em_up.y < 0;
  run.glyph.origin.y = run.origin.y;
  run.glyph.box.y0 = run.origin.y + run.top.y;
  run.glyph.box.y1 = run.origin.y + run.bottom.y;
  run.paint.set_line((run.glyph.box.y0 + run.glyph.box.y1) / 2);
  const Point forwards = run.vertical ? Point{-run.em_up.x, -run.em_up.y} : run.em_along;
  run.glyph.direction = direction_of(forwards);
  run.glyph.size = std::sqrt(std::fabs(run.em_along.x * run.em_up.y - run.em_along.y * run.em_up.x));

  const std::size_t first = glyphs_->size();
  run.cursor.parts = operands_.parts();
  show_parts(run);
  const float distance = run.cursor.moved;
  const Point moved = run.vertical ? Point{text_matrix_.c * distance, text_matrix_.d * distance}
                                   : Point{text_matrix_.a * distance, text_matrix_.b * distance};
  text_matrix_.e += moved.x;
  text_matrix_.f += moved.y;

  if (glyphs_->size() == first) return;
  if (glyphs_->size() > budget_->limits().glyphs_per_page) budget_->stop(Stop::glyphs);
  if (text.mode == RenderMode::fill_stroke || text.mode == RenderMode::fill_stroke_clip) {
    watch_.repaint(first, glyphs_->size(), state_.stroke);
  }
  if (clips(text.mode) && !clips_text_) {
    clips_text_ = true;
    clip_from_ = first;
  }
}

// Shows codes of an upright line up to one that needs a closer look. Nothing is called in here, so that everything
// stays in registers.
template <std::size_t code_bytes>
void ContentInterpreter::show_plain(TextRun& run) {
  // Copies, because the compiler cannot know that adding a glyph leaves the run as it is.
  const Font& font = run.font;
  const float origin = run.origin.x;
  const float unit = run.along.x;
  const float em_width = run.em_along.x;
  const float em = run.em;
  const float character_space = run.character_space;
  TextCursor here = run.cursor;
  while (here.find_code(run.adjustment_unit) && static_cast<std::size_t>(here.end - here.at) >= code_bytes) {
    const std::uint32_t code = code_bytes == 1 ? here.at[0] : static_cast<std::uint32_t>(here.at[0] << 8 | here.at[1]);
    const CodeGlyph* const glyph = font.looked_up(code);
    if (!glyph) break;
    const float advance = glyph->advance;
    if (glyph->meaning == Meaning::character) {
      const float left = origin + here.moved * unit;
      const float right = left + advance * em_width;
      if (!(advance >= 0) || !watch_.plain_text(run.glyph, glyph->character, left, right, run.paint)) break;
    } else if (glyph->meaning != Meaning::blank) {
      break;
    }
    here.moved += advance * em + character_space;
    if (code_bytes == 1 && code == ' ') here.moved += run.word_space;
    here.at += code_bytes;
  }
  run.cursor = here;
}

void ContentInterpreter::show_parts(TextRun& run) {
  const bool plain = run.upright && hidden_ == 0;
  const std::size_t code_bytes = plain ? run.font.code_bytes() : 0;
  for (;;) {
    if (code_bytes == 1) show_plain<1>(run);
    if (code_bytes == 2) show_plain<2>(run);
    if (!run.cursor.find_code(run.adjustment_unit)) return;
    show_code(run, plain);
  }
}

void ContentInterpreter::show_code(TextRun& run, bool plain) {
  TextCursor& here = run.cursor;
  const Byte* const begin = here.at;
  const std::uint32_t code = run.font.next_code(here.at, here.end);
  const CodeGlyph& glyph = run.font.glyph(code);
  if (glyph.meaning == Meaning::character && plain && glyph.advance >= 0) {
    const float left = run.origin.x + here.moved * run.along.x;
    watch_.text(run.glyph, glyph.character, left, left + glyph.advance * run.em_along.x, run.paint);
  } else if (glyph.meaning != Meaning::blank && hidden_ == 0) {
    show_glyph(run, code, glyph);
  }
  here.moved += glyph.advance * run.em + run.character_space;
  if (code == ' ' && here.at == begin + 1) here.moved += run.word_space;
}

// The characters of one printed glyph share its box, along the line.
void ContentInterpreter::show_glyph(const TextRun& run, std::uint32_t code, const CodeGlyph& code_glyph) {
  if (code_glyph.meaning == Meaning::in_program && actual_texts_ == 0 && !run.paint.invisible) {
    needs_font_program_ = true;
  }
  const char32_t single = code_glyph.character;
  std::span<const char32_t> characters{&single, 1};
  if (code_glyph.meaning == Meaning::several) characters = run.font.characters(code_glyph);

  // The corner from which the box extends by `advance` along the line, and from `low` to `high` across it.
  Point pen = run.pen();
  Point advance{code_glyph.advance * run.em_along.x, code_glyph.advance * run.em_along.y};
  Point low = run.bottom;
  Point high = run.top;
  if (run.vertical) {
    const Font::Offset offset = run.font.vertical_offset(code);
    pen.x += (1 - offset.y) * run.em_up.x - offset.x * run.em_along.x;
    pen.y += (1 - offset.y) * run.em_up.y - offset.x * run.em_along.y;
    advance = {-run.em_up.x, -run.em_up.y};
    low = {0, 0};
    high = run.em_along;
  }
  const auto count = static_cast<float>(characters.size());
  Glyph glyph = run.glyph;
  float index = 0;
  for (const char32_t character : characters) {
    const float from = index / count;
    const float to = (index + 1) / count;
    const Point begin{pen.x + from * advance.x, pen.y + from * advance.y};
    const Point end{pen.x + to * advance.x, pen.y + to * advance.y};
    glyph.code = character;
    glyph.origin = begin;
    glyph.box = around({begin.x + low.x, begin.y + low.y}, {begin.x + high.x, begin.y + high.y},
                       {end.x + low.x, end.y + low.y}, {end.x + high.x, end.y + high.y});
    watch_.text(glyph, run.paint);
    ++index;
  }
}

// ActualText (ISO 32000-1, 14.9.4) says what the glyphs of a mark stand for. It is taken where it can be put in their
// places: character by character, or spread over the width of what is printed on one line. An empty one, and one for
// several lines, leaves the glyphs as they are: what a person sees is never lost.
void ContentInterpreter::replace_text(std::size_t first, ObjectView actual_text) {
  ArenaVector<Glyph>& glyphs = *glyphs_;
  const std::size_t count = glyphs.size() - std::min(first, glyphs.size());
  if (count == 0 || watch_.clips_by_text() || clips_text_) return;
  ArenaVector<char32_t> text(objects_->arena());
  append_text(actual_text, longest_actual_text, text);
  const auto printed = std::count_if(text.begin(), text.end(), [](char32_t c) { return !prints_nothing(c); });
  if (printed == 0) return;

  if (static_cast<std::size_t>(printed) == count) {
    std::size_t i = first;
    for (const char32_t c : text) {
      if (!prints_nothing(c)) glyphs[i++].code = c;
    }
    return;
  }
  const Glyph begin = glyphs[first];
  Rect box;
  for (std::size_t i = first; i < glyphs.size(); ++i) {
    const Glyph& glyph = glyphs[i];
    if (glyph.direction != Direction::right || std::fabs(glyph.origin.y - begin.origin.y) > begin.size / 2) return;
    box.extend(glyph.box);
  }
  glyphs.resize(first);
  watch_.forget_glyphs(first);
  const float share = box.width() / static_cast<float>(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (prints_nothing(text[i])) continue;
    Glyph glyph = begin;
    glyph.code = text[i];
    glyph.box.x0 = box.x0 + share * static_cast<float>(i);
    glyph.box.x1 = glyph.box.x0 + share;
    glyph.origin.x = glyph.box.x0;
    glyphs.push_back(glyph);
  }
}

}  // namespace prefill::pdf
