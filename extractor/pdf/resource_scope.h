// The resources of a stream by name. Streams name the same few fonts and graphics states again and again, forms most of
// all, so what was found once is kept for the page.

#pragma once

#include <deque>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "extractor/pdf/document.h"
#include "extractor/pdf/font_table.h"

namespace prefill::pdf {

/// What a graphics state parameter dictionary (ISO 32000-1, 8.4.5) sets, as far as text depends on it.
struct StateChange {
  std::optional<float> fill_alpha;
  std::optional<float> stroke_alpha;
  std::optional<float> line_width;
  std::optional<bool> blended;  // a blend mode other than Normal
  std::optional<bool> masked;   // a soft mask
  std::optional<bool> dashed;
  bool sets_font = false;
  Font* font = nullptr;
  float font_size = 0;
};

/// A resource dictionary. Views and fonts live as long as the document.
class ResourceScope {
 public:
  void begin(Document& document, ObjectView dictionary);

  [[nodiscard]] ObjectView dictionary() const { return dictionary_; }
  /// Null when the budget is exceeded.
  [[nodiscard]] Font* font(std::string_view name);
  /// Valid until the next call.
  [[nodiscard]] const StateChange& state_change(std::string_view name);
  /// The entry of any category, not resolved; null when there is none.
  [[nodiscard]] ObjectView find(std::string_view category, std::string_view name);

 private:
  template <typename Value>
  using ByName = std::vector<std::pair<std::string_view, Value>>;

  // The entries of a category, listed when something is looked for in it: `size` of them from `begin` on.
  struct Category {
    std::string_view name;
    std::size_t begin;
    std::size_t size;
    bool escaped;  // some of their names have a `#`
  };
  [[nodiscard]] const Category& list(std::string_view category);

  Document* document_ = nullptr;
  ObjectView dictionary_;
  std::vector<Category> categories_;
  ByName<ObjectView> entries_;
  ByName<Font*> fonts_;
  ByName<StateChange> state_changes_;
};

/// The scopes of a page, each made once. Keeps its memory from page to page.
class ResourceScopes {
 public:
  void begin_page(Document& document);
  /// Valid until it is given up.
  [[nodiscard]] ResourceScope& of(ObjectView dictionary);
  /// Scopes in use, and back to so many: those taken later are given up, but for as many as are worth keeping.
  [[nodiscard]] std::size_t used() const { return used_; }
  void give_up(std::size_t used);

 private:
  Document* document_ = nullptr;
  std::deque<ResourceScope> scopes_;
  std::size_t used_ = 0;
};

}  // namespace prefill::pdf
