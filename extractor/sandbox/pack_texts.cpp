// Each text has its length before it, in the machine's own way of writing: both ends are the same program.

#include "extractor/sandbox/pack_texts.h"

#include <algorithm>
#include <cstring>

#include "extractor/sandbox/shared_memory.h"

namespace prefill::sandbox {
namespace {

void append(std::string& bytes, std::string_view text) {
  const std::size_t size = text.size();
  bytes.append(reinterpret_cast<const char*>(&size), sizeof size);
  bytes += text;
}

std::optional<std::string_view> take(std::string_view& bytes) {
  std::size_t size = 0;
  if (bytes.size() < sizeof size) return std::nullopt;
  std::memcpy(&size, bytes.data(), sizeof size);
  bytes.remove_prefix(sizeof size);
  if (size > bytes.size()) return std::nullopt;
  const std::string_view text = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return text;
}

}  // namespace

std::string pack_texts(std::span<const rules::SourceText> packs) {
  std::string bytes;
  for (const rules::SourceText& pack : packs) {
    append(bytes, pack.file);
    append(bytes, pack.text);
  }
  return bytes;
}

std::optional<std::vector<rules::SourceText>> unpack_texts(std::string_view bytes) {
  std::vector<rules::SourceText> packs;
  while (!bytes.empty()) {
    const auto file = take(bytes);
    const auto text = file ? take(bytes) : std::nullopt;
    if (!text) return std::nullopt;
    packs.push_back({*file, *text});
  }
  return packs;
}

Descriptor memory_file_of(std::string_view bytes) {
  Descriptor file = make_memory_file("prefill packs", std::max<std::size_t>(bytes.size(), 1));
  if (!file) return file;
  const Mapping mapping(file.number(), std::max<std::size_t>(bytes.size(), 1), true);
  if (!mapping) return {};
  std::memcpy(mapping.data(), bytes.data(), bytes.size());
  return file;
}

}  // namespace prefill::sandbox
