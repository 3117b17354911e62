// Lexing over objects. Whatever closes, closes the innermost array or dictionary that is open, and `endobj` ends them
// all; so an object that is not closed does not run through the rest of the file, and walking and skipping agree.

#include "extractor/pdf/object_view.h"

#include <tmmintrin.h>

#include <bit>
#include <cstring>
#include <limits>

#include "extractor/pdf/skip_token.h"

namespace prefill::pdf {

namespace {

using lexical::is_digit;
using lexical::is_regular;
using lexical::skip_regular;
using lexical::skip_space;

std::string_view text(const Byte* at, const Byte* end) {
  return {reinterpret_cast<const char*>(at), static_cast<std::size_t>(end - at)};
}

bool begins_with(const Byte* at, const Byte* end, std::string_view word) {
  return static_cast<std::size_t>(end - at) >= word.size() && std::memcmp(at, word.data(), word.size()) == 0;
}

constexpr std::string_view end_keyword = "endobj";  // no object reaches beyond

bool is_end_keyword(const Byte* at, const Byte* end) {
  return *at == 'e' && begins_with(at, end, end_keyword);
}

bool opens_dictionary(const Byte* at, const Byte* end) {
  return *at == '<' && end - at > 1 && at[1] == '<';
}

const Byte* skip_closer(const Byte* at, const Byte* end) {
  return at + (*at == '>' && end - at > 1 && at[1] == '>' ? 2 : 1);
}

const Byte* skip_digits(const Byte* at, const Byte* end) {
  while (at < end && is_digit(*at)) ++at;
  return at;
}

// Where the reference at `at`, which is a digit, ends; null when it is a number. `behind` is set to the end of its
// first digits.
const Byte* reference_end(const Byte* at, const Byte* end, const Byte*& behind) {
  behind = skip_digits(at, end);
  constexpr std::string_view usual = " 0 R";
  if (begins_with(behind, end, usual) && end - behind > 4 && !is_regular(behind[4])) return behind + usual.size();
  at = skip_space(behind, end);
  if (at == behind || at == end || !is_digit(*at)) return nullptr;
  const Byte* const generation_end = skip_digits(at, end);
  at = skip_space(generation_end, end);
  if (at == generation_end || at == end || *at != 'R') return nullptr;
  ++at;
  return at == end || !is_regular(*at) ? at : nullptr;
}

// The next byte that may open or close something, or be the `j` of `endobj`; sixteen at a time where there are as many.
// No two of them share a lower half, by which a table gives the one byte that it may be.
const Byte* next_of_weight(const Byte* at, const Byte* end) {
  constexpr char none = 1;  // whose own lower half is another one
  const __m128i weights = _mm_setr_epi8(none, 0, 0, 0, 0, '%', 0, 0, '(', 0, 'j', '[', '<', ']', '>', 0);
  for (; end - at >= 16; at += 16) {
    const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const int found = _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_shuffle_epi8(weights, text), text));
    if (found != 0) return at + std::countr_zero(static_cast<unsigned>(found));
  }
  return at;
}

// Where the keyword begins whose `j` is at `at`; null when it is another `j`, such as that of a name. Nothing before
// `begin` is looked at.
const Byte* end_keyword_at(const Byte* begin, const Byte* at, const Byte* end) {
  constexpr std::ptrdiff_t length = end_keyword.size();
  if (at - begin < length || is_regular(at[-length]) || at[-length] == '/') return nullptr;
  return is_end_keyword(at - length + 1, end) ? at - length + 1 : nullptr;
}

// Skips what is open at `at`, a `[` or `<<`, and all within.
const Byte* skip_container(const Byte* at, const Byte* end) {
  const Byte* const begin = at;
  std::size_t depth = 0;
  while ((at = next_of_weight(at, end)) < end) {
    switch (*at) {
      case '(':
        at = lexical::skip_literal_string(at, end);
        break;
      case '%':
        at = skip_space(at, end);
        break;
      case '[':
        ++depth;
        ++at;
        break;
      case '<':
        if (opens_dictionary(at, end)) {
          ++depth;
          at += 2;
        } else {
          at = lexical::skip_hex_string(at, end);
        }
        break;
      case ']':
      case '>':
        at = skip_closer(at, end);
        if (--depth == 0) return at;
        break;
      case 'j':
        if (const Byte* keyword = end_keyword_at(begin, at, end)) return keyword;
        ++at;
        break;
      default:
        ++at;
    }
  }
  return end;
}

// Skips one object, which is nothing at all where something closes or ends.
const Byte* skip_object(const Byte* at, const Byte* end) {
  if (at == end) return end;
  switch (*at) {
    case '(':
      return lexical::skip_literal_string(at, end);
    case '<':
      return opens_dictionary(at, end) ? skip_container(at, end) : lexical::skip_hex_string(at, end);
    case '[':
      return skip_container(at, end);
    case '/':
      return skip_token(at + 1, end);
    case ']':
    case '>':
      return at;
    default:
      break;
  }
  if (!is_regular(*at)) return at + 1;
  if (is_end_keyword(at, end)) return at;
  if (!is_digit(*at)) return skip_regular(at, end);
  const Byte* behind = nullptr;
  const Byte* const reference = reference_end(at, end, behind);
  return reference ? reference : skip_regular(behind, end);
}

// Takes one character off a name that is not empty. `#00` and what is not hexadecimal stands for itself.
char take_character(std::string_view& name) {
  if (name[0] == '#' && name.size() > 2) {
    const int high = lexical::hex_digit(static_cast<Byte>(name[1]));
    const int low = lexical::hex_digit(static_cast<Byte>(name[2]));
    if (high >= 0 && low >= 0 && high + low > 0) {
      name.remove_prefix(3);
      return static_cast<char>(high * 16 + low);
    }
  }
  const char c = name[0];
  name.remove_prefix(1);
  return c;
}

}  // namespace

bool same_decoded_name(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    if (take_character(a) != take_character(b)) return false;
  }
  return a.empty() && b.empty();
}

ObjectView::ObjectView(const Byte* at, const Byte* end) : at_(skip_space(at, end)), end_(end) {}

Kind ObjectView::kind() const {
  if (at_ == end_) return Kind::null;
  switch (*at_) {
    case '(':
      return Kind::string;
    case '<':
      return opens_dictionary(at_, end_) ? Kind::dictionary : Kind::string;
    case '[':
      return Kind::array;
    case '/':
      return Kind::name;
    case 't':
    case 'f': {
      const std::string_view word = text(at_, skip_regular(at_, end_));
      return word == "true" || word == "false" ? Kind::boolean : Kind::null;
    }
    default:
      break;
  }
  const Byte* behind = nullptr;
  if (is_digit(*at_)) return reference_end(at_, end_, behind) ? Kind::reference : Kind::number;
  return lexical::begins_number(*at_) ? Kind::number : Kind::null;
}

bool ObjectView::is_name(std::string_view name) const {
  return at_ != end_ && *at_ == '/' && same_name(this->name(), name);
}

double ObjectView::number(double otherwise) const {
  if (kind() != Kind::number) return otherwise;
  lexical::Number number;
  static_cast<void>(lexical::read_number(at_, end_, number));
  return number.valid ? number.value : otherwise;
}

int ObjectView::integer(int otherwise) const {
  const double value = number(otherwise);
  constexpr double least = std::numeric_limits<int>::min();
  constexpr double most = std::numeric_limits<int>::max();
  return value > least - 1 && value < most + 1 ? static_cast<int>(value) : otherwise;
}

bool ObjectView::boolean(bool otherwise) const {
  return kind() == Kind::boolean ? *at_ == 't' : otherwise;
}

std::string_view ObjectView::name() const {
  if (at_ == end_ || *at_ != '/') return {};
  return text(at_ + 1, skip_token(at_ + 1, end_));
}

int ObjectView::reference() const {
  const Byte* behind = nullptr;
  if (at_ == end_ || !is_digit(*at_) || !reference_end(at_, end_, behind)) return 0;
  constexpr int most = 8'388'607;  // the largest number of an object in Acrobat, and in MuPDF
  int number = 0;
  for (const Byte* at = at_; at < behind && number <= most; ++at) number = number * 10 + (*at - '0');
  return number <= most ? number : 0;
}

std::size_t ObjectView::string(std::span<Byte> room) const {
  if (kind() != Kind::string) return 0;
  std::size_t length = 0;
  static_cast<void>(lexical::read_string(at_, end_, room, length));
  return length;
}

const Byte* ObjectView::end() const {
  return skip_object(at_, end_);
}

ObjectView ObjectView::find(std::string_view key) const {
  ObjectView found;
  for (DictionaryWalk entry(*this); entry.next();) {
    if (same_name(entry.key(), key)) found = entry.value();
  }
  return found;
}

DictionaryWalk::DictionaryWalk(ObjectView view) : at_(view.begin()), end_(view.limit()) {
  if (view.is_dictionary()) {
    at_ += 2;
  } else {
    at_ = end_;
  }
}

bool DictionaryWalk::next() {
  at_ = skip_space(at_, end_);
  if (at_ == end_ || *at_ != '/') return false;
  const Byte* const name = at_ + 1;
  at_ = skip_token(name, end_);
  key_ = text(name, at_);
  value_ = ObjectView(at_, end_);
  at_ = value_.end();
  return true;
}

ArrayWalk::ArrayWalk(ObjectView view) : at_(view.begin()), end_(view.limit()) {
  if (view.is_array()) {
    ++at_;
  } else {
    at_ = end_;
  }
}

bool ArrayWalk::next() {
  value_ = ObjectView(at_, end_);
  at_ = value_.end();
  return at_ != value_.begin();
}

}  // namespace prefill::pdf
