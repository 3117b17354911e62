// A document in, a line of JSON out: in this process, or in a confined one. Both give the same line.

#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "extractor/extractor.h"
#include "rules/database.h"
#include "rules/diagnostic.h"
#include "tools/batch/open_document.h"
#include "tools/batch/tally.h"

namespace prefill::tools::batch {

/// What a run keeps of a document.
struct Reading {
  std::string line;   // of the results, without its end
  std::string key;    // see duplicates.h
  DocumentNote note;  // what is counted
};

/// Reads documents. One per thread of the pipeline.
class DocumentWorker {
 public:
  virtual ~DocumentWorker() = default;
  /// Fills in the line, the key and what the note says of the form and of times by stage, for the document called
  /// `file`; `reading` is empty but for the size in the note. Errors: `io` of the document, those of
  /// `Extractor::extract`, and what befell a confined process.
  [[nodiscard]] virtual Result<void> extract(std::string_view file, OpenDocument& document, Reading& reading) = 0;
};

/// Makes a worker for a thread.
using MakeWorker = std::function<std::unique_ptr<DocumentWorker>()>;

/// Reads documents in confined processes, of which it has one for each thread; a document that brings its process down
/// is an error, and the process is replaced. Shared by the workers that it makes, which it must outlive.
class Sandbox {
 public:
  struct Options {
    std::size_t workers = 1;
    std::size_t largest = 0;  // bytes of the largest document
    std::chrono::milliseconds deadline{10'000};
  };

  /// Forks the process that the others come from: to be called before there is any thread. Errors: `internal`.
  [[nodiscard]] static Result<std::unique_ptr<Sandbox>> start();
  /// Begins the processes, with the rules of `packs`. Once. Errors: `internal`.
  [[nodiscard]] Result<void> load(std::span<const rules::SourceText> packs, const Options& options);
  /// What the kernel could not confine, in words; empty when nothing.
  [[nodiscard]] std::string missing() const;
  /// Behind `load`.
  [[nodiscard]] MakeWorker workers() const;

  ~Sandbox();
  Sandbox(const Sandbox&) = delete;
  Sandbox& operator=(const Sandbox&) = delete;

 private:
  struct State;
  explicit Sandbox(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Workers of this process: for archives that can be trusted, and for measuring.
[[nodiscard]] MakeWorker workers_in_process(std::shared_ptr<const rules::Database> rules);

}  // namespace prefill::tools::batch
