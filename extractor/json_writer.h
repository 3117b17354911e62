// Writes JSON into a string that the caller reuses. simdjson 3.0 only reads.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace prefill {

/// The name of a member as a program holds it: characters that need no escape, which is checked when it is compiled.
class MemberName {
 public:
  template <std::size_t size>
  // NOLINTNEXTLINE(google-explicit-constructor): it is a text
  consteval MemberName(const char (&text)[size]) : size_(size + 2) {
    static_assert(size + 2 <= kRoom);
    char* to = written_.data();
    *to++ = '"';
    for (const char c : std::string_view(text, size - 1)) {
      if (c < ' ' || c == '"' || c == '\\') throw "a name of plain characters";
      *to++ = c;
    }
    *to++ = '"';
    *to = ':';
  }

 private:
  friend class JsonWriter;
  static constexpr std::size_t kRoom = 32;

  std::array<char, kRoom> written_{};  // with quotes and colon; copied as a whole, since a known size costs least
  std::size_t size_;
};

/// Appends JSON to a string, placing commas by itself. Keys and values must be given in turn, as in
/// `w.begin_object(); w.key("a"); w.value(1); w.end_object();`. The string has all of it as soon as the outermost value
/// is complete, and not before. Text must be UTF-8; bytes that are not are written as U+FFFD, so that the output is
/// always valid JSON.
class JsonWriter {
 public:
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): the buffer is written before it is read
  explicit JsonWriter(std::string& out) : out_(out) {}
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;

  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }
  void key(std::string_view name);
  /// The same, faster.
  void member(const MemberName& name) {
    make_room(MemberName::kRoom + 1);
    separate();
    std::memcpy(end_, name.written_.data(), MemberName::kRoom);
    end_ += name.size_;
    comma_ = false;
  }
  /// A member with its value.
  template <typename Value>
  void member(const MemberName& name, const Value& content) {
    member(name);
    value(content);
  }
  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void value(bool flag);
  void value(int number);
  void value(std::int64_t number);
  void value(std::uint64_t number);
  void null();
  /// A number with at most `decimals` decimals, trailing zeros dropped; never an exponent.
  void number(double number, int decimals);
  /// An array of numbers with at most one decimal each, as `number` writes them.
  void tenths(const std::array<float, 4>& numbers);
  /// Text that is JSON already, such as an exact decimal.
  void raw(std::string_view json);

 private:
  void begin(char bracket);
  void end(char bracket);
  void finish_value();
  void make_room(std::size_t bytes) {
    if (static_cast<std::size_t>(buffer_.data() + buffer_.size() - end_) < bytes) flush();
  }
  void flush();
  void put(char c) { *end_++ = c; }
  void separate() {
    *end_ = ',';
    end_ += comma_ ? 1 : 0;
    comma_ = true;
  }
  template <typename Whole>
  void whole(Whole number);
  void put_number(bool negative, std::uint32_t digits, std::size_t decimals);
  void text(std::string_view content);
  void copy(std::string_view bytes);
  void escape(std::string_view content);

  std::string& out_;
  // Appending to a std::string costs more than most of what is appended: that is put together here.
  std::array<char, 4096> buffer_;
  char* end_ = buffer_.data();
  int depth_ = 0;
  bool comma_ = false;
};

}  // namespace prefill
