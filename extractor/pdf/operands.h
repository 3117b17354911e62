// The operands of one operator of a content stream, as they are collected before the operator is met.

#pragma once

#include <array>
#include <utility>
#include <vector>

#include "extractor/pdf/object_view.h"

namespace prefill::pdf {

/// A string of the array of `TJ` with the adjustments before it. Those behind the last string have an empty one.
struct ShownPart {
  const Byte* begin = nullptr;
  const Byte* end = nullptr;
  float adjustment = 0;  // thousandths of an em, towards the beginning of the line
};

/// Numbers beyond the room, and whatever an operator does not ask for, are ignored; what is missing reads as 0 or
/// empty.
class Operands {
 public:
  [[nodiscard]] float operator[](std::size_t index) const { return index < count_ ? numbers_[index] : 0; }
  [[nodiscard]] std::span<const float> numbers() const { return {numbers_.data(), count_}; }
  /// The first name, as written.
  [[nodiscard]] std::string_view name() const { return name_; }
  /// The second name: the property list of `BDC`.
  [[nodiscard]] std::string_view second_name() const { return second_name_; }
  /// The last dictionary, or the last array outside of text.
  [[nodiscard]] ObjectView object() const { return object_; }
  /// The strings and adjustments of the last array, or the last string alone.
  [[nodiscard]] std::span<const ShownPart> parts() const { return {parts_.data(), part_count_}; }

  void clear() {
    count_ = 0;
    if (std::exchange(only_numbers_, true)) return;
    name_ = {};
    second_name_ = {};
    object_ = {};
    part_count_ = 0;
  }
  void add(float number) {
    if (count_ < numbers_.size()) numbers_[count_++] = number;
  }
  void add_name(std::string_view name) {
    (name_.data() ? second_name_ : name_) = name;
    only_numbers_ = false;
  }
  void set_object(ObjectView object) {
    object_ = object;
    only_numbers_ = false;
  }
  /// What was shown before is forgotten.
  void begin_parts() {
    only_numbers_ = false;
    part_count_ = 0;
  }
  void add_part(const ShownPart& part) {
    if (part_count_ == parts_.size()) parts_.resize(part_count_ * 2);
    parts_[part_count_++] = part;
  }

 private:
  std::array<float, 32> numbers_;
  std::size_t count_ = 0;
  bool only_numbers_ = true;  // as most operands are: then there is nothing else to clear
  std::string_view name_;
  std::string_view second_name_;
  ObjectView object_;
  std::vector<ShownPart> parts_ = std::vector<ShownPart>(64);  // room; those in use come first
  std::size_t part_count_ = 0;
};

}  // namespace prefill::pdf
