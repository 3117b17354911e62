// Runs the built program as a shell would.

#pragma once

#include <string>
#include <vector>

namespace prefill::test {

struct Outcome {
  int code = -1;  // exit code; 128 + signal when a signal ended it
  std::string out;
  std::string err;
};

/// Runs `prefill` with `arguments` and waits for it. `input` is its standard input. Standard output goes to the file
/// `output` when one is named, else into the outcome.
[[nodiscard]] Outcome run_prefill(const std::vector<std::string>& arguments, const std::string& input = "",
                                  const std::string& output = "");

/// The exit code of `prefill` with `arguments` when nobody reads its standard output, and what it said.
[[nodiscard]] Outcome run_prefill_unread(const std::vector<std::string>& arguments);

}  // namespace prefill::test
