// The state says which chunks are done; a result file without its mark there is what a killed run left.

#include "tools/batch/results.h"

#include <algorithm>

#include "extractor/json_writer.h"
#include "tools/batch/state.h"

namespace prefill::tools::batch {

void append_same_json(std::string& out, std::string_view file, std::string_view same_as, std::string_view sha256) {
  JsonWriter json(out);
  json.begin_object();
  json.member("file");
  json.value(file);
  json.member("sameAs");
  json.value(same_as);
  json.member("sha256");
  json.value(sha256);
  json.end_object();
}

Result<ResultLines> ResultLines::open(const ResultSet& set) {
  ResultLines lines(set);
  for (const std::string& path : set.state_paths()) {
    const auto state = State::open(path, State::Mode::read);
    if (!state) return tl::unexpected(state.error());
    const auto told = (*state)->each_chunk([&](const ChunkState& chunk) {
      ++lines.planned_;
      if (chunk.finished != 0) lines.chunks_.push_back(chunk.number);
    });
    if (!told) return tl::unexpected(told.error());
  }
  std::sort(lines.chunks_.begin(), lines.chunks_.end());
  return lines;
}

Result<std::optional<std::string_view>> ResultLines::next() {
  while (true) {
    if (!lines_) {
      if (at_ == chunks_.size()) return std::optional<std::string_view>();
      auto opened = CompressedLines::open(set_.chunk_path(chunks_[at_]));
      if (!opened)
        return failure(opened.error().code, "`" + set_.chunk_path(chunks_[at_]) + "` " + opened.error().message);
      lines_ = *std::move(opened);
    }
    auto line = lines_->next();
    if (!line) return failure(line.error().code, "`" + set_.chunk_path(chunks_[at_]) + "` " + line.error().message);
    if (*line) return line;
    lines_.reset();
    ++at_;
  }
}

}  // namespace prefill::tools::batch
