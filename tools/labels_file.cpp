// A mistake in the labels ends a command: a truth that is left out in silence would raise every figure.

#include "tools/labels_file.h"

#include <span>

#include "tools/mapped_file.h"
#include "tools/output.h"

namespace prefill::tools {

std::optional<Labels> load_labels(const std::string& path) {
  auto labels = read_document(path, [](std::span<const unsigned char> bytes) -> Result<Labels> {
    auto read = read_labels({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    if (!read) return failure(ErrorCode::io, "has a mistake: " + read.error());
    return *std::move(read);
  });
  if (labels) return *std::move(labels);
  complain("`" + path + "` " + labels.error().message);
  return std::nullopt;
}

std::optional<Labels> load_labels(const std::string& path, const std::string& language, const std::string& split) {
  std::optional<Labels> labels = load_labels(path);
  if (!labels) return std::nullopt;
  std::erase_if(labels->documents, [&](const LabelledDocument& document) {
    return (!language.empty() && document.language != language) || (!split.empty() && document.split != split);
  });
  if (!labels->documents.empty()) return labels;
  complain("`" + path + "` has no document of this language and split; leave out `--language` or `--split`");
  return std::nullopt;
}

}  // namespace prefill::tools
