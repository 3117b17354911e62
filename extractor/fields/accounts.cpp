// An IBAN proves itself by its check digits; a BIC has the shape of many words and needs a label.

#include "extractor/fields/accounts.h"

#include <algorithm>

#include "extractor/fields/ascii.h"
#include "extractor/fields/identifier.h"
#include "extractor/fields/places.h"
#include "extractor/fields/settle.h"

namespace prefill {
namespace {

using text::Index;

/// The label of `field` that has `value` as the first in one of its places; null when there is none.
const rules::Match* label_of(const PageView& page, const DocumentView& document, Field field, const FoundValue& value) {
  for (const rules::Match* match : page.announcing(field)) {
    if (match->covered) continue;
    for (const Place& place : places_of(page, document, *match, document.rule(*match).directions)) {
      if (value.span.from >= place.span.from && value.span.from < place.span.to) return match;
    }
  }
  return nullptr;
}

void resolve_ibans(const DocumentView& document, Extraction& extraction) {
  Candidates found(document.arena);
  std::vector<std::string> ibans;
  bool valid = true;
  for (Index p = 0; p < document.pages.size(); ++p) {
    const PageView& page = document.pages[p];
    for (const FoundValue& value : page.values) {
      if (value.type != FoundType::iban) continue;
      const rules::Match* label = label_of(page, document, Field::ibans, value);
      const bool fits = iban_valid(value.identifier);
      if (!fits && label == nullptr) continue;
      if (std::find(ibans.begin(), ibans.end(), value.identifier) != ibans.end()) continue;
      ibans.emplace_back(value.identifier);
      valid = valid && fits;
      if (!found.empty()) continue;
      const text::Span span = label ? text::Span{label->from, label->to} : text::Span{};
      const std::string_view rule = label ? std::string_view(document.rule(*label).name) : "ibans/by-shape";
      found.push_back({&ibans, fits ? 0.98 : 0.85, p, value.span, span, rule});
    }
  }
  if (found.empty()) return;
  settle(document, extraction, Field::ibans, found, 0, found[0].score);
  extraction.checks.push_back({"IBAN_KEY", valid});
}

/// "FR76 ... / SBCTFRPPXXX": a BIC of the IBAN's country right behind it needs no label.
void add_behind_iban(const DocumentView& document, Candidates& found) {
  constexpr double kBehindIban = 0.85;
  for (Index p = 0; p < document.pages.size(); ++p) {
    const PageView& page = document.pages[p];
    for (const FoundValue& value : page.values) {
      if (value.type != FoundType::iban) continue;
      const text::Span cell = page.text->cells()[value.cell].text;
      if (value.span.to >= cell.to) continue;
      const std::string_view rest = page.text->text({value.span.to, cell.to});
      const std::size_t at = rest.find_first_not_of(" /-,;(");
      if (at == std::string_view::npos) continue;
      const auto bic = parse_bic(rest.substr(at));
      if (!bic || bic->value.view().substr(4, 2) != value.identifier.substr(0, 2)) continue;
      const auto from = static_cast<Index>(value.span.to + at);
      found.push_back({kept(bic->value, document.arena),
                       kBehindIban,
                       p,
                       {from, static_cast<Index>(from + bic->length)},
                       {},
                       "bic/behind-iban"});
    }
  }
}

void resolve_bic(const DocumentView& document, Extraction& extraction) {
  Candidates found(document.arena);
  for (Index p = 0; p < document.pages.size(); ++p) {
    const PageView& page = document.pages[p];
    for (const rules::Match* match : page.announcing(Field::bic)) {
      if (match->covered || !match->well_placed) continue;
      const rules::Rule& rule = document.rule(*match);
      for (const Place& place : places_of(page, document, *match, rule.directions)) {
        const std::string_view text = page.text->text(place.span);
        std::size_t at = 0;
        while (at < text.size() && !is_alnum(text[at])) ++at;
        // "BIC/SWIFT: ..." and "BIC (SWIFT) ...": the second name of the code is part of the label.
        if (has_at(text, at, "swift")) at += 5;
        while (at < text.size() && !is_alnum(text[at])) ++at;
        const auto bic = parse_bic(text.substr(at));
        if (!bic) continue;
        const auto from = static_cast<Index>(place.span.from + at);
        found.push_back({kept(bic->value, document.arena),
                         rule.weight * place.factor,
                         p,
                         {from, static_cast<Index>(from + bic->length)},
                         {match->from, match->to},
                         rule.name});
        break;
      }
    }
  }
  add_behind_iban(document, found);
  merge(found);
  if (!found.empty()) settle(document, extraction, Field::bic, found, 0, confidence_of(found));
}

}  // namespace

void resolve_accounts(const DocumentView& document, Extraction& extraction) {
  resolve_ibans(document, extraction);
  resolve_bic(document, extraction);
}

}  // namespace prefill
