// In this process there is nothing between a document and the run but the engine's own budgets.

#include "tools/batch/document_worker.h"

#include <utility>

#include "extractor/json.h"
#include "extractor/sandbox/launcher.h"
#include "extractor/sandbox/shared_pool.h"
#include "tools/batch/duplicates.h"
#include "tools/batch/record.h"
#include "tools/worker_program.h"

namespace prefill::tools::batch {
namespace {

class InProcess : public DocumentWorker {
 public:
  explicit InProcess(const std::shared_ptr<const rules::Database>& rules) : extractor_(rules) {}

  Result<void> extract(std::string_view file, OpenDocument& document, Reading& reading) override {
    const auto bytes = document.bytes(buffer_);
    if (!bytes) return tl::unexpected(bytes.error());
    const Result<Extraction> result = extractor_.extract(*bytes, &reading.note.stages);
    if (!result) return tl::unexpected(result.error());
    append_json(reading.line, file, *result);
    take_note(reading.note, *result);
    append_invoice_key(reading.key, *result, file);
    return {};
  }

 private:
  Extractor extractor_;
  ReadBuffer buffer_;
};

class InSandbox : public DocumentWorker {
 public:
  explicit InSandbox(sandbox::SharedPool& pool) : pool_(pool) {}

  Result<void> extract(std::string_view file, OpenDocument& document, Reading& reading) override {
    sandbox::Request request;
    request.file = file;
    Result<sandbox::Answer> answer = pool_.read(
        document.size(), [&](std::span<unsigned char> input) { return document.copy_to(input); }, request);
    if (!answer) return tl::unexpected(answer.error());
    reading.line = std::move(answer->bytes);
    reading.note.stages = answer->stages;
    const Record* record = reader_.read(reading.line);
    if (record == nullptr) return failure(ErrorCode::internal, "the confined process gave no line of results");
    take_note(reading.note, *record);
    append_invoice_key(reading.key, reader_, file);
    return {};
  }

 private:
  sandbox::SharedPool& pool_;
  RecordReader reader_;
};

}  // namespace

struct Sandbox::State {
  std::unique_ptr<sandbox::Launcher> launcher;
  std::unique_ptr<sandbox::SharedPool> pool;
};

Sandbox::Sandbox(std::unique_ptr<State> state) : state_(std::move(state)) {}
Sandbox::~Sandbox() = default;

Result<std::unique_ptr<Sandbox>> Sandbox::start() {
  auto launcher = sandbox::Launcher::start(worker_program());
  if (!launcher) return tl::unexpected(launcher.error());
  auto state = std::make_unique<State>();
  state->launcher = *std::move(launcher);
  return std::unique_ptr<Sandbox>(new Sandbox(std::move(state)));
}

Result<void> Sandbox::load(std::span<const rules::SourceText> packs, const Options& options) {
  constexpr std::size_t documents_of_one_owner = 500;
  sandbox::PoolOptions pool_options;
  pool_options.workers = options.workers;
  pool_options.slots = options.workers + 1;
  pool_options.documents_per_worker = documents_of_one_owner;
  pool_options.deadline = options.deadline;
  pool_options.input_bytes = options.largest;
  auto pool = state_->launcher->pool(packs, pool_options);
  if (!pool) return tl::unexpected(pool.error());
  state_->pool = std::make_unique<sandbox::SharedPool>(*std::move(pool));
  return {};
}

std::string Sandbox::missing() const {
  return state_->pool->confinement().missing;
}

MakeWorker Sandbox::workers() const {
  return [pool = state_->pool.get()] { return std::make_unique<InSandbox>(*pool); };
}

MakeWorker workers_in_process(std::shared_ptr<const rules::Database> rules) {
  return [rules = std::move(rules)] { return std::make_unique<InProcess>(rules); };
}

}  // namespace prefill::tools::batch
