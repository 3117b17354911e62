// Read-only views of PDF objects in the bytes in which they are written. Nothing is parsed before it is asked for: a
// view is two pointers, and a dictionary is lexed as far as the key that is looked for. Views never own and never fail;
// what is not there or not of the kind asked for reads as null, zero or empty.

#pragma once

#include <optional>
#include <string_view>

#include "extractor/pdf/lexical.h"

namespace prefill::pdf {

/// What an object is, as far as its first bytes tell.
enum class Kind : std::uint8_t { null, boolean, number, string, name, array, dictionary, reference };

/// Whether two names, none of them empty, are the same when `#xx` is decoded in both.
[[nodiscard]] bool same_decoded_name(std::string_view a, std::string_view b);

/// Names as they compare: written `/A#20B`, it is equal to "A B". Nearly all differ in their first character, or do not
/// differ.
[[nodiscard]] inline bool same_name(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return a.size() == b.size();
  if (a[0] != b[0]) {
    if (a[0] != '#' && b[0] != '#') return false;
  } else if (a == b) {
    return true;
  }
  constexpr auto escaped = [](std::string_view name) { return name.find('#') != std::string_view::npos; };
  return (escaped(a) || escaped(b)) && same_decoded_name(a, b);
}

/// One object. Valid as long as the bytes it looks at: the mapped file, or the arena of the document.
class ObjectView {
 public:
  /// The null object.
  ObjectView() = default;
  /// The object that begins at or behind `at`, after white space; `end` is the end of the bytes that may be looked at.
  ObjectView(const Byte* at, const Byte* end);

  [[nodiscard]] Kind kind() const;
  [[nodiscard]] bool is_null() const { return kind() == Kind::null; }
  [[nodiscard]] bool is_dictionary() const { return kind() == Kind::dictionary; }
  [[nodiscard]] bool is_array() const { return kind() == Kind::array; }
  [[nodiscard]] bool is_name(std::string_view name) const;

  /// The number, or `otherwise` when it is none.
  [[nodiscard]] double number(double otherwise = 0) const;
  /// The number cut to an integer, or `otherwise` when it is none or beyond an int.
  [[nodiscard]] int integer(int otherwise = 0) const;
  [[nodiscard]] bool boolean(bool otherwise = false) const;
  /// The name without its slash, as written (`#20` not decoded); empty when it is none.
  [[nodiscard]] std::string_view name() const;
  /// The number of the object referred to; 0 when it is no reference.
  [[nodiscard]] int reference() const;
  /// The bytes of a string, decoded into `room` and cut to its size; how many there are. 0 when it is none.
  [[nodiscard]] std::size_t string(std::span<Byte> room) const;

  /// The value of a key of a dictionary, not resolved; null when it is missing or this is no dictionary. When a key is
  /// there twice, the last one wins.
  [[nodiscard]] ObjectView find(std::string_view key) const;

  /// Where it begins and, lexing over it, where it ends.
  [[nodiscard]] const Byte* begin() const { return at_; }
  [[nodiscard]] const Byte* end() const;
  /// The end of the bytes that may be looked at.
  [[nodiscard]] const Byte* limit() const { return end_; }

 private:
  const Byte* at_ = nullptr;
  const Byte* end_ = nullptr;
};

/// Goes through the entries of a dictionary in the order in which they are written:
/// `for (DictionaryWalk entry(view); entry.next();) use(entry.key(), entry.value());`
class DictionaryWalk {
 public:
  /// An empty walk when `view` is no dictionary.
  explicit DictionaryWalk(ObjectView view);
  bool next();
  /// As written, without its slash.
  [[nodiscard]] std::string_view key() const { return key_; }
  [[nodiscard]] ObjectView value() const { return value_; }

 private:
  const Byte* at_;
  const Byte* end_;
  std::string_view key_;
  ObjectView value_;
};

/// Goes through the elements of an array: `for (ArrayWalk element(view); element.next();) use(element.value());`
class ArrayWalk {
 public:
  /// An empty walk when `view` is no array.
  explicit ArrayWalk(ObjectView view);
  bool next();
  [[nodiscard]] ObjectView value() const { return value_; }

 private:
  const Byte* at_;
  const Byte* end_;
  ObjectView value_;
};

}  // namespace prefill::pdf
