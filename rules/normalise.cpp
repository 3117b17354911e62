// The normal form of text, one table look-up a character.
//
// This lies on the way of every character of every page, so what utf8proc knows about a code point is worked out once:
// a table holds at most six bytes of normal form for each code point that invoices print, and rarer ones are folded
// when they come. A character whose compatible form is longer than that keeps its own UTF-8, so that a character never
// grows beyond its table row. The few forms that depend on their neighbours (`n°`, dotted abbreviations) are decided
// while reading, by looking ahead in the source: the output is written once and never edited.

#include "rules/normalise.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

namespace prefill::rules {
namespace {

enum class Kind : std::uint8_t { text, space, drop, letter_n, dot, hash };

/// The normal form of one code point.
struct Row {
  std::array<char, 6> bytes{};
  std::uint8_t length = 0;
  Kind kind = Kind::text;
};
static_assert(sizeof(Row) == 8, "a row is copied as one word");

constexpr Row row_of(std::string_view text, Kind kind = Kind::text) {
  Row row;
  for (const char c : text) row.bytes[row.length++] = c;
  row.kind = kind;
  return row;
}

constexpr Row number_sign = row_of("n°");
constexpr Row space_row = row_of(" ", Kind::space);
constexpr Row drop_row = row_of("", Kind::drop);
constexpr char32_t replacement = 0xFFFD;

struct Exception {
  char32_t code_point;
  Row row;
};

// What Unicode would fold otherwise, or not at all. The degree signs come first because compatibility turns `º` into
// `o` and `˚` into a space; the spacing accents are left-overs of old TeX fonts.
constexpr std::array exceptions{
    Exception{U'.', row_of(".", Kind::dot)},
    Exception{U'#', row_of("#", Kind::hash)},
    Exception{U'n', row_of("n", Kind::letter_n)},
    Exception{U'N', row_of("n", Kind::letter_n)},
    Exception{0x00B0, row_of("°")},    // degree sign
    Exception{0x00BA, row_of("°")},    // masculine ordinal
    Exception{0x02DA, row_of("°")},    // ring above
    Exception{0x2116, number_sign},    // numero sign
    Exception{0x0152, row_of("oe")},   //
    Exception{0x0153, row_of("oe")},   //
    Exception{0x00C6, row_of("ae")},   //
    Exception{0x00E6, row_of("ae")},   //
    Exception{0x0060, row_of("'")},    // grave accent
    Exception{0x00B4, row_of("'")},    // acute accent
    Exception{0x02BC, row_of("'")},    // modifier apostrophe
    Exception{0x2018, row_of("'")},    // quotation marks used as apostrophes
    Exception{0x2019, row_of("'")},    //
    Exception{0x201B, row_of("'")},    //
    Exception{0x2032, row_of("'")},    // prime
    Exception{0x00AB, row_of("\"")},   // guillemets and double quotation marks
    Exception{0x00BB, row_of("\"")},   //
    Exception{0x201C, row_of("\"")},   //
    Exception{0x201D, row_of("\"")},   //
    Exception{0x201E, row_of("\"")},   //
    Exception{0x2212, row_of("-")},    // minus
    Exception{0x2043, row_of("-")},    // hyphen bullet
    Exception{0x2044, row_of("/")},    // fraction slash
    Exception{0x2026, row_of("...")},  // ellipsis
    Exception{0x00A8, drop_row},       // diaeresis
    Exception{0x00B8, drop_row},       // cedilla
    Exception{0x02C6, drop_row},       // circumflex
    Exception{0x02DC, drop_row},       // tilde
    Exception{replacement, row_of("\xEF\xBF\xBD")},
};

/// UTF-8 of `code_points`, or nothing when it is longer than a row.
Row encode(std::span<const utf8proc_int32_t> code_points) {
  Row row;
  for (const utf8proc_int32_t code_point : code_points) {
    std::array<utf8proc_uint8_t, 4> utf8{};
    const auto length = static_cast<std::size_t>(utf8proc_encode_char(code_point, utf8.data()));
    if (row.length + length > row.bytes.size()) return {};
    std::memcpy(row.bytes.data() + row.length, utf8.data(), length);
    row.length = static_cast<std::uint8_t>(row.length + length);
  }
  return row;
}

/// Lower case, without marks, in compatible characters.
Row fold_letters(utf8proc_int32_t code_point) {
  std::array<utf8proc_int32_t, 24> folded{};
  int boundary = UTF8PROC_BOUNDCLASS_START;
  const auto options =
      static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
  const auto count = utf8proc_decompose_char(code_point, folded.data(), folded.size(), options, &boundary);
  if (count >= 0 && static_cast<std::size_t>(count) <= folded.size()) {
    // A spacing accent inside a decomposition brings a space of its own: it is no gap between words.
    auto* const end = std::remove(folded.begin(), folded.begin() + count, U' ');
    const Row row = encode({folded.begin(), end});
    if (row.length > 0 || end == folded.begin()) return row.length > 0 ? row : drop_row;
  }
  return encode(std::array{code_point});
}

Row fold(char32_t code_point) {
  const auto* const exception = std::find_if(exceptions.begin(), exceptions.end(),
                                             [&](const Exception& e) { return e.code_point == code_point; });
  if (exception != exceptions.end()) return exception->row;
  const auto signed_point = static_cast<utf8proc_int32_t>(code_point);
  if (code_point > 0x10FFFF || !utf8proc_codepoint_valid(signed_point)) return row_of("\xEF\xBF\xBD");
  switch (utf8proc_category(signed_point)) {
    case UTF8PROC_CATEGORY_CC:
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
      return space_row;
    case UTF8PROC_CATEGORY_CF:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
      return drop_row;
    case UTF8PROC_CATEGORY_PD:
      return row_of("-");
    case UTF8PROC_CATEGORY_CO:
    case UTF8PROC_CATEGORY_CS:
      return row_of("\xEF\xBF\xBD");
    case UTF8PROC_CATEGORY_SC:
      return encode(std::array{signed_point});
    default:
      break;
  }
  const Row row = fold_letters(signed_point);
  // Bullets, boxes and arrows stand beside words without belonging to them.
  const auto category = utf8proc_category(signed_point);
  const bool sign = category >= UTF8PROC_CATEGORY_PC && category <= UTF8PROC_CATEGORY_SO;
  return sign && (row.length != 1 || category == UTF8PROC_CATEGORY_SO) ? space_row : row;
}

constexpr bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
constexpr bool is_letter(char c) {
  return c >= 'a' && c <= 'z';
}

/// A character that is one byte in normal form, as long as it gets what it wants of the byte before it. What it wants
/// and what it lacks for the next one lie so that one shift and one look tell whether it may be written as it is.
class Plain {
 public:
  constexpr Plain() = default;
  constexpr Plain(char byte, Kind kind)
      : bits_(static_cast<unsigned char>(byte) | wants(kind) << kWants | lacks(byte) << kLacks) {}

  [[nodiscard]] char byte() const { return static_cast<char>(bits_); }
  [[nodiscard]] bool may_follow(Plain before) const { return (bits_ & (before.bits_ >> (kLacks - kWants))) == 0; }

 private:
  static constexpr std::uint32_t word = 1;
  static constexpr std::uint32_t no_letter = 2;
  static constexpr std::uint32_t no_space = 4;
  static constexpr std::uint32_t more = 8;  // nothing gives it
  static constexpr unsigned kWants = 8;
  static constexpr unsigned kLacks = 24;

  static constexpr std::uint32_t wants(Kind kind) {
    switch (kind) {
      case Kind::text:
        return 0;
      case Kind::space:
        return no_space;
      case Kind::letter_n:
        return word;
      case Kind::dot:
        return no_letter;
      case Kind::drop:
      case Kind::hash:
        break;
    }
    return more;
  }
  static constexpr std::uint32_t lacks(char byte) {
    return (word_bytes[static_cast<unsigned char>(byte)] ? 0 : word) | (is_letter(byte) ? no_letter : 0) |
           (byte == ' ' ? no_space : 0) | more;
  }

  std::uint32_t bits_ = more << kWants;
};

/// A byte as what a character follows.
constexpr auto plain_bytes = [] {
  std::array<Plain, 256> bytes;
  for (std::size_t c = 0; c < 256; ++c) bytes[c] = Plain(static_cast<char>(c), Kind::text);
  return bytes;
}();

/// Rows for all of Latin, Greek, Cyrillic and general punctuation, for the Latin ligatures, and for full-width forms.
class Table {
 public:
  Table() {
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      const auto code_point = static_cast<char32_t>(i);
      rows_[i] = fold(code_point < ligatures    ? code_point
                      : code_point < full_width ? code_point - ligatures + 0xFB00
                                                : code_point - full_width + 0xFF00);
    }
    for (std::size_t i = 0; i < plain_.size(); ++i) {
      if (rows_[i].length == 1) plain_[i] = Plain(rows_[i].bytes[0], rows_[i].kind);
    }
  }

  /// What nearly all of a page needs, by code point, in a few lines of the processor's cache.
  [[nodiscard]] const std::array<Plain, 0x2500>& plain() const { return plain_; }

  Row operator[](char32_t code_point) const {
    if (code_point < ligatures) return rows_[code_point];
    if (code_point - 0xFB00 < full_width - ligatures) return rows_[code_point - 0xFB00 + ligatures];
    if (code_point - 0xFF00 < end - full_width) return rows_[code_point - 0xFF00 + full_width];
    return fold(code_point);
  }

 private:
  static constexpr char32_t ligatures = 0x2500;
  static constexpr char32_t full_width = ligatures + 7;
  static constexpr char32_t end = full_width + 0xF0;
  std::array<Row, end> rows_;
  std::array<Plain, ligatures> plain_;
};

const Table& table() {
  static const Table instance;
  return instance;
}

/// The source seen as one ASCII character each, for looking ahead: letters, digits and punctuation as themselves in
/// normal form, a space, `degree`, `letter` for any other character, 0 at the end.
class LookAhead {
 public:
  static constexpr char degree = '\x01';
  static constexpr char letter = '\x02';

  LookAhead(std::u32string_view source, const Table& rows) : source_(source), rows_(rows) {}

  char operator[](std::size_t at) const {
    if (at >= source_.size()) return 0;
    if (source_[at] == 0x030A) return degree;  // `n` with a ring above it, from TeX
    const Row row = rows_[source_[at]];
    if (row.length == 1) return row.bytes[0];
    return std::string_view(row.bytes.data(), row.length) == "°" ? degree : letter;
  }

 private:
  std::u32string_view source_;
  const Table& rows_;
};

bool is_wordlike(char c) {
  return is_digit(c) || is_letter(c) || c == LookAhead::degree || c == LookAhead::letter;
}

/// Number of characters at `at`, where an `n` begins a word, that mean `n°`; 0 when they do not.
std::size_t number_word(const LookAhead& source, std::size_t at) {
  std::size_t sign = at + 1;
  if (source[sign] == '.') {
    ++sign;
  } else {
    while (source[sign] == ' ') ++sign;
  }
  if (source[sign] == LookAhead::degree) return sign + 1 - at;

  const auto spells = [&](std::string_view rest) {
    for (std::size_t i = 0; i < rest.size(); ++i) {
      if (source[at + 1 + i] != rest[i]) return false;
    }
    return true;
  };
  if (spells("deg") && (is_digit(source[at + 4]) || !is_wordlike(source[at + 4]))) return 4;
  for (const std::string_view rest : {"o", "r", "um", "."}) {
    if (!spells(rest)) continue;
    std::size_t end = at + 1 + rest.size();
    if (rest != "." && source[end] == '.') ++end;
    const char next = source[end];
    if (next == 0 || next == ' ' || next == ':' || is_digit(next)) return end - at;
  }
  return 0;
}

}  // namespace

/// Appends one text. Room for the longest form of every character is made before.
class NormalisedText::Writer {
 public:
  Writer(NormalisedText& out, std::u32string_view source, std::uint32_t base)
      : out_(out), source_(source), base_(base), start_(out.size_), size_(start_) {
    const std::size_t most = start_ + source.size() * Row{}.bytes.size() + sizeof(Row);
    if (most > out.text_.size()) out.reserve(std::max(most, 2 * out.text_.size()));
    text_ = out.text_.data();
    origin_ = out.origin_.data();
  }

  /// Writes the characters from `at` on up to the first that is no plain byte; returns where that is. State is kept in
  /// locals, since for the compiler a stored char may be any member.
  std::size_t put_plain(std::size_t at) {
    const auto& plain = rows_.plain();
    const char32_t* const characters = source_.data();
    const std::size_t end = source_.size();
    char* const text = text_ + size_;
    std::uint32_t* const origin = origin_ + size_;
    const std::uint32_t base = base_;
    Plain before = plain_bytes[size_ > start_ ? static_cast<unsigned char>(text[-1]) : ' '];
    std::size_t i = at;
    for (; i < end && characters[i] < plain.size(); ++i) {
      const Plain next = plain[characters[i]];
      if (!next.may_follow(before)) break;
      before = next;
      text[i - at] = next.byte();
      origin[i - at] = base + static_cast<std::uint32_t>(i);
    }
    size_ += i - at;
    return i;
  }

  /// Writes the character at `at`, whose form may depend on its neighbours; returns how many make that form. Kept out
  /// of the way of those that are plain.
  [[gnu::noinline]] std::size_t put_other(std::size_t at) {
    const Row row = rows_[source_[at]];
    switch (row.kind) {
      case Kind::hash:
        put(at_word_start() ? number_sign : row, at);
        return 1;
      case Kind::letter_n: {
        const std::size_t length = at_word_start() ? number_word({source_, rows_}, at) : 0;
        put(length > 0 ? number_sign : row, at);
        return std::max<std::size_t>(length, 1);
      }
      case Kind::dot: {
        const std::size_t length = behind_single_letter() ? abbreviation(at) : 0;
        if (length == 0) put(row, at);
        return std::max<std::size_t>(length, 1);
      }
      case Kind::text:
      case Kind::space:
      case Kind::drop:
        break;
    }
    put(row, at);
    return 1;
  }

  void finish() {
    if (size_ > start_ && text_[size_ - 1] == ' ') --size_;
    out_.size_ = size_;
  }

 private:
  void put(Row row, std::size_t at) {
    if (row.kind == Kind::space && (size_ == start_ || text_[size_ - 1] == ' ')) return;
    std::memcpy(text_ + size_, &row, sizeof row);  // what lies behind `length` is overwritten by the next one
    std::fill_n(origin_ + size_, row.length, base_ + static_cast<std::uint32_t>(at));
    size_ += row.length;
  }

  /// Writes the letters of a dotted abbreviation behind the dot at `at`, which is behind a single letter. Returns the
  /// number of characters that belong to it, 0 when this is none. A last dot that a word follows directly stays, to
  /// part the two.
  std::size_t abbreviation(std::size_t at) {
    const LookAhead source(source_, rows_);
    const std::size_t first = at;
    while (source[at] == '.' && is_letter(source[at + 1]) && !is_wordlike(source[at + 2])) {
      put(rows_[source_[at + 1]], at + 1);
      at += 2;
    }
    if (at > first && source[at] == '.' && !is_wordlike(source[at + 1])) ++at;
    return at - first;
  }

  [[nodiscard]] bool at_word_start() const { return begins_word(size_); }

  [[nodiscard]] bool behind_single_letter() const {
    return size_ > start_ && is_letter(text_[size_ - 1]) && begins_word(size_ - 1);
  }

  [[nodiscard]] bool begins_word(std::size_t at) const {
    return at == start_ || !is_word_byte(static_cast<unsigned char>(text_[at - 1]));
  }

  NormalisedText& out_;
  const Table& rows_ = table();
  std::u32string_view source_;
  std::uint32_t base_;
  std::size_t start_;
  std::size_t size_;
  char* text_;
  std::uint32_t* origin_;
};

void NormalisedText::append(std::u32string_view source, std::uint32_t base) {
  Writer writer(*this, source, base);
  for (std::size_t at = 0; (at = writer.put_plain(at)) < source.size();) at += writer.put_other(at);
  writer.finish();
}

std::string normalise(std::string_view utf8) {
  std::u32string characters;
  while (!utf8.empty()) {
    utf8proc_int32_t code_point = 0;
    const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()),
                                         static_cast<utf8proc_ssize_t>(utf8.size()), &code_point);
    characters.push_back(length > 0 ? static_cast<char32_t>(code_point) : replacement);
    utf8.remove_prefix(length > 0 ? static_cast<std::size_t>(length) : 1);
  }
  NormalisedText out(boost::container::pmr::new_delete_resource());
  out.append(characters, 0);
  return std::string(out.text());
}

}  // namespace prefill::rules
