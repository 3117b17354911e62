// JSON by appending; numbers by std::to_chars, so that no locale can change them.

#include "extractor/json_writer.h"

#include <emmintrin.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>

namespace prefill {
namespace {

/// ASCII that is written as it is: nearly all of what a form holds.
constexpr std::array<bool, 256> plain_bytes = [] {
  std::array<bool, 256> plain{};
  for (std::size_t c = 0x20; c < 0x80; ++c) plain[c] = c != '"' && c != '\\';
  return plain;
}();

bool is_plain(char c) {
  return plain_bytes[static_cast<unsigned char>(c)];
}

/// Bits of the bytes that are not plain.
__m128i odd_bytes(__m128i block) {
  const auto is = [&](char c) { return _mm_cmpeq_epi8(block, _mm_set1_epi8(c)); };
  // Signed: bytes beyond ASCII are below the space as well.
  return _mm_or_si128(_mm_cmplt_epi8(block, _mm_set1_epi8(' ')), _mm_or_si128(is('"'), is('\\')));
}

/// Copies the first and the last bytes of `content`, as many as a `Part` has, and returns those that are not plain.
template <typename Part>
__m128i copy_ends(std::string_view content, char* to) {
  std::array<Part, 2> ends;
  const std::size_t last = content.size() - sizeof(Part);
  std::memcpy(&ends[0], content.data(), sizeof(Part));
  std::memcpy(&ends[1], content.data() + last, sizeof(Part));
  std::memcpy(to, &ends[0], sizeof(Part));
  std::memcpy(to + last, &ends[1], sizeof(Part));
  if constexpr (sizeof(Part) == 8) {
    return odd_bytes(_mm_set_epi64x(static_cast<long long>(ends[1]), static_cast<long long>(ends[0])));
  } else {
    return odd_bytes(_mm_set1_epi64x(static_cast<long long>(std::uint64_t{ends[1]} << 32U | ends[0])));
  }
}

/// Copies `content`; false when not all of it is plain. Each part is looked at on its way: read again from where it was
/// just copied to, it would be waited for.
bool copy_plain(std::string_view content, char* to) {
  constexpr std::size_t kBlock = sizeof(__m128i);
  __m128i odd = _mm_setzero_si128();
  if (content.size() >= kBlock) {
    const auto copy_block = [&](std::size_t at) {
      const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(content.data() + at));
      _mm_storeu_si128(reinterpret_cast<__m128i*>(to + at), block);
      odd = _mm_or_si128(odd, odd_bytes(block));
    };
    for (std::size_t at = 0; at + kBlock < content.size(); at += kBlock) copy_block(at);
    copy_block(content.size() - kBlock);
  } else if (content.size() >= 8) {
    odd = copy_ends<std::uint64_t>(content, to);
  } else if (content.size() >= 4) {
    odd = copy_ends<std::uint32_t>(content, to);
  } else {
    std::copy(content.begin(), content.end(), to);
    return std::all_of(content.begin(), content.end(), is_plain);
  }
  return _mm_movemask_epi8(odd) == 0;
}

/// Length of the UTF-8 sequence at `at`, 0 when it is not one.
std::size_t sequence(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char first = byte(at);
  const std::size_t length = first < 0x80   ? 1
                             : first < 0xC2 ? 0
                             : first < 0xE0 ? 2
                             : first < 0xF0 ? 3
                             : first < 0xF5 ? 4
                                            : 0;
  if (length == 0 || at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return 0;
  }
  // Too long a form, surrogates, beyond U+10FFFF.
  if ((first == 0xE0 && byte(at + 1) < 0xA0) || (first == 0xED && byte(at + 1) > 0x9F)) return 0;
  if ((first == 0xF0 && byte(at + 1) < 0x90) || (first == 0xF4 && byte(at + 1) > 0x8F)) return 0;
  return length;
}

/// Length of the character at `at` when it is written as it is; 0 when it is not, and at the end.
std::size_t length_as_it_is(std::string_view text, std::size_t at) {
  if (at == text.size()) return 0;
  if (is_plain(text[at])) return 1;
  return static_cast<unsigned char>(text[at]) < 0x80 ? 0 : sequence(text, at);
}

constexpr std::array<std::uint32_t, 10> kPowers = {1,       10,        100,        1'000,       10'000,
                                                   100'000, 1'000'000, 10'000'000, 100'000'000, 1'000'000'000};

/// A number as its digits and how many of them are decimals.
struct Rounded {
  std::uint32_t digits;
  std::size_t decimals;
};

/// Rounds the absolute value of `number` to at most `decimals` decimals, by integers: ten times as fast as
/// std::to_chars. Nothing where a double cannot tell to which side it rounds, and for numbers that no page has.
std::optional<Rounded> rounded(double number, int decimals) {
  constexpr int most_decimals = 3;
  if (decimals < 0 || decimals > most_decimals) return std::nullopt;
  auto places = static_cast<std::size_t>(decimals);
  const double scaled = std::abs(number) * kPowers[places];
  constexpr double most = 1e9;  // up to here the product is right to a millionth and better
  if (!(scaled <= most)) return std::nullopt;
  auto digits = static_cast<std::uint32_t>(scaled);
  const double beyond = scaled - static_cast<double>(digits);
  if (std::abs(beyond - 0.5) < 1e-6) return std::nullopt;
  if (beyond > 0.5) ++digits;
  for (; places > 0 && digits % 10 == 0; --places) digits /= 10;
  return Rounded{digits, places};
}

/// The digits of four numbers below 10 000, each in a byte of its number's place, the highest first.
__m128i digits_of(__m128i numbers) {
  const __m128i hundreds = _mm_srli_epi16(_mm_mulhi_epu16(numbers, _mm_set1_epi16(5243)), 3);
  const __m128i rests = _mm_sub_epi16(numbers, _mm_mullo_epi16(hundreds, _mm_set1_epi16(100)));
  const __m128i pairs = _mm_or_si128(hundreds, _mm_slli_epi32(rests, 16));
  const __m128i tens = _mm_srli_epi16(_mm_mullo_epi16(pairs, _mm_set1_epi16(103)), 10);
  const __m128i ones = _mm_sub_epi16(pairs, _mm_mullo_epi16(tens, _mm_set1_epi16(10)));
  return _mm_or_si128(tens, _mm_slli_epi16(ones, 8));
}

/// Writes a number of four digits, as `digits_of` gives them, and returns where it ends; eight characters may be
/// overwritten. All digits at once and without a branch: how long numbers are is hard to guess.
char* put_short(char* to, std::uint32_t digits, std::size_t decimals) {
  const std::size_t zeros = std::min(static_cast<std::size_t>(std::countr_zero(digits)) / 8, 3 - decimals);
  const std::size_t whole = 4 - decimals;
  const std::size_t point = decimals > 0 ? 1 : 0;
  const std::uint64_t text = digits | 0x30303030U;
  const std::uint64_t mask = (std::uint64_t{1} << (8 * whole)) - 1;
  const std::uint64_t dot = std::uint64_t{'.'} * point << (8 * whole);
  const std::uint64_t out = ((text & mask) | dot | (text & ~mask) << (8 * point)) >> (8 * zeros);
  static_assert(std::endian::native == std::endian::little);
  std::memcpy(to, &out, sizeof out);
  return to + 4 + point - zeros;
}

/// The same for any number; at most 11 characters.
char* put_digits(char* to, std::uint32_t digits, std::size_t decimals) {
  if (digits < 10'000) {
    const int each = _mm_cvtsi128_si32(digits_of(_mm_cvtsi32_si128(static_cast<int>(digits))));
    return put_short(to, static_cast<std::uint32_t>(each), decimals);
  }
  std::size_t length = 5;
  while (length < kPowers.size() && digits >= kPowers[length]) ++length;
  char* const end = to + length + (decimals > 0 ? 1 : 0);
  char* at = end;
  for (std::size_t i = 0; i < length; ++i, digits /= 10) {
    if (i == decimals && i > 0) *--at = '.';
    *--at = static_cast<char>('0' + digits % 10);
  }
  return end;
}

}  // namespace

void JsonWriter::flush() {
  out_.append(buffer_.data(), static_cast<std::size_t>(end_ - buffer_.data()));
  end_ = buffer_.data();
}

void JsonWriter::finish_value() {
  if (depth_ == 0) flush();
}

void JsonWriter::begin(char bracket) {
  make_room(2);
  separate();
  put(bracket);
  ++depth_;
  comma_ = false;
}

void JsonWriter::end(char bracket) {
  make_room(1);
  put(bracket);
  --depth_;
  comma_ = true;
  finish_value();
}

void JsonWriter::key(std::string_view name) {
  text(name);
  put(':');
  comma_ = false;
}

void JsonWriter::value(std::string_view content) {
  text(content);
  finish_value();
}

void JsonWriter::value(bool flag) {
  raw(flag ? "true" : "false");
}

void JsonWriter::value(int number) {
  const auto magnitude = static_cast<std::uint32_t>(number);
  put_number(number < 0, number < 0 ? 0 - magnitude : magnitude, 0);
}

void JsonWriter::value(std::int64_t number) {
  whole(number);
}

void JsonWriter::value(std::uint64_t number) {
  whole(number);
}

template <typename Whole>
void JsonWriter::whole(Whole number) {
  std::array<char, 24> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
  raw({digits.data(), static_cast<std::size_t>(end.ptr - digits.data())});
}

void JsonWriter::null() {
  raw("null");
}

void JsonWriter::number(double number, int decimals) {
  if (const auto near = rounded(number, decimals)) {
    put_number(number < 0 && near->digits != 0, near->digits, near->decimals);
    return;
  }
  if (!std::isfinite(number)) {
    null();
    return;
  }
  std::array<char, 400> digits;  // of the largest double
  const auto end =
      std::to_chars(digits.data(), digits.data() + digits.size(), number, std::chars_format::fixed, decimals);
  std::string_view text(digits.data(), static_cast<std::size_t>(end.ptr - digits.data()));
  if (decimals > 0) {
    while (text.back() == '0') text.remove_suffix(1);
    if (text.back() == '.') text.remove_suffix(1);
  }
  raw(text == "-0" ? "0" : text);
}

void JsonWriter::tenths(const std::array<float, 4>& numbers) {
  constexpr std::size_t kLongest = 40;  // with comma, brackets, and what is overwritten behind the last
  // Ten times a float is exact in a double, so halves are halves and go to the even digit, as in std::to_chars.
  const auto rounded_pair = [](__m128 pair) {
    return _mm_cvtpd_epi32(_mm_mul_pd(_mm_cvtps_pd(pair), _mm_set1_pd(10)));
  };
  const __m128 all = _mm_loadu_ps(numbers.data());
  const __m128i tenths = _mm_unpacklo_epi64(rounded_pair(all), rounded_pair(_mm_movehl_ps(all, all)));
  // A sign where one is negative, has more than four digits, or is none.
  const __m128i beyond = _mm_or_si128(tenths, _mm_sub_epi32(_mm_set1_epi32(9'999), tenths));
  if (_mm_movemask_ps(_mm_castsi128_ps(beyond)) != 0) {
    begin_array();
    for (const float each : numbers) number(each, 1);
    end_array();
    return;
  }
  std::array<std::uint32_t, 4> digits;
  _mm_storeu_si128(reinterpret_cast<__m128i*>(digits.data()), digits_of(tenths));
  make_room(kLongest);
  separate();
  put('[');
  char* to = end_;
  for (const std::uint32_t each : digits) {
    to = put_short(to, each, 1);
    to -= each >> 24U == 0 ? 2 : 0;  // no decimal
    *to++ = ',';
  }
  to[-1] = ']';
  end_ = to;
  finish_value();
}

void JsonWriter::put_number(bool negative, std::uint32_t digits, std::size_t decimals) {
  constexpr std::size_t kLongest = 13;  // with comma and sign
  make_room(kLongest);
  separate();
  if (negative) put('-');
  end_ = put_digits(end_, digits, decimals);
  finish_value();
}

void JsonWriter::raw(std::string_view json) {
  make_room(1);
  separate();
  copy(json);
  finish_value();
}

void JsonWriter::text(std::string_view content) {
  constexpr std::size_t kLong = 512;
  constexpr std::size_t kAround = 4;  // comma, quotes, colon
  make_room(kLong + kAround);
  char* to = end_;  // not the member, which the compiler would store for each character
  *to = ',';
  to += comma_ ? 1 : 0;
  comma_ = true;
  *to++ = '"';
  if (content.size() <= kLong && copy_plain(content, to)) {
    to += content.size();
    *to++ = '"';
    end_ = to;
    return;
  }
  end_ = to;
  escape(content);
  make_room(kAround);
  put('"');
}

void JsonWriter::copy(std::string_view bytes) {
  make_room(bytes.size());
  if (bytes.size() > buffer_.size()) {
    out_ += bytes;  // behind what was flushed for it
    return;
  }
  end_ = std::copy(bytes.begin(), bytes.end(), end_);
}

void JsonWriter::escape(std::string_view content) {
  constexpr std::string_view kHex = "0123456789abcdef";
  for (std::size_t at = 0; at < content.size();) {
    std::size_t end = at;
    while (const std::size_t length = length_as_it_is(content, end)) end += length;
    copy(content.substr(at, end - at));
    if (end == content.size()) return;
    const char c = content[end];
    if (c == '"' || c == '\\') {
      copy({std::array{'\\', c}.data(), 2});
    } else if (static_cast<unsigned char>(c) < 0x20) {
      copy("\\u00");
      copy({&kHex[static_cast<std::size_t>(c) >> 4], 1});
      copy({&kHex[static_cast<std::size_t>(c) & 0xF], 1});
    } else {
      copy("\xEF\xBF\xBD");
    }
    at = end + 1;
  }
}

}  // namespace prefill
