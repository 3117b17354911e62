// The work itself, in a process that has nothing but the document and the rules.

#pragma once

#include <memory>
#include <span>
#include <string>

#include "extractor/extractor.h"
#include "extractor/sandbox/slot_layout.h"

namespace prefill::sandbox {

/// What a worker is asked for.
struct Order {
  Task task = Task::extract;
  int page = 0;
  int dpi = 0;
  std::span<const unsigned char> document;
};

/// Reads one document after the other. Makes everything that can be made beforehand when it is made, so that the
/// processes forked from its own have it.
class TaskRunner {
 public:
  explicit TaskRunner(std::shared_ptr<const rules::Database> rules) : extractor_(std::move(rules)) {}

  /// The answer's bytes, or the message of an error, valid until the next call; `reply` says which, and how long it
  /// took. Running out of memory is the error `limit`, after which this is spent.
  [[nodiscard]] std::string_view run(const Order& order, Reply& reply);

 private:
  [[nodiscard]] Result<void> answer(const Order& order, Reply& reply);

  Extractor extractor_;
  std::string text_;
};

/// `order` as in `Request`; the JSON calls the document "", in whose place the pool puts its name.
inline constexpr std::string_view nameless_head = "{\"file\":\"\"";

}  // namespace prefill::sandbox
