// Shows a mistake where it was made: the line as the author wrote it, and a caret under the place.
//
// Packs are written in French, so columns count characters and never bytes. A line that is too long for a terminal is
// cut to a window around the caret, at whole characters.

#include "rules/diagnostic.h"

#include <algorithm>
#include <string>

namespace prefill::rules {
namespace {

constexpr std::size_t widest = 110;  // characters of a line that are shown

struct Place : LineColumn {
  std::string_view text;    // the line
  std::size_t in_line = 0;  // bytes before the place
};

bool continues(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

std::size_t characters(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

Place place_of(std::string_view source, std::size_t offset) {
  offset = std::min(offset, source.size());
  const std::string_view before = source.substr(0, offset);
  Place place;
  place.line = 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t start = before.rfind('\n') + 1;  // npos + 1 is 0: the first line
  place.in_line = offset - start;
  place.text = source.substr(start, source.find('\n', offset) - start);
  if (place.text.ends_with('\r')) place.text.remove_suffix(1);
  place.column = 1 + characters(place.text.substr(0, std::min(place.in_line, place.text.size())));
  return place;
}

/// The first `count` characters.
std::string_view first_characters(std::string_view text, std::size_t count) {
  std::size_t end = 0;
  while (end < text.size() && count > 0) {
    do ++end;
    while (end < text.size() && continues(text[end]));
    --count;
  }
  return text.substr(0, end);
}

/// A part of a line, and the columns in that part.
struct Window {
  std::string text;
  std::size_t caret = 0;  // characters before it
  std::size_t width = 1;  // characters underlined
};

/// Tabs would move the caret, and control characters the cursor.
std::string printable(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 0 && c < 0x20) c = ' ';
  }
  return result;
}

Window window_of(const Place& place, std::size_t length) {
  const std::size_t before = place.column - 1;
  const std::size_t total = characters(place.text);
  const std::size_t at = std::min(place.in_line, place.text.size());
  const std::size_t marked = std::max<std::size_t>(1, characters(place.text.substr(at, length)));
  Window window;
  if (total <= widest) {
    window = {printable(place.text), before, marked};
  } else {
    const std::size_t first = std::min(before > widest / 3 ? before - widest / 3 : 0, total - widest);
    std::string_view rest = place.text;
    rest.remove_prefix(first_characters(rest, first).size());
    const std::string lead = first > 0 ? "..." : "";
    const std::string trail = first + widest < total ? "..." : "";
    window = {lead + printable(first_characters(rest, widest)) + trail, lead.size() + before - first,
              std::min(marked, first + widest - before)};
  }
  return window;
}

std::string text_of(const Diagnostic& diagnostic, const SourceText& source) {
  const Place place = place_of(source.text, diagnostic.offset);
  const Window window = window_of(place, diagnostic.length);
  const std::string number = std::to_string(place.line);
  const std::string margin(number.size(), ' ');
  std::string text = "error[" + diagnostic.code + "]: " + diagnostic.title + "\n";
  text += margin + "--> " + std::string(source.file) + ":" + number + ":" + std::to_string(place.column) + "\n";
  text += margin + " |\n" + number + " | " + window.text + "\n";
  text += margin + " | " + std::string(window.caret, ' ') + std::string(window.width, '^');
  if (!diagnostic.label.empty()) text += " " + diagnostic.label;
  text += "\n";
  if (!diagnostic.help.empty()) text += margin + " = help: " + diagnostic.help + "\n";
  return text;
}

void append_string(std::string& json, std::string_view value) {
  constexpr std::string_view digits = "0123456789abcdef";
  json += '"';
  for (const char c : value) {
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (c >= 0 && c < 0x20) {
      json += "\\u00";
      json += digits[static_cast<std::size_t>(c) >> 4U];
      json += digits[static_cast<std::size_t>(c) & 15U];
    } else {
      json += c;
    }
  }
  json += '"';
}

}  // namespace

LineColumn line_and_column(std::string_view text, std::size_t offset) {
  return place_of(text, offset);
}

std::string to_text(const std::vector<Diagnostic>& diagnostics, std::span<const SourceText> sources) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (!text.empty()) text += '\n';
    text += text_of(diagnostic, sources[diagnostic.source]);
  }
  return text;
}

std::string to_text(const std::vector<Diagnostic>& diagnostics, std::string_view file, std::string_view source) {
  const SourceText only{file, source};
  return to_text(diagnostics, {&only, 1});
}

std::string to_json(const std::vector<Diagnostic>& diagnostics, std::span<const SourceText> sources) {
  std::string json = "[";
  for (const Diagnostic& diagnostic : diagnostics) {
    const SourceText& source = sources[diagnostic.source];
    const LineColumn place = line_and_column(source.text, diagnostic.offset);
    json += json.size() > 1 ? ",{\"code\":" : "{\"code\":";
    append_string(json, diagnostic.code);
    json += ",\"title\":";
    append_string(json, diagnostic.title);
    json += ",\"file\":";
    append_string(json, source.file);
    json += ",\"line\":" + std::to_string(place.line) + ",\"column\":" + std::to_string(place.column) + ",\"label\":";
    append_string(json, diagnostic.label);
    json += ",\"help\":";
    append_string(json, diagnostic.help);
    json += '}';
  }
  return json + "]";
}

}  // namespace prefill::rules
