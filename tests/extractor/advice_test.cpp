// What a supplier is told about one invoice: each of the four rules broken on a page, and nothing where all is well.

#include "extractor/advice.h"

#include <gmock/gmock.h>

#include "extractor/advice_text.h"
#include "extractor/fields/resolver.h"
#include "extractor/fields/values.h"
#include "tests/extractor/page_fixture.h"

namespace prefill::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// An invoice with nothing to change, in pieces that tests leave out or change.
const Piece title{40, 60, "Facture n° FA-2026-017"};
const Piece date{40, 80, "Date de facture : 12/03/2026"};
const Piece supplier{40, 100, "SIRET fournisseur : 732 829 320 00074"};
const Piece recipient{40, 120, "SIRET client : 130 005 481 00010"};
const Piece service{40, 140, "Code service : DSI75"};
const Piece total{40, 400, "Total HT : 100,00 €\nTotal TVA : 20,00 €\nTotal TTC : 120,00 €"};
const Sketch good = {title, date, supplier, recipient, service, total};

/// `good` with `piece` instead of `old`.
Sketch with(const Piece& old, const Piece& piece) {
  Sketch sketch = good;
  for (Piece& own : sketch) {
    if (own.text == old.text) own = piece;
  }
  return sketch;
}

/// One page of glyphs that tests change, and what is said of it.
class AdvisedPage {
 public:
  explicit AdvisedPage(const Sketch& sketch) : glyphs_(&arena_) { glyphs_.push_back(glyphs_of(sketch, &arena_)); }

  [[nodiscard]] pdf::PageGlyphs& page() { return glyphs_[0]; }

  /// Calls `change` for the glyphs that stand at the height of `piece`.
  template <typename Change>
  void at(const Piece& piece, Change change) {
    for (pdf::Glyph& glyph : page().glyphs) {
      if (glyph.origin.y == piece.y) change(glyph);
    }
  }

  /// "CODE field `text`" of each piece of advice.
  [[nodiscard]] std::vector<std::string> said(TextLayer layer = TextLayer::text) {
    const auto database = builtin_database();
    rules::Scanner scanner(database);
    const text::PageText text(page(), &arena_);
    DocumentView view(&database->pack(), &scanner, &arena_);
    PageView& found = view.pages.emplace_back(&text, &arena_);
    scanner.scan(text.text(), found.matches);
    find_values(text, found.values);
    found.sort();
    Extraction extraction;
    extraction.document.pages_read = {1};
    extraction.document.text_layer = layer;
    resolve(view, extraction);
    advise(glyphs_, view, extraction);
    std::vector<std::string> lines;
    for (const Advice& advice : extraction.advice) {
      std::string line(advice_name(advice.code));
      if (advice.field) line += " " + std::string(rules::field_name(*advice.field));
      if (!advice.text.empty()) line += " `" + advice.text + "`";
      EXPECT_EQ(advice.text.empty(), advice.box.empty()) << line;
      lines.push_back(line);
    }
    return lines;
  }

 private:
  boost::container::pmr::monotonic_buffer_resource arena_;
  ArenaVector<pdf::PageGlyphs> glyphs_;
};

std::vector<std::string> said(const Sketch& sketch) {
  return AdvisedPage(sketch).said();
}

TEST(Advice, NoneForAGoodInvoice) {
  EXPECT_THAT(said(good), IsEmpty());
}

TEST(Advice, NoneForADocumentThatIsNoInvoice) {
  EXPECT_THAT(said({{40, 60, "Devis n° D-12"}, {40, 80, "Date : 12/03/2026"}}), IsEmpty());
}

TEST(Advice, AScanIsAPicture) {
  EXPECT_THAT(AdvisedPage({}).said(TextLayer::scan), ElementsAre("SCAN_PAGE"));
  EXPECT_THAT(AdvisedPage({}).said(TextLayer::none), ElementsAre("NO_TEXT"));
}

TEST(Advice, AFieldThatIsNowhereIsMissing) {
  EXPECT_THAT(said(with(recipient, {})), ElementsAre("MISSING_FIELD codeDestinataire"));
  EXPECT_THAT(said(with(date, {})), ElementsAre("MISSING_FIELD dateFacture"));
  EXPECT_THAT(said(with(title, {40, 60, "Facture"})), ElementsAre("MISSING_FIELD numeroFacture"));
}

TEST(Advice, TheSupplierIsKnownToThePortal) {
  EXPECT_THAT(said(with(supplier, {})), IsEmpty());
}

TEST(Advice, TheStateAsksForAServiceOrAnEngagement) {
  Sketch sketch = with(recipient, {40, 120, "SIRET client : 110 002 011 00044"});
  EXPECT_THAT(said(sketch), IsEmpty());
  sketch[4] = {};
  EXPECT_THAT(said(sketch), ElementsAre("MISSING_FIELD codeServiceExecutant", "MISSING_FIELD numeroBonCommande"));
  sketch[4] = {40, 140, "N° d'engagement : 1400012345"};
  EXPECT_THAT(said(sketch), ElementsAre("MISSING_FIELD codeServiceExecutant"));
}

TEST(Advice, AValueWithoutWordsIsNamed) {
  EXPECT_THAT(said(with(recipient, {200, 500, "732 829 320 00074 / 552 100 554 00013"})),
              ElementsAre("UNCLEAR_VALUE codeDestinataire `552 100 554 00013`"));
  EXPECT_THAT(said(with(date, {480, 300, "12/03/2026"})), ElementsAre("UNCLEAR_VALUE dateFacture `12/03/2026`"));
}

TEST(Advice, ASiretOfAThirdPartyIsNotTheRecipients) {
  EXPECT_THAT(said(with(recipient, {40, 500, "SIRET du mandataire : 552 100 554 00013"})),
              ElementsAre("MISSING_FIELD codeDestinataire"));
}

TEST(Advice, ASiretFilledInFromItsPlaceAloneIsUnannounced) {
  EXPECT_THAT(
      said(with(recipient, {330, 170, "Mairie de Lormeaux\n12 rue Victor Hugo\n58740 Lormeaux\n215 801 234 00018"})),
      ElementsAre("UNANNOUNCED_VALUE codeDestinataire `215 801 234 00018`"));
}

TEST(Advice, GluedValuesAreShown) {
  EXPECT_THAT(said(with(recipient, {40, 120, "SIRET client:13000548100010TVA:FR12"})),
              ElementsAre("GLUED_VALUE codeDestinataire `13000548100010TVA:FR12`"));
  EXPECT_THAT(said(with(recipient, {40, 120, "SIRET13000548100010"})),
              ElementsAre("GLUED_VALUE codeDestinataire `SIRET13000548100010`"));
}

TEST(Advice, GluedSiretsAreFoundWhereverOnThePage) {
  for (std::size_t before = 1; before <= 64; ++before) {
    const std::string words = std::string(before, 'x') + " SIRET13000548100010";
    EXPECT_THAT(said(with(recipient, {40, 120, words})),
                ElementsAre("GLUED_VALUE codeDestinataire `SIRET13000548100010`"))
        << before;
  }
}

TEST(Advice, LightColoursOfValuesAreShown) {
  AdvisedPage page(good);
  page.at(recipient, [](pdf::Glyph& glyph) { glyph.fill = 0xA0D8A8; });
  EXPECT_THAT(page.said(), ElementsAre("PALE_TEXT codeDestinataire `130 005 481 00010`"));
}

TEST(Advice, DarkColoursAreFine) {
  AdvisedPage page(good);
  page.at(recipient, [](pdf::Glyph& glyph) { glyph.fill = 0x1F3864; });
  page.at(date, [](pdf::Glyph& glyph) { glyph.fill = 0xC00000; });
  EXPECT_THAT(page.said(), IsEmpty());
}

TEST(Advice, LightColoursOfOtherTextAreFine) {
  Sketch sketch = good;
  sketch.push_back({40, 700, "Merci de votre confiance"});
  AdvisedPage page(sketch);
  page.at(sketch.back(), [](pdf::Glyph& glyph) { glyph.fill = 0xC0C0C0; });
  EXPECT_THAT(page.said(), IsEmpty());
}

TEST(Advice, HiddenTextThatTheFormLacksIsShownOnce) {
  AdvisedPage white(good);
  white.at(recipient, [](pdf::Glyph& glyph) { glyph.unlit = true; });
  EXPECT_THAT(white.said(), ElementsAre("WHITE_TEXT codeDestinataire `130 005 481 00010`"));
  AdvisedPage covered(good);
  covered.at(date, [](pdf::Glyph& glyph) { glyph.covered = true; });
  EXPECT_THAT(covered.said(), ElementsAre("COVERED_TEXT dateFacture `12/03/2026`"));
  Sketch titled = good;
  titled.push_back({400, 40, "FACTURE"});
  AdvisedPage invisible(titled);
  invisible.at(title, [](pdf::Glyph& glyph) { glyph.invisible = true; });
  EXPECT_THAT(invisible.said(), ElementsAre("INVISIBLE_TEXT numeroFacture `FA-2026-017`"));
}

TEST(Advice, HiddenTextThatContradictsTheFormIsShown) {
  Sketch sketch = good;
  sketch.push_back({40, 600, "Facture n° FA-2026-999"});
  AdvisedPage page(sketch);
  page.at(sketch.back(), [](pdf::Glyph& glyph) { glyph.invisible = true; });
  EXPECT_THAT(page.said(), ElementsAre("INVISIBLE_TEXT numeroFacture `FA-2026-999`"));
}

TEST(Advice, HiddenTextThatRepeatsTheFormIsFine) {
  Sketch sketch = good;
  sketch.insert(sketch.end(), good.begin(), good.end());
  AdvisedPage page(sketch);
  for (std::size_t i = 0; i < page.page().glyphs.size() / 2; ++i) page.page().glyphs[i].covered = true;
  EXPECT_THAT(page.said(), IsEmpty());
}

TEST(Advice, APictureBehindTheTextMattersWhereAFieldIsMissing) {
  AdvisedPage filled(good);
  filled.page().image_coverage = 1;
  EXPECT_THAT(filled.said(), IsEmpty());
  AdvisedPage missing(with(recipient, {}));
  missing.page().image_coverage = 1;
  EXPECT_THAT(missing.said(), ElementsAre("MISSING_FIELD codeDestinataire", "TEXT_OVER_PICTURE"));
}

/// Every keyword that advice names does what it promises.
TEST(Advice, KeywordsAreKnownToTheRules) {
  struct Case {
    Field field;
    std::string value;
  };
  const std::vector<Case> cases = {
      {Field::numero_facture, "FA-2026-017"},          {Field::date_facture, "12/03/2026"},
      {Field::code_destinataire, "130 005 481 00010"}, {Field::code_service_executant, "DSI75"},
      {Field::numero_bon_commande, "1400012345"},      {Field::code_fournisseur, "732 829 320 00074"},
      {Field::montant_ht_total, "100,00 €"},           {Field::montant_tva, "20,00 €"},
      {Field::montant_ttc_total, "120,00 €"},          {Field::montant_a_payer, "120,00 €"},
  };
  for (const Case& one : cases) {
    const std::string line = std::string(keyword_of(one.field)) + " : " + one.value;
    const Extraction extraction = SketchedDocument({{{40, 60, "Facture"}, {40, 200, line}}}).resolved();
    ASSERT_TRUE(extraction.field(one.field)) << line;
    EXPECT_EQ(extraction.field(one.field)->raw, one.value);
  }
}

TEST(AdviceText, SaysWhatToDoInBothLanguages) {
  const Advice advice{AdviceCode::unclear_value, Field::code_destinataire, 1, {1, 1, 2, 2}, "13000548100010"};
  EXPECT_EQ(advice_text(advice, Language::french),
            "« 13000548100010 » n'est pas clairement annoncé : si c'est le SIRET du destinataire, écrivez « SIRET "
            "client » juste devant.");
  EXPECT_EQ(advice_text(advice, Language::english),
            "\"13000548100010\" is not clearly announced: if it is the recipient's SIRET, write \"SIRET client\" right "
            "before it.");
}

TEST(AdviceText, EveryCodeHasANameAndASentenceWithoutPlacesLeftOpen) {
  for (int code = 0; code <= static_cast<int>(AdviceCode::text_over_picture); ++code) {
    const Advice advice{static_cast<AdviceCode>(code), Field::date_facture, 3, {}, "x"};
    EXPECT_FALSE(advice_name(advice.code).empty());
    for (const Language language : {Language::french, Language::english}) {
      const std::string text = advice_text(advice, language);
      EXPECT_EQ(text.back(), '.') << text;
      EXPECT_EQ(text.find('{'), std::string::npos) << text;
    }
  }
}

TEST(AdviceText, LongQuotesAreCutBetweenCharacters) {
  const Advice advice{AdviceCode::glued_value, {}, 1, {}, std::string(79, 'a') + "é" + std::string(50, 'b')};
  EXPECT_THAT(advice_text(advice, Language::english), HasSubstr("aaa…\" is glued"));
}

}  // namespace
}  // namespace prefill::test
