// The fonts and pictures of a supplier, of which its files are as heavy as real ones.

#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "corpus/bulk/font_library.h"
#include "corpus/bulk/picture.h"
#include "corpus/bulk/supplier.h"

namespace prefill::bulk {

/// Where each font stands among those of a file.
struct FontRoles {
  std::size_t regular = 0;
  std::size_t bold = 1;
  std::size_t title = 1;
  std::size_t small = 0;
};

struct Assets {
  std::vector<const FontProgram*> fonts;
  FontRoles roles;
  std::vector<Picture> pictures;         // of the file, in this order
  std::optional<std::size_t> logo;       // which of them stands at the name
  std::optional<std::size_t> banner;     // which goes across the head of the first page
  std::vector<std::size_t> photographs;  // which go onto a page of their own, or into a strip where there is just one
};

/// Chooses fonts and draws pictures so that a file comes near the supplier's target. Fonts belong to `library`.
[[nodiscard]] Assets make_assets(std::uint64_t seed, const Supplier& supplier, FontLibrary& library);

}  // namespace prefill::bulk
