// The operands of one operator of a content stream, as they are collected before the operator is met.

#pragma once

#include <array>
#include <utility>
#include <vector>

#include "extractor/pdf/object_view.h"

namespace prefill::pdf {

/// An element of the array of `TJ`: a string, or an adjustment where `begin` is null.
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
  [[nodiscard]] std::span<const ShownPart> parts() const { return parts_; }

  void clear() {
    count_ = 0;
    if (std::exchange(only_numbers_, true)) return;
    name_ = {};
    second_name_ = {};
    object_ = {};
    parts_.clear();
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
  std::vector<ShownPart>& new_parts() {
    only_numbers_ = false;
    parts_.clear();
    return parts_;
  }

 private:
  std::array<float, 32> numbers_;
  std::size_t count_ = 0;
  bool only_numbers_ = true;  // as most operands are: then there is nothing else to clear
  std::string_view name_;
  std::string_view second_name_;
  ObjectView object_;
  std::vector<ShownPart> parts_;
};

}  // namespace prefill::pdf
