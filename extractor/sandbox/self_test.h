// A document that every worker can read, to know that it does.

#pragma once

#include <span>
#include <string_view>

namespace prefill::sandbox {

/// A plain invoice of one page. Lives as long as the program.
[[nodiscard]] std::span<const unsigned char> self_test_document();

/// Whether this is the answer to it, of task `extract`: an invoice that was read, whatever the rules find in it.
[[nodiscard]] bool is_self_test_answer(std::string_view json);

}  // namespace prefill::sandbox
