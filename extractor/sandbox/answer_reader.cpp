// First copy, then look: the worker may rewrite its memory while it is read. The document's name is put in here, by the
// side that knows it.

#include "extractor/sandbox/answer_reader.h"

#include <algorithm>
#include <cstring>
#include <numeric>
#include <utility>

#include "extractor/json_writer.h"
#include "extractor/sandbox/task_runner.h"

namespace prefill::sandbox {
namespace {

constexpr int most_pages = 10'000'000;

// Every byte is read once. From ordinary memory the compiler might read one twice, and get two values.
Reply copy_of(const Reply& shared) {
  Reply reply;
  const auto* from = reinterpret_cast<const volatile unsigned char*>(&shared);
  auto* to = reinterpret_cast<unsigned char*>(&reply);
  for (std::size_t i = 0; i < sizeof reply; ++i) to[i] = from[i];
  return reply;
}

// Whether the times could be true: none negative, and all of them within `took`.
bool take_times(const Reply& reply, std::chrono::nanoseconds took, Answer& answer) {
  std::int64_t rest = took.count();
  for (std::size_t stage = 0; stage < stage_count; ++stage) {
    if (reply.stages[stage] < 0 || reply.stages[stage] > rest) return false;
    rest -= reply.stages[stage];
    answer.stages[stage] = std::chrono::nanoseconds(reply.stages[stage]);
  }
  answer.write = std::chrono::nanoseconds(reply.write);
  return reply.write >= 0 && reply.write <= rest;
}

bool engine_gives(std::uint8_t code) {
  for (const ErrorCode known : {ErrorCode::io, ErrorCode::not_pdf, ErrorCode::damaged, ErrorCode::encrypted,
                                ErrorCode::limit, ErrorCode::internal}) {
    if (code == static_cast<std::uint8_t>(known)) return true;
  }
  return false;
}

// The bytes of the slot, with the document's name in its place when there is one.
bool take_bytes(std::string_view shared, const Request& request, std::string& bytes) {
  if (request.task == Task::picture) {
    bytes = shared;
    return true;
  }
  // What is looked at here is not taken over, so it does not matter when it changes.
  if (shared.substr(0, nameless_head.size()) != nameless_head) return false;
  constexpr std::size_t kRoomBehind = 64;  // the parser wants to read beyond the end
  bytes.reserve(shared.size() + request.file.size() + kRoomBehind);
  bytes = nameless_head.substr(0, nameless_head.size() - 2);
  JsonWriter(bytes).value(request.file);
  bytes += shared.substr(nameless_head.size());
  return true;
}

Result<Answer> forged() {
  return failure(ErrorCode::crashed,
                 "the process that read it gave an answer that no reader gives; export the PDF again");
}

}  // namespace

bool AnswerReader::good(Task task, std::string_view rules_version, Answer& answer) {
  switch (task) {
    case Task::extract:
      return check_.extraction(answer.bytes, rules_version, answer.summary);
    case Task::text:
      return check_.text(answer.bytes);
    case Task::picture:
      return AnswerCheck::picture(answer.bytes);
  }
  return false;
}

AnswerReader::Outcome AnswerReader::read(const SlotMemory& memory, const Request& request,
                                         std::string_view rules_version, std::chrono::nanoseconds took) {
  const Reply reply = copy_of(memory.control().reply);
  const auto room = memory.answer();
  const std::string_view shared(reinterpret_cast<const char*>(room.data()), std::min(reply.size, room.size()));
  if (reply.is_error != 0) {
    Error error{static_cast<ErrorCode>(reply.error_code), std::string(shared), reply.error_page};
    const bool possible = reply.size <= room.size() && engine_gives(reply.error_code) && reply.error_page >= 0 &&
                          reply.error_page <= most_pages && AnswerCheck::message(error.message);
    if (!possible) return {forged(), true, true};
    return {tl::unexpected(std::move(error)), false, reply.spent != 0};
  }
  if (reply.size > room.size()) {
    return {failure(ErrorCode::limit, "the answer is larger than " + std::to_string(room.size()) +
                                          " bytes; ask for a smaller picture or send a smaller document"),
            false, reply.spent != 0};
  }
  Answer answer;
  const bool possible = take_times(reply, took, answer) && take_bytes(shared, request, answer.bytes) &&
                        good(request.task, rules_version, answer);
  if (!possible) return {forged(), true, true};
  return {std::move(answer), false, reply.spent != 0};
}

}  // namespace prefill::sandbox
