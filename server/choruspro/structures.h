// The public bodies and suppliers that this portal knows: a small list from a file, in the place of the national
// directory.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "extractor/result.h"

namespace prefill::server {

struct StructureService {
  std::int64_t id = 0;
  std::string code;
  std::string label;
  bool active = true;
};

struct Structure {
  std::int64_t id = 0;  // idStructureCPP
  std::string identifier;
  std::string identifier_type = "SIRET";
  std::string name;
  bool is_public = true;
  bool active = true;
  // What a recipient asks for: codeServiceDoitEtreRenseigne, numeroEJDoitEtreRenseigne, gestionNumeroEJOuCodeService.
  bool wants_service = false;
  bool wants_engagement = false;
  bool wants_either = false;
  std::vector<StructureService> services;

  [[nodiscard]] const StructureService* service(std::string_view code) const;
};

/// Immutable once read.
class Structures {
 public:
  Structures() = default;
  explicit Structures(std::vector<Structure> list) : list_(std::move(list)) {}

  /// Reads `{"structures": [...]}`; docs/chorus-pro-api.md describes the members. Code `io` when it cannot be read; the
  /// message names every mistake.
  [[nodiscard]] static Result<Structures> read(const std::string& path);

  /// False: nothing is configured, and every identifier of the right form is let through.
  [[nodiscard]] bool configured() const { return !list_.empty(); }
  [[nodiscard]] const std::vector<Structure>& list() const { return list_; }
  [[nodiscard]] const Structure* by_identifier(std::string_view identifier) const;
  [[nodiscard]] const Structure* by_id(std::int64_t id) const;

 private:
  std::vector<Structure> list_;
};

}  // namespace prefill::server
