// Shapes and checksums. Sources: docs/design.md names them; the VAT key is (12 + 3 * (SIREN mod 97)) mod 97.

#include "extractor/fields/identifier.h"

#include <algorithm>
#include <array>
#include <span>

#include "extractor/fields/ascii.h"
#include "extractor/fields/identifier_shapes.h"

namespace prefill {
namespace {

char upper(char c) {
  return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
}
bool separator(char c) {
  return c == ' ' || c == '.' || c == '\t' || c == '\n' || c == '-';
}

bool ends_word(std::string_view text, std::size_t end) {
  return end >= text.size() || !is_alnum(text[end]);
}

/// Groups of digits with single separators between them.
struct Digits {
  Identifier value;
  std::size_t length = 0;
  Identifier groups;  // the length of each group, as a digit: "3335"
  bool gaps = false;  // groups stand in cells or lines of their own

  [[nodiscard]] bool all(char group) const { return groups.view().find_first_not_of(group) == std::string_view::npos; }
};

/// The digits of a SIRET, and those of a SIREN that are the first of them.
struct CompanyDigits {
  Digits siret;                 // those that there are
  std::optional<Digits> siren;  // when a group ends with the ninth digit

  /// Reads groups until there are the digits of a SIRET; false when there are fewer, or a group goes beyond them.
  bool read(std::string_view text) {
    Digits& digits = siret;
    std::size_t at = 0;
    while (true) {
      const std::size_t end = at + digits_at(text, at);
      if (end == at || digits.value.size() + (end - at) > kSiretDigits) return false;
      for (std::size_t i = at; i < end; ++i) digits.value.push_back(text[i]);
      digits.groups.push_back(end - at < 10 ? static_cast<char>('0' + (end - at)) : '+');
      digits.length = end;
      if (digits.value.size() == kSirenDigits) siren = digits;
      if (digits.value.size() == kSiretDigits) return ends_word(text, digits.length);
      if (end >= text.size() || !separator(text[end])) return false;
      digits.gaps = digits.gaps || text[end] == '\t' || text[end] == '\n';
      at = end + 1;
      if (at < text.size() && text[at] == ' ') ++at;  // two spaces
    }
  }
};

/// True for the zeros that templates print in the place of a number, and that pass Luhn.
bool is_placeholder(std::string_view digits) {
  return digits.substr(0, 9) == "000000000";
}

bool luhn(std::string_view digits) {
  int sum = 0;
  bool twice = false;
  for (auto c = digits.rbegin(); c != digits.rend(); ++c, twice = !twice) {
    const int digit = *c - '0';
    sum += twice ? (digit > 4 ? 2 * digit - 9 : 2 * digit) : digit;
  }
  return sum % 10 == 0;
}

/// True for digits in the groups of a SIRET.
bool is_siret(const CompanyDigits& digits) {
  const Digits& siret = digits.siret;
  if (siret.all('2') || is_placeholder(siret.value)) return false;
  // Several groups are a SIREN and an establishment number, or single digits.
  if (siret.groups.size() > 1 && !digits.siren) return false;
  const std::string_view groups = siret.groups;
  const bool usual = groups == "3335" || groups == "95" || siret.all('1');
  // Over a gap, five digits behind a SIREN may be a postcode: those begin at 01000, establishments at 00001.
  const bool establishment = siret.value.view().substr(kSirenDigits, 2) == "00" && siret_valid(siret.value);
  return !siret.gaps || (usual && (siret.all('1') || establishment));
}

/// True for nine digits of `text` in the groups of a SIREN.
bool is_siren(const Digits& siren, std::string_view text) {
  const std::string_view groups = siren.groups;
  return (groups == "9" || groups == "333") && !siren.gaps && ends_word(text, siren.length) &&
         !is_placeholder(siren.value);
}

/// Letters and digits from the start of `text`, capitals, single spaces (or points) skipped, at most `most` of them.
/// `ends` gets, for each character, where it ends in the text.
Identifier packed(std::string_view text, std::size_t most, std::array<std::size_t, 40>& ends) {
  Identifier out;
  for (std::size_t at = 0; at < text.size() && out.size() < most; ++at) {
    if (is_alnum(text[at])) {
      ends[out.size()] = at + 1;
      out.push_back(upper(text[at]));
    } else if (!separator(text[at]) || out.size() < 2) {
      break;
    } else if (at + 1 < text.size() && !is_alnum(text[at + 1]) && text[at + 1] != ' ') {
      break;
    }
  }
  return out;
}

/// True for an account printed as accounts are, though its keys fail: in one line and one column, and with digits in
/// each group but that of the bank. A sum and the words behind it have the letters of a country as well:
/// "de 8 000 euros SIRET 732 829 320".
bool printed_as_account(std::string_view text) {
  if (text.find_first_of("\t\n") != std::string_view::npos) return false;
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size(); ++number) {
    std::size_t end = at;
    while (end < text.size() && is_alnum(text[end])) ++end;
    const std::string_view group = text.substr(at, end - at);
    const bool bank = number == 1 && group.size() == 4;
    if (number > 0 && !bank && std::none_of(group.begin(), group.end(), is_digit)) return false;
    at = end + 1;
    while (at < text.size() && separator(text[at])) ++at;
  }
  return true;
}

/// True when the key of a French account fits, or of one of Monaco: with letters as the digits of the RIB, the account
/// is a multiple of 97. True for other countries.
bool rib_key_valid(std::string_view iban) {
  if (!iban.starts_with("FR") && !iban.starts_with("MC")) return true;
  int remainder = 0;
  for (const char c : iban.substr(4)) {
    // A to I are 1 to 9, J to R likewise, S to Z are 2 to 9.
    const int digit = is_digit(c) ? c - '0' : c < 'S' ? (c - 'A') % 9 + 1 : c - 'S' + 2;
    remainder = (remainder * 10 + digit) % 97;
  }
  return remainder == 0;
}

bool fits(char c, char shape) {
  return shape == '9' ? is_digit(c) : shape == 'A' ? (c >= 'A' && c <= 'Z') : shape == 'X' || shape == c;
}

/// Reads what follows the letters of a country, by its shape. Most texts part from it after a few bytes.
class ShapeReader {
 public:
  /// `text` begins with the letters of a country.
  explicit ShapeReader(std::string_view text) : text_(text) {
    found_.value.push_back(upper(text[0]));
    found_.value.push_back(upper(text[1]));
    found_.length = 2;
  }

  /// Reads as many letters and digits as `shape` has, each behind a separator and spaces or right behind the one
  /// before. False when they do not fit.
  bool read(std::string_view shape) {
    std::size_t at = found_.length;
    for (const char expected : shape) {
      if (at < text_.size() && separator(text_[at])) at = skip_spaces(text_, at + 1);
      if (at >= text_.size() || !is_alnum(text_[at])) return false;
      const char c = upper(text_[at]);
      if (!fits(c, expected)) return false;
      found_.value.push_back(c);
      ++at;
    }
    found_.length = at;
    return true;
  }

  /// What was read, if the word ends with it.
  [[nodiscard]] std::optional<ParsedIdentifier> found() const {
    if (!ends_word(text_, found_.length)) return std::nullopt;
    return found_;
  }

 private:
  std::string_view text_;
  ParsedIdentifier found_;
};

/// Those of `shapes` that are of the country whose letters `text` begins with; they stand together.
std::span<const CountryShape> shapes_of(std::span<const CountryShape> shapes, std::string_view text) {
  const auto own = [first = upper(text[0]), second = upper(text[1])](const CountryShape& shape) {
    return shape.country[0] == first && shape.country[1] == second;
  };
  const auto from = std::find_if(shapes.begin(), shapes.end(), own);
  return {from, std::find_if_not(from, shapes.end(), own)};
}

constexpr void add_country(WordStarts& countries, std::string_view country) {
  const std::array letters = {static_cast<char>(country[0] - 'A' + 'a'), static_cast<char>(country[1] - 'A' + 'a')};
  countries.add(std::string_view(letters.data(), letters.size()));
}

constexpr WordStarts kCountries = [] {
  WordStarts countries;
  for (const CountryShape& shape : kVatShapes) add_country(countries, shape.country);
  for (const CountryShape& shape : kAccountShapes) add_country(countries, shape.country);
  return countries;
}();

/// Those with VAT ids that go on with a letter. Accounts go on with digits.
constexpr WordStarts kLettered = [] {
  WordStarts countries;
  add_country(countries, "CH");  // CHE
  for (const CountryShape& shape : kVatShapes) {
    if (shape.shape[0] != '9') add_country(countries, shape.country);
  }
  return countries;
}();

}  // namespace

const WordStarts& country_starts() {
  return kCountries;
}

bool may_begin_with_country(std::string_view text) {
  constexpr std::size_t kReach = 7;
  if (text.size() < kReach || !is_lower(text[0]) || !kCountries.has(text[0], text[1])) return false;
  if (is_lower(text[2]) && !kLettered.has(text[0], text[1])) return false;
  bool digit = false;  // where it stands is hard to guess
  for (const char c : text.substr(2, kReach - 2)) digit |= is_digit(c);
  return digit;
}

bool may_begin_with_siren(std::string_view text) {
  constexpr std::size_t kDigits = 9;
  std::size_t digits = 0;
  for (std::size_t at = 0;; ++at) {
    const std::size_t group = digits_at(text, at);
    digits += group;
    at += group;
    if (digits >= kDigits) return true;
    if (group == 0 || at >= text.size() || !separator(text[at])) return false;
    if (at + 1 < text.size() && text[at + 1] == ' ') ++at;  // two spaces
  }
}

std::optional<ParsedIdentifier> parse_siret_or_siren(std::string_view text) {
  CompanyDigits digits;
  if (digits.read(text) && is_siret(digits)) return ParsedIdentifier{digits.siret.value, digits.siret.length};
  if (digits.siren && is_siren(*digits.siren, text)) return ParsedIdentifier{digits.siren->value, digits.siren->length};
  return std::nullopt;
}

namespace {

/// True for a French VAT id with a key of digits that fits.
bool proves_itself(std::string_view vat_id) {
  return !siren_of_vat_id(vat_id).empty() && is_digit(vat_id[2]) && vat_id_valid(vat_id);
}

}  // namespace

std::optional<ParsedIdentifier> parse_vat_id(std::string_view text) {
  if (!may_begin_with_country(text)) return std::nullopt;
  if (has_at(text, 0, "che")) {
    ShapeReader reader(text);
    return reader.read("E999999999") ? reader.found() : std::nullopt;
  }
  for (const CountryShape& shape : shapes_of(kVatShapes, text)) {
    ShapeReader reader(text);
    if (!reader.read(shape.shape)) continue;
    const auto found = reader.found();
    if (!found) continue;
    // Over a gap the next column begins: "FR01-2230765" before "28-MAY-2026" is a number before a date.
    const bool gap = text.substr(0, found->length).find_first_of("\t\n") != std::string_view::npos;
    if (!gap || proves_itself(found->value)) return found;
  }
  return std::nullopt;
}

namespace {

/// True for a French VAT id that proves itself, whatever number stands behind it.
bool begins_with_proven_vat_id(std::string_view text) {
  const auto vat_id = parse_vat_id(text);
  return vat_id && proves_itself(vat_id->value);
}

}  // namespace

std::optional<ParsedIdentifier> parse_iban(std::string_view text) {
  if (!may_begin_with_country(text)) return std::nullopt;
  const auto known = shapes_of(kAccountShapes, text);
  if (known.empty()) return std::nullopt;
  ShapeReader reader(text);
  if (!reader.read("99") || !reader.read(known.front().shape)) return std::nullopt;
  auto found = reader.found();
  if (!found) return std::nullopt;
  const std::string_view value = found->value;
  if (std::count_if(value.begin(), value.end(), is_digit) < 8) return std::nullopt;
  const bool proven = iban_valid(value) && rib_key_valid(value);
  if (!proven && (!printed_as_account(text.substr(0, found->length)) || begins_with_proven_vat_id(text)))
    return std::nullopt;
  return found;
}

std::optional<ParsedIdentifier> parse_bic(std::string_view text) {
  std::array<std::size_t, 40> ends{};
  const Identifier value = packed(text, 11, ends);
  for (const std::size_t length : {std::size_t{11}, std::size_t{8}}) {
    if (value.size() < length || !ends_word(text, ends[length - 1])) continue;
    if (ends[length - 1] > length + 3) continue;  // at most a space between each of its four parts
    const std::string_view code = value.view().substr(0, length);
    // "BNPAFRPP RIB": a word behind a code in one piece is no branch, unless it is the usual one.
    const bool apart = length == 11 && ends[7] == 8 && ends[8] > 9;
    if (apart && code.substr(8) != "XXX") continue;
    if (std::ranges::none_of(code.substr(0, 6), is_digit)) return ParsedIdentifier{Identifier(code), ends[length - 1]};
  }
  return std::nullopt;
}

bool siret_valid(std::string_view siret) {
  if (luhn(siret) && luhn(siret.substr(0, 9))) return true;
  if (siret.substr(0, 9) != "356000000") return false;
  int sum = 0;
  for (const char c : siret) sum += c - '0';
  return sum % 5 == 0;
}

bool siren_valid(std::string_view siren) {
  return luhn(siren);
}

std::string_view siren_of_vat_id(std::string_view vat_id) {
  if (vat_id.size() != 13 || vat_id.substr(0, 2) != "FR" || vat_id.substr(4, 3) == "000") return {};
  return vat_id.substr(4);
}

bool vat_id_valid(std::string_view vat_id) {
  const std::string_view siren = siren_of_vat_id(vat_id);
  if (siren.empty() || !is_digit(vat_id[2]) || !is_digit(vat_id[3])) return true;
  int remainder = 0;
  for (const char c : siren) remainder = (remainder * 10 + (c - '0')) % 97;
  return (12 + 3 * remainder) % 97 == (vat_id[2] - '0') * 10 + (vat_id[3] - '0');
}

bool iban_valid(std::string_view iban) {
  int remainder = 0;
  const auto take = [&](char c) {
    remainder = is_digit(c) ? (remainder * 10 + (c - '0')) % 97 : (remainder * 100 + (c - 'A' + 10)) % 97;
  };
  for (const char c : iban.substr(4)) take(c);
  for (const char c : iban.substr(0, 4)) take(c);
  return remainder == 1;
}

}  // namespace prefill
