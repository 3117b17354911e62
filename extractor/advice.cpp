// Two kinds of questions: of every field that the portal asks for, was it found, and did words announce it; and of the
// pages, how do they look. The first asks what resolving found already. Where a field is missing, what stands on the
// page is tried in order: a value that was withheld, one of the right shape that no words explain, one that its
// neighbours touch. Only then is the field said to be missing.
//
// Advice must be rare to be read: one for a field, and none where the supplier can do nothing better.

#include "extractor/advice.h"

#include <emmintrin.h>

#include <algorithm>
#include <array>
#include <bit>

#include "extractor/advice_looks.h"
#include "extractor/fields/ascii.h"
#include "extractor/fields/identifier.h"

namespace prefill {
namespace {

using text::Index;
using text::Span;

/// A stretch of text of one of the pages.
struct Spot {
  const PageView* page = nullptr;
  Span span;
};

std::string_view text_of(const Extraction& extraction, Field field) {
  const auto& value = extraction.field(field);
  const auto* const text = value ? std::get_if<std::string>(&value->value) : nullptr;
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

constexpr std::size_t kChunk = 64;

/// Which of the bytes of `text` from `at` on are digits, a bit for each.
std::uint64_t digits_of(std::string_view text, std::size_t at) {
  std::array<char, kChunk> tail{};
  const bool whole = at + kChunk <= text.size();
  if (!whole) text.copy(tail.data(), kChunk, at);
  const char* const bytes = whole ? text.data() + at : tail.data();
  std::uint64_t digits = 0;
  for (std::size_t i = 0; i < kChunk; i += sizeof(__m128i)) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + i));
    const __m128i digit =
        _mm_and_si128(_mm_cmpgt_epi8(block, _mm_set1_epi8('0' - 1)), _mm_cmplt_epi8(block, _mm_set1_epi8('9' + 1)));
    digits |= static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm_movemask_epi8(digit))) << i;
  }
  return digits;
}

/// Where each row of seven digits or more begins.
std::uint64_t long_rows_of(std::uint64_t digits) {
  const std::uint64_t twos = digits & digits >> 1U;
  const std::uint64_t fours = twos & twos >> 2U;
  const std::uint64_t sevens = fours & fours >> 3U;
  return sevens & ~(sevens << 1U);
}

/// True for services of the State, which all ask for a service code.
bool is_state(std::string_view siret) {
  return siret.starts_with("11");
}

class Adviser {
 public:
  Adviser(const DocumentView& document, Extraction& extraction) : document_(document), extraction_(extraction) {}

  void advise_on_fields() {
    for (const Field field : {Field::numero_facture, Field::date_facture, Field::code_destinataire,
                              Field::code_service_executant, Field::numero_bon_commande, Field::code_fournisseur}) {
      const auto& value = extraction_.field(field);
      if (!value) {
        if (expected(field)) advise_on_missing(field);
      } else if (!value->label && !speaks_for_itself(field)) {
        add(AdviceCode::unannounced_value, field, value->page, value->box, value->raw);
      }
    }
  }

 private:
  void add(AdviceCode code, Field field, int page, Rect box, std::string text) {
    extraction_.advice.push_back({code, field, page, box, std::move(text)});
  }
  void add(AdviceCode code, Field field, const Spot& spot) {
    const text::PageText& text = *spot.page->text;
    std::string printed = text.printed(spot.span);
    if (!advised(text.number(), printed)) add(code, field, text.number(), text.box(spot.span), std::move(printed));
  }

  /// True for fields that the portal, or this recipient, asks for.
  [[nodiscard]] bool expected(Field field) const {
    const bool service = extraction_.field(Field::code_service_executant).has_value();
    const bool state = is_state(text_of(extraction_, Field::code_destinataire));
    if (field == Field::code_service_executant) return state;
    if (field == Field::numero_bon_commande) return state && !service && !extraction_.field(Field::numero_marche);
    return true;
  }

  /// True for a value that needs no words: the SIRET in the block of a `Ministère`, which is a keyword of the portal,
  /// and identifiers of suppliers from abroad, which show what they are.
  [[nodiscard]] bool speaks_for_itself(Field field) const {
    constexpr std::string_view kMinistry = "Ministère";
    if (field == Field::code_fournisseur) return text_of(extraction_, Field::type_identifiant_fournisseur) != "SIRET";
    return field == Field::code_destinataire && text_of(extraction_, Field::nom_destinataire).starts_with(kMinistry);
  }

  /// True when advice tells already what keeps the field empty.
  [[nodiscard]] bool advised(Field field) const {
    return std::ranges::any_of(extraction_.advice, [&](const Advice& advice) { return advice.field == field; });
  }
  [[nodiscard]] bool advised(int page, std::string_view text) const {
    return std::ranges::any_of(extraction_.advice,
                               [&](const Advice& advice) { return advice.page == page && advice.text == text; });
  }

  /// The value that nearly was the field's; null when the best was a mere chance.
  [[nodiscard]] const Alternative* withheld(Field field) const {
    constexpr double kChance = 0.3;
    const auto& values = extraction_.withheld[static_cast<std::size_t>(field)];
    return values.empty() || values.front().confidence < kChance ? nullptr : &values.front();
  }

  void advise_on_missing(Field field) {
    if (advised(field)) return;
    if (const Alternative* const best = withheld(field)) {
      add(AdviceCode::unclear_value, field, best->page, best->box, best->raw);
    } else if (const auto value = unexplained(field)) {
      add(AdviceCode::unclear_value, field, *value);
    } else if (const auto spot = glued(field)) {
      add(AdviceCode::glued_value, field, *spot);
    } else if (field != Field::code_fournisseur) {  // whoever deposits is known to the portal
      add(AdviceCode::missing_field, field, 0, {}, {});
    }
  }

  /// The value of the field's shape that nothing explains; nothing when several could be meant.
  [[nodiscard]] std::optional<Spot> unexplained(Field field) const {
    const bool siret = field == Field::code_destinataire || field == Field::code_fournisseur;
    if (!siret && field != Field::date_facture) return std::nullopt;
    std::optional<Spot> only;
    const FoundValue* first = nullptr;
    for (const PageView& page : document_.pages) {
      for (const FoundValue& value : page.values) {
        if (siret ? !is_free_siret(page, value) : !is_free_date(page, value)) continue;
        if (first != nullptr && first->identifier == value.identifier && first->date == value.date) continue;
        if (only) return std::nullopt;
        only = Spot{&page, value.span};
        first = &value;
      }
    }
    return only;
  }

  /// True for a SIRET that belongs to no party known, and that no words give to a third one.
  [[nodiscard]] bool is_free_siret(const PageView& page, const FoundValue& value) const {
    if (value.type != FoundType::siret || !siret_valid(value.identifier)) return false;
    for (const Field field : {Field::siren_destinataire, Field::siren_fournisseur}) {
      const bool open =
          !extraction_.field(field == Field::siren_destinataire ? Field::code_destinataire : Field::code_fournisseur);
      if (!open && value.identifier.starts_with(text_of(extraction_, field))) return false;
    }
    if (value.identifier == text_of(extraction_, Field::siret_valideur) || announced(page, value)) return false;
    const std::string printed = page.text->printed(value.span);
    const Alternative* const suppliers = withheld(Field::code_fournisseur);
    return !advised(page.text->number(), printed) && (suppliers == nullptr || suppliers->raw != printed);
  }

  [[nodiscard]] static bool is_free_date(const PageView& page, const FoundValue& value) {
    return value.type == FoundType::date && !value.bare && !announced(page, value);
  }

  /// True when words before the value in its cell announce something, other than a SIRET of whoever it be.
  [[nodiscard]] static bool announced(const PageView& page, const FoundValue& value) {
    return std::ranges::any_of(page.matches_of(value.cell), [&](const rules::Match& match) {
      if (match.to > value.span.from) return false;
      if (match.is(Field::siret_valideur)) return true;
      return is_label(match) && !match.is(rules::Mark::siret) && !match.is(rules::Mark::siren);
    });
  }

  [[nodiscard]] std::optional<Spot> glued(Field field) {
    const bool siret = field == Field::code_destinataire || field == Field::code_fournisseur;
    if (siret && !siret_sought_) seek_glued_siret();
    for (const PageView& page : document_.pages) {
      if (const auto span = glued_behind_label(page, field)) return Spot{&page, *span};
      if (siret && glued_siret_.page == &page) return glued_siret_;
    }
    return std::nullopt;
  }

  void seek_glued_siret() {
    siret_sought_ = true;
    for (const PageView& page : document_.pages) {
      if (const auto span = glued_siret(page.text->text())) {
        glued_siret_ = {&page, *span};
        return;
      }
    }
  }

  /// A SIRET between letters: "SIRET12345678900012" or "12345678900012TVA". Of fourteen digits in a row, seven or more
  /// lie in the same chunk of the text.
  [[nodiscard]] static std::optional<Span> glued_siret(std::string_view text) {
    constexpr std::size_t kDigits = 14;
    std::size_t to = 0;  // of the row looked at last
    for (std::size_t chunk = 0; chunk < text.size(); chunk += kChunk) {
      for (std::uint64_t rows = long_rows_of(digits_of(text, chunk)); rows != 0; rows &= rows - 1) {
        std::size_t from = chunk + static_cast<std::size_t>(std::countr_zero(rows));
        if (from < to) continue;
        while (from > 0 && is_digit(text[from - 1])) --from;
        to = from + digits_at(text, from);
        const bool touched = (from > 0 && is_lower(text[from - 1])) || (to < text.size() && is_lower(text[to]));
        if (to - from == kDigits && touched && siret_valid(text.substr(from, kDigits))) {
          return word_around(text, from, to);
        }
      }
    }
    return std::nullopt;
  }

  /// What follows a label of the field without a space that would end it: "facture n° FA-12date:03/04/2026".
  [[nodiscard]] static std::optional<Span> glued_behind_label(const PageView& page, Field field) {
    const std::string_view text = page.text->text();
    for (const rules::Match* label : page.announcing(field)) {
      if (!is_label(*label)) continue;
      std::size_t from = label->to;
      while (from < text.size() && (text[from] == ' ' || text[from] == ':' || text[from] == '\t')) ++from;
      const Span word = {static_cast<Index>(from), word_around(text, from, from).to};
      if (holds_two(text.substr(word.from, word.to - word.from))) return word;
    }
    return std::nullopt;
  }

  static Span word_around(std::string_view text, std::size_t from, std::size_t to) {
    const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\n'; };
    while (from > 0 && !space(text[from - 1])) --from;
    while (to < text.size() && !space(text[to])) ++to;
    return {static_cast<Index>(from), static_cast<Index>(to)};
  }

  /// True for a word that is a value and something announced behind it: digits, letters, a colon, and more.
  static bool holds_two(std::string_view word) {
    const std::size_t colon = word.find(':');
    if (colon == std::string_view::npos || colon + 1 == word.size()) return false;
    const std::string_view before = word.substr(0, colon);
    return std::ranges::any_of(before, is_digit) && is_lower(before.back());
  }

  const DocumentView& document_;
  Extraction& extraction_;
  bool siret_sought_ = false;  // once, though either party may ask
  Spot glued_siret_;           // of no page when there is none
};

void advise_on_pictures(const ArenaVector<pdf::PageGlyphs>& glyphs, Extraction& extraction) {
  constexpr float kPagePicture = 0.4F;  // of the page
  constexpr float kBackground = 0.8F;
  for (const pdf::PageGlyphs& page : glyphs) {
    if (page.image_coverage < kPagePicture) continue;
    if (!has_text(page)) {
      extraction.advice.push_back({AdviceCode::scan_page, {}, page.number, {}, {}});
    } else if (page.image_coverage >= kBackground) {
      extraction.advice.push_back({AdviceCode::text_over_picture, {}, page.number, {}, {}});
    }
  }
}

}  // namespace

void advise(const ArenaVector<pdf::PageGlyphs>& glyphs, const DocumentView& document, Extraction& extraction) {
  const TextLayer layer = extraction.document.text_layer;
  if (layer == TextLayer::scan) {
    extraction.advice.push_back({AdviceCode::scan_page, {}, extraction.document.pages_read.front(), {}, {}});
  } else if (layer == TextLayer::none) {
    extraction.advice.push_back({AdviceCode::no_text, {}, 0, {}, {}});
  } else if (extraction.kind == DocumentKind::several) {
    extraction.advice.push_back({AdviceCode::several_invoices, {}, 0, {}, {}});
  } else if (extraction.kind != DocumentKind::other) {
    // Text that nobody sees explains missing fields, so it comes first.
    advise_on_looks(glyphs, document, extraction);
    Adviser(document, extraction).advise_on_fields();
    const bool missing = std::ranges::any_of(
        extraction.advice, [](const Advice& advice) { return advice.code == AdviceCode::missing_field; });
    if (missing) advise_on_pictures(glyphs, extraction);
  }
}

}  // namespace prefill
