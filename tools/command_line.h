// What is said when the command line is wrong.

#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace prefill::tools {

/// Accepts one of `words`; otherwise says which there are. `words` are literals.
[[nodiscard]] CLI::Validator one_of(std::vector<std::string_view> words);

/// Why `app` refused its command line, what was probably meant, and where help is.
[[nodiscard]] std::string explain(const CLI::App& app, const CLI::ParseError& error);

}  // namespace prefill::tools
