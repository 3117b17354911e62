// The sentences are data. `{text}` is what the page says, `{what}` the field, `{keyword}` the words that announce it,
// `{page}` the page. They are written so that no article has to agree with what is filled in.

#include "extractor/advice_text.h"

#include <algorithm>
#include <array>

namespace prefill {
namespace {

/// A thing said in both languages.
struct Wording {
  std::string_view french;
  std::string_view english;

  [[nodiscard]] std::string_view in(Language language) const { return language == Language::french ? french : english; }
};

struct Sentence {
  AdviceCode code;
  std::string_view name;
  Wording wording;
};

constexpr std::array<Sentence, 12> kSentences = {{
    {AdviceCode::scan_page,
     "SCAN_PAGE",
     {"La page {page} est une image : exportez la facture en PDF depuis votre logiciel au lieu de la numériser.",
      "Page {page} is a picture: export the invoice to PDF from your software instead of scanning it."}},
    {AdviceCode::no_text,
     "NO_TEXT",
     {"Ce PDF ne contient pas de texte : exportez-le de nouveau depuis votre logiciel, sans changer les caractères en "
      "dessins.",
      "This PDF holds no text: export it again from your software, without turning the characters into drawings."}},
    {AdviceCode::several_invoices,
     "SEVERAL_INVOICES",
     {"Ce PDF contient plusieurs factures : déposez un PDF par facture.",
      "This PDF holds several invoices: deposit one PDF for each invoice."}},
    {AdviceCode::missing_field,
     "MISSING_FIELD",
     {"Nous ne trouvons pas {what} : écrivez « {keyword} » suivi de sa valeur sur la première page.",
      "We do not find {what}: write \"{keyword}\" and then its value on the first page."}},
    {AdviceCode::unclear_value,
     "UNCLEAR_VALUE",
     {"« {text} » n'est pas clairement annoncé : si c'est {what}, écrivez « {keyword} » juste devant.",
      "\"{text}\" is not clearly announced: if it is {what}, write \"{keyword}\" right before it."}},
    {AdviceCode::unannounced_value,
     "UNANNOUNCED_VALUE",
     {"« {text} » n'est annoncé par aucun mot : écrivez « {keyword} » juste devant pour que ce soit à coup sûr {what}.",
      "No words announce \"{text}\": write \"{keyword}\" right before it, so that it is surely {what}."}},
    {AdviceCode::glued_value,
     "GLUED_VALUE",
     {"« {text} » est collé à ce qui l'entoure : laissez une espace avant et après chaque valeur.",
      "\"{text}\" is glued to what stands beside it: leave a space before and after each value."}},
    {AdviceCode::pale_text,
     "PALE_TEXT",
     {"« {text} » est écrit dans une couleur trop claire : écrivez-le en noir sur fond blanc.",
      "\"{text}\" is printed in a light colour: print it in black on white."}},
    {AdviceCode::white_text,
     "WHITE_TEXT",
     {"« {text} » est écrit en blanc sur blanc et ne se voit pas : écrivez-le en noir, ou supprimez-le.",
      "\"{text}\" is printed in white on white, where nobody sees it: print it in black, or remove it."}},
    {AdviceCode::covered_text,
     "COVERED_TEXT",
     {"« {text} » est caché sous une image ou un aplat de couleur : mettez-le à découvert, ou supprimez-le.",
      "\"{text}\" is hidden under a picture or a coloured area: uncover it, or remove it."}},
    {AdviceCode::invisible_text,
     "INVISIBLE_TEXT",
     {"« {text} » est dans le fichier sans être visible : écrivez-le en noir, ou supprimez-le.",
      "\"{text}\" is in the file without being visible: print it in black, or remove it."}},
    {AdviceCode::text_over_picture,
     "TEXT_OVER_PICTURE",
     {"Une image remplit le fond de la page {page} : enlevez-la et écrivez le texte sur fond blanc.",
      "A picture fills the background of page {page}: take it away and print the text on white."}},
}};

struct Announced {
  Field field;
  std::string_view keyword;  // French, as the portal's own are
  Wording what;
};

// "SIRET client" and "engagement" are the portal's own keywords; the others are those that invoices print.
constexpr std::array<Announced, 10> kAnnounced = {{
    {Field::numero_facture, "Facture n°", {"le numéro de facture", "the invoice number"}},
    {Field::date_facture, "Date de facture", {"la date de facture", "the invoice date"}},
    {Field::code_destinataire, "SIRET client", {"le SIRET du destinataire", "the recipient's SIRET"}},
    {Field::code_service_executant,
     "Code service",
     {"le code service du destinataire", "the recipient's service code"}},
    {Field::numero_bon_commande, "N° d'engagement", {"le numéro d'engagement", "the engagement number"}},
    {Field::code_fournisseur, "SIRET fournisseur", {"le SIRET du fournisseur", "the supplier's SIRET"}},
    {Field::montant_ht_total, "Total HT", {"le total hors taxes", "the total before tax"}},
    {Field::montant_tva, "Total TVA", {"le total de la TVA", "the total of VAT"}},
    {Field::montant_ttc_total, "Total TTC", {"le total TTC", "the total including tax"}},
    {Field::montant_a_payer, "Net à payer", {"le net à payer", "the amount due"}},
}};

const Sentence& sentence_of(AdviceCode code) {
  return *std::find_if(kSentences.begin(), kSentences.end(), [&](const Sentence& s) { return s.code == code; });
}

const Announced* announced(std::optional<Field> field) {
  const auto* const found =
      std::find_if(kAnnounced.begin(), kAnnounced.end(), [&](const Announced& a) { return a.field == field; });
  return found == kAnnounced.end() ? nullptr : &*found;
}

constexpr std::size_t kLongestQuote = 80;  // bytes

/// Appends what a place of a sentence is filled with; quotes of the document are cut to one line of a reasonable
/// length.
void fill_in(std::string& out, const Advice& advice, std::string_view name, Language language) {
  if (name == "text") {
    std::size_t end = std::min(kLongestQuote, advice.text.size());
    while (end > 0 && (static_cast<unsigned char>(advice.text[end]) & 0xC0U) == 0x80U) --end;
    out.append(advice.text, 0, end);
    if (end < advice.text.size()) out += "…";
  } else if (name == "page") {
    out += std::to_string(advice.page);
  } else if (const Announced* const field = announced(advice.field)) {
    out += name == "what" ? field->what.in(language) : field->keyword;
  }
}

}  // namespace

std::string_view advice_name(AdviceCode code) {
  return sentence_of(code).name;
}

std::string_view keyword_of(Field field) {
  const Announced* const found = announced(field);
  return found == nullptr ? std::string_view() : found->keyword;
}

std::string advice_text(const Advice& advice, Language language) {
  std::string_view rest = sentence_of(advice.code).wording.in(language);
  std::string out;
  out.reserve(rest.size() + 2 * kLongestQuote);
  for (std::size_t open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
    const std::size_t close = rest.find('}', open);
    out += rest.substr(0, open);
    fill_in(out, advice, rest.substr(open + 1, close - open - 1), language);
    rest.remove_prefix(close + 1);
  }
  return out += rest;
}

}  // namespace prefill
