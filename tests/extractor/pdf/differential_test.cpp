// Our reader against MuPDF's, page by page, on every PDF at hand: the samples of this project and, where they lie
// beside it in ../shared/corpus, real invoices and files made to break readers. Wanted are the same visible characters
// at the same places; spaces are no glyphs, and the order of painting may differ. Pages that our reader left to MuPDF's
// do not count, but their number does.
//
// A difference that is understood has an entry in `kinds`, with the reason for it: ours may be the right one. It counts
// as a difference all the same. One that no entry recognises is printed with its place.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "extractor/pdf/mupdf_reader.h"
#include "extractor/pdf/text_reader.h"
#include "tools/bench/documents.h"
#include "tools/bench/glyph_comparison.h"
#include "tools/bench/pages_reader.h"

namespace prefill::pdf {
namespace {

namespace fs = std::filesystem;

using tools::BenchDocument;
using tools::Difference;
using tools::PagesReader;

/// A difference, and the pages that it is between.
struct Finding {
  const Difference& difference;
  const PageGlyphs& ours;
  const PageGlyphs& reference;
};

/// A difference that is understood.
struct Kind {
  std::string_view name;
  std::string_view reason;
  bool (*recognises)(const Finding&);
};

// Whether the place is on the glyph of a character beyond U+FFFF, or on those that share its box.
bool beside_wide_character(const Finding& finding) {
  const Glyph& at = finding.difference.ours ? *finding.difference.ours : *finding.difference.reference;
  return std::any_of(finding.ours.glyphs.begin(), finding.ours.glyphs.end(), [&](const Glyph& wide) {
    return wide.code > 0xFFFF && std::abs(wide.origin.y - at.origin.y) < 1 &&
           std::abs(wide.origin.x - at.origin.x) < at.size;
  });
}

/// The first one that recognises a difference has it.
const std::vector<Kind> kinds = {
    {"surrogate_pair",
     "a ToUnicode target of several characters with one beyond U+FFFF: MuPDF gives a replacement for either half, and "
     "so "
     "divides the box by one character more; ours is right",
     beside_wide_character},
};

constexpr std::size_t most_printed = 20;

/// What is asked of a set of documents.
struct Floor {
  double equal = 0;      // share of the characters compared, at the least
  double fell_back = 1;  // share of the pages, at the most
};

double share(std::size_t part, std::size_t whole) {
  return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

std::string place_of(const Glyph* glyph) {
  if (glyph == nullptr) return "nothing";
  std::array<char, 96> text{};
  std::snprintf(text.data(), text.size(), "U+%04X at %.2f,%.2f size %.2f%s", static_cast<unsigned>(glyph->code),
                static_cast<double>(glyph->origin.x), static_cast<double>(glyph->origin.y),
                static_cast<double>(glyph->size), glyph->visible() ? "" : ", not visible");
  return text.data();
}

/// Counts over a set of documents.
class Tally {
 public:
  void add(const std::string& file, const PageGlyphs& ours, const PageGlyphs& reference) {
    ++pages_;
    if (ours.reference_reader) {
      ++fallback_pages_;
      return;
    }
    const tools::Comparison comparison = tools::compare(ours, reference);
    compared_ += comparison.compared();
    equal_ += comparison.equal;
    for (const Difference& difference : comparison.differences) add(file, {difference, ours, reference});
  }
  void add_unreadable() { ++unreadable_; }

  void print(std::size_t documents) const {
    std::cout << documents << " documents, " << unreadable_ << " of which neither reader can read; " << pages_
              << " pages, " << fallback_pages_ << " fell back\n"
              << equal_ << " of " << compared_ << " characters equal, " << 100 * share(equal_, compared_) << " %\n";
    for (const Kind& kind : kinds) {
      const auto found = by_kind_.find(kind.name);
      if (found != by_kind_.end())
        std::cout << "  " << kind.name << ": " << found->second << " (" << kind.reason << ")\n";
    }
    if (unexplained_ > 0) std::cout << "  unexplained: " << unexplained_ << '\n' << printed_;
  }

  void expect(const Floor& floor) const {
    EXPECT_GT(pages_, 0u);
    EXPECT_LE(share(fallback_pages_, pages_), floor.fell_back) << fallback_pages_ << " of " << pages_ << " pages";
    if (compared_ > 0) {
      EXPECT_GE(share(equal_, compared_), floor.equal) << compared_ - equal_ << " differences";
    }
  }

 private:
  void add(const std::string& file, const Finding& finding) {
    for (const Kind& kind : kinds) {
      if (!kind.recognises(finding)) continue;
      ++by_kind_[kind.name];
      return;
    }
    if (++unexplained_ > most_printed) return;
    printed_ += "    " + fs::path(file).filename().string() + " page " + std::to_string(finding.ours.number) +
                ": ours " + place_of(finding.difference.ours) + ", MuPDF's " + place_of(finding.difference.reference) +
                '\n';
  }

  std::size_t unreadable_ = 0;
  std::size_t pages_ = 0;
  std::size_t fallback_pages_ = 0;
  std::size_t compared_ = 0;
  std::size_t equal_ = 0;
  std::map<std::string_view, std::size_t> by_kind_;
  std::size_t unexplained_ = 0;
  std::string printed_;
};

/// Whether a page is one that the layout can work with, whatever the file was.
testing::AssertionResult plausible(const PageGlyphs& page) {
  if (!(page.width > 0 && page.height > 0)) return testing::AssertionFailure() << "a page without an area";
  for (const Glyph& glyph : page.glyphs) {
    const bool scalar = glyph.code > 0x20 && glyph.code <= 0x10FFFF && (glyph.code < 0xD800 || glyph.code > 0xDFFF);
    bool finite = true;
    for (const float number :
         {glyph.box.x0, glyph.box.y0, glyph.box.x1, glyph.box.y1, glyph.origin.x, glyph.origin.y, glyph.size}) {
      finite = finite && std::isfinite(number);
    }
    const bool ordered = glyph.box.x0 <= glyph.box.x1 && glyph.box.y0 <= glyph.box.y1;
    const bool on_page =
        glyph.box.x1 >= 0 && glyph.box.y1 >= 0 && glyph.box.x0 <= page.width && glyph.box.y0 <= page.height;
    if (scalar && finite && ordered && on_page && glyph.size >= 0) continue;
    return testing::AssertionFailure() << (scalar ? "" : "no character, ") << (finite ? "" : "not finite, ")
                                       << (ordered ? "" : "box turned inside out, ")
                                       << (on_page ? "" : "off the page, ") << place_of(&glyph);
  }
  return testing::AssertionSuccess();
}

class Differential : public testing::Test {
 protected:
  // The PDFs below a directory; none when it is not there.
  static std::vector<BenchDocument> documents_below(const fs::path& directory) {
    if (!fs::is_directory(directory)) return {};
    return tools::load_documents({.paths = {directory.string()}, .truth = {}, .language = {}})
        .value_or(std::vector<BenchDocument>());
  }

  static fs::path shared(std::string_view part) {
    return fs::path(PREFILL_SOURCE_DIR) / ".." / "shared" / "corpus" / part;
  }

  void compare_all(const std::vector<BenchDocument>& documents, const Floor& floor) {
    Tally tally;
    for (const BenchDocument& document : documents) {
      const Result<void> ours = ours_.read(document.bytes);
      const Result<void> theirs = reference_.read(document.bytes);
      EXPECT_EQ(ours.has_value(), theirs.has_value())
          << document.name << ": " << (ours ? theirs.error().message : "ours: " + ours.error().message);
      if (!ours && !theirs) tally.add_unreadable();
      if (!ours || !theirs) continue;
      for (std::size_t i = 0; i < ours_.pages().size(); ++i) {
        EXPECT_TRUE(plausible(ours_.pages()[i])) << document.name << " page " << ours_.pages()[i].number;
        tally.add(document.name, ours_.pages()[i], reference_.pages()[i]);
      }
    }
    tally.print(documents.size());
    tally.expect(floor);
  }

  PagesReader ours_{make_text_reader()};
  PagesReader reference_{make_mupdf_reader()};
};

TEST_F(Differential, Samples) {
  const auto documents = documents_below(fs::path(PREFILL_SOURCE_DIR) / "corpus");
  ASSERT_FALSE(documents.empty());
  compare_all(documents, {.equal = 0.9995, .fell_back = 0.01});
}

TEST_F(Differential, RealInvoices) {
  const auto documents = documents_below(shared("invoices"));
  if (documents.empty()) GTEST_SKIP() << "no invoices in ../shared/corpus";
  compare_all(documents, {.equal = 0.9995, .fell_back = 0.01});
}

TEST_F(Differential, OtherDocuments) {
  const auto documents = documents_below(shared("other"));
  if (documents.empty()) GTEST_SKIP() << "no other documents in ../shared/corpus";
  compare_all(documents, {.equal = 0.999, .fell_back = 0.05});
}

// Made to break readers: each gives pages that make sense or an error that says what to do.
TEST_F(Differential, HostileFilesGivePlausiblePagesOrAnError) {
  const auto documents = documents_below(shared("hostile"));
  if (documents.empty()) GTEST_SKIP() << "no hostile files in ../shared/corpus";
  std::size_t pages = 0;
  std::size_t errors = 0;
  for (const BenchDocument& document : documents) {
    const Result<void> outcome = ours_.read(document.bytes);
    if (!outcome) {
      ++errors;
      EXPECT_FALSE(outcome.error().message.empty()) << document.name;
      continue;
    }
    pages += ours_.pages().size();
    for (const PageGlyphs& page : ours_.pages()) {
      EXPECT_TRUE(plausible(page)) << document.name << " page " << page.number;
    }
  }
  std::cout << documents.size() << " files: " << errors << " errors, " << pages << " pages\n";
  EXPECT_GT(pages, documents.size() / 2);
}

}  // namespace
}  // namespace prefill::pdf
