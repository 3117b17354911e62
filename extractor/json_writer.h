// Writes JSON into a string that the caller reuses. simdjson 3.0 only reads.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace prefill {

/// Appends JSON to a string, placing commas by itself. Keys and values must be given in turn, as in
/// `w.begin_object(); w.key("a"); w.value(1); w.end_object();`. Text must be UTF-8; bytes that are not are written as
/// U+FFFD, so that the output is always valid JSON.
class JsonWriter {
 public:
  explicit JsonWriter(std::string& out) : out_(out) {}

  void begin_object();
  void end_object();
  void begin_array();
  void end_array();
  void key(std::string_view name);
  void value(std::string_view text);
  void value(const char* text) { value(std::string_view(text)); }
  void value(bool flag);
  void value(int number);
  void value(std::uint64_t number);
  void null();
  /// A number with at most `decimals` decimals, trailing zeros dropped; never an exponent.
  void number(double number, int decimals);
  /// Text that is JSON already, such as an exact decimal.
  void raw(std::string_view json);

 private:
  void separate();
  void text(std::string_view content, std::string_view behind);
  void escape(std::string_view content);
  std::string& out_;
  bool comma_ = false;
};

}  // namespace prefill
