// Three contestants: our reader, MuPDF's, and the floor under both, which only opens the file and inflates what the
// pages paint.

#include "tools/bench/text_bench.h"

#include <algorithm>
#include <array>

#include "extractor/pdf/mupdf_reader.h"
#include "extractor/pdf/object_table.h"
#include "extractor/pdf/text_reader.h"
#include "tools/bench/glyph_comparison.h"
#include "tools/bench/reader_contestant.h"

namespace prefill::tools {
namespace {

class FloorContestant : public Contestant {
 public:
  bool run(std::span<const unsigned char> bytes) override {
    contents_.clear();
    arena_.restart();
    const Result<pdf::Document> document = pdf::Document::open(context_, bytes, limits_, arena_.get());
    if (!document) return false;
    for (const int number : document->pages_to_read()) {
      if (const auto page = document->objects().page(number)) inflate(document->objects(), *page);
    }
    return true;
  }

  [[nodiscard]] std::uint64_t answer() const override { return contents_.size(); }

 private:
  void inflate(pdf::ObjectTable& objects, const pdf::PageObject& page) {
    const pdf::ObjectView streams = objects.resolve(page.contents);
    if (!streams.is_array()) {
      objects.decode(page.contents.reference(), contents_);
      return;
    }
    for (pdf::ArrayWalk stream(streams); stream.next();) objects.decode(stream.value().reference(), contents_);
  }

  pdf::Limits limits_;
  pdf::Context context_;
  DocumentArena arena_;
  pdf::ByteBuffer contents_;
};

class Bench {
 public:
  TextBench run(std::vector<BenchDocument> documents, double seconds) && {
    for (BenchDocument& document : documents) {
      if (!text_.run(document.bytes) || !reference_.run(document.bytes) || !floor_.run(document.bytes)) {
        ++bench_.left_out;
        continue;
      }
      count(document.name);
      bench_.documents.push_back(std::move(document));
    }
    if (!bench_.documents.empty()) measure(seconds);
    return std::move(bench_);
  }

 private:
  // What the last runs gave, beside each other.
  void count(const std::string& name) {
    const std::vector<pdf::PageGlyphs>& ours = text_.reader().pages();
    std::size_t compared = 0;
    std::size_t equal = 0;
    for (std::size_t i = 0; i < ours.size(); ++i) {
      bench_.characters += ours[i].glyphs.size();
      if (ours[i].reference_reader) {
        ++bench_.fallback_pages;
        continue;
      }
      const Comparison comparison = compare(ours[i], reference_.reader().pages()[i]);
      compared += comparison.compared();
      equal += comparison.equal;
    }
    const double unequal = compared > 0 ? static_cast<double>(compared - equal) / static_cast<double>(compared) : 0;
    if (unequal > worth_naming) bench_.differing.push_back({name, unequal});
    bench_.pages += ours.size();
    bench_.compared += compared;
    bench_.equal += equal;
    bench_.content_bytes += floor_.answer();
    bench_.text_memory = std::max(bench_.text_memory, text_.reader().mupdf_peak());
    bench_.reference_memory = std::max(bench_.reference_memory, reference_.reader().mupdf_peak());
  }

  void measure(double seconds) {
    const std::array<Contestant*, 3> contestants = {&text_, &reference_, &floor_};
    Rounds rounds = run_rounds(bench_.documents, contestants, seconds);
    bench_.rounds = rounds.count;
    bench_.unsteady = std::move(rounds.different);
    bench_.text = std::move(rounds.timings[0]);
    bench_.reference = std::move(rounds.timings[1]);
    bench_.floor = std::move(rounds.timings[2]);
  }

  ReaderContestant text_{pdf::make_text_reader()};
  ReaderContestant reference_{pdf::make_mupdf_reader()};
  FloorContestant floor_;
  TextBench bench_;
};

}  // namespace

TextBench bench_text(std::vector<BenchDocument> documents, double seconds) {
  return Bench().run(std::move(documents), seconds);
}

}  // namespace prefill::tools
