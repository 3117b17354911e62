// What the program says to the shell, the same for every subcommand.

#pragma once

#include <cstdint>

namespace prefill::tools {

enum class ExitCode : std::uint8_t {
  done = 0,           // everything asked for was done
  some_failed = 1,    // done, but some documents failed, or a rule pack has mistakes
  could_not_run = 2,  // flags, rules or output did not allow it
};

}  // namespace prefill::tools
