// In this process there is nothing between a document and the run but the engine's own budgets.

#include "tools/batch/document_worker.h"

#include <utility>

#include "extractor/json.h"

namespace prefill::tools::batch {
namespace {

class InProcess : public DocumentWorker {
 public:
  explicit InProcess(const std::shared_ptr<const rules::Database>& rules) : extractor_(rules) {}

  Result<void> extract(std::string_view file, std::span<const unsigned char> bytes, std::string& line,
                       StageTimes& times) override {
    const Result<Extraction> result = extractor_.extract(bytes, &times);
    if (!result) return tl::unexpected(result.error());
    append_json(line, file, *result);
    return {};
  }

 private:
  Extractor extractor_;
};

}  // namespace

MakeWorker workers_in_process(std::shared_ptr<const rules::Database> rules) {
  return [rules = std::move(rules)] { return std::make_unique<InProcess>(rules); };
}

}  // namespace prefill::tools::batch
