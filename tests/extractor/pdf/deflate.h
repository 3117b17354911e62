// Makes the compressed data that tests read.

#pragma once

#include <string>
#include <string_view>

namespace prefill::pdf::test {

/// The content as a zlib stream.
[[nodiscard]] std::string deflated(std::string_view content);

}  // namespace prefill::pdf::test
