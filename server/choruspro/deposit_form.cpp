// A value that is too long for its key is not cut: half a number is a wrong number, and nothing is typed in by a
// person.

#include "server/choruspro/deposit_form.h"

#include <simdjson.h>

#include <algorithm>
#include <array>
#include <optional>

#include "extractor/json_writer.h"
#include "server/choruspro/characters.h"
#include "server/choruspro/envelope.h"
#include "server/choruspro/invoice_number.h"

namespace prefill::server {
namespace {

namespace ondemand = simdjson::ondemand;

enum class Kind : std::uint8_t { text, number };

/// A key of the answer and the field that fills it.
struct Key {
  std::string_view name;
  std::string_view field;
  Kind kind;
  std::size_t longest;  // characters
};

// In the portal's order; lengths are those of its specification.
constexpr std::array<Key, 13> kKeys = {{
    {"numeroFacture", "numeroFacture", Kind::text, kLongestInvoiceNumber},
    {"dateFacture", "dateFacture", Kind::text, 10},
    {"codeDestinataire", "codeDestinataire", Kind::text, 14},
    {"codeServiceExecutant", "codeServiceExecutant", Kind::text, 100},
    {"codeFournisseur", "codeFournisseur", Kind::text, 18},
    {"codeDeviseFacture", "codeDeviseFacture", Kind::text, 3},
    {"typeFacture", "typeFacture", Kind::text, 7},
    {"typeTva", "typeTva", Kind::text, 20},
    {"numeroBonCommande", "numeroBonCommande", Kind::text, 50},
    // Our total is the one before a discount on the whole: discount and amount due sum up to it.
    {"montantTtcAvantRemiseGlobalTTC", "montantTtcTotal", Kind::number, 20},
    {"montantAPayer", "montantAPayer", Kind::number, 20},
    {"montantHtTotal", "montantHtTotal", Kind::number, 20},
    {"montantTVA", "montantTVA", Kind::number, 20},
}};

using Found = std::array<std::optional<std::string>, kKeys.size()>;

/// The text of `value`, or the token of a number as it stands there, so that it stays exact.
std::optional<std::string> read_value(ondemand::value value, Kind kind) {
  if (kind == Kind::number) {
    const std::string_view token = value.raw_json_token();
    return std::string(token.substr(0, token.find_last_not_of(" \t\r\n") + 1));
  }
  std::string_view text;
  if (value.get_string().get(text) != simdjson::SUCCESS) return std::nullopt;
  return std::string(text);
}

Found read_fields(std::string_view extraction) {
  Found found;
  const simdjson::padded_string padded(extraction);
  ondemand::parser parser;
  ondemand::document document;
  ondemand::object fields;
  if (parser.iterate(padded).get(document) != simdjson::SUCCESS ||
      document["fields"].get_object().get(fields) != simdjson::SUCCESS) {
    return found;
  }
  for (auto member : fields) {
    std::string_view name;
    ondemand::value value;
    if (member.unescaped_key().get(name) != simdjson::SUCCESS) return found;
    const auto key = std::find_if(kKeys.begin(), kKeys.end(), [&](const Key& k) { return k.field == name; });
    if (key == kKeys.end() || member.value()["value"].get(value) != simdjson::SUCCESS) continue;
    found[static_cast<std::size_t>(key - kKeys.begin())] = read_value(value, key->kind);
  }
  return found;
}

bool fits(const Key& key, const std::string& value) {
  if (characters(value) > key.longest) return false;
  return key.name != "numeroFacture" || fault_of_invoice_number(value).empty();
}

}  // namespace

std::string deposit_answer(std::string_view extraction, Id file) {
  Found found = read_fields(extraction);
  std::string answer;
  JsonWriter json(answer);
  begin_success(json);
  for (std::size_t i = 0; i < kKeys.size(); ++i) {
    const Key& key = kKeys[i];
    if (found[i] && !fits(key, *found[i])) found[i].reset();
    if (!found[i] && key.name == "typeTva") continue;
    if (!found[i] && key.name == "typeFacture") found[i] = "FACTURE";
    json.key(key.name);
    if (!found[i]) {
      json.null();
    } else if (key.kind == Kind::number) {
      json.raw(*found[i]);
    } else {
      json.value(*found[i]);
    }
  }
  json.member("pieceJointeId", file);
  json.end_object();
  return answer;
}

}  // namespace prefill::server
