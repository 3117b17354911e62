// A full disk must not leave half a page behind that a browser shows without complaint: the content goes to a file
// beside it, which takes the name when it is complete.

#include "tools/report_file.h"

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "tools/output.h"

namespace prefill::tools {
namespace {

// Zero, or the errno of what failed.
int write_new(const std::string& path, std::string_view content) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return errno;
  int error = std::fwrite(content.data(), 1, content.size(), file) == content.size() ? 0 : errno;
  if (std::fclose(file) != 0 && error == 0) error = errno;
  return error;
}

}  // namespace

bool write_file(const std::string& path, std::string_view content) {
  const std::string beside = path + ".part";
  int error = write_new(beside, content);
  if (error == 0 && std::rename(beside.c_str(), path.c_str()) != 0) error = errno;
  if (error == 0) return true;
  std::remove(beside.c_str());
  complain("`" + path + "` cannot be written: " + std::strerror(error));
  return false;
}

}  // namespace prefill::tools
