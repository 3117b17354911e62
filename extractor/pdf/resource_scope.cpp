// Names are few in a stream, so they are looked for one after the other.

#include "extractor/pdf/resource_scope.h"

#include <algorithm>

namespace prefill::pdf {

namespace {

// A page that goes through more forms than this, each with resources of its own, looks them up anew.
constexpr std::size_t most_kept = 64;

bool is_escaped(std::string_view name) {
  return name.find('#') != std::string_view::npos;
}

template <typename Value>
Value* find_by_name(std::vector<std::pair<std::string_view, Value>>& known, std::string_view name) {
  const auto found = std::find_if(known.begin(), known.end(), [&](const auto& entry) { return entry.first == name; });
  return found == known.end() ? nullptr : &found->second;
}

StateChange read_state_change(Document& document, ObjectView dictionary) {
  ObjectTable& objects = document.objects();
  StateChange change;
  for (DictionaryWalk entry(dictionary); entry.next();) {
    const std::string_view what = entry.key();
    const ObjectView value = objects.resolve(entry.value());
    if (what == "ca") {
      change.fill_alpha = static_cast<float>(value.number(1));
    } else if (what == "CA") {
      change.stroke_alpha = static_cast<float>(value.number(1));
    } else if (what == "BM") {
      ArrayWalk first(value);
      const ObjectView mode = first.next() ? objects.resolve(first.value()) : value;
      change.blended = !mode.is_name("Normal") && !mode.is_name("Compatible");
    } else if (what == "SMask") {
      change.masked = value.is_dictionary();
    } else if (what == "LW") {
      change.line_width = static_cast<float>(value.number(1));
    } else if (what == "D") {
      ArrayWalk pattern(value);
      change.dashed = pattern.next() && ArrayWalk(objects.resolve(pattern.value())).next();
    } else if (what == "Font") {
      ArrayWalk element(value);
      if (!element.next()) continue;
      change.sets_font = true;
      change.font = document.fonts().font(element.value());
      change.font_size = element.next() ? static_cast<float>(objects.resolve(element.value()).number()) : 0;
    }
  }
  return change;
}

}  // namespace

void ResourceScope::begin(Document& document, ObjectView dictionary) {
  document_ = &document;
  dictionary_ = dictionary;
  categories_.clear();
  entries_.clear();
  fonts_.clear();
  state_changes_.clear();
}

Font* ResourceScope::font(std::string_view name) {
  if (Font** known = find_by_name(fonts_, name)) return *known;
  return fonts_.emplace_back(name, document_->fonts().font(find("Font", name))).second;
}

const StateChange& ResourceScope::state_change(std::string_view name) {
  if (const StateChange* known = find_by_name(state_changes_, name)) return *known;
  const ObjectView dictionary = document_->objects().resolve(find("ExtGState", name));
  return state_changes_.emplace_back(name, read_state_change(*document_, dictionary)).second;
}

const ResourceScope::Category& ResourceScope::list(std::string_view category) {
  for (const Category& known : categories_) {
    if (known.name == category) return known;
  }
  const std::size_t begin = entries_.size();
  bool escaped = false;
  for (DictionaryWalk entry(document_->objects().get(dictionary_, category)); entry.next();) {
    document_->objects().expect(entry.value());
    entries_.emplace_back(entry.key(), entry.value());
    escaped = escaped || is_escaped(entry.key());
  }
  return categories_.emplace_back(Category{category, begin, entries_.size() - begin, escaped});
}

// Of entries of the same name the last one wins.
ObjectView ResourceScope::find(std::string_view category, std::string_view name) {
  const Category& where = list(category);
  const bool escaped = where.escaped || is_escaped(name);
  for (std::size_t i = where.begin + where.size; i > where.begin; --i) {
    const auto& [known, value] = entries_[i - 1];
    if (escaped ? same_name(known, name) : known == name) return value;
  }
  return {};
}

void ResourceScopes::begin_page(Document& document) {
  document_ = &document;
  used_ = 0;
}

void ResourceScopes::give_up(std::size_t used) {
  used_ = std::min(used_, std::max(used, most_kept));
}

ResourceScope& ResourceScopes::of(ObjectView dictionary) {
  for (std::size_t i = 0; i < used_; ++i) {
    if (scopes_[i].dictionary().begin() == dictionary.begin()) return scopes_[i];
  }
  if (used_ == scopes_.size()) scopes_.emplace_back();
  ResourceScope& scope = scopes_[used_++];
  scope.begin(*document_, dictionary);
  return scope;
}

}  // namespace prefill::pdf
