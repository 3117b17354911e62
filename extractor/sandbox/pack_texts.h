// Rule packs on their way to a zygote: one memory file for all texts.

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/sandbox/descriptor.h"
#include "rules/diagnostic.h"

namespace prefill::sandbox {

/// Packs as bytes, and back. What is unpacked are views of the bytes; nothing when they are not what `pack_texts` made.
[[nodiscard]] std::string pack_texts(std::span<const rules::SourceText> packs);
[[nodiscard]] std::optional<std::vector<rules::SourceText>> unpack_texts(std::string_view bytes);

/// A memory file with these bytes; none when there is no memory.
[[nodiscard]] Descriptor memory_file_of(std::string_view bytes);

}  // namespace prefill::sandbox
