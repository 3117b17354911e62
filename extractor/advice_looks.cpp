// Most pages are black on white and hide nothing, as their reader knows. On others glyphs are sampled first: one in
// eight, since a value has more letters than that, or its label beside it has. Only a page where the sample finds
// something is looked at closely.
// What is hidden there is laid out and searched like a page, and what it would fill in is compared with what the form
// has.

#include "extractor/advice_looks.h"

#include <algorithm>
#include <array>
#include <optional>

#include "extractor/fields/candidates.h"
#include "extractor/fields/identifier.h"
#include "extractor/fields/values.h"

namespace prefill {
namespace {

using pdf::Glyph;
using pdf::PageGlyphs;

struct Sample {
  bool pale = false;
  bool hidden = false;
};

/// Tells pale glyphs from others; neighbours mostly have one colour.
class PaleTest {
 public:
  [[nodiscard]] bool operator()(const Glyph& glyph) {
    if (glyph.fill != rgb_) {
      rgb_ = glyph.fill;
      pale_ = pdf::is_pale(rgb_);
    }
    return pale_;
  }

 private:
  std::uint32_t rgb_ = 0;
  bool pale_ = false;
};

Sample sample_of(const PageGlyphs& page) {
  constexpr std::size_t kStride = 8;
  Sample sample;
  PaleTest pale;
  for (std::size_t i = 0; i < page.glyphs.size(); i += kStride) {
    const Glyph& glyph = page.glyphs[i];
    sample.pale |= pale(glyph);
    sample.hidden |= !glyph.visible();
  }
  return sample;
}

/// Fields that must be easy to read.
constexpr std::array<Field, 9> kLookedAt = {
    Field::numero_facture,         Field::date_facture,        Field::code_destinataire,
    Field::code_service_executant, Field::numero_bon_commande, Field::code_fournisseur,
    Field::montant_ht_total,       Field::montant_ttc_total,   Field::montant_a_payer};

/// Whether most of `text`, printed at `box`, is pale.
bool is_pale(const ArenaVector<const Glyph*>& pale, const Rect& box, const std::string& text) {
  const auto inside =
      std::ranges::count_if(pale, [&](const Glyph* glyph) { return box.contains(glyph->box.centre()); });
  return inside > 1 && inside * 2 >= static_cast<std::ptrdiff_t>(text.size());
}

void advise_on_colours(const PageGlyphs& page, Arena* arena, Extraction& extraction) {
  ArenaVector<const Glyph*> pale(arena);
  PaleTest is_light;
  for (const Glyph& glyph : page.glyphs) {
    if (is_light(glyph) && glyph.visible()) pale.push_back(&glyph);
  }
  const auto known = [&](const Rect& box) {
    return std::ranges::any_of(extraction.advice, [&](const Advice& advice) {
      return advice.code == AdviceCode::pale_text && advice.page == page.number && advice.box.x0 == box.x0 &&
             advice.box.y0 == box.y0;
    });
  };
  for (const Field field : kLookedAt) {
    const auto& value = extraction.field(field);
    if (!value || value->page != page.number) continue;
    if (is_pale(pale, value->box, value->raw)) {
      if (!known(value->box)) {
        extraction.advice.push_back({AdviceCode::pale_text, field, page.number, value->box, value->raw});
      }
    } else if (value->label && is_pale(pale, value->label->box, value->label->text) && !known(value->label->box)) {
      extraction.advice.push_back({AdviceCode::pale_text, field, page.number, value->label->box, value->label->text});
    }
  }
}

/// The hidden glyphs of `page` as a page where they are seen.
PageGlyphs uncovered(const PageGlyphs& page, Arena* arena) {
  PageGlyphs hidden(arena);
  hidden.number = page.number;
  hidden.width = page.width;
  hidden.height = page.height;
  for (const Glyph& glyph : page.glyphs) {
    if (glyph.visible()) continue;
    hidden.glyphs.push_back(glyph);
    Glyph& shown = hidden.glyphs.back();
    shown.invisible = shown.covered = shown.unlit = false;
  }
  return hidden;
}

/// Why the text at `box` is not seen.
AdviceCode why_hidden(const PageGlyphs& page, const Rect& box) {
  const auto glyph =
      std::ranges::find_if(page.glyphs, [&](const Glyph& g) { return !g.visible() && box.contains(g.box.centre()); });
  if (glyph == page.glyphs.end() || glyph->invisible) return AdviceCode::invisible_text;
  return glyph->covered ? AdviceCode::covered_text : AdviceCode::white_text;
}

bool is_siret(const FoundValue& value) {
  return value.type == FoundType::siret && siret_valid(value.identifier);
}

/// True when somebody sees the identifier somewhere else.
bool is_seen(const DocumentView& document, std::string_view identifier) {
  return std::ranges::any_of(document.pages, [&](const PageView& page) {
    return std::ranges::any_of(page.values, [&](const FoundValue& v) { return v.identifier == identifier; });
  });
}

/// True when hidden text that would give `candidate` to `field` matters: the form has nothing, or something else.
bool contradicts(const Extraction& extraction, Field field, const Candidate& candidate) {
  const auto& given = extraction.field(field);
  const auto* const text = std::get_if<std::string_view>(&candidate.value);
  return text != nullptr && (!given || std::get<std::string>(given->value) != *text);
}

void advise_on_hidden_text(const PageGlyphs& page, const DocumentView& document, Extraction& extraction) {
  constexpr std::size_t kFewest = 6;  // glyphs; less is no value
  const PageGlyphs hidden = uncovered(page, document.arena);
  if (hidden.glyphs.size() < kFewest) return;
  const text::PageText text(hidden, document.arena);
  DocumentView view(document.pack, document.scanner, document.arena);
  PageView& found = view.pages.emplace_back(&text, document.arena);
  document.scanner->scan(text.text(), found.matches);
  find_values(text, found.values);
  found.sort();
  const auto say = [&](std::optional<Field> field, text::Span span) {
    const Rect box = text.box(span);
    extraction.advice.push_back({why_hidden(page, box), field, page.number, box, text.printed(span)});
  };
  for (const Field field : {Field::numero_facture, Field::date_facture, Field::numero_bon_commande}) {
    const Candidates candidates = labelled_candidates(view, field);
    if (!candidates.empty() && contradicts(extraction, field, candidates[0])) say(field, candidates[0].span);
  }
  const bool recipient = extraction.field(Field::code_destinataire).has_value();
  for (const FoundValue& value : found.values) {
    if (!is_siret(value) || is_seen(document, value.identifier)) continue;
    say(recipient ? std::nullopt : std::optional(Field::code_destinataire), value.span);
  }
}

}  // namespace

bool has_text(const PageGlyphs& page) {
  constexpr std::ptrdiff_t kFewGlyphs = 12;  // a page number or a stamp makes no text page
  std::ptrdiff_t seen = 0;
  for (const Glyph& glyph : page.glyphs) {
    if (glyph.visible() && ++seen > kFewGlyphs) return true;
  }
  return false;
}

void advise_on_looks(const ArenaVector<PageGlyphs>& glyphs, const DocumentView& document, Extraction& extraction) {
  for (const PageGlyphs& page : glyphs) {
    if (page.plain) continue;
    const Sample sample = sample_of(page);
    if (sample.pale) advise_on_colours(page, document.arena, extraction);
    if (sample.hidden && has_text(page)) advise_on_hidden_text(page, document, extraction);
  }
}

}  // namespace prefill
