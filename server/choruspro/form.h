// Reads the members of a JSON body by name and type, and collects what is wrong with them instead of stopping at the
// first mistake.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/fields/decimal.h"
#include "rules/json_tree.h"
#include "server/choruspro/envelope.h"

namespace prefill::server {

/// Whether a member must be there.
enum class Need : std::uint8_t { optional, mandatory };

/// One object of a body. A member that is `null` or "" counts as absent, as clients send both. Views: text, tree and
/// mistakes must outlive this.
class Form {
 public:
  /// `path` is what stands before names in messages: "" or "references".
  Form(std::string_view text, const rules::JsonNode& object, std::string path, Mistakes& mistakes)
      : text_(text), object_(object), path_(std::move(path)), mistakes_(mistakes) {}

  /// A text of at most `longest` characters; a number is taken for its digits.
  [[nodiscard]] std::optional<std::string> text(std::string_view name, std::size_t longest, Need need = Need::optional);
  /// A whole number, or a text of its digits.
  [[nodiscard]] std::optional<std::int64_t> whole(std::string_view name, Need need = Need::optional);
  /// An exact number of up to 19 digits, 6 of them decimals, or a text of it; more decimals are rounded.
  [[nodiscard]] std::optional<Decimal> amount(std::string_view name, Need need = Need::optional);
  /// A day, "AAAA-MM-JJ", of the years 2000 to 2099; a time behind it is passed over.
  [[nodiscard]] std::optional<std::string> date(std::string_view name, Need need = Need::optional);
  /// A text that is one of `words`.
  [[nodiscard]] std::optional<std::string> word(std::string_view name, std::span<const std::string_view> words,
                                                Need need = Need::optional);
  /// The object under `name`.
  [[nodiscard]] std::optional<Form> object(std::string_view name, Need need = Need::optional);
  /// The objects in the list under `name`.
  [[nodiscard]] std::vector<Form> list(std::string_view name, Need need = Need::optional);

  /// Says of members that nobody asked for, and that look like one that was asked for in vain, what was meant. Others
  /// are passed over: clients send members of other calls. To be called when all have been asked for.
  void name_misnamed();

  /// Notes a mistake about the member `name`.
  void blame(ReturnCode code, std::string_view name, std::string message, std::string hint = "");
  /// "references.typeTva".
  [[nodiscard]] std::string path_of(std::string_view name) const;

 private:
  /// The member when it is there and has something in it. Remembers that it was asked for.
  [[nodiscard]] const rules::JsonNode* find(std::string_view name, Need need);
  /// The characters of a scalar: of a text without quotes, of a number its token. Nothing, and a mistake, for others.
  [[nodiscard]] std::optional<std::string> scalar(std::string_view name, const rules::JsonNode& node);

  std::string_view text_;
  const rules::JsonNode& object_;
  std::string path_;
  Mistakes& mistakes_;
  std::vector<std::string_view> asked_;  // names are literals
};

/// A body that is a JSON object, of reasonable size; else the mistake.
[[nodiscard]] std::optional<rules::JsonNode> parse_body(std::string_view body, Mistakes& mistakes);

}  // namespace prefill::server
