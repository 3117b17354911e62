// An IBAN proves itself by its check digits; a BIC has the shape of many words and needs a label or an IBAN.

#include "extractor/fields/accounts.h"

#include <algorithm>

#include "extractor/fields/ascii.h"
#include "extractor/fields/identifier.h"
#include "extractor/fields/places.h"
#include "extractor/fields/settle.h"

namespace prefill {
namespace {

using text::Index;
using text::Span;

/// Collects the accounts of a document.
class Ibans {
 public:
  explicit Ibans(const DocumentView& document) : document_(document), found_(document.arena) {}

  void find() {
    for (Index p = 0; p < document_.pages.size(); ++p) look_at(p);
  }

  void give(Extraction& extraction) const {
    if (found_.empty()) return;
    settle(document_, extraction, Field::ibans, found_, 0, found_[0].score);
    extraction.checks.push_back({"IBAN_KEY", valid_});
  }

 private:
  struct Sight {
    std::string_view iban;
    Span span;
    const rules::Match* label = nullptr;  // the first that announces it
  };

  void look_at(Index p) {
    const PageView& page = document_.pages[p];
    ArenaVector<Sight> sights(document_.arena);
    for (const FoundValue& value : page.values) {
      if (value.type == FoundType::iban) sights.push_back({value.identifier, value.span, nullptr});
    }
    for (const rules::Match* label : page.announcing(Field::ibans)) {
      if (!label->covered) announce(page, *label, sights);
    }
    for (const Sight& sight : sights) {
      if (sight.label != nullptr || iban_valid(sight.iban)) add(p, sight);
    }
  }

  /// Says of the IBANs in the places of `label` that it announces them.
  void announce(const PageView& page, const rules::Match& label, ArenaVector<Sight>& sights) const {
    if (sights.empty()) return;
    for (const Place& place : places_of(page, label, document_.rule(label).directions)) {
      for (Sight& sight : sights) {
        const bool inside = sight.span.from >= place.span.from && sight.span.from < place.span.to;
        if (inside && sight.label == nullptr) sight.label = &label;
      }
    }
  }

  void add(Index p, const Sight& sight) {
    if (std::find(ibans_.begin(), ibans_.end(), sight.iban) != ibans_.end()) return;
    ibans_.emplace_back(sight.iban);
    const bool fits = iban_valid(sight.iban);
    valid_ = valid_ && fits;
    if (!found_.empty()) return;
    const rules::Match* const label = sight.label;
    const Span printed = label ? Span{label->from, label->to} : Span{};
    const std::string_view rule = label ? std::string_view(document_.rule(*label).name) : "ibans/by-shape";
    found_.push_back({&ibans_, fits ? 0.98 : 0.55, p, sight.span, printed, rule});
  }

  const DocumentView& document_;
  Candidates found_;  // the first IBAN stands for all
  std::vector<std::string> ibans_;
  bool valid_ = true;
};

/// A BIC and where it is printed.
struct PrintedBic {
  std::string_view code;
  Span span;
};

/// The BIC at the start of `span`, behind signs.
std::optional<PrintedBic> bic_at(const DocumentView& document, const text::PageText& text, Span span) {
  while (span.from < span.to && !is_alnum(text.text()[span.from])) ++span.from;
  const auto bic = parse_bic(text.text(span));
  if (!bic) return std::nullopt;
  return PrintedBic{kept(bic->value, document.arena), {span.from, static_cast<Index>(span.from + bic->length)}};
}

/// Finds the BICs of a document.
class Bics {
 public:
  explicit Bics(const DocumentView& document) : document_(document), found_(document.arena) {}

  Candidates find() {
    for (Index p = 0; p < document_.pages.size(); ++p) {
      const PageView& page = document_.pages[p];
      for (const rules::Match* match : page.announcing(Field::bic)) {
        if (!match->covered && match->well_placed) find_behind_label(p, *match);
      }
      for (const FoundValue& value : page.values) {
        if (value.type == FoundType::iban) find_behind_iban(p, value);
      }
    }
    merge(found_);
    return std::move(found_);
  }

 private:
  void find_behind_label(Index p, const rules::Match& label) {
    const PageView& page = document_.pages[p];
    const text::PageText& text = *page.text;
    const rules::Rule& rule = document_.rule(label);
    const auto add = [&](Span span, double factor) {
      const auto bic = bic_at(document_, text, span);
      if (bic) found_.push_back({bic->code, rule.weight * factor, p, bic->span, {label.from, label.to}, rule.name});
      return bic.has_value();
    };
    for (const Place& place : places_of(page, label, rule.directions)) {
      Span span = place.span;
      // "BIC/SWIFT: ..." and "BIC (SWIFT) ...": the second name of the code is part of the label.
      while (span.from < span.to && !is_alnum(text.text()[span.from])) ++span.from;
      if (has_at(text.text(span), 0, "swift")) span.from += 5;
      if (add(span, place.factor)) return;
    }
    // The line ends with the label, and the sentence goes on in the next.
    constexpr double kNextLine = 0.9;
    const Index cell = page.cell_of(label);
    if (label.to + 3 < text.cells()[cell].text.to) return;
    if (const Index next = text.cells()[cell].below; next != text::none) add(text.cells()[next].text, kNextLine);
  }

  /// "FR76 ... / SBCTFRPPXXX": a BIC of the IBAN's country behind it, or alone in the line under it, needs no label.
  void find_behind_iban(Index p, const FoundValue& iban) {
    constexpr double kBehindIban = 0.85;
    constexpr double kInSentence = 0.75;  // "... ouvert à la Banque du Midi, SBCTFRPP"
    constexpr double kUnderIban = 0.8;
    constexpr Index kReach = 80;  // bytes of the sentence
    const text::PageText& text = *document_.pages[p].text;
    const Span cell = text.cells()[iban.cell].text;
    if (iban.span.to >= cell.to) {
      const Index next = text.cells()[iban.cell].below;
      if (next == text::none) return;
      const auto bic = bic_of(iban, p, text.cells()[next].text);
      if (bic && bic->span.to == text.cells()[next].text.to) add(p, *bic, kUnderIban);
      return;
    }
    bool first = true;
    const Index end = std::min(cell.to, iban.span.to + kReach);
    for (Index at = iban.span.to; at < end; ++at) {
      if (!is_alnum(text.text()[at])) continue;
      if (const auto bic = bic_of(iban, p, {at, cell.to})) return add(p, *bic, first ? kBehindIban : kInSentence);
      while (at < end && is_alnum(text.text()[at])) ++at;
      first = false;
    }
  }

  /// The BIC at the start of `span`, if it is of the country of `iban` and printed in capitals, as no word is.
  [[nodiscard]] std::optional<PrintedBic> bic_of(const FoundValue& iban, Index p, Span span) const {
    const text::PageText& text = *document_.pages[p].text;
    const auto bic = bic_at(document_, text, span);
    if (!bic || bic->code.substr(4, 2) != iban.identifier.substr(0, 2)) return std::nullopt;
    const std::string printed = text.printed(bic->span);
    return std::none_of(printed.begin(), printed.end(), is_lower) ? bic : std::nullopt;
  }

  void add(Index p, const PrintedBic& bic, double score) {
    found_.push_back({bic.code, score, p, bic.span, {}, "bic/behind-iban"});
  }

  const DocumentView& document_;
  Candidates found_;
};

}  // namespace

void resolve_accounts(const DocumentView& document, Extraction& extraction) {
  Ibans ibans(document);
  ibans.find();
  ibans.give(extraction);
  const Candidates bics = Bics(document).find();
  if (!bics.empty()) settle(document, extraction, Field::bic, bics, 0, confidence_of(bics));
}

}  // namespace prefill
