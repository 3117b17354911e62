// The literals of a phrase: the spellings that a supplier's program makes of it, so that an author writes it once.
//
// Case, accents and signs are gone after normalisation; what is left are choices between words. Each choice is a step
// that adds, to the literals so far, the same with the choice taken the other way.

#include "rules/phrase.h"

#include <algorithm>

#include "rules/normalise.h"

namespace prefill::rules {
namespace {

// A shorter word would be found inside running text: "ej n" as "ejn".
constexpr std::size_t shortest_squeezed = 6;

bool is_word_at(std::string_view text, std::size_t at) {
  return at < text.size() && is_word_byte(static_cast<unsigned char>(text[at]));
}

/// `text` with each `from` that stands as a word of its own replaced; a sign needs a boundary only on its left.
std::string with_word(std::string_view text, std::string_view from, std::string_view to) {
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    const bool begins = at == 0 || !is_word_at(text, at - 1);
    const std::size_t end = at + from.size();
    const bool ends = !is_word_at(from, from.size() - 1) || !is_word_at(text, end);
    if (begins && ends && text.substr(at, from.size()) == from) {
      result += to;
      if (is_word_at(to, to.size() - 1) && is_word_at(text, end)) result += ' ';
      at = end;
    } else {
      result += text[at++];
    }
  }
  return result;
}

std::string replaced(std::string_view text, std::string_view from, std::string_view to) {
  std::string result(text);
  for (std::size_t at = 0; (at = result.find(from, at)) != std::string::npos; at += to.size()) {
    result.replace(at, from.size(), to);
  }
  return result;
}

std::string spelled_out(const std::string& text) {
  return with_word(text, "n°", "numero");
}
std::string abbreviated(const std::string& text) {
  return with_word(text, "numero", "n°");
}
std::string tight_sign(const std::string& text) {
  return replaced(text, "n° ", "n°");
}
std::string tight_slash(const std::string& text) {
  return replaced(replaced(text, " /", "/"), "/ ", "/");
}
std::string wide_slash(const std::string& text) {
  return replaced(tight_slash(text), "/", " / ");
}

/// As headings of spaced letters come out.
std::string wide_apostrophe(const std::string& text) {
  return replaced(text, "'", " ' ");
}

std::string dash_to_space(const std::string& text) {
  std::string result = text;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    if (text[i] == '-' && is_word_at(text, i - 1) && is_word_at(text, i + 1)) result[i] = ' ';
  }
  return result;
}

/// Only between two words: a dash in a longer phrase is nobody's spelling, and each literal costs.
std::string space_to_dash(const std::string& text) {
  const std::size_t space = text.find(' ');
  const bool two_words = space != std::string::npos && text.find_first_of(" -", space + 1) == std::string::npos &&
                         text.find('-') > space && is_word_at(text, space - 1) && is_word_at(text, space + 1);
  return two_words ? replaced(text, " ", "-") : text;
}

std::string squeezed(const std::string& text) {
  const std::string result = replaced(text, " ", "");
  return result.size() >= shortest_squeezed ? result : text;
}

/// A choice: the literals that hold `about` have it, and `variant` takes it.
struct Step {
  std::string_view about;
  std::string (*variant)(const std::string&);
};

constexpr Step steps[] = {{"n°", spelled_out},  {"numero", abbreviated}, {"-", dash_to_space},
                          {" ", space_to_dash}, {"/", tight_slash},      {"/", wide_slash},
                          {"n° ", tight_sign},  {" ", squeezed},         {"'", wide_apostrophe}};

}  // namespace

std::vector<std::string> literals_of(std::string_view phrase) {
  std::string plain = normalise(phrase);
  while (!plain.empty() && (plain.back() == ':' || plain.back() == ' ')) plain.pop_back();
  if (plain.empty()) return {};

  std::vector<std::string> literals{std::move(plain)};
  for (const Step& step : steps) {
    for (std::size_t i = 0, count = literals.size(); i < count; ++i) {
      if (literals[i].find(step.about) == std::string::npos) continue;
      std::string variant = step.variant(literals[i]);
      if (std::find(literals.begin(), literals.end(), variant) == literals.end()) {
        literals.push_back(std::move(variant));
      }
    }
  }
  return literals;
}

}  // namespace prefill::rules
