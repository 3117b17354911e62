// The folder is that of the file that runs, whatever it was called by.

#include "tools/worker_program.h"

namespace prefill::tools {

std::filesystem::path worker_program() {
  std::error_code unknown;  // without /proc the name is looked for in the working directory, and not found
  return std::filesystem::read_symlink("/proc/self/exe", unknown).replace_filename("prefill-workers");
}

}  // namespace prefill::tools
