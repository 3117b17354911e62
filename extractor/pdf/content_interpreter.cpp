// Tokens, operators and the graphics state.
//
// The content lies in a buffer with room behind its end, and a closing parenthesis is put there: no token but a string
// or a comment runs over it, so that the loop looks for the end only where it meets one.

#include "extractor/pdf/content_interpreter.h"

#include <smmintrin.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>

namespace prefill::pdf {

namespace {

// Ends whatever token the content breaks off in.
constexpr char sentinel[] = ")\n>)\n";
static_assert(sizeof sentinel <= ByteBuffer::padding);

// A content stream with more mistakes than this is something else.
constexpr std::size_t most_syntax_errors = 100;
// Comparisons of glyphs with shapes that cost about as much as one operator.
constexpr std::size_t comparisons_an_operator = 64;
constexpr std::size_t most_saved_states = 4096;

enum class Token : std::uint8_t { space, number, word, name, string, angle, array, closing, comment, other };

constexpr std::array<Token, 256> tokens = [] {
  std::array<Token, 256> table{};
  for (std::size_t c = 0; c < table.size(); ++c) {
    table[c] = lexical::classes[c] == lexical::Class::space ? Token::space : Token::word;
  }
  for (const char c : {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '+', '-', '.'}) {
    table[static_cast<Byte>(c)] = Token::number;
  }
  table['/'] = Token::name;
  table['('] = Token::string;
  table['<'] = Token::angle;
  table['['] = Token::array;
  table['%'] = Token::comment;
  for (const char c : {')', '>', ']', '{', '}'}) table[static_cast<Byte>(c)] = Token::closing;
  return table;
}();

// The letters of an operator as a number.
constexpr std::uint32_t key(std::string_view letters) {
  std::uint32_t value = 0;
  for (const char letter : letters) value = value << 8 | static_cast<Byte>(letter);
  return value;
}

__m128i sixteen_of(int c) {
  return _mm_set1_epi8(static_cast<char>(c));
}

// What is said of a number by its sign, its length and the place of its point, which is its length when there is none.
struct NumberForm {
  std::array<std::int8_t, 16> places;  // where the digits are that are moved to the end of sixteen
  std::array<double, 2> weights;       // what the first and the last eight of them count
};
constexpr int most_length = 15;
using NumberForms = std::array<std::array<std::array<NumberForm, most_length + 1>, most_length + 1>, 2>;

constexpr NumberForm form_of(bool negative, int length, int point) {
  constexpr int most_digits = 7;  // on either side of the point
  NumberForm form{{}, {}};
  const int whole = point - (negative ? 1 : 0);
  const int decimals = length - point - (point < length ? 1 : 0);
  if (whole < 0 || whole > most_digits || decimals < 0 || decimals > most_digits || whole + decimals == 0) {
    form.places.fill(static_cast<std::int8_t>(length));  // what ends the number is no digit
    return form;
  }
  form.places.fill(-1);
  double divisor = negative ? -1 : 1;
  std::size_t place = form.places.size();
  for (int at = length - 1; at > point; --at, divisor *= 10) form.places[--place] = static_cast<std::int8_t>(at);
  for (int at = point - 1; at >= point - whole; --at) form.places[--place] = static_cast<std::int8_t>(at);
  form.weights = {1e8 / divisor, 1 / divisor};
  return form;
}

alignas(64) constexpr NumberForms number_forms = [] {
  NumberForms forms{};
  for (int length = 0; length <= most_length; ++length) {
    for (int point = 0; point <= most_length; ++point) {
      const auto i = static_cast<std::size_t>(length);
      const auto j = static_cast<std::size_t>(point);
      forms[0][i][j] = form_of(false, length, point);
      forms[1][i][j] = form_of(true, length, point);
    }
  }
  return forms;
}();

// Decodes the hexadecimal digits that sixteen characters begin with, two into a byte; how many digits there are. Writes
// eight bytes whatever there is.
unsigned decode_hex(const Byte* at, Byte* out) {
  const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
  const auto bits = [](__m128i mask) { return static_cast<unsigned>(_mm_movemask_epi8(mask)); };
  const auto within = [&](__m128i characters, int first, int last) {
    return _mm_and_si128(_mm_cmpgt_epi8(characters, sixteen_of(first - 1)),
                         _mm_cmplt_epi8(characters, sixteen_of(last + 1)));
  };
  const __m128i lower = _mm_or_si128(text, sixteen_of(0x20));
  const __m128i letters = within(lower, 'a', 'f');
  const auto digits = static_cast<unsigned>(std::countr_one(bits(_mm_or_si128(within(text, '0', '9'), letters))));
  const __m128i values = _mm_add_epi8(_mm_and_si128(text, sixteen_of(0x0F)), _mm_and_si128(letters, sixteen_of(9)));
  const __m128i pairs = _mm_maddubs_epi16(values, _mm_set1_epi16(1 << 8 | 16));
  _mm_storel_epi64(reinterpret_cast<__m128i*>(out), _mm_packus_epi16(pairs, pairs));
  return digits;
}

// The sentinel ends the search.
const Byte* find_parenthesis_or_escape(const Byte* at) {
  for (;; at += 16) {
    const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i parentheses = _mm_cmpeq_epi8(_mm_or_si128(text, sixteen_of(1)), sixteen_of(')'));
    const __m128i found = _mm_or_si128(parentheses, _mm_cmpeq_epi8(text, sixteen_of('\\')));
    if (const int mask = _mm_movemask_epi8(found); mask != 0) return at + std::countr_zero(static_cast<unsigned>(mask));
  }
}

// How long a number is, is what a processor cannot predict, and where the next token begins hangs on it. So the length
// of the usual ones is known from one look at sixteen characters, which the room behind the content makes safe: as many
// as lie between `-` and `9`. All else is found out while the next number is being read.
class UsualNumber {
 public:
  [[gnu::always_inline]] explicit UsualNumber(const Byte* at) {
    const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const auto bits = [](__m128i mask) { return static_cast<unsigned>(_mm_movemask_epi8(mask)); };
    // They are the lowest when `-` is moved to the least of signed bytes.
    const __m128i moved = _mm_add_epi8(text, sixteen_of(-128 - '-'));
    const unsigned others = ~bits(_mm_cmplt_epi8(moved, sixteen_of(-128 + '9' - '-' + 1)));
    const auto length = static_cast<unsigned>(std::countr_zero(others | 1U << most_length));
    behind_ = at + length;
    const unsigned points = bits(_mm_cmpeq_epi8(text, sixteen_of('.'))) | 1U << length;
    form_ = &number_forms[*at == '-' ? 1 : 0][length][static_cast<unsigned>(std::countr_zero(points))];
    const __m128i places = _mm_load_si128(reinterpret_cast<const __m128i*>(form_->places.data()));
    digits_ = _mm_shuffle_epi8(_mm_sub_epi8(text, sixteen_of('0')), places);
  }

  /// False for what has to be read with care, and then nothing else may be asked.
  [[nodiscard, gnu::always_inline]] bool valid() const {
    const __m128i beyond = _mm_subs_epu8(digits_, sixteen_of(9));
    return _mm_testz_si128(beyond, beyond) != 0 && !lexical::is_regular(*behind_);
  }
  /// Sixteen digits as one number: neighbours are added up, then pairs, then fours, then eights.
  [[nodiscard, gnu::always_inline]] float value() const {
    const __m128i pairs = _mm_maddubs_epi16(digits_, _mm_set1_epi16(1 << 8 | 10));
    const __m128i fours = _mm_madd_epi16(pairs, _mm_set1_epi32(1 << 16 | 100));
    const __m128i eights = _mm_madd_epi16(_mm_packus_epi32(fours, fours), _mm_set1_epi32(1 << 16 | 10000));
    const __m128d weighed = _mm_mul_pd(_mm_cvtepi32_pd(eights), _mm_load_pd(form_->weights.data()));
    return static_cast<float>(_mm_cvtsd_f64(_mm_add_sd(weighed, _mm_unpackhi_pd(weighed, weighed))));
  }
  [[nodiscard]] const Byte* behind() const { return behind_; }

 private:
  const Byte* behind_;
  const NumberForm* form_;
  __m128i digits_;
};

// Kept apart, so that the usual numbers pay nothing for it.
[[gnu::noinline]] const Byte* read_unusual_number(const Byte* at, const Byte* end, std::optional<float>& value) {
  lexical::Number number;
  at = lexical::read_number(at, end, number);
  if (number.valid) value = static_cast<float>(number.value);
  return at;
}

}  // namespace

void ContentInterpreter::begin_page(Document& document, const Matrix& to_page, PageGlyphs& page) {
  colours_.begin(document);
  scopes_.begin_page(document);
  document_ = &document;
  objects_ = &document.objects();
  budget_ = &document.budget();
  glyphs_ = &page.glyphs;
  watch_.begin_page({0, 0, page.width, page.height}, page.glyphs);
  state_ = {};
  state_.ctm = to_page;
  saved_.clear();
  unsaved_ = 0;
  depth_ = 0;
  level_ = nullptr;
  running_.clear();
  marks_.clear();
  hidden_ = 0;
  actual_texts_ = 0;
  operators_ = 0;
  syntax_errors_ = 0;
  needs_font_program_ = false;
}

ContentInterpreter::Level& ContentInterpreter::enter(ObjectView resources) {
  if (depth_ == levels_.size()) levels_.emplace_back();
  level_ = &levels_[depth_++];
  level_->scopes = scopes_.used();
  level_->resources = &scopes_.of(resources);
  level_->form.clear();
  level_->saved = saved_.size();
  level_->marks = marks_.size();
  return *level_;
}

void ContentInterpreter::leave() {
  restore_to(level_->saved);
  while (marks_.size() > level_->marks) end_mark();
  scopes_.give_up(level_->scopes);
  --depth_;
  level_ = depth_ > 0 ? &levels_[depth_ - 1] : nullptr;
}

void ContentInterpreter::run_page(ByteBuffer& content, ObjectView resources) {
  save();
  enter(resources);
  run(content);
  leave();
  restore();
}

// Numbers in a row, with single spaces between them. Only `run` calls this and `operate`, for each token, so that both
// are put into its loop.
[[gnu::always_inline]] inline const Byte* ContentInterpreter::read_numbers(const Byte* at, const Byte* end) {
  for (;;) {
    if (at[1] == ' ' && lexical::is_digit(*at)) {  // every fourth number of real pages
      operands_.add(static_cast<float>(*at - '0'));
      at += 2;
    } else {
      const UsualNumber number(at);
      if (number.valid()) {
        operands_.add(number.value());
        at = number.behind();
      } else {
        std::optional<float> value;
        at = read_unusual_number(at, end, value);
        if (value) {
          operands_.add(*value);
        } else {
          mistake();
        }
      }
      if (*at != ' ') return at;
      ++at;
    }
    if (tokens[*at] != Token::number) return at;
  }
}

void ContentInterpreter::mistake() {
  ++syntax_errors_;
  operands_.clear();
}

const Byte* ContentInterpreter::read_operand(const Byte* at, const Byte* end) {
  switch (tokens[*at]) {
    case Token::name: {
      const Byte* const behind = lexical::skip_regular(at + 1, end);
      operands_.add_name({reinterpret_cast<const char*>(at + 1), static_cast<std::size_t>(behind - at - 1)});
      return behind;
    }
    case Token::string:
      return read_single_string(at, end);
    case Token::angle: {
      if (at[1] != '<') return read_single_string(at, end);
      const ObjectView dictionary(at, end);
      operands_.set_object(dictionary);
      return dictionary.end();
    }
    case Token::array: {
      if (in_text_) return read_text_array(at + 1, end);
      const ObjectView array(at, end);
      operands_.set_object(array);
      return array.end();
    }
    case Token::comment:
      while (at < end && *at != '\n' && *at != '\r') ++at;
      return at;
    default:
      return at + 1;
  }
}

const Byte* ContentInterpreter::read_single_string(const Byte* at, const Byte* end) {
  ShownPart part;
  at = read_text_string(at, end, part);
  operands_.begin_parts();
  operands_.add_part(part);
  return at;
}

const Byte* ContentInterpreter::read_text_array(const Byte* at, const Byte* end) {
  operands_.begin_parts();
  ShownPart part;
  for (;;) {
    switch (tokens[*at]) {
      case Token::space:
        ++at;
        break;
      case Token::number: {
        const UsualNumber number(at);
        if (number.valid()) {
          part.adjustment += number.value();
          at = number.behind();
        } else {
          std::optional<float> value;
          at = read_unusual_number(at, end, value);
          if (!value) break;
          part.adjustment += *value;
        }
        break;
      }
      case Token::string:
      case Token::angle:
        at = read_text_string(at, end, part);
        operands_.add_part(part);
        part.adjustment = 0;
        break;
      case Token::closing:
        if (part.adjustment != 0) operands_.add_part({nullptr, nullptr, part.adjustment});
        return at < end ? at + 1 : at;
      case Token::comment:
        while (at < end && *at != '\n' && *at != '\r') ++at;
        break;
      default:  // an operator in the middle: the array was never closed
        mistake();
        return at;
    }
  }
}

// Most strings in parentheses are written as they are read, and most hexadecimal ones have nothing but digits, two for
// each byte; the others are decoded one character after the other.
const Byte* ContentInterpreter::read_text_string(const Byte* at, const Byte* end, ShownPart& part) {
  if (*at == '(') {
    const Byte* const last = find_parenthesis_or_escape(at + 1);
    if (*last == ')' && last < end) {
      part.begin = at + 1;
      part.end = last;
      return last + 1;
    }
  }
  Byte* const room = strings_.data() + strings_.size();
  if (*at == '<') {
    const Byte* behind = at + 1;
    Byte* decoded = room;
    unsigned digits = 0;
    do {
      digits = decode_hex(behind, decoded);
      behind += digits;
      decoded += digits / 2;
    } while (digits == 16);
    if (*behind == '>' && digits % 2 == 0) {
      strings_.resize(strings_.size() + static_cast<std::size_t>(decoded - room));
      part.begin = room;
      part.end = decoded;
      return behind + 1;
    }
  }
  std::size_t length = 0;
  const Byte* const behind = lexical::read_string(at, end, room, length);
  strings_.resize(strings_.size() + length);
  part.begin = room;
  part.end = room + length;
  return behind;
}

[[gnu::always_inline]] inline const Byte* ContentInterpreter::operate(const Byte* at, const Byte* end) {
  std::uint32_t letters = *at++;
  if (lexical::is_regular(*at)) {
    letters = letters << 8 | *at++;
    if (lexical::is_regular(*at)) {
      letters = letters << 8 | *at++;
      if (lexical::is_regular(*at)) {
        letters = 0;
        at = lexical::skip_regular(at, end);
      }
    }
  }
  if (++operators_ + watch_.comparisons() / comparisons_an_operator > budget_->limits().operators_per_page) {
    budget_->stop(Stop::operators);
  }

  const Operands& o = operands_;
  switch (letters) {
    // graphics state
    case key("q"):
      save();
      break;
    case key("Q"):
      restore();
      break;
    case key("cm"):
      state_.ctm = Matrix{o[0], o[1], o[2], o[3], o[4], o[5]} * state_.ctm;
      break;
    case key("w"):
      state_.line_width = o[0];
      break;
    case key("d"):
      state_.dashed = !o.parts().empty() || ArrayWalk(o.object()).next();
      break;
    case key("gs"):
      apply(level_->resources->state_change(o.name()));
      break;

    // text
    case key("BT"):
      begin_text();
      break;
    case key("ET"):
      end_text();
      break;
    case key("Tf"):
      set_font(level_->resources->font(o.name()), o[0]);
      break;
    case key("Tc"):
      state_.text.character_space = o[0];
      break;
    case key("Tw"):
      state_.text.word_space = o[0];
      break;
    case key("Tz"):
      state_.text.scale = o[0] / 100;
      break;
    case key("TL"):
      state_.text.leading = o[0];
      break;
    case key("Ts"):
      state_.text.rise = o[0];
      break;
    case key("Tr"):
      set_render_mode(o[0]);
      break;
    case key("Td"):
      move_line(o[0], o[1]);
      break;
    case key("TD"):
      state_.text.leading = -o[1];
      move_line(o[0], o[1]);
      break;
    case key("Tm"):
      line_matrix_ = text_matrix_ = {o[0], o[1], o[2], o[3], o[4], o[5]};
      break;
    case key("T*"):
      move_line(0, -state_.text.leading);
      break;
    case key("Tj"):
    case key("TJ"):
      show();
      break;
    case key("\""):
      state_.text.word_space = o[0];
      state_.text.character_space = o[1];
      [[fallthrough]];
    case key("'"):
      move_line(0, -state_.text.leading);
      show();
      break;

    // paths
    case key("m"):
      path_.move_to(state_.ctm.apply(o[0], o[1]));
      break;
    case key("l"):
      path_.line_to(state_.ctm.apply(o[0], o[1]));
      break;
    case key("c"):
      path_.curve_to(state_.ctm.apply(o[0], o[1]), state_.ctm.apply(o[2], o[3]), state_.ctm.apply(o[4], o[5]));
      break;
    case key("v"):
    case key("y"):
      path_.curve_to(state_.ctm.apply(o[0], o[1]), state_.ctm.apply(o[0], o[1]), state_.ctm.apply(o[2], o[3]));
      break;
    case key("h"):
      path_.close();
      break;
    case key("re"):
      add_rectangle();
      break;
    case key("W"):
    case key("W*"):
      clip_pending_ = true;
      break;
    case key("n"):
      paint_path(false, false);
      break;
    case key("S"):
    case key("s"):
      paint_path(false, true);
      break;
    case key("f"):
    case key("F"):
    case key("f*"):
      paint_path(true, false);
      break;
    case key("B"):
    case key("B*"):
    case key("b"):
    case key("b*"):
      paint_path(true, true);
      break;

    // colours
    case key("g"):
      set_ink(false, {ColourSpace::Family::gray, {}}, gray_colour(o[0]));
      break;
    case key("G"):
      set_ink(true, {ColourSpace::Family::gray, {}}, gray_colour(o[0]));
      break;
    case key("rg"):
      set_ink(false, {ColourSpace::Family::rgb, {}}, rgb_colour(o[0], o[1], o[2]));
      break;
    case key("RG"):
      set_ink(true, {ColourSpace::Family::rgb, {}}, rgb_colour(o[0], o[1], o[2]));
      break;
    case key("k"):
      set_ink(false, {ColourSpace::Family::cmyk, {}}, cmyk_colour(o[0], o[1], o[2], o[3]));
      break;
    case key("K"):
      set_ink(true, {ColourSpace::Family::cmyk, {}}, cmyk_colour(o[0], o[1], o[2], o[3]));
      break;
    case key("cs"):
      set_space(false);
      break;
    case key("CS"):
      set_space(true);
      break;
    case key("sc"):
    case key("scn"):
      set_colour(false);
      break;
    case key("SC"):
    case key("SCN"):
      set_colour(true);
      break;

    // pictures, forms, shadings
    case key("Do"):
      do_object();
      break;
    case key("BI"):
      at = paint_inline_image(at, end);
      break;
    case key("sh"):
      paint_shading();
      break;

    // marked content
    case key("BDC"):
      begin_mark(true);
      break;
    case key("BMC"):
      begin_mark(false);
      break;
    case key("EMC"):
      end_mark();
      break;

    // without a meaning for text
    case key("J"):
    case key("j"):
    case key("M"):
    case key("ri"):
    case key("i"):
    case key("d0"):
    case key("d1"):
    case key("MP"):
    case key("DP"):
    case key("BX"):
    case key("EX"):
      break;
    default:
      ++syntax_errors_;
      break;
  }
  operands_.clear();
  strings_.clear();
  return at;
}

// Forms are run again and again, so that more room is never made without much more.
void ContentInterpreter::make_room_for_glyphs(std::size_t content_size) {
  constexpr std::size_t bytes_a_glyph = 6;  // at least, in nearly all files
  const std::size_t usual = std::min(content_size / bytes_a_glyph, budget_->limits().glyphs_per_page);
  const std::size_t wanted = glyphs_->size() + usual;
  if (wanted > glyphs_->capacity()) glyphs_->reserve(std::max(wanted, 2 * glyphs_->capacity()));
}

void ContentInterpreter::run(ByteBuffer& content) {
  make_room_for_glyphs(content.size());
  content.reserve(1);
  std::memcpy(content.data() + content.size(), sentinel, sizeof sentinel);
  // Operands keep pointers to strings: these must not move while an operator is collected.
  strings_.clear();
  strings_.reserve(content.size());
  operands_.clear();
  in_text_ = false;
  path_.clear();
  clip_pending_ = false;

  const Byte* at = content.data();
  const Byte* const end = at + content.size();
  while (syntax_errors_ < most_syntax_errors) {
    switch (tokens[*at]) {
      case Token::space:
        ++at;
        break;
      case Token::number:
        at = read_numbers(at, end);
        break;
      case Token::word:
        at = operate(at, end);
        if (stopped()) return;
        if (*at == '\n' || *at == ' ') ++at;
        break;
      case Token::closing:
        if (at >= end) return;
        mistake();
        ++at;
        break;
      default:
        at = read_operand(at, end);
        break;
    }
  }
}

void ContentInterpreter::save() {
  if (saved_.size() == most_saved_states) {
    ++unsaved_;
    return;
  }
  saved_.push_back(state_);
  state_.clips = 0;
}

void ContentInterpreter::restore() {
  if (unsaved_ > 0) {
    --unsaved_;
    return;
  }
  if (saved_.size() <= (level_ ? level_->saved : 0)) return;
  for (; state_.clips > 0; --state_.clips) watch_.pop();
  state_ = saved_.back();
  saved_.pop_back();
}

// Also the clips of the state that stays are ended: they belong to the stream that is left.
void ContentInterpreter::restore_to(std::size_t depth) {
  unsaved_ = 0;
  while (saved_.size() > depth) restore();
}

void ContentInterpreter::set_font(Font* font, float size) {
  state_.text.font = font;
  state_.text.size = size;
}

void ContentInterpreter::apply(const StateChange& change) {
  if (change.fill_alpha) state_.fill.alpha = *change.fill_alpha;
  if (change.stroke_alpha) state_.stroke.alpha = *change.stroke_alpha;
  if (change.line_width) state_.line_width = *change.line_width;
  if (change.blended) state_.blended = *change.blended;
  if (change.masked) state_.masked = *change.masked;
  if (change.dashed) state_.dashed = *change.dashed;
  if (change.sets_font) set_font(change.font, change.font_size);
}

void ContentInterpreter::begin_mark(bool with_properties) {
  Mark mark{.actual_text = {}, .first_glyph = glyphs_->size(), .hides = false};
  if (with_properties) {
    const std::string_view name = operands_.second_name();
    const ObjectView properties = name.data() ? level_->resources->find("Properties", name) : operands_.object();
    mark.hides = operands_.name() == "OC" && hidden_ == 0 && objects_->is_hidden(properties);
    const ObjectView text = objects_->get(objects_->resolve(properties), "ActualText");
    if (text.kind() == Kind::string) mark.actual_text = text;
  }
  hidden_ += mark.hides ? 1 : 0;
  actual_texts_ += mark.actual_text.is_null() ? 0 : 1;
  marks_.push_back(mark);
}

void ContentInterpreter::end_mark() {
  if (marks_.size() <= level_->marks) return;
  const Mark mark = marks_.back();
  marks_.pop_back();
  hidden_ -= mark.hides ? 1 : 0;
  if (mark.actual_text.is_null()) return;
  --actual_texts_;
  // Of marks within marks the outermost says what the text is.
  if (actual_texts_ == 0) replace_text(mark.first_glyph, mark.actual_text);
}

}  // namespace prefill::pdf
