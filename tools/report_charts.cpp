// Drawn as the pages are: a sheet of outlines and words, in gray, so that print loses nothing.

#include "tools/report_charts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "tools/drawing.h"

namespace prefill::tools {
namespace {

constexpr std::uint32_t black = 0x000000;
constexpr std::uint32_t dark = 0x444444;
constexpr std::uint32_t light = 0xC8C8C8;
constexpr std::uint32_t paper = 0xF2F2F2;

pdf::Outline rectangle(const Rect& box, std::uint32_t fill) {
  return {{{box.x0, box.y0}, {box.x1, box.y0}, {box.x1, box.y1}, {box.x0, box.y1}}, true, std::nullopt, fill};
}

pdf::Outline line(Point from, Point to, const pdf::Pen& pen) {
  return {{from, to}, false, pen, std::nullopt};
}

// The square of the diagram on its sheet; y upwards.
struct Plot {
  float left = 44;
  float top = 12;
  float side = 300;

  [[nodiscard]] Point at(double x, double y) const {
    return {left + side * static_cast<float>(x), top + side * static_cast<float>(1 - y)};
  }
};

void append_axes(pdf::Figure& figure, const Plot& plot) {
  figure.outlines.push_back(rectangle({plot.left, plot.top, plot.left + plot.side, plot.top + plot.side}, paper));
  for (int tenth = 0; tenth <= 10; tenth += 2) {
    const double share = tenth / 10.0;
    const Point below = plot.at(share, 0);
    const Point beside = plot.at(0, share);
    const std::string text = length_text(static_cast<float>(share));
    figure.outlines.push_back(line(beside, plot.at(1, share), {light, 0.5F}));
    figure.words.push_back({text, {below.x, below.y + 14}, 10, black, false, true});
    figure.words.push_back({text, {beside.x - 16, beside.y + 3}, 10, black, false, true});
  }
  const Point middle = plot.at(0.5, 0);
  figure.words.push_back({"confidence", {middle.x, middle.y + 30}, 11, black, true, true});
  figure.words.push_back({"share right", {4, plot.top + plot.side + 30}, 11, black, true, false});
}

void append_whisker(pdf::Figure& figure, const Plot& plot, double x, std::pair<double, double> interval) {
  constexpr double half = 0.012;
  const pdf::Pen pen{black, 1.2F};
  figure.outlines.push_back(line(plot.at(x, interval.first), plot.at(x, interval.second), pen));
  for (const double end : {interval.first, interval.second}) {
    figure.outlines.push_back(line(plot.at(x - half, end), plot.at(x + half, end), pen));
  }
}

void append_column(pdf::Figure& figure, const Plot& plot, std::size_t i, const Bin& bin) {
  constexpr double width = 1.0 / bin_count;
  constexpr double gap = 0.012;
  if (bin.all() == 0) return;
  const double from = static_cast<double>(i) * width;
  const Score score = bin.score();
  const Point top_left = plot.at(from + gap, score.precision());
  const Point bottom_right = plot.at(from + width - gap, 0);
  figure.outlines.push_back(rectangle({top_left.x, top_left.y, bottom_right.x, bottom_right.y}, 0x9A9A9A));
  append_whisker(figure, plot, from + width / 2, score.precision_interval());
  // Over the plot: inside it the interval would strike the number through.
  const Point over = plot.at(from + width / 2, 1);
  figure.words.push_back({std::to_string(bin.all()), {over.x, over.y - 4}, 8.5F, black, true, true});
}

// 1, 2 or 5 times a power of ten: four to ten of it make `most`.
double round_step(double most) {
  const double power = std::pow(10, std::floor(std::log10(most)));
  for (const double part : {0.1, 0.2, 0.5}) {
    if (most / (part * power) <= 10) return part * power;
  }
  return power;
}

std::string count_text(double count) {
  std::array<char, 32> digits{};
  std::snprintf(digits.data(), digits.size(), "%.6g", count);
  return digits.data();
}

}  // namespace

std::string column_chart(const std::vector<ChartColumn>& columns, std::string_view across, std::string_view up,
                         std::string_view title) {
  constexpr float left = 64;
  constexpr float top = 12;
  constexpr float width = 480;
  constexpr float height = 180;
  double most = 0;
  for (const ChartColumn& column : columns) most = std::max(most, column.height);
  const double step = most > 0 ? round_step(most) : 1;
  const double end = std::max(step, std::ceil(most / step) * step);
  const auto y = [&](double count) { return top + height * static_cast<float>(1 - count / end); };
  pdf::Figure figure;
  figure.outlines.push_back(rectangle({left, top, left + width, top + height}, paper));
  for (double tick = 0; tick <= end * 1.001; tick += step) {
    figure.outlines.push_back(line({left, y(tick)}, {left + width, y(tick)}, {light, 0.5F}));
    figure.words.push_back({count_text(tick), {left - 26, y(tick) + 3}, 9, black, false, true});
  }
  const float pitch = width / static_cast<float>(std::max<std::size_t>(columns.size(), 1));
  const float gap = std::min(2.0F, pitch / 6);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const float x = left + pitch * static_cast<float>(i);
    figure.outlines.push_back(rectangle({x + gap, y(columns[i].height), x + pitch - gap, top + height}, 0x6A6A6A));
    if (columns[i].name.empty()) continue;
    figure.words.push_back({columns[i].name, {x + pitch / 2, top + height + 14}, 9, black, false, true});
  }
  figure.words.push_back({std::string(across), {left + width / 2, top + height + 32}, 10, black, true, true});
  figure.words.push_back({std::string(up), {4, top + height + 32}, 10, black, true, false});
  return to_svg({left + width + 16, top + height + 42, {}, {figure}}, title, {});
}

std::string bar(double share, std::pair<double, double> interval, std::string_view title) {
  constexpr float length = 110;
  constexpr float height = 12;
  const auto x = [](double part) { return length * static_cast<float>(part); };
  pdf::Figure figure;
  figure.outlines = {rectangle({0, 0, length, height}, paper), rectangle({0, 1, x(share), height - 1}, 0x8A8A8A),
                     line({x(interval.first), height / 2}, {x(interval.second), height / 2}, {black, 1.4F})};
  for (const double end : {interval.first, interval.second}) {
    const float at = std::clamp(x(end), 0.7F, length - 0.7F);
    figure.outlines.push_back(line({at, 3}, {at, height - 3}, {black, 1.4F}));
  }
  return to_svg({length, height, {}, {figure}}, title, {});
}

std::string reliability_diagram(const std::array<Bin, bin_count>& bins) {
  const Plot plot;
  pdf::Figure figure;
  append_axes(figure, plot);
  for (std::size_t i = 0; i < bins.size(); ++i) append_column(figure, plot, i, bins[i]);
  figure.outlines.push_back(line(plot.at(0, 0), plot.at(1, 1), {dark, 1, 5, 3}));
  return to_svg({plot.left + plot.side + 16, plot.top + plot.side + 40, {}, {figure}},
                "Share of right values by confidence, in ten columns; the table beside it has the numbers", {});
}

}  // namespace prefill::tools
