// What holds for every object of a rule pack: the types of its values, and missing, unknown and doubled keys.

#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "rules/diagnostic.h"
#include "rules/json_tree.h"

namespace prefill::rules {

/// A key that an object of the format may have.
struct Key {
  std::string_view name;
  JsonNode::Kind kind;
  bool required = false;
};

/// A key that belongs to other objects of the format, and what it means there.
struct ForeignKey {
  std::string_view name;
  std::string_view help;
};

/// What an object of the format is called and may hold.
struct Shape {
  std::string_view noun;
  std::span<const Key> keys;
  std::span<const ForeignKey> foreign = {};
};

/// A place in one of several packs: byte `offset` of pack `source`.
struct PackPlace {
  std::size_t source = 0;
  std::size_t offset = 0;
};

/// "`name`".
[[nodiscard]] std::string quoted(std::string_view name);

/// "did you mean `weight`? allowed are `id`, `phrases`, `weight`"; only the second half when nothing is near.
[[nodiscard]] std::string nearest_and_all(std::string_view name, std::span<const std::string_view> known);

/// The value under `key` when it is there and of its kind; a wrong kind is for `PackChecker::check_object` to report.
[[nodiscard]] const JsonNode* value_of(const JsonNode& object, std::string_view key, JsonNode::Kind kind);

/// Collects the mistakes of packs that are read together, one pack after the other.
class PackChecker {
 public:
  /// `packs` must outlive this.
  explicit PackChecker(std::span<const SourceText> packs) : packs_(packs) {}

  /// Mistakes from here on stand in pack `source`.
  void enter(std::size_t source) { source_ = source; }
  [[nodiscard]] std::size_t source() const { return source_; }
  [[nodiscard]] std::string_view text() const { return packs_[source_].text; }
  [[nodiscard]] PackPlace place(Span span) const { return {source_, span.offset}; }
  /// "line 12", or "line 12 of fr.json" for a place in another pack.
  [[nodiscard]] std::string where(PackPlace place) const;
  [[nodiscard]] std::string_view file(PackPlace place) const { return packs_[place.source].file; }

  void report(std::string code, std::string title, Span span, std::string label, std::string help);
  /// Reports a value that is not of `kind`. `name` is how the message calls it.
  bool check_kind(const JsonNode& node, JsonNode::Kind kind, const std::string& name);
  /// Reports keys that stand twice.
  void check_doubled(const JsonNode& object);
  /// Checks an object against its shape. False when it is no object at all.
  bool check_object(const JsonNode& node, const Shape& shape);

  [[nodiscard]] bool found_none() const { return diagnostics_.empty(); }
  /// Every mistake, in order of place. Leaves none behind.
  [[nodiscard]] std::vector<Diagnostic> take();

 private:
  void report_unknown(const JsonMember& member, const Shape& shape);
  void report_missing(const JsonNode& node, const Shape& shape, const Key& key);

  std::span<const SourceText> packs_;
  std::size_t source_ = 0;
  std::vector<Diagnostic> diagnostics_;
};

}  // namespace prefill::rules
