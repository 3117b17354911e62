// Runs content streams (ISO 32000-1, 7.8.2) for their text. Everything is interpreted that decides what text there is,
// where it stands and whether a person sees it; pictures and lines are followed only as far as they hide text.
//
// One pass over contiguous bytes: operands are collected, an operator is a switch over its letters. No font program, no
// picture is opened. The parts: content_interpreter.cpp reads tokens and keeps the state, content_text.cpp shows text,
// content_paint.cpp follows paths, pictures and forms.

#pragma once

#include <deque>
#include <utility>
#include <vector>

#include "extractor/pdf/document.h"
#include "extractor/pdf/graphics_state.h"
#include "extractor/pdf/operands.h"
#include "extractor/pdf/resource_scope.h"

namespace prefill::pdf {

/// Keeps its buffers from one page to the next. Not safe for concurrent use.
class ContentInterpreter {
 public:
  /// Begins a page of `document`, which must outlive its interpretation. `to_page` maps default user space to the page
  /// as a person sees it, which is as large as `page` says; glyphs are added to `page`.
  void begin_page(Document& document, const Matrix& to_page, PageGlyphs& page);

  /// Runs a content stream. Writes into the room behind it.
  void run_page(ByteBuffer& content, ObjectView resources);
  /// Runs a form XObject, such as the appearance of an annotation, placed on the page by `placement`.
  void run_form(int number, const Matrix& placement, ObjectView resources);

  /// Gives back what the page took of the document.
  void end_page() { colours_.end(); }

  /// True when text was met that only its font program could tell; the run ended there.
  [[nodiscard]] bool needs_font_program() const { return needs_font_program_; }
  [[nodiscard]] float image_coverage() const { return watch_.image_coverage(); }
  [[nodiscard]] bool plain() const { return watch_.plain(); }

 private:
  // A stream being run: the page's or a form's. Levels are kept for their memory.
  struct Level {
    ResourceScope* resources = nullptr;
    ByteBuffer form;        // the content, if it is a form's
    std::size_t saved = 0;  // states saved before; this stream's `Q` does not reach them
    std::size_t marks = 0;  // the same for `EMC`
    std::size_t scopes = 0;
  };
  // `BMC` or `BDC`, until its `EMC`.
  struct Mark {
    ObjectView actual_text;  // null when there is none
    std::size_t first_glyph;
    bool hides;
  };
  // What one text operation needs for each of its glyphs.
  struct TextRun;

  // --- content_interpreter.cpp
  Level& enter(ObjectView resources);
  void leave();
  void make_room_for_glyphs(std::size_t content_size);
  void run(ByteBuffer& content);
  const Byte* read_numbers(const Byte* at, const Byte* end);
  void mistake();
  const Byte* read_operand(const Byte* at, const Byte* end);
  const Byte* read_text_array(const Byte* at, const Byte* end);
  const Byte* read_single_string(const Byte* at, const Byte* end);
  // Sets begin and end of `part`.
  const Byte* read_text_string(const Byte* at, const Byte* end, ShownPart& part);
  const Byte* operate(const Byte* at, const Byte* end);
  void save();
  void restore();
  void restore_to(std::size_t depth);
  void set_font(Font* font, float size);
  void apply(const StateChange& change);
  void begin_mark(bool with_properties);
  void end_mark();
  [[nodiscard]] bool stopped() const { return needs_font_program_ || budget_->exceeded(); }

  // --- content_text.cpp
  void begin_text();
  void end_text();
  void move_line(float x, float y);
  void show();
  void show_parts(TextRun& run);
  template <std::size_t code_bytes>
  void show_plain(TextRun& run);
  void show_code(TextRun& run, bool plain);
  void show_glyph(const TextRun& run, std::uint32_t code, const CodeGlyph& glyph);
  void set_clip_of_text();
  void replace_text(std::size_t first, ObjectView actual_text);
  void set_render_mode(float number);

  // --- content_paint.cpp
  void add_rectangle();
  void paint_path(bool fill, bool stroke);
  void begin_clip(const Rect& bounds, bool exact);
  void set_space(bool stroke);
  void set_colour(bool stroke);
  void set_ink(bool stroke, ColourSpace space, std::uint32_t rgb);
  void paint_shading();
  void do_object();
  void paint_image(bool fills_its_square);
  const Byte* paint_inline_image(const Byte* at, const Byte* end);
  void do_form(int number, ObjectView form);

  Document* document_ = nullptr;
  ObjectTable* objects_ = nullptr;
  Budget* budget_ = nullptr;
  ArenaVector<Glyph>* glyphs_ = nullptr;
  PaintWatch watch_;
  ResourceScopes scopes_;
  ColourSpaces colours_;

  GraphicsState state_;
  std::vector<GraphicsState> saved_;
  std::size_t unsaved_ = 0;  // `q` beyond the room there is
  Operands operands_;
  std::deque<Level> levels_;
  Level* level_ = nullptr;
  std::size_t depth_ = 0;     // levels in use
  std::vector<int> running_;  // the numbers of the forms being run
  ByteBuffer strings_;        // strings of the operands that are not written as they are

  Matrix text_matrix_;
  Matrix line_matrix_;
  bool in_text_ = false;
  std::size_t clip_from_ = 0;  // the first glyph of the text that becomes a clip
  bool clips_text_ = false;

  PathShape path_;
  bool clip_pending_ = false;

  std::vector<Mark> marks_;
  std::size_t hidden_ = 0;        // marks around that hide
  std::size_t actual_texts_ = 0;  // marks around that say what their text is
  std::size_t operators_ = 0;
  std::size_t syntax_errors_ = 0;
  bool needs_font_program_ = false;
};

}  // namespace prefill::pdf
