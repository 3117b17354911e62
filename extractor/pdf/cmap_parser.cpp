// Reads a CMap token by token, as tolerant as MuPDF: keywords may have garbage behind them, a section with a mistake is
// skipped to its end, and everything that is neither a section nor `usecmap` nor `WMode` is passed over.

#include "extractor/pdf/cmap_parser.h"

#include <tmmintrin.h>

#include <algorithm>

#include "extractor/pdf/skip_token.h"

namespace prefill::pdf {

namespace {

using lexical::hex_digits;

enum class TokenKind : std::uint8_t { end, string, integer, name, keyword, open_array, close_array, other };

constexpr char32_t replacement = 0xFFFD;

// The characters that a string of UTF-16 units stands for.
struct Target {
  std::array<char32_t, CMap::most_characters> characters{};
  std::size_t length = 0;

  [[nodiscard]] std::span<const char32_t> view() const { return {characters.data(), length}; }
};

// A code and its character, both hexadecimal, in a form where each digit has its place: read from sixteen bytes.
class ShortMapping {
 public:
  static constexpr std::ptrdiff_t room = 16;

  /// Of the form all digits are written as 0; there are up to eight.
  constexpr explicit ShortMapping(std::string_view form) : length_(static_cast<std::ptrdiff_t>(form.size())) {
    constexpr Byte none = 0x80;
    digits_.fill(none);
    std::size_t place = digit_count;
    for (std::size_t i = form.size(); i-- > 0;) {
      if (form[i] == '0') {
        digits_[--place] = static_cast<Byte>(i);
        digit_mask_ |= 1U << place;
      } else {
        signs_[i] = static_cast<Byte>(form[i]);
        sign_mask_ |= 1U << i;
      }
    }
  }

  [[nodiscard]] std::ptrdiff_t length() const { return length_; }

  /// The code in the upper half, the character in the lower; false when it is written in another form. Needs the room
  /// to be readable.
  [[nodiscard]] bool read(const Byte* at, std::uint32_t& both) const {
    const auto load = [](const Byte* from) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(from)); };
    const auto every = [](int c) { return _mm_set1_epi8(static_cast<char>(c)); };
    const auto bits = [](__m128i bytes) { return static_cast<unsigned>(_mm_movemask_epi8(bytes)); };
    const __m128i text = load(at);
    if ((bits(_mm_cmpeq_epi8(text, load(signs_.data()))) & sign_mask_) != sign_mask_) return false;
    const __m128i digits = _mm_shuffle_epi8(text, load(digits_.data()));
    const __m128i decimal = _mm_sub_epi8(digits, every('0'));
    const __m128i letter = _mm_sub_epi8(_mm_or_si128(digits, every(0x20)), every('a'));
    const __m128i is_decimal = _mm_cmpeq_epi8(_mm_min_epu8(decimal, every(9)), decimal);
    const __m128i is_letter = _mm_cmpeq_epi8(_mm_min_epu8(letter, every(5)), letter);
    if ((bits(_mm_or_si128(is_decimal, is_letter)) & digit_mask_) != digit_mask_) return false;
    const __m128i values =
        _mm_or_si128(_mm_and_si128(is_decimal, decimal), _mm_and_si128(is_letter, _mm_add_epi8(letter, every(10))));
    const __m128i bytes = _mm_maddubs_epi16(values, _mm_set1_epi16(0x0110));  // the first of two is worth sixteen times
    const __m128i packed = _mm_packus_epi16(bytes, bytes);
    both = __builtin_bswap32(static_cast<std::uint32_t>(_mm_cvtsi128_si32(packed)));
    return true;
  }

 private:
  static constexpr std::size_t digit_count = 8;

  std::array<Byte, room> signs_{};
  std::array<Byte, room> digits_{};  // where each is taken from
  unsigned sign_mask_ = 0;
  unsigned digit_mask_ = 0;
  std::ptrdiff_t length_;
};

class Parser {
 public:
  Parser(Bytes text, CMap& cmap) : at_(text.data()), end_(text.data() + text.size()), cmap_(cmap) {}

  std::string_view run();

 private:
  // Strings are kept up to this length; of what is longer only the length counts.
  static constexpr std::size_t room = 2 * CMap::most_characters + 4;

  TokenKind next();
  void short_mappings();
  TokenKind hex_string();
  TokenKind literal_string();
  TokenKind number();
  void put(unsigned byte) {
    if (length_ < room) string_[length_] = static_cast<Byte>(byte);
    ++length_;
    code_ = code_ << 8 | byte;
  }

  [[nodiscard]] bool keyword(std::string_view word) const {
    return kind_ == TokenKind::keyword && text_.starts_with(word);
  }
  [[nodiscard]] Target target() const;

  // Reads the next token; false when it is of another kind, and then the section has been left.
  bool expect(TokenKind kind, std::string_view end_of_section);
  void section(std::string_view word);
  void codespaces();
  void cid_chars();
  void cid_ranges();
  void bf_chars();
  void bf_ranges();
  bool bf_range_targets(std::uint32_t first, std::uint32_t last);

  const Byte* at_;
  const Byte* end_;
  CMap& cmap_;
  TokenKind kind_ = TokenKind::end;
  std::string_view text_;  // of a name or keyword
  std::uint32_t integer_ = 0;
  std::array<Byte, room> string_{};
  std::size_t length_ = 0;  // of the string as written, which may be more than is kept
  std::uint32_t code_ = 0;  // its last four bytes
};

TokenKind Parser::next() {
  at_ = lexical::skip_space(at_, end_);
  if (at_ == end_) return kind_ = TokenKind::end;
  const Byte c = *at_;
  if (c == '<' && !(at_ + 1 < end_ && at_[1] == '<')) return kind_ = hex_string();
  if (c == '(') return kind_ = literal_string();
  if (c == '/' || lexical::is_regular(c)) {
    if (lexical::begins_number(c)) return kind_ = number();
    const Byte* begin = c == '/' ? ++at_ : at_;
    at_ = skip_token(at_, end_);
    text_ = {reinterpret_cast<const char*>(begin), static_cast<std::size_t>(at_ - begin)};
    return kind_ = c == '/' ? TokenKind::name : TokenKind::keyword;
  }
  ++at_;
  if ((c == '<' || c == '>') && at_ < end_ && *at_ == c) ++at_;
  return kind_ = c == '[' ? TokenKind::open_array : c == ']' ? TokenKind::close_array : TokenKind::other;
}

TokenKind Parser::hex_string() {
  length_ = 0;
  code_ = 0;
  // As a rule digits come in pairs, with nothing between them.
  for (++at_; end_ - at_ >= 2; at_ += 2) {
    const int byte = hex_digits[at_[0]] * 16 | hex_digits[at_[1]];
    if (byte < 0) break;
    put(static_cast<unsigned>(byte));
  }
  int high = -1;
  for (; at_ < end_ && *at_ != '>'; ++at_) {
    const int digit = hex_digits[*at_];
    if (digit < 0) continue;
    if (high < 0) {
      high = digit;
    } else {
      put(static_cast<unsigned>(high << 4 | digit));
      high = -1;
    }
  }
  if (high >= 0) put(static_cast<unsigned>(high << 4));
  if (at_ == end_) return TokenKind::end;
  ++at_;
  return TokenKind::string;
}

TokenKind Parser::literal_string() {
  const Byte* begin = at_;
  at_ = lexical::skip_literal_string(at_, end_);
  std::array<Byte, 64> decoded{};
  std::size_t length = 0;
  if (static_cast<std::size_t>(at_ - begin) > decoded.size()) return TokenKind::other;
  (void)lexical::read_string(begin, at_, decoded.data(), length);
  length_ = 0;
  code_ = 0;
  for (std::size_t i = 0; i < length; ++i) put(decoded[i]);
  return TokenKind::string;
}

TokenKind Parser::number() {
  lexical::Number number;
  at_ = lexical::read_number(at_, end_, number);
  if (!number.valid || !number.integer || number.value < 0 || number.value > 0xFFFFFFFF) return TokenKind::other;
  integer_ = static_cast<std::uint32_t>(number.value);
  return TokenKind::integer;
}

Target Parser::target() const {
  Target target;
  const std::size_t units = length_ / 2;
  if (units > CMap::most_characters) {
    target.characters[target.length++] = replacement;
    return target;
  }
  const auto unit = [this](std::size_t i) { return static_cast<char32_t>(string_[2 * i] << 8 | string_[2 * i + 1]); };
  for (std::size_t i = 0; i < units; ++i) {
    char32_t c = unit(i);
    if (c >= 0xD800 && c <= 0xDBFF && i + 1 < units && unit(i + 1) >= 0xDC00 && unit(i + 1) <= 0xDFFF) {
      c = 0x10000 + ((c - 0xD800) << 10) + (unit(++i) - 0xDC00);
    }
    target.characters[target.length++] = c;
  }
  return target;
}

bool Parser::expect(TokenKind kind, std::string_view end_of_section) {
  if (next() == kind) return true;
  while (kind_ != TokenKind::end && !keyword(end_of_section)) next();
  return false;
}

void Parser::codespaces() {
  constexpr std::string_view end = "endcodespacerange";
  while (expect(TokenKind::string, end)) {
    const std::uint32_t low = code_;
    if (!expect(TokenKind::string, end)) return;
    cmap_.add_codespace(low, code_, length_);
  }
}

void Parser::cid_chars() {
  constexpr std::string_view end = "endcidchar";
  while (expect(TokenKind::string, end)) {
    const std::uint32_t source = code_;
    if (!expect(TokenKind::integer, end)) return;
    cmap_.map(source, source, integer_);
  }
}

void Parser::cid_ranges() {
  constexpr std::string_view end = "endcidrange";
  while (expect(TokenKind::string, end)) {
    const std::uint32_t first = code_;
    if (!expect(TokenKind::string, end)) return;
    const std::uint32_t last = code_;
    if (!expect(TokenKind::integer, end)) return;
    cmap_.map(first, last, integer_);
  }
}

// Most mappings read `<0012> <0041>`, or `<12> <0041>`, and a font has hundreds: each of those is taken at once.
void Parser::short_mappings() {
  static constexpr ShortMapping two_digits("<00> <0000>");
  static constexpr ShortMapping four_digits("<0000> <0000>");
  // Between two of them there are hardly more than two bytes.
  for (const Byte* at = at_; end_ - at >= 2 + ShortMapping::room; at_ = at) {
    at += lexical::is_space(*at) ? 1 : 0;
    at += lexical::is_space(*at) ? 1 : 0;
    const ShortMapping& form = at[3] == '>' ? two_digits : four_digits;
    std::uint32_t both = 0;
    if (!form.read(at, both)) return;
    cmap_.map(static_cast<std::uint16_t>(both >> 16), both & 0xFFFF);
    at += form.length();
  }
}

void Parser::bf_chars() {
  constexpr std::string_view end = "endbfchar";
  for (short_mappings(); expect(TokenKind::string, end); short_mappings()) {
    const std::uint32_t source = code_;
    if (!expect(TokenKind::string, end)) return;
    cmap_.map(source, source, target().view());
  }
}

void Parser::bf_ranges() {
  constexpr std::string_view end = "endbfrange";
  while (expect(TokenKind::string, end)) {
    const std::uint32_t first = code_;
    if (!expect(TokenKind::string, end)) return;
    const std::uint32_t last = code_;
    next();
    if (first > last || last > 0xFFFF || !bf_range_targets(first, last)) {
      while (kind_ != TokenKind::end && !keyword(end)) next();
      return;
    }
  }
}

// One target that counts up, or a target for each code in an array.
bool Parser::bf_range_targets(std::uint32_t first, std::uint32_t last) {
  if (kind_ == TokenKind::string) {
    cmap_.map(first, last, target().view());
    return true;
  }
  if (kind_ != TokenKind::open_array) return false;
  for (std::uint32_t source = first; next() == TokenKind::string; ++source) {
    cmap_.map(source, source, target().view());
  }
  while (kind_ != TokenKind::end && kind_ != TokenKind::close_array) next();
  return true;
}

void Parser::section(std::string_view word) {
  if (word.starts_with("codespacerange")) return codespaces();
  if (word.starts_with("bfchar")) return bf_chars();
  if (word.starts_with("cidchar")) return cid_chars();
  if (word.starts_with("bfrange")) return bf_ranges();
  if (word.starts_with("cidrange")) return cid_ranges();
}

std::string_view Parser::run() {
  constexpr std::string_view begin = "begin";
  std::string_view name;
  std::string_view base;
  while (next() != TokenKind::end && !keyword("endcmap")) {
    if (kind_ == TokenKind::name && text_ == "WMode") {
      if (next() == TokenKind::integer) cmap_.set_vertical(integer_ == 1);
    } else if (kind_ == TokenKind::name) {
      name = text_;
    } else if (keyword("usecmap")) {
      base = name;
    } else if (keyword(begin)) {
      section(text_.substr(begin.size()));
    }
  }
  return base;
}

}  // namespace

std::string_view parse_cmap(Bytes text, CMap& cmap) {
  return Parser(text, cmap).run();
}

}  // namespace prefill::pdf
