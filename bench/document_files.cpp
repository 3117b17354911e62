// Files are read before any clock starts.

#include "bench/document_files.h"

#include <algorithm>
#include <iostream>
#include <string_view>

#include "rules/builtin_pack.h"
#include "tools/mapped_file.h"

namespace prefill::bench {

std::shared_ptr<const rules::Database> builtin_rules() {
  auto parsed = rules::parse_packs(rules::builtin_packs());
  return rules::Database::compile(std::move(*parsed.pack), rules::Database::default_cache());
}

std::vector<std::vector<unsigned char>> readable_files(const std::filesystem::path& directory, Extractor& extractor) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
    if (entry.path().extension() == ".pdf") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::vector<unsigned char>> files;
  for (const auto& path : paths) {
    const auto file = tools::MappedFile::open(path.string());
    if (!file) continue;
    std::vector<unsigned char> bytes(file->bytes().begin(), file->bytes().end());
    if (extractor.extract(bytes)) files.push_back(std::move(bytes));
  }
  return files;
}

std::optional<std::filesystem::path> take_directory(int& argc, char** argv) {
  std::filesystem::path directory;
  for (int i = 1; i < argc; ++i) {
    constexpr std::string_view kOption = "--dir=";
    const std::string_view argument = argv[i];
    if (argument.substr(0, kOption.size()) != kOption) continue;
    directory = argument.substr(kOption.size());
    std::copy(argv + i + 1, argv + argc, argv + i);
    --argc;
    break;
  }
  if (std::filesystem::is_directory(directory)) return directory;
  std::cerr << argv[0] << ": name a directory of PDF files with --dir=DIR\n";
  return std::nullopt;
}

}  // namespace prefill::bench
