// What a confined process is asked, and what comes back from it after it was checked.

#pragma once

#include <bitset>
#include <chrono>
#include <cstdint>
#include <string>

#include "extractor/extraction.h"
#include "extractor/extractor.h"
#include "extractor/result.h"

namespace prefill::sandbox {

enum class Task : std::uint8_t {
  extract,  // the form filled in: one line of JSON without a line end, byte for byte as `prefill extract` prints it
  text,     // JSON of the pages read, their text, and their words with boxes: `Extractor::words`
  picture,  // one page as a PNG file: `Extractor::picture`
};

/// One document's work.
struct Request {
  Task task = Task::extract;
  std::string file;  // what the JSON calls the document; of no meaning for pictures. The confined process never sees it
  int page = 1;      // of a picture, 1-based
  int dpi = 96;      // of a picture, 18 to 600; fewer when the picture would have more than 16 million pixels
  /// How long it may be read; counts from when a worker begins, not from `submit`. 0, or more than the pool's options
  /// say: as these say.
  std::chrono::milliseconds deadline{0};
};

/// What was found, for counting; taken from the checked JSON. Empty for texts and pictures.
struct Summary {
  DocumentKind kind = DocumentKind::other;
  std::bitset<rules::field_count> given;     // by Field
  std::bitset<rules::field_count> withheld;  // by Field
};

/// A result that was copied out of the shared memory first and checked then: nothing in it can change any more.
struct Answer {
  std::string bytes;  // JSON or PNG, as `Task` says: well-formed, UTF-8, numbers within their ranges
  Summary summary;
  StageTimes stages{};               // zero for texts and pictures
  std::chrono::nanoseconds write{};  // making `bytes` of what was found
};

}  // namespace prefill::sandbox
