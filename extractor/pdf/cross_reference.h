// Where the objects of a plain file are (ISO 32000-1, 7.5.4): one that has nothing but cross-reference tables, each of
// them written by the book. Most files are, and those are read without MuPDF, whose opening costs a tenth of a
// document. Whatever is unusual in any way is left to MuPDF: streams of cross-references, encryption, offsets that lead
// nowhere. What a plain table gets wrong shows when the object is looked up, and then MuPDF is asked as well.

#pragma once

#include <tmmintrin.h>

#include <algorithm>
#include <cstring>
#include <string_view>

#include "extractor/arena.h"
#include "extractor/pdf/object_view.h"

namespace prefill::pdf {

class CrossReference {
 public:
  explicit CrossReference(Arena* arena) : offsets_(arena) {}

  /// Reads the tables of `file`, newest first; false when it is not plain, and then nothing else may be asked. Costs a
  /// few nanoseconds an object.
  bool read(Bytes file) {
    constexpr std::string_view header = "%PDF-";
    constexpr int most_tables = 64;
    file_ = file;
    std::size_t place = last_table();
    if (place == 0 || !stands_at(file.data(), header)) return false;
    std::size_t unread = file.size();  // tables do not overlap, which bounds what a file made to be slow can cost
    for (int tables = 0; place > 0; ++tables) {
      if (tables == most_tables || place >= file.size()) return false;
      const Byte* const begin = file.data() + place;
      const Byte* at = begin;
      if (!read_table(at, place) || static_cast<std::size_t>(at - begin) > unread) return false;
      unread -= static_cast<std::size_t>(at - begin);
    }
    return trailer_.find("Root").reference() > 0;
  }

  /// Where the object begins in the file; 0 when there is none.
  [[nodiscard]] std::size_t offset(int number) const {
    const auto index = static_cast<std::size_t>(number);
    return index < offsets_.size() && offsets_[index] != freed ? offsets_[index] : 0;
  }
  /// The newest one.
  [[nodiscard]] ObjectView trailer() const { return trailer_; }

 private:
  static constexpr std::ptrdiff_t row_size = 20;
  static constexpr std::size_t freed = ~std::size_t{0};  // by a newer table, whatever older ones say
  static constexpr int most_objects = 8'388'608;         // in MuPDF

  [[nodiscard]] const Byte* end() const { return file_.data() + file_.size(); }
  [[nodiscard]] bool stands_at(const Byte* at, std::string_view word) const {
    return static_cast<std::size_t>(end() - at) >= word.size() && std::memcmp(at, word.data(), word.size()) == 0;
  }
  // A number without a sign; `at` is moved behind it. Nine digits are enough for any, ten for offsets alone.
  template <int most_digits = 9>
  [[nodiscard]] bool read_number(const Byte*& at, std::uint64_t& number) const {
    const Byte* const first = at;
    number = 0;
    while (at < end() && lexical::is_digit(*at)) number = number * 10 + (*at++ - '0');
    return at > first && at - first <= most_digits;
  }

  // Where the newest table begins; 0 when that is not said.
  [[nodiscard]] std::size_t last_table() const {
    constexpr std::size_t searched = 1024;  // as much as MuPDF looks at
    constexpr std::string_view keyword = "startxref";
    const std::size_t length = std::min(file_.size(), searched);
    const std::string_view tail(reinterpret_cast<const char*>(end() - length), length);
    const std::size_t found = tail.rfind(keyword);
    if (found == std::string_view::npos) return 0;
    const Byte* at = lexical::skip_space(end() - length + found + keyword.size(), end());
    std::uint64_t offset = 0;
    return read_number<10>(at, offset) ? offset : 0;
  }

  // `at` is moved behind the table and its trailer, `previous` set to the place of the table before, 0 when this is the
  // first.
  bool read_table(const Byte*& at, std::size_t& previous) {
    at = lexical::skip_space(at, end());
    constexpr std::string_view begin = "xref";
    if (!stands_at(at, begin)) return false;
    at = lexical::skip_space(at + begin.size(), end());
    while (at < end() && lexical::is_digit(*at)) {
      if (!read_section(at)) return false;
    }
    constexpr std::string_view behind = "trailer";
    if (!stands_at(at, behind)) return false;
    const ObjectView trailer(at + behind.size(), end());
    if (trailer_.is_null()) trailer_ = trailer;
    return trailer.is_dictionary() && read_trailer(trailer, at, previous);
  }

  // `at` is moved behind the entries.
  bool read_trailer(ObjectView trailer, const Byte*& at, std::size_t& previous) const {
    at = trailer.begin() + 2;
    previous = 0;
    for (DictionaryWalk entry(trailer); entry.next();) {
      at = entry.value().end();
      const std::string_view key = entry.key();
      if (same_name(key, "Encrypt") || same_name(key, "XRefStm")) return false;
      if (same_name(key, "Size") && (entry.value().integer(-1) < 0 || entry.value().integer() > most_objects)) {
        return false;
      }
      if (!same_name(key, "Prev")) continue;
      const int offset = entry.value().integer();
      if (offset <= 0) return false;
      previous = static_cast<std::size_t>(offset);
    }
    return stands_at(lexical::skip_space(at, end()), ">>");
  }

  // The number of its first object and how many there are, on a line of their own, and a row for each.
  bool read_section(const Byte*& at) {
    std::uint64_t first = 0;
    std::uint64_t count = 0;
    if (!read_number(at, first) || at == end() || *at++ != ' ' || !read_number(at, count)) return false;
    if (at < end() && *at == ' ') ++at;
    if (at < end() && *at == '\r') ++at;
    if (at < end() && *at == '\n') ++at;
    // An object takes some bytes of a file, so that a table cannot claim numbers without end.
    constexpr std::size_t least_object = 4;
    if (at == end() || !lexical::is_space(at[-1]) || at[-1] == ' ') return false;
    if (first + count > std::min<std::size_t>(file_.size() / least_object, most_objects)) return false;
    if (static_cast<std::uint64_t>(end() - at) < count * row_size) return false;
    if (offsets_.size() < first + count) offsets_.resize(first + count);
    for (std::uint64_t number = first; number < first + count; ++number, at += row_size) {
      if (!read_row(at, offsets_[number])) return false;
    }
    return true;
  }

  // `0000012345 00000 n` and the end of the line. What a newer table says stays.
  [[nodiscard]] bool read_row(const Byte* row, std::size_t& offset) const {
    constexpr unsigned form = 0xFBFF;  // of its first sixteen bytes all but the space are digits
    const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(row));
    const __m128i digits = _mm_sub_epi8(text, _mm_set1_epi8('0'));
    const __m128i are_digits = _mm_cmpeq_epi8(_mm_min_epu8(digits, _mm_set1_epi8(9)), digits);
    if (static_cast<unsigned>(_mm_movemask_epi8(are_digits)) != form || row[10] != ' ' || row[16] != ' ') return false;
    if (!lexical::is_space(row[18]) || !lexical::is_space(row[19])) return false;
    const std::size_t place = row[17] == 'n' ? first_ten(digits) : freed;
    if (row[17] == 'n' ? place == 0 || place >= file_.size() : row[17] != 'f') return false;
    if (offset == 0) offset = place;
    return true;
  }

  // Neighbours are added up, then pairs, then fours, and what is left are the first two and the eight behind them.
  [[nodiscard]] static std::size_t first_ten(__m128i digits) {
    const __m128i last = _mm_slli_si128(digits, 6);
    const __m128i pairs = _mm_maddubs_epi16(last, _mm_set1_epi16(1 << 8 | 10));
    const __m128i fours = _mm_madd_epi16(pairs, _mm_set1_epi32(1 << 16 | 100));
    const __m128i eights = _mm_madd_epi16(_mm_packs_epi32(fours, fours), _mm_set1_epi32(1 << 16 | 10000));
    const auto both = static_cast<std::uint64_t>(_mm_cvtsi128_si64(eights));
    return (both & 0xFFFFFFFF) * 100'000'000 + (both >> 32);
  }

  Bytes file_;
  ArenaVector<std::size_t> offsets_;  // by number; 0 where nothing is said
  ObjectView trailer_;
};

}  // namespace prefill::pdf
