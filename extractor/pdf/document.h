// A PDF opened: pages counted, nothing else touched yet.

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "extractor/arena.h"
#include "extractor/pdf/budget.h"
#include "extractor/pdf/context.h"
#include "extractor/pdf/lexical.h"
#include "extractor/result.h"

struct pdf_document;

namespace prefill::pdf {

class FontTable;
class ObjectTable;

/// A PDF document over bytes that the caller keeps alive and unchanged. Belongs to the thread of its context.
class Document {
 public:
  /// Opens and, where it is broken, repairs. Errors: `not_pdf` (no PDF header near the beginning, empty),
  /// `damaged` (truncated or broken beyond repair, no pages), `encrypted` (a user password is set; an empty one opens),
  /// `limit` (memory). Begins a new budget of memory for the context. What is read of the document lives in `arena`.
  [[nodiscard]] static Result<Document> open(Context& context, Bytes bytes, const Limits& limits, Arena* arena);

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

  /// What it has cost so far, against its limits.
  [[nodiscard]] Budget& budget() const;
  [[nodiscard]] ObjectTable& objects() const;
  [[nodiscard]] FontTable& fonts() const;
  [[nodiscard]] Bytes bytes() const;

  /// For the files of extractor/pdf alone. MuPDF's document is opened when it is first asked for; null when it cannot
  /// be.
  [[nodiscard]] pdf_document* mupdf() const;
  [[nodiscard]] Context& context() const;

 private:
  struct State;
  explicit Document(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace prefill::pdf
