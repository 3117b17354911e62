// Photographs are slopes of colour under noise: JPEG spends its bytes on the noise, as it does on leaves and gravel.

#include "corpus/bulk/picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
// jpeglib.h needs size_t and FILE from the headers before it.
#include <jpeglib.h>

#include <memory>
#include <numbers>
#include <vector>

#include "corpus/bulk/pdf_file.h"

namespace prefill::bulk {
namespace {

using Pixels = std::vector<std::uint8_t>;
using Colour = std::array<int, 3>;

constexpr std::size_t channels = 3;
constexpr int jpeg_quality = 82;
constexpr int tile = 160;  // side of the piece that tells how many bytes a pixel takes

Colour draw_colour(Random& random) {
  return {random.between(10, 230), random.between(10, 230), random.between(10, 230)};
}

// Skies and grounds are pale.
Colour draw_near(Random& random, Colour colour) {
  for (int& part : colour) part += random.between(-40, 40);
  return colour;
}

struct Scene {
  Colour sky;
  Colour ground;
  int horizon;  // percent of the height
  int noise;    // how far a pixel may be from its neighbour
  double wave;  // periods across
};

std::uint8_t shade(int value) {
  return static_cast<std::uint8_t>(std::clamp(value, 0, 255));
}

Pixels paint(const Scene& scene, int width, int height, Random random) {
  Pixels pixels(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * channels);
  std::size_t at = 0;
  std::vector<int> hills;
  for (int x = 0; x < width; ++x) {
    hills.push_back(static_cast<int>(24 * std::sin(scene.wave * 2 * std::numbers::pi * x / width)));
  }
  for (int y = 0; y < height; ++y) {
    const bool above = y * 100 < scene.horizon * height;
    const Colour& colour = above ? scene.sky : scene.ground;
    for (int x = 0; x < width; ++x) {
      const std::uint64_t bits = random.next();
      const int grain = static_cast<int>(bits % static_cast<std::uint64_t>(2 * scene.noise + 1)) - scene.noise;
      const int slope = 40 * y / height + hills[static_cast<std::size_t>(x)];
      for (std::size_t channel = 0; channel < channels; ++channel) {
        pixels[at++] = shade(colour[channel] + slope + grain);
      }
    }
  }
  return pixels;
}

std::string to_jpeg(const Pixels& pixels, int width, int height) {
  jpeg_compress_struct state{};
  jpeg_error_mgr errors{};
  state.err = jpeg_std_error(&errors);
  jpeg_create_compress(&state);
  unsigned char* out = nullptr;
  unsigned long size = 0;  // NOLINT(google-runtime-int): the library's type
  jpeg_mem_dest(&state, &out, &size);
  state.image_width = static_cast<JDIMENSION>(width);
  state.image_height = static_cast<JDIMENSION>(height);
  state.input_components = static_cast<int>(channels);
  state.in_color_space = JCS_RGB;
  jpeg_set_defaults(&state);
  jpeg_set_quality(&state, jpeg_quality, TRUE);
  jpeg_start_compress(&state, TRUE);
  while (state.next_scanline < state.image_height) {
    // The library reads rows, but its type says that it might write them.
    auto* row = const_cast<JSAMPROW>(pixels.data() + channels * state.image_width * state.next_scanline);
    jpeg_write_scanlines(&state, &row, 1);
  }
  jpeg_finish_compress(&state);
  jpeg_destroy_compress(&state);
  const std::unique_ptr<unsigned char, decltype(&std::free)> held(out, &std::free);
  return {reinterpret_cast<const char*>(out), size};
}

struct Mark {
  int kind;  // 0 disc, 1 bar, 2 ring
  int x;     // percent of the side
  int y;
  int size;
  Colour colour;
};

bool covers(const Mark& shape, int x, int y) {
  const int across = x - shape.x;
  const int down = y - shape.y;
  const int square = across * across + down * down;
  if (shape.kind == 1) return std::abs(across) < shape.size && std::abs(down) < shape.size / 3;
  const int inner = shape.size * 2 / 3;
  return square < shape.size * shape.size && (shape.kind == 0 || square > inner * inner);
}

}  // namespace

Picture draw_logo(Random& random) {
  std::vector<Mark> shapes;
  for (int i = random.between(2, 5); i > 0; --i) {
    shapes.push_back({random.between(0, 2), random.between(20, 80), random.between(20, 80), random.between(10, 32),
                      draw_colour(random)});
  }
  Picture logo;
  logo.width = logo.height = random.between(56, 236);
  std::string pixels;
  std::string mask;
  for (int y = 0; y < logo.height; ++y) {
    for (int x = 0; x < logo.width; ++x) {
      const auto top = std::ranges::find_if(
          shapes, [&](const Mark& shape) { return covers(shape, 100 * x / logo.width, 100 * y / logo.height); });
      mask += top == shapes.end() ? '\0' : '\xFF';
      for (std::size_t channel = 0; channel < channels; ++channel) {
        // A slight slope of colour, as designers like it.
        pixels += static_cast<char>(top == shapes.end() ? 255 : shade(top->colour[channel] + 30 * y / logo.height));
      }
    }
  }
  logo.bytes = compressed(pixels);
  logo.mask = compressed(mask);
  return logo;
}

Picture draw_photograph(Random& random, std::size_t size, double ratio) {
  const Scene scene{draw_near(random, {150, 175, 205}), draw_near(random, {105, 100, 75}), random.between(25, 70),
                    random.between(6, 40), random.between(1, 5) * 0.7};
  const Random grain = random;
  const double sample = static_cast<double>(to_jpeg(paint(scene, tile, tile, grain), tile, tile).size());
  const double pixels = static_cast<double>(size) / sample * tile * tile;
  Picture photograph;
  photograph.jpeg = true;
  photograph.width = std::max(48, static_cast<int>(std::sqrt(pixels * ratio)));
  photograph.height = std::max(32, static_cast<int>(photograph.width / ratio));
  photograph.bytes =
      to_jpeg(paint(scene, photograph.width, photograph.height, grain), photograph.width, photograph.height);
  return photograph;
}

}  // namespace prefill::bulk
