// A PDF opened: pages counted, nothing else touched yet.

#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "extractor/pdf/context.h"
#include "extractor/result.h"

struct pdf_document;

namespace prefill::pdf {

/// A PDF document over bytes that the caller keeps alive and unchanged. Belongs to the thread of its context.
class Document {
 public:
  /// Opens and, where it is broken, repairs. Errors: `not_pdf` (no PDF header near the beginning, empty),
  /// `damaged` (truncated or broken beyond repair, no pages), `encrypted` (a user password is set; an empty one opens),
  /// `limit` (memory).
  [[nodiscard]] static Result<Document> open(Context& context, std::span<const unsigned char> bytes);

  [[nodiscard]] int page_count() const;
  /// The `Producer` of the document information, as UTF-8 cut to 200 bytes; empty when there is none.
  [[nodiscard]] const std::string& producer() const;
  [[nodiscard]] bool encrypted() const;

  /// 1-based numbers of the pages that are read: first, penultimate, last; fewer when there are fewer. This is what
  /// Chorus Pro reads.
  [[nodiscard]] std::vector<int> pages_to_read() const;

  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  ~Document();

  /// For the files of extractor/pdf alone.
  [[nodiscard]] pdf_document* raw() const;
  [[nodiscard]] Context& context() const;

 private:
  struct State;
  explicit Document(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace prefill::pdf
