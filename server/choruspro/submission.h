// An invoice as soumettre brings it, read and checked.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "extractor/fields/decimal.h"
#include "server/choruspro/form.h"
#include "server/store/store.h"

namespace prefill::server {

struct SubmittedVatLine {
  std::optional<Decimal> base;
  std::optional<Decimal> tax;
};

struct SubmittedFile {
  Id id = 0;
  std::string field;  // where it is named, for messages
  bool main = false;  // the invoice itself
};

/// What the checks look at. Absent or unusable members are empty; the mistakes about them have been noted.
struct Submission {
  std::string mode;  // modeDepot
  std::string number;
  std::string date;
  std::string recipient;
  std::string service;
  std::optional<std::int64_t> supplier;  // idFournisseur
  std::string frame;
  std::string validator;  // codeStructureValideur
  std::string currency;
  std::string type;      // typeFacture
  std::string vat_type;  // typeTva
  std::string exemption;
  std::string contract;    // numeroMarche
  std::string engagement;  // numeroBonCommande
  std::string origin;      // numeroFactureOrigine
  std::string payment;
  std::size_t items = 0;  // lignePoste
  std::vector<SubmittedVatLine> vat_lines;
  std::optional<Decimal> net, tax, total, discount, due;  // montantTotal
  std::vector<SubmittedFile> files;

  /// True when the number and the date are made here.
  [[nodiscard]] bool typed_in() const { return mode == "SAISIE_API"; }
};

/// Reads `body`; notes what is missing by the mode, of the wrong type, too long or in no list.
[[nodiscard]] Submission read_submission(Form& body);

}  // namespace prefill::server
