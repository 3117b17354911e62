// Answers come from a process that a document may have taken over. What is let through is well-formed, and says nothing
// that the engine could not have said.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "extractor/sandbox/task.h"

namespace prefill::sandbox {

/// Checks copies of answers. Keeps a parser: one for each pool.
class AnswerCheck {
 public:
  AnswerCheck();
  ~AnswerCheck();
  AnswerCheck(const AnswerCheck&) = delete;
  AnswerCheck& operator=(const AnswerCheck&) = delete;

  /// Whether `json` is an extraction by these rules: one object and nothing behind it, in UTF-8, with the keys of
  /// docs/design.md; numbers of pages within the document, confidences within 0 and 1, boxes of four numbers, fields
  /// that exist. What it says is counted in `summary`.
  [[nodiscard]] bool extraction(const std::string& json, std::string_view rules_version, Summary& summary);

  /// Whether `json` is the text of pages in the form of `Task::text`.
  [[nodiscard]] bool text(const std::string& json);

  /// Whether `bytes` are a PNG file from end to end: signature, whole chunks, a size that `Task::picture` gives, and
  /// nothing behind.
  [[nodiscard]] static bool picture(std::string_view bytes);

  /// Whether `text` is a message of a bounded length, in UTF-8, without control characters but line ends.
  [[nodiscard]] static bool message(std::string_view text);

 private:
  struct Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace prefill::sandbox
