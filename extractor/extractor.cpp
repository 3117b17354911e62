// One document, once forwards: open, read three pages, lay out, scan, resolve.

#include "extractor/extractor.h"

#include <algorithm>
#include <optional>

#include "extractor/advice.h"
#include "extractor/fields/explain.h"
#include "extractor/fields/resolver.h"
#include "extractor/fields/values.h"
#include "extractor/pdf/context.h"
#include "extractor/pdf/document.h"
#include "extractor/pdf/page_raster.h"
#include "extractor/pdf/text_reader.h"
#include "extractor/text/page_text.h"
#include "rules/scanner.h"

namespace prefill {
namespace {

/// Adds the time between its making and its end to one stage; free when nobody asks.
class StageTimer {
 public:
  StageTimer(StageTimes* times, Stage stage) : times_(times), stage_(stage) {
    if (times_ != nullptr) start_ = std::chrono::steady_clock::now();
  }
  ~StageTimer() {
    if (times_ != nullptr) (*times_)[static_cast<std::size_t>(stage_)] += std::chrono::steady_clock::now() - start_;
  }
  StageTimer(const StageTimer&) = delete;
  StageTimer& operator=(const StageTimer&) = delete;

 private:
  StageTimes* times_;
  Stage stage_;
  std::chrono::steady_clock::time_point start_;
};

/// Pages with visible text against pages that are pictures alone.
TextLayer text_layer_of(const ArenaVector<pdf::PageGlyphs>& pages) {
  constexpr std::ptrdiff_t kFewGlyphs = 12;  // a page number or a stamp makes no text page
  constexpr float kPagePicture = 0.4F;       // of the page
  std::size_t with_text = 0;
  std::size_t pictures = 0;
  for (const pdf::PageGlyphs& page : pages) {
    std::ptrdiff_t seen = 0;
    for (auto glyph = page.glyphs.begin(); glyph != page.glyphs.end() && seen <= kFewGlyphs; ++glyph) {
      seen += glyph->visible() ? 1 : 0;
    }
    if (seen > kFewGlyphs || (seen > 0 && page.image_coverage < kPagePicture)) {
      ++with_text;
    } else if (page.image_coverage >= kPagePicture) {
      ++pictures;
    }
  }
  if (with_text == 0) return pictures == 0 ? TextLayer::none : TextLayer::scan;
  return pictures == 0 ? TextLayer::text : TextLayer::mixed;
}

}  // namespace

std::string_view stage_name(Stage stage) {
  switch (stage) {
    case Stage::open:
      return "open";
    case Stage::read:
      return "read";
    case Stage::layout:
      return "layout";
    case Stage::scan:
      return "scan";
    case Stage::resolve:
      return "resolve";
  }
  return "";
}

struct Extractor::State {
  std::shared_ptr<const rules::Database> database;
  pdf::Limits limits;
  pdf::Context context;
  std::unique_ptr<pdf::PageReader> reader = pdf::make_text_reader();
  rules::Scanner scanner;
  DocumentArena arena;

  State(std::shared_ptr<const rules::Database> rules_database, pdf::Limits page_limits)
      : database(std::move(rules_database)), limits(page_limits), scanner(database) {}

  /// Opens the document and reads its pages into the arena.
  Result<ArenaVector<pdf::PageGlyphs>> read(std::span<const unsigned char> bytes, DocumentInfo& info,
                                            StageTimes* times) {
    std::optional<pdf::Document> document;
    {
      const StageTimer timer(times, Stage::open);
      auto opened = pdf::Document::open(context, bytes, limits, arena.get());
      if (!opened) return tl::unexpected(opened.error());
      document.emplace(std::move(*opened));
    }
    info.pages = document->page_count();
    info.pages_read = document->pages_to_read();
    info.producer = document->producer();
    info.encrypted = document->encrypted();

    const StageTimer timer(times, Stage::read);
    ArenaVector<pdf::PageGlyphs> pages(arena.get());
    pages.reserve(info.pages_read.size());
    for (const int number : info.pages_read) {
      pages.emplace_back(arena.get());
      if (auto done = reader->read(*document, number, pages.back()); !done) return tl::unexpected(done.error());
      if (pages.back().reference_reader) info.reference_pages.push_back(number);
    }
    info.text_layer = text_layer_of(pages);
    return pages;
  }

  /// The texts of `pages`, which must outlive them.
  ArenaVector<text::PageText> lay_out(const ArenaVector<pdf::PageGlyphs>& pages, StageTimes* times) {
    const StageTimer timer(times, Stage::layout);
    ArenaVector<text::PageText> texts(arena.get());
    texts.reserve(pages.size());
    for (const pdf::PageGlyphs& page : pages) texts.emplace_back(page, arena.get());
    return texts;
  }

  /// What the rules and the search for values find in `texts`, which must outlive it.
  DocumentView search(const ArenaVector<text::PageText>& texts, StageTimes* times) {
    const StageTimer timer(times, Stage::scan);
    DocumentView view(&database->pack(), &scanner, arena.get());
    view.pages.reserve(texts.size());
    for (const text::PageText& text : texts) {
      PageView& page = view.pages.emplace_back(&text, arena.get());
      scanner.scan(text.text(), page.matches);
      find_values(text, page.values);
      page.sort();
    }
    return view;
  }
};

Extractor::Extractor(std::shared_ptr<const rules::Database> rules, pdf::Limits limits)
    : state_(std::make_unique<State>(std::move(rules), limits)) {}

Extractor::~Extractor() = default;

Result<Extraction> Extractor::extract(std::span<const unsigned char> bytes, StageTimes* times) {
  state_->arena.restart();
  Result<Extraction> result;  // filled in where the caller gets it: every way out returns it
  Extraction& extraction = *result;
  extraction.rules_version = state_->database->version();
  const auto pages = state_->read(bytes, extraction.document, times);
  if (!pages) {
    result = tl::unexpected(pages.error());
    return result;
  }
  const ArenaVector<text::PageText> texts = state_->lay_out(*pages, times);
  const DocumentView view = state_->search(texts, times);
  const StageTimer timer(times, Stage::resolve);
  resolve(view, extraction);
  advise(*pages, view, extraction);
  return result;
}

Result<Explanation> Extractor::explain(std::span<const unsigned char> bytes, Field field) {
  state_->arena.restart();
  DocumentInfo info;
  const auto pages = state_->read(bytes, info, nullptr);
  if (!pages) return tl::unexpected(pages.error());
  const ArenaVector<text::PageText> texts = state_->lay_out(*pages, nullptr);
  Explanation explanation = prefill::explain(state_->search(texts, nullptr), field);
  explanation.form.document = std::move(info);
  explanation.form.rules_version = state_->database->version();
  return explanation;
}

Result<std::string> Extractor::text(std::span<const unsigned char> bytes, bool raw) {
  state_->arena.restart();
  DocumentInfo info;
  const auto pages = state_->read(bytes, info, nullptr);
  if (!pages) return tl::unexpected(pages.error());
  std::string out;
  for (const pdf::PageGlyphs& glyphs : *pages) {
    const text::PageText page(glyphs, state_->arena.get());
    out += "=== page " + std::to_string(page.number()) + " of " + std::to_string(info.pages) + "\n";
    const std::string printed = raw ? page.printed() : std::string(page.text());
    for (const char c : printed) {
      if (c == '\t') {
        out += " \xE2\x87\xA5 ";  // ⇥ a cell ends
      } else if (c == '\n') {
        out += " \xE2\x86\xB5\n";  // ↵ the line ends
      } else {
        out += c;
      }
    }
  }
  return out;
}

Result<std::vector<PageWords>> Extractor::words(std::span<const unsigned char> bytes) {
  state_->arena.restart();
  DocumentInfo info;
  const auto pages = state_->read(bytes, info, nullptr);
  if (!pages) return tl::unexpected(pages.error());
  std::vector<PageWords> words;
  for (const pdf::PageGlyphs& glyphs : *pages) words.push_back(words_of(text::PageText(glyphs, state_->arena.get())));
  return words;
}

Result<std::string> Extractor::picture(std::span<const unsigned char> bytes, int page, float dpi) {
  state_->arena.restart();
  Result<pdf::Document> document = pdf::Document::open(state_->context, bytes, state_->limits, state_->arena.get());
  if (!document) return tl::unexpected(document.error());
  const int pages = document->page_count();
  if (page < 1 || page > pages) {
    return failure(ErrorCode::limit,
                   "there is no page " + std::to_string(page) + "; ask for one of 1 to " + std::to_string(pages));
  }
  const std::optional<Rect> bounds = pdf::page_bounds(*document, page);
  if (!bounds) return failure(ErrorCode::damaged, "the page cannot be loaded; export the PDF again", page);
  constexpr float kPointsPerInch = 72;
  const pdf::Sheet sheet{bounds->width(), bounds->height(), {{page, *bounds, {0, 0}}}, {}};
  return pdf::draw_png(*document, sheet, dpi / kPointsPerInch, pdf::Tone::colours, pdf::Layer::pages);
}

}  // namespace prefill
