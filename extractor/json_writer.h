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
  consteval MemberName(const char (&text)[size]) : text_(text, size - 1) {
    for (const char c : text_) {
      if (c < ' ' || c == '"' || c == '\\') throw "a name of plain characters";
    }
  }
  [[nodiscard]] std::string_view text() const { return text_; }

 private:
  std::string_view text_;
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
  void member(MemberName name) {
    constexpr std::size_t kAround = 4;  // comma, quotes, colon
    const std::string_view text = name.text();
    make_room(text.size() + kAround);
    separate();
    put('"');
    std::memcpy(end_, text.data(), text.size());
    end_ += text.size();
    put('"');
    put(':');
    comma_ = false;
  }
  /// A member with its value.
  template <typename Value>
  void member(MemberName name, const Value& content) {
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
