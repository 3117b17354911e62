// Runs the built program as a shell would.

#pragma once

#include <cstddef>
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

/// Starts `prefill` with `arguments` and returns its process, which has to be waited for. Its output goes to `output`,
/// what it says to `said`, both files. No file that it writes may grow beyond `largest_file` bytes, unless that is 0.
[[nodiscard]] int start_prefill(const std::vector<std::string>& arguments, const std::string& output,
                                const std::string& said, std::size_t largest_file = 0);

/// The exit code of a process that was started; 128 + signal when a signal ended it.
[[nodiscard]] int wait_for(int process);

}  // namespace prefill::test
