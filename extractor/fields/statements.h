// Phrases that are the value themselves: "par virement", "TVA sur les débits".
//
// A field of codes has two kinds of rules. One with a `code` states the value where its phrase stands. One without is
// the label of the cell or column that holds such a phrase ("Mode de règlement :"), and makes it sure.

#pragma once

#include <span>

#include "extractor/fields/candidates.h"

namespace prefill {

/// A phrase that states a value.
struct Statement {
  std::string_view code;  // of the phrase's rule
  std::string_view rule;  // name of the phrase's rule, or of its label's
  const rules::Match* match = nullptr;
  text::Index page = 0;  // index into DocumentView::pages
  text::Span label;      // empty when no label stands before it
  double weight = 0;     // 0 to 1

  [[nodiscard]] text::Span span() const { return {match->from, match->to}; }
};

/// The `code` of phrases that take back what their sentence says: "les chèques ne sont pas acceptés".
inline constexpr std::string_view kTakesBack = "NONE";

/// True for the fields whose rules state, or find on their own ways: their phrases are no labels that end the places of
/// other labels.
[[nodiscard]] constexpr bool is_stated(Field field) {
  return field == Field::type_tva || field == Field::motif_exoneration || field == Field::mode_paiement ||
         field == Field::cadre_facturation || field == Field::siret_valideur || field == Field::affactureur ||
         field == Field::mention_subrogative;
}

/// What the pages state about `field`, in order of place; those in small print weigh less, those behind or under a
/// label more. Linear in the phrases of the field.
[[nodiscard]] ArenaVector<Statement> statements_of(const DocumentView& document, Field field);

/// True when one sentence holds both; `first` stands before `second`, in its line or the one above.
[[nodiscard]] bool in_one_sentence(const DocumentView& document, const Statement& first, const Statement& second);

/// Lowers the weights of neighbours in one sentence that state different things ("par chèque ou virement"), and takes
/// out the phrases that take back.
void weaken_contradictions(const DocumentView& document, ArenaVector<Statement>& statements);

/// The statement as a candidate for `code`.
[[nodiscard]] Candidate to_candidate(const Statement& statement, double weight);

/// A piece of running text.
struct Passage {
  text::Index page = 0;           // index into DocumentView::pages
  ArenaVector<text::Span> lines;  // the stretch of each line, one or more

  explicit Passage(Arena* arena) : lines(arena) {}
  /// As printed, lines joined by spaces; lives in the arena.
  [[nodiscard]] std::string_view printed(const DocumentView& document) const;
};

/// How much of a text belongs to a statement.
enum class Extent : std::uint8_t { sentence, paragraph };

/// Where the sentence around `at` begins: in its cell, or up to three lines above it that go on into it.
[[nodiscard]] text::Index sentence_around(const DocumentView& document, text::Index page, text::Index at);

/// The text from `from` to the end of its sentence or paragraph: through the lines under it in its block as long as
/// they go on with it, a dozen at most.
[[nodiscard]] Passage passage_from(const DocumentView& document, text::Index page, text::Index from, Extent extent);

/// Settles `field` with the passage as its value and place; `rule` says what found it.
void settle_passage(const DocumentView& document, Extraction& extraction, Field field, const Passage& passage,
                    double confidence, std::string_view rule);

}  // namespace prefill
