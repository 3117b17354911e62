// Lists that hold nothing but numbers stay as they are written: going over one counts its numbers sixteen bytes at a
// time, and the counts tell where the number of a code is. What is no such list is read number by number; only what is
// no plain number costs a look-up. Runs are in ascending order as a rule, so that reading stops at the largest CID
// asked for.

#include "extractor/pdf/metrics.h"

#include <tmmintrin.h>

#include <algorithm>
#include <bit>
#include <cstring>

namespace prefill::pdf {

namespace {

constexpr std::ptrdiff_t block_size = 16;
constexpr std::ptrdiff_t small_size = 8;  // as much as is looked at to read a small number

// Sixteen bytes of a list, a bit for each.
struct Block {
  unsigned numbers;  // bytes of numbers
  unsigned others;   // neither of numbers nor white space

  // The bytes of either kind differ in their lower halves, by which a table gives the one byte of the kind that it may
  // be.
  explicit Block(const Byte* at) {
    const __m128i number = _mm_setr_epi8('0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 0, '+', 0, '-', '.', 0);
    const __m128i space = _mm_setr_epi8(' ', 0, 0, 0, 0, 0, 0, 0, 0, '\t', '\n', 0, '\f', '\r', 0, 0);
    const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i is_number = _mm_cmpeq_epi8(_mm_shuffle_epi8(number, text), text);
    const __m128i is_space = _mm_cmpeq_epi8(_mm_shuffle_epi8(space, text), text);
    numbers = static_cast<unsigned>(_mm_movemask_epi8(is_number));
    others = 0xFFFF ^ static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(is_number, is_space)));
  }

  // The first bytes of numbers; `within` is 1 when the byte before the block belongs to a number.
  [[nodiscard]] unsigned starts(unsigned within) const { return numbers & ~(numbers << 1 | within); }
};

// Up to seven digits and nothing else, as nearly all widths are: the digits of eight bytes are summed up at once. False
// when there is anything else, or no room for eight bytes.
[[gnu::always_inline]] inline bool read_small(const Byte*& at, const Byte* end, std::uint32_t& number) {
  std::uint64_t digits = 0;
  if (end - at < small_size) return false;
  std::memcpy(&digits, at, sizeof digits);
  digits ^= 0x3030303030303030;
  // The high bit of every byte that is more than 9; what carries over only reaches bytes behind one.
  const std::uint64_t others = ((digits + 0x7676767676767676) | digits) & 0x8080808080808080;
  const int bits = std::countr_zero(others) & ~7;
  if (bits == 0 || bits == 64 || lexical::is_regular(at[bits / 8])) return false;
  at += bits / 8;
  digits <<= 64 - bits;
  digits = (digits * 10 + (digits >> 8)) & 0x00FF00FF00FF00FF;
  digits = (digits * 100 + (digits >> 16)) & 0x0000FFFF0000FFFF;
  number = static_cast<std::uint32_t>(digits * 10000 + (digits >> 32));
  return true;
}

// The elements of an array, numbers first of all.
class NumberWalk {
 public:
  /// The elements from `at` on, which lies within an array.
  NumberWalk(const Byte* at, const Byte* end, ObjectTable& objects) : at_(at), end_(end), objects_(objects) {}

  bool next() {
    at_ = lexical::skip_space(at(), end_);
    within_ = false;
    if (at_ == end_ || *at_ == ']') return false;
    array_ = {};
    number_ = 0;
    if (plain_number()) return true;
    const ObjectView element(at_, end_);
    if (element.is_array()) {
      array_ = element;
      within_ = true;
      return true;
    }
    at_ = element.end();
    if (at_ == element.begin()) return false;
    const ObjectView value = objects_.resolve(element);
    if (value.is_array()) array_ = value;
    number_ = value.number();
    return true;
  }

  [[nodiscard]] double number() const { return number_; }
  /// Null when the element is none.
  [[nodiscard]] ObjectView array() const { return array_; }
  /// Behind the element.
  [[nodiscard]] const Byte* at() const { return within_ ? array_.end() : at_; }
  /// Where the array ends that was gone through; null when it is not closed.
  [[nodiscard]] const Byte* close() const { return at_ != end_ && *at_ == ']' ? at_ : nullptr; }

 private:
  // A number that is not the beginning of a reference, which reads `12 0 R`.
  bool plain_number() {
    const Byte* behind = at_;
    if (std::uint32_t small = 0; read_small(behind, end_, small)) {
      number_ = small;
    } else {
      if (!lexical::begins_number(*at_)) return false;
      lexical::Number number;
      behind = lexical::read_number(at_, end_, number);
      if (!number.valid) return false;
      number_ = number.value;
    }
    if (refers(behind)) return false;
    at_ = behind;
    return true;
  }

  // True when behind an integer there are another one and an `R`.
  [[nodiscard]] bool refers(const Byte* behind) const {
    const Byte* at = lexical::skip_space(behind, end_);
    const Byte* const generation = at;
    while (at < end_ && lexical::is_digit(*at)) ++at;
    if (at == generation || at == end_ || !lexical::is_space(*at)) return false;
    at = lexical::skip_space(at, end_);
    return at < end_ && *at == 'R';
  }

  const Byte* at_;
  const Byte* end_;
  ObjectTable& objects_;
  double number_ = 0;
  ObjectView array_;
  bool within_ = false;  // at the beginning of `array_`, which is written in its place
};

// Behind the last of so many ascending elements for which `before` holds. Every step moves the place or does not, which
// is no branch that a processor would have to guess.
template <typename Element, typename Before>
const Element* behind_last(const Element* at, std::size_t count, Before before) {
  while (count > 0) {
    const std::size_t half = (count + 1) / 2;
    at += half & -std::size_t{before(at[half - 1])};
    count -= half;
  }
  return at;
}

std::uint32_t to_cid(double number) {
  return number > 0 && number <= 0xFFFF ? static_cast<std::uint32_t>(number) : 0;
}

// Goes over the numbers of a list up to the first byte that belongs to none, and returns where that is; null when there
// are too many, or it is so near to `end` that no small number can be read before it. Appends a mark for each block
// that the list goes beyond: how many numbers began before its end.
const Byte* count_numbers(const Byte* at, const Byte* end, ArenaVector<std::uint32_t>& marks, std::size_t& count) {
  for (unsigned within = 0; end - at >= block_size + small_size; at += block_size) {
    const Block block(at);
    const unsigned starts = block.starts(within);
    if (block.others != 0) {
      const int length = std::countr_zero(block.others);
      count += static_cast<unsigned>(std::popcount(starts & ((1U << length) - 1)));
      return at + length;
    }
    count += static_cast<unsigned>(std::popcount(starts));
    if (count > Metrics::most_values) return nullptr;
    marks.push_back(static_cast<std::uint32_t>(count));
    within = block.numbers >> (block_size - 1);
  }
  return nullptr;
}

// Where the number of this index begins in a list with so many marks, or the white space before it.
const Byte* number_at(const Byte* list, const std::uint32_t* marks, std::size_t mark_count, std::size_t index) {
  if (index == 0) return list;
  const std::ptrdiff_t before =
      behind_last(marks, mark_count, [index](std::uint32_t mark) { return mark <= index; }) - marks;
  const Byte* const at = list + before * block_size;
  if (before > 0) index -= marks[before - 1];
  unsigned starts = Block(at).starts(before > 0 && !lexical::is_space(at[-1]) ? 1 : 0);
  for (; index > 0; --index) starts &= starts - 1;
  return at + std::countr_zero(starts);
}

// Takes a number off a list, and the white space before it. What only looks like a number is 0.
float read_listed(const Byte*& at, const Byte* close) {
  at = lexical::skip_space(at, close);
  if (std::uint32_t small = 0; read_small(at, close + small_size, small)) return static_cast<float>(small);
  lexical::Number number;
  at = lexical::read_number(at, close, number);
  return number.valid ? static_cast<float>(number.value) : 0;
}

}  // namespace

void Metrics::set_row(ObjectView array, std::uint32_t first, std::uint32_t last) {
  row_ = array;
  row_first_ = first;
  row_last_ = last;
  row_unread_ = true;
}

void Metrics::set_runs(ObjectView array) {
  if (!array.is_array()) return;
  next_ = array.begin() + 1;
  end_ = array.limit();
  constexpr std::size_t usual_runs = 64;
  runs_.reserve(usual_runs);
}

void Metrics::add(const Run& run) {
  if (run.first > run.last) return;
  ordered_ = ordered_ && (runs_.empty() || runs_.back().last < run.first);
  runs_.push_back(run);
}

// Adds the run of an array of numbers, of which there are at most so many. Returns where the array ends, null when that
// is not known.
const Byte* Metrics::add_list(std::uint32_t first, ObjectView array, std::size_t most, ObjectTable& objects) {
  const Byte* const list = array.begin() + 1;
  Run run{first, 0, static_cast<std::uint32_t>(marks_.size()), false, list, nullptr};
  std::size_t count = 0;
  if (const Byte* const other = count_numbers(list, array.limit(), marks_, count); other && *other == ']') {
    run.close = other;
  } else {
    marks_.resize(run.begin);
    run.list = nullptr;
    run.begin = static_cast<std::uint32_t>(values_.size());
    NumberWalk value(list, array.limit(), objects);
    for (count = 0; count < most && value.next(); ++count) values_.push_back(static_cast<float>(value.number()));
    run.close = value.close();
  }
  const std::size_t codes = numbers_ == 1 ? std::min(count, most) : std::min(count, most) / numbers_;
  taken_ += codes * numbers_;
  run.last = first + static_cast<std::uint32_t>(codes) - 1;
  if (codes > 0) add(run);
  return run.close;
}

void Metrics::read_row(ObjectTable& objects) {
  row_unread_ = false;
  const std::size_t count = row_last_ - row_first_ + 1;
  if (row_.is_array()) add_list(row_first_, row_, count, objects);
  if (taken_ == count) return;
  add({row_first_ + static_cast<std::uint32_t>(taken_), row_last_, static_cast<std::uint32_t>(values_.size()), true,
       nullptr, nullptr});
  values_.push_back(0);
}

// `first [a b c]` gives each code its own numbers, `first last a` gives them all the same.
void Metrics::read_run(ObjectTable& objects) {
  if (taken_ >= most_values) {
    next_ = nullptr;
    return;
  }
  const Byte* at = lexical::skip_space(next_, end_);
  std::uint32_t first = 0;
  const bool small = read_small(at, end_, first);
  at = lexical::skip_space(at, end_);
  if (small && at < end_ && *at == '[') {
    const ObjectView array(at, end_);
    const Byte* const close = add_list(to_cid(first), array, most_values - taken_, objects);
    next_ = close ? close + 1 : array.end();
  } else {
    read_unusual_run(objects);
  }
}

void Metrics::read_unusual_run(ObjectTable& objects) {
  NumberWalk element(next_, end_, objects);
  next_ = nullptr;
  if (!element.next()) return;
  const std::uint32_t first = to_cid(element.number());
  if (!element.next()) return;
  if (!element.array().is_null()) {
    add_list(first, element.array(), most_values - taken_, objects);
  } else {
    const auto begin = static_cast<std::uint32_t>(values_.size());
    const std::uint32_t last = to_cid(element.number());
    while (values_.size() < begin + numbers_ && element.next()) values_.push_back(static_cast<float>(element.number()));
    if (values_.size() < begin + numbers_) return;
    taken_ += numbers_;
    add({first, last, begin, true, nullptr, nullptr});
  }
  next_ = element.at();
}

const float* Metrics::find_read(std::uint32_t code) {
  const Run* const behind =
      behind_last(runs_.data(), runs_.size(), [code](const Run& run) { return run.first <= code; });
  if (behind == runs_.data()) return nullptr;
  const Run& run = *(behind - 1);
  if (code > run.last) return nullptr;
  const std::size_t index = run.constant ? 0 : (code - run.first) * numbers_;
  if (!run.list) return values_.data() + run.begin + index;
  const auto blocks = static_cast<std::size_t>((run.close - run.list) / block_size);
  const Byte* at = number_at(run.list, marks_.data() + run.begin, blocks, index);
  for (std::size_t i = 0; i < numbers_; ++i) found_[i] = read_listed(at, run.close);
  return found_.data();
}

// Where runs are not in order, all are needed before any can be looked up.
void Metrics::read_rest(ObjectTable& objects) {
  while (next_) read_run(objects);
  if (ordered_) return;
  std::stable_sort(runs_.begin(), runs_.end(), [](const Run& a, const Run& b) { return a.first < b.first; });
  ordered_ = true;
}

const float* Metrics::find(std::uint32_t code, ObjectTable& objects) {
  if (row_unread_) read_row(objects);
  while (next_ && (runs_.empty() || runs_.back().last < code)) read_run(objects);
  if (!ordered_) read_rest(objects);
  const float* found = find_read(code);
  if (found || !next_) return found;
  read_rest(objects);
  return find_read(code);
}

}  // namespace prefill::pdf
