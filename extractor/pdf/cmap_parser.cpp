// Reads a CMap token by token, as tolerant as MuPDF: keywords may have garbage behind them, a section with a mistake is
// skipped to its end, and everything that is neither a section nor `usecmap` nor `WMode` is passed over.

#include "extractor/pdf/cmap_parser.h"

#include <algorithm>

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

class Parser {
 public:
  Parser(Bytes text, CMap& cmap) : at_(text.data()), end_(text.data() + text.size()), cmap_(cmap) {}

  std::string_view run();

 private:
  // Strings are kept up to this length; of what is longer only the length counts.
  static constexpr std::size_t room = 2 * CMap::most_characters + 4;

  TokenKind next();
  [[nodiscard]] bool short_mapping();
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
    at_ = lexical::skip_regular(at_, end_);
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

// Most mappings read `<0012> <0041>`, or `<12> <0041>`, and a font has hundreds: those are taken at once.
bool Parser::short_mapping() {
  const Byte* const source = lexical::skip_space(at_, end_);
  constexpr std::ptrdiff_t longest = 14;
  if (end_ - source < longest || *source != '<') return false;
  const std::ptrdiff_t digits = source[3] == '>' ? 2 : 4;
  const Byte* const target = source + digits + 3;
  if (target[-2] != '>' || target[-1] != ' ' || target[0] != '<' || target[5] != '>') return false;
  int code = 0;
  for (std::ptrdiff_t i = 1; i <= digits; ++i) code = code << 4 | hex_digits[source[i]];
  int character = 0;
  for (std::ptrdiff_t i = 1; i <= 4; ++i) character = character << 4 | hex_digits[target[i]];
  if (code < 0 || character < 0) return false;
  const auto mapped = static_cast<char32_t>(character);
  cmap_.map(static_cast<std::uint32_t>(code), static_cast<std::uint32_t>(code), {&mapped, 1});
  at_ = target + 6;
  return true;
}

void Parser::bf_chars() {
  constexpr std::string_view end = "endbfchar";
  while (short_mapping()) {
  }
  while (expect(TokenKind::string, end)) {
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
  // A mapping takes 14 bytes or more, but for those in arrays.
  cmap.reserve(text.size() / 14);
  return Parser(text, cmap).run();
}

}  // namespace prefill::pdf
