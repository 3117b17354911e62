// What stands in a file, and how often.

#pragma once

#include <fstream>
#include <sstream>
#include <string>

namespace prefill::test {

/// All of the file; empty when there is none, or when it is of a process that ends while it is read.
inline std::string content_of(const std::string& path) {
  std::ostringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  return content.str();
}

/// How often `part` stands in `text`, without overlaps.
inline int count(const std::string& text, const std::string& part) {
  int found = 0;
  for (std::size_t at = 0; (at = text.find(part, at)) != std::string::npos; at += part.size()) ++found;
  return found;
}

}  // namespace prefill::test
