// A worker is told no name: what a document is called is of no use to whoever takes the worker over.

#include "extractor/sandbox/task_runner.h"

#include <new>
#include <utility>

#include "extractor/json.h"

namespace prefill::sandbox {

Result<void> TaskRunner::answer(const Order& order, Reply& reply) {
  using Clock = std::chrono::steady_clock;
  text_.clear();
  if (order.task == Task::picture) {
    Result<std::string> picture = extractor_.picture(order.document, order.page, static_cast<float>(order.dpi));
    if (!picture) return tl::unexpected(std::move(picture.error()));
    text_ = *std::move(picture);
    return {};
  }
  if (order.task == Task::text) {
    const auto words = extractor_.words(order.document);
    if (!words) return tl::unexpected(words.error());
    append_json(text_, "", *words);
    return {};
  }
  StageTimes times{};
  const Result<Extraction> extraction = extractor_.extract(order.document, &times);
  if (!extraction) return tl::unexpected(extraction.error());
  const Clock::time_point start = Clock::now();
  append_json(text_, "", *extraction);
  reply.write = std::chrono::nanoseconds(Clock::now() - start).count();
  for (std::size_t stage = 0; stage < stage_count; ++stage) reply.stages[stage] = times[stage].count();
  return {};
}

std::string_view TaskRunner::run(const Order& order, Reply& reply) {
  reply = Reply{};
  try {
    if (Result<void> done = answer(order, reply); !done) {
      Error error = std::move(done.error());
      reply.is_error = 1;
      reply.error_code = static_cast<std::uint8_t>(error.code);
      reply.error_page = error.page;
      text_ = std::move(error.message);
    }
  } catch (const std::bad_alloc&) {
    reply = Reply{};
    reply.is_error = 1;
    reply.error_code = static_cast<std::uint8_t>(ErrorCode::limit);
    reply.spent = 1;
    return "reading it takes more memory than a worker may have; export the PDF again with fewer or smaller pictures";
  }
  return text_;
}

}  // namespace prefill::sandbox
