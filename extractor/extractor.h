// The whole way of a document, from bytes to the form.

#pragma once

#include <array>
#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/extraction.h"
#include "extractor/page_words.h"
#include "extractor/pdf/page_reader.h"
#include "extractor/result.h"
#include "rules/database.h"

namespace prefill {

struct Explanation;  // extractor/fields/explain.h

/// The parts of the way whose times are told apart.
enum class Stage : std::uint8_t { open, read, layout, scan, resolve };
inline constexpr std::size_t stage_count = 5;
[[nodiscard]] std::string_view stage_name(Stage stage);

/// Time spent, by stage; added to, never reset by the engine.
using StageTimes = std::array<std::chrono::nanoseconds, stage_count>;

/// Reads invoices. One per thread: it keeps a MuPDF context, Hyperscan scratch and an arena between documents.
/// Not safe for concurrent use. Same bytes and same rules give the same result.
class Extractor {
 public:
  explicit Extractor(std::shared_ptr<const rules::Database> rules, pdf::Limits limits = {});
  ~Extractor();
  Extractor(const Extractor&) = delete;
  Extractor& operator=(const Extractor&) = delete;

  /// The form filled in from `bytes`, which must stay unchanged during the call and are not kept. A scan or a blank
  /// document is no error. Errors: those of `pdf::Document::open` and `pdf::PageReader::read`.
  [[nodiscard]] Result<Extraction> extract(std::span<const unsigned char> bytes, StageTimes* times = nullptr);

  /// Why `field` is filled in as it is, and what would have changed it. Costs some tens of extractions. Errors: those
  /// of `extract`. The form has no advice.
  [[nodiscard]] Result<Explanation> explain(std::span<const unsigned char> bytes, Field field);

  /// The text of the pages read, as the rules see it: a header per page, cell gaps as tab, line ends as newline.
  /// With `raw`, the same before normalisation. For `prefill text`.
  [[nodiscard]] Result<std::string> text(std::span<const unsigned char> bytes, bool raw);

  /// The words of the pages read with their places, for who marks text on a page. Errors: those of `extract`.
  [[nodiscard]] Result<std::vector<PageWords>> words(std::span<const unsigned char> bytes);

  /// The 1-based `page`, whichever, as a PNG file in colours with `dpi` pixels an inch, fewer when it would have more
  /// than 16 million pixels. Errors: those of `pdf::Document::open`, `limit` (there is no such page, memory), `damaged`
  /// (the page cannot be had). Takes as long as MuPDF takes to paint it.
  [[nodiscard]] Result<std::string> picture(std::span<const unsigned char> bytes, int page, float dpi);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace prefill
