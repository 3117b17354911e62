// Fonts come first, since a text needs them; pictures fill what is left.

#include "corpus/bulk/assets.h"

#include <array>
#include <numeric>

namespace prefill::bulk {
namespace {

constexpr std::size_t around = 7000;         // content, widths, maps and cross-references of a usual file
constexpr std::size_t least_picture = 3000;  // below, a picture would show nothing
constexpr std::size_t flat_logo = 7000;      // up to here a drawn logo will do
constexpr std::size_t one_picture = 140000;  // more than this is several photographs
constexpr std::size_t two_faces = 52000;     // a file of less has regular and bold alone

struct Cut {
  std::size_t family;
  Face face;
};

std::vector<Cut> choose_faces(const Weight& weight, FontRoles& roles) {
  std::vector<Cut> faces{{weight.family, Face::regular}, {weight.family, Face::bold}};
  if (weight.target < two_faces) return faces;
  if (weight.title_family != weight.family) {
    roles.title = faces.size();
    faces.push_back({weight.title_family, Face::bold});
  }
  if (weight.italic) {
    roles.small = faces.size();
    faces.push_back({weight.family, Face::italic});
  }
  return faces;
}

std::size_t load(const std::vector<Cut>& faces, Repertoire repertoire, FontLibrary& library, Assets& assets) {
  assets.fonts.clear();
  for (const Cut& cut : faces) assets.fonts.push_back(&library.program(cut.family, cut.face, repertoire));
  return std::accumulate(assets.fonts.begin(), assets.fonts.end(), std::size_t{0},
                         [](std::size_t sum, const FontProgram* font) { return sum + font->compressed.size(); });
}

void add_pictures(Random& random, std::size_t bytes, const Trade& trade, Assets& assets) {
  const auto add = [&](Picture picture) {
    assets.pictures.push_back(std::move(picture));
    return assets.pictures.size() - 1;
  };
  constexpr double square = 1.0;
  constexpr double wide = 5.0;
  constexpr double landscape = 1.5;
  if (bytes < flat_logo) {
    assets.logo = add(draw_logo(random));
  } else if (bytes < one_picture && (!trade.site || random.chance(50))) {
    if (random.chance(50)) {
      assets.banner = add(draw_photograph(random, bytes, wide));
    } else {
      assets.logo = add(draw_photograph(random, bytes, square));
    }
  } else {
    const int count = random.between(1, 4);
    for (int i = 0; i < count; ++i) {
      assets.photographs.push_back(add(draw_photograph(random, bytes / static_cast<std::size_t>(count), landscape)));
    }
  }
}

}  // namespace

Assets make_assets(std::uint64_t seed, const Supplier& supplier, FontLibrary& library) {
  Random random(seed, "assets", supplier.number);
  Assets assets;
  const Weight& weight = supplier.weight;
  const std::vector<Cut> faces = choose_faces(weight, assets.roles);
  std::size_t used = 0;
  for (const Repertoire repertoire : {Repertoire::whole, Repertoire::latin, Repertoire::french, Repertoire::lean}) {
    if (weight.pictures_first && repertoire == Repertoire::whole) continue;
    used = around + load(faces, repertoire, library, assets);
    if (used <= weight.target) break;
  }
  if (used + least_picture < weight.target) add_pictures(random, weight.target - used, *supplier.trade, assets);
  return assets;
}

}  // namespace prefill::bulk
