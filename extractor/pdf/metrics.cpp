// Numbers are lexed straight from the bytes; only what is no plain number costs a look-up. Runs are in ascending order
// as a rule, so that reading stops at the largest CID asked for.

#include "extractor/pdf/metrics.h"

#include <algorithm>
#include <cstring>

namespace prefill::pdf {

namespace {

// The elements of an array, numbers first of all.
class NumberWalk {
 public:
  /// The elements from `at` on, which lies within an array.
  NumberWalk(const Byte* at, const Byte* end, ObjectTable& objects)
      : at_(at), end_(end), objects_(objects), may_refer_(holds_r(at, end)) {}
  NumberWalk(ObjectView array, ObjectTable& objects)
      : NumberWalk(array.is_array() ? array.begin() + 1 : array.limit(), array.limit(), objects) {}

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
  /// Saves going through the array again that `walk` went through.
  void leave(const NumberWalk& walk) {
    if (!within_ || walk.at_ == end_ || *walk.at_ != ']') return;
    at_ = walk.at_ + 1;
    within_ = false;
  }
  /// Behind the element.
  [[nodiscard]] const Byte* at() const { return within_ ? array_.end() : at_; }

 private:
  // Whether there is an `R` in the array, as in a reference; widths hardly ever hold one.
  static bool holds_r(const Byte* at, const Byte* end) {
    constexpr std::ptrdiff_t looked_at = 1 << 12;
    const auto length = static_cast<std::size_t>(std::min(end - at, looked_at));
    const void* close = length > 0 ? std::memchr(at, ']', length) : nullptr;
    if (!close) return true;
    return std::memchr(at, 'R', static_cast<std::size_t>(static_cast<const Byte*>(close) - at)) != nullptr;
  }

  // A number that is not the beginning of a reference, which reads `12 0 R`.
  bool plain_number() {
    const Byte* behind = at_;
    int small = 0;
    while (end_ - behind > 1 && behind - at_ < 6 && lexical::is_digit(*behind)) small = small * 10 + (*behind++ - '0');
    if (behind != at_ && (lexical::is_space(*behind) || *behind == ']' || *behind == '[')) {
      number_ = small;
    } else {
      if (!lexical::begins_number(*at_)) return false;
      lexical::Number number;
      behind = lexical::read_number(at_, end_, number);
      if (!number.valid) return false;
      number_ = number.value;
    }
    if (may_refer_ && refers(behind)) return false;
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
  bool may_refer_;
  double number_ = 0;
  ObjectView array_;
  bool within_ = false;  // at the beginning of `array_`, which is written in its place
};

std::uint32_t to_cid(double number) {
  return number > 0 && number <= 0xFFFF ? static_cast<std::uint32_t>(number) : 0;
}

}  // namespace

void Metrics::set_row(ObjectView array, std::uint32_t first, std::uint32_t last) {
  row_ = array;
  row_unread_ = true;
  runs_.push_back({first, last, 0, false});
}

void Metrics::set_runs(ObjectView array) {
  if (!array.is_array()) return;
  next_ = array.begin() + 1;
  end_ = array.limit();
}

void Metrics::read_row(ObjectTable& objects) {
  const std::size_t count = runs_.front().last - runs_.front().first + 1;
  values_.reserve(count);
  for (NumberWalk element(row_, objects); values_.size() < count && element.next();) {
    values_.push_back(static_cast<float>(element.number()));
  }
  values_.resize(count);
  row_unread_ = false;
}

void Metrics::add(Run run) {
  if (run.first > run.last) return;
  ordered_ = ordered_ && (runs_.empty() || runs_.back().last < run.first);
  runs_.push_back(run);
}

// `first [a b c]` gives each code its own numbers, `first last a` gives them all the same.
void Metrics::read_run(ObjectTable& objects) {
  NumberWalk element(next_, end_, objects);
  next_ = nullptr;
  if (values_.size() >= most_values || !element.next()) return;
  const std::uint32_t first = to_cid(element.number());
  if (!element.next()) return;
  const auto begin = static_cast<std::uint32_t>(values_.size());
  if (!element.array().is_null()) {
    NumberWalk value(element.array(), objects);
    while (value.next() && values_.size() < most_values) values_.push_back(static_cast<float>(value.number()));
    element.leave(value);
    const std::size_t codes = (values_.size() - begin) / numbers_;
    values_.resize(begin + codes * numbers_);
    if (codes > 0) add({first, first + static_cast<std::uint32_t>(codes) - 1, begin, false});
  } else {
    const std::uint32_t last = to_cid(element.number());
    while (values_.size() < begin + numbers_ && element.next()) values_.push_back(static_cast<float>(element.number()));
    if (values_.size() < begin + numbers_) return;
    add({first, last, begin, true});
  }
  next_ = element.at();
}

const float* Metrics::find_read(std::uint32_t code) const {
  const auto behind =
      std::upper_bound(runs_.begin(), runs_.end(), code, [](std::uint32_t c, const Run& run) { return c < run.first; });
  if (behind == runs_.begin()) return nullptr;
  const Run& run = *(behind - 1);
  if (code > run.last) return nullptr;
  return values_.data() + run.begin + (run.constant ? 0 : (code - run.first) * numbers_);
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
