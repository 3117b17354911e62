// The kind of a document is what its title says
//
// "Avoir", "devis" and "facture" stand in the small print of many invoices. A title is larger than the body, stands in
// the upper part of the first page and begins its line; a label of the number ("Facture n°", "N° d'avoir") says as
// much. Each word that names a kind is weighed by these; the heaviest one decides, and what the second weighs tells how
// sure.

#include "extractor/fields/document_kind.h"

#include <algorithm>
#include <array>

#include "extractor/fields/ascii.h"

namespace prefill {
namespace {

using rules::Mark;
using text::Index;

std::optional<DocumentKind> kind_of(const DocumentView& document, const rules::Match& match) {
  if (const Mark* mark = std::get_if<Mark>(&match.target)) {
    switch (*mark) {
      case Mark::invoice:
        return DocumentKind::invoice;
      case Mark::credit_note:
        return DocumentKind::credit_note;
      case Mark::statement:
        return DocumentKind::decompte;
      case Mark::memoir:
        return DocumentKind::memoire;
      case Mark::not_invoice:
        return DocumentKind::other;
      default:
        return std::nullopt;
    }
  }
  // The label of an invoice's number is at home on an invoice, or on a document that refers to one.
  constexpr double kPlain = 0.75;  // below: "N°", "Réf.", which stand on any document
  if (match.is(Field::numero_facture) && document.rule(match).weight > kPlain) return DocumentKind::invoice;
  return std::nullopt;
}

double weight_of(const PageView& page, const rules::Match& match, const rules::Rule& rule) {
  const text::PageText& text = *page.text;
  const text::Cell& cell = text.cells()[page.cell_of(match)];
  const std::string_view before = text.text({cell.text.from, match.from});
  const bool begins = std::none_of(before.begin(), before.end(), is_alnum);
  const float size = cell.size / std::max(text.body_size(), 1.0F);
  const float y = cell.box.y0 / std::max(text.height(), 1.0F);
  const bool label = std::holds_alternative<Field>(match.target);
  double weight = rule.weight;
  weight *= begins ? 1 : label ? 0.6 : 0.3;
  weight *= size > 1.5F ? 1.6 : size > 1.15F ? 1.3 : size < 0.9F ? 0.6 : 1;
  weight *= y < 0.35F ? 1 : y < 0.6F ? 0.6 : 0.4;
  weight *= text.number() == 1 ? 1 : 0.5;
  // A title stands alone or with its number; in a sentence the word is only mentioned.
  const std::string_view after = text.text({match.to, cell.text.to});
  const auto words = std::count(after.begin(), after.end(), ' ');
  if (words > 5 && !label) weight *= 0.4;
  if (label) weight *= 0.9;
  return weight;
}

}  // namespace

FoundKind find_kind(const DocumentView& document) {
  constexpr std::size_t kKinds = 6;
  std::array<double, kKinds> weights{};
  std::array<FoundKind, kKinds> found;
  for (Index p = 0; p < document.pages.size(); ++p) {
    const PageView& page = document.pages[p];
    for (const rules::Match& match : page.matches) {
      if (match.covered || !match.well_placed) continue;
      const auto kind = kind_of(document, match);
      if (!kind) continue;
      const rules::Rule& rule = document.rule(match);
      const double weight = weight_of(page, match, rule);
      const auto k = static_cast<std::size_t>(*kind);
      if (weight <= weights[k]) continue;
      weights[k] = weight;
      found[k] = {*kind, 0, p, {match.from, match.to}, rule.name};
    }
  }
  // A word that names another document is a reference more often than a title ("Devis n° 12", "Bon de commande n° 7"),
  // where the words of an invoice weigh nearly as much.
  constexpr double kReference = 0.85;
  const auto other = static_cast<std::size_t>(DocumentKind::other);
  const bool invoiced = std::any_of(weights.begin(), weights.begin() + 4, [](double w) { return w > 0; });
  if (invoiced) weights[other] *= kReference;
  const auto best = static_cast<std::size_t>(std::max_element(weights.begin(), weights.end()) - weights.begin());
  constexpr double kLeast = 0.3;
  if (weights[best] < kLeast) return {};
  double second = 0;
  for (std::size_t k = 0; k < kKinds; ++k) {
    if (k != best) second = std::max(second, weights[k]);
  }
  found[best].confidence = std::clamp(0.99 - 0.45 * second / weights[best], 0.5, 0.99);
  return found[best];
}

}  // namespace prefill
