// What a worker left in its slot, made into an answer that can be believed.

#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "extractor/result.h"
#include "extractor/sandbox/answer_check.h"
#include "extractor/sandbox/slot_memory.h"
#include "extractor/sandbox/task.h"

namespace prefill::sandbox {

/// One for each pool: it keeps a parser.
class AnswerReader {
 public:
  /// What the reading gave.
  struct Outcome {
    Result<Answer> answer;
    bool forged = false;  // no engine gives that; `answer` is `crashed` then
    bool spent = false;   // the worker can read no more
  };

  /// Copies what is in `memory` and checks the copy. `took` is how long the worker had, by our clock: no stage took
  /// longer.
  [[nodiscard]] Outcome read(const SlotMemory& memory, const Request& request, std::string_view rules_version,
                             std::chrono::nanoseconds took);

 private:
  [[nodiscard]] bool good(Task task, std::string_view rules_version, Answer& answer);

  AnswerCheck check_;
};

}  // namespace prefill::sandbox
