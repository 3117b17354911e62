// Standard output and standard error, as a command uses them.

#pragma once

#include <string_view>

namespace prefill::tools {

/// Writes all of `text` to standard output at once, without a buffer: what was written stays written when the run is
/// stopped. False when nothing more can be written: then the command ends with `could_not_run`. A full disk is said on
/// standard error; a reader that has seen enough (`| head`) is not. Needs SIGPIPE to be ignored.
[[nodiscard]] bool write_output(std::string_view text);

/// Writes "prefill: `message`" and a line end to standard error. What cannot be written there is lost.
void complain(std::string_view message);

/// True when standard output goes to a terminal and NO_COLOR is not set: only then may text carry colours.
[[nodiscard]] bool colours_wanted();

/// Columns of the terminal behind standard output; `otherwise` when it is none.
[[nodiscard]] int output_columns(int otherwise);

}  // namespace prefill::tools
