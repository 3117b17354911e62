// Finding and reading the files. A name without `.pdf` is taken when it is named itself.

#include "tools/bench/documents.h"

#include <algorithm>
#include <filesystem>
#include <set>
#include <system_error>

#include "tools/labels.h"
#include "tools/mapped_file.h"
#include "tools/output.h"

namespace prefill::tools {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_below(const std::string& path) {
  if (!fs::is_directory(path)) return {path};
  std::vector<fs::path> found;
  std::error_code error;
  constexpr auto how = fs::directory_options::skip_permission_denied;
  for (fs::recursive_directory_iterator at(path, how, error), end; !error && at != end; at.increment(error)) {
    if (at->path().extension() == ".pdf") found.push_back(at->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

// The names of the documents in this language; nothing after the reason was said.
std::optional<std::set<std::string>> names_in_language(const DocumentChoice& choice) {
  const Result<std::string> text = read_text(choice.truth);
  if (!text) {
    complain("`" + choice.truth + "` " + text.error().message);
    return std::nullopt;
  }
  const auto labels = read_labels(*text);
  if (!labels) {
    complain("`" + choice.truth + "` has a mistake: " + labels.error());
    return std::nullopt;
  }
  std::set<std::string> names;
  for (const LabelledDocument& document : labels->documents) {
    if (document.language == choice.language) names.insert(fs::path(document.file).filename().string());
  }
  return names;
}

}  // namespace

std::optional<std::vector<BenchDocument>> load_documents(const DocumentChoice& choice) {
  std::optional<std::set<std::string>> wanted;
  if (!choice.language.empty() && !(wanted = names_in_language(choice))) return std::nullopt;
  std::vector<BenchDocument> documents;
  for (const std::string& path : choice.paths) {
    for (const fs::path& file : files_below(path)) {
      if (wanted && !wanted->contains(file.filename().string())) continue;
      const Result<std::string> content = read_text(file.string());
      if (!content) {
        complain("`" + file.string() + "` " + content.error().message);
        return std::nullopt;
      }
      documents.push_back({file.string(), {content->begin(), content->end()}});
    }
  }
  if (!documents.empty()) return documents;
  complain(wanted ? "no PDF of this language is there; leave out `--language`"
                  : "no PDF is there; name PDF files, or a directory with some");
  return std::nullopt;
}

}  // namespace prefill::tools
