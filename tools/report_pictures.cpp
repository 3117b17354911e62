// Gray and small, since there are hundreds of them in one file: enough to read the words around a value.

#include "tools/report_pictures.h"

#include <algorithm>
#include <optional>
#include <string_view>

#include "tools/drawing.h"
#include "tools/report_places.h"

namespace prefill::tools {
namespace {

constexpr float resolution = 1.6F;  // pixels a point
constexpr float least_width = 300;  // points of the page around a value
constexpr float least_height = 100;
constexpr float around = 24;   // at the least
constexpr float widest = 560;  // of a picture with both values
constexpr float highest = 260;

// A place with the word that is written at it.
struct Marked {
  Place place;
  std::string_view word;
};

struct Look {
  std::uint32_t colour = 0;
  float dash = 0;
  bool twice = false;
};

Look look_of(std::string_view word) {
  if (word == "expected") return {0x196F3D, 0, true};
  if (word == "withheld") return {0xA93226, 3, false};
  return {0xA93226, 0, false};
}

pdf::Outline rectangle(const Rect& box, std::optional<pdf::Pen> pen, std::optional<std::uint32_t> fill = {}) {
  return {{{box.x0, box.y0}, {box.x1, box.y0}, {box.x1, box.y1}, {box.x0, box.y1}}, true, pen, fill};
}

Rect grown(const Rect& box, float by) {
  return {box.x0 - by, box.y0 - by, box.x1 + by, box.y1 + by};
}

bool overlaps(const Rect& a, const Rect& b) {
  return overlap(a.x0, a.x1, b.x0, b.x1) > 0 && overlap(a.y0, a.y1, b.y0, b.y1) > 0;
}

constexpr float word_size = 6.5F;
constexpr float word_height = 9;

// Where the word of a mark hides nothing: beside its box, above or below; above when it hides something everywhere.
Rect word_place(const Rect& frame, std::string_view word, const Rect& part, const std::vector<Rect>& taken) {
  constexpr float letter = 0.56F;  // of the size, on average
  constexpr float gap = 1;
  const float width = word_size * letter * static_cast<float>(word.size()) + 4;
  const float middle = frame.centre().y - word_height / 2;
  const Rect above{frame.x0, frame.y0 - gap - word_height, frame.x0 + width, frame.y0 - gap};
  for (const Rect& place : {Rect{frame.x1 + gap, middle, frame.x1 + gap + width, middle + word_height},
                            Rect{frame.x0 - gap - width, middle, frame.x0 - gap, middle + word_height}, above,
                            Rect{frame.x0, frame.y1 + gap, frame.x0 + width, frame.y1 + gap + word_height}}) {
    const bool inside = place.x0 >= part.x0 && place.y0 >= part.y0 && place.x1 <= part.x1 && place.y1 <= part.y1;
    const auto hides = [&](const Rect& other) { return overlaps(place, other); };
    if (inside && std::none_of(taken.begin(), taken.end(), hides)) return place;
  }
  return above;
}

Rect frame_of(const Marked& mark) {
  return grown(mark.place.box, look_of(mark.word).twice ? 4.5F : 1.5F);
}

// Two marks around the same words differ: the expected one lies outside.
pdf::Figure figure_of(const Marked& mark, const Rect& part, const std::vector<Rect>& taken) {
  const Look look = look_of(mark.word);
  const pdf::Pen pen{look.colour, 1, look.dash, 2};
  const auto on_sheet = [&](const Rect& box) {
    return Rect{box.x0 - part.x0, box.y0 - part.y0, box.x1 - part.x0, box.y1 - part.y0};
  };
  const Rect frame = on_sheet(frame_of(mark));
  const Rect word = on_sheet(word_place(frame_of(mark), mark.word, part, taken));
  pdf::Figure figure;
  figure.outlines.push_back(rectangle(frame, pen));
  if (look.twice) figure.outlines.push_back(rectangle(grown(frame, -2), pen));
  figure.outlines.push_back(rectangle(word, std::nullopt, look.colour));
  figure.words.push_back({std::string(mark.word), {word.x0 + 2, word.y0 + 6.8F}, word_size, 0xFFFFFF, true, false});
  return figure;
}

// What a word must not hide: the text of the page, and the marks.
std::vector<Rect> taken_on(const LaidOutPages& pages, const std::vector<Marked>& marks) {
  std::vector<Rect> taken;
  for (const text::PageText& page : pages.texts()) {
    if (page.number() != marks.front().place.page) continue;
    for (const text::Cell& cell : page.cells()) taken.push_back(cell.box);
  }
  for (const Marked& mark : marks) taken.push_back(frame_of(mark));
  return taken;
}

// An interval of at least `least` around [from, to], moved into [0, end] where that is possible.
std::pair<float, float> widened(float from, float to, float least, float end) {
  const float grow = std::max(around, (least - (to - from)) / 2);
  from -= grow;
  to += grow;
  const float move = from < 0 ? -from : std::min(0.0F, end - to);
  return {std::max(0.0F, from + move), std::min(end, to + move)};
}

Rect part_around(const Rect& box, const Rect& page) {
  const auto [x0, x1] = widened(box.x0, box.x1, least_width, page.x1);
  const auto [y0, y1] = widened(box.y0, box.y1, least_height, page.y1);
  return {x0, y0, x1, y1};
}

Result<std::string> picture_of(LaidOutPages& pages, const std::vector<Marked>& marks, const MissPlace& miss) {
  const int page = marks.front().place.page;
  const auto bounds = pdf::page_bounds(pages.document(), page);
  if (!bounds) return failure(ErrorCode::damaged, "the page cannot be drawn", page);
  Rect around_all;
  std::string title = std::string(rules::field_name(miss.field)) + " on page " + std::to_string(page) + " of " +
                      miss.file + ", marked:";
  for (const Marked& mark : marks) around_all.extend(mark.place.box);
  const Rect part = part_around(around_all, *bounds);
  const std::vector<Rect> taken = taken_on(pages, marks);
  pdf::Sheet sheet{part.width(), part.height(), {{page, part, {0, 0}}}, {}};
  for (const Marked& mark : marks) {
    sheet.figures.push_back(figure_of(mark, part, taken));
    title += ' ' + std::string(mark.word);
  }
  return to_svg(pages.document(), sheet, title, resolution, pdf::Tone::gray);
}

bool close_to(const Marked& a, const Marked& b) {
  if (a.place.page != b.place.page) return false;
  Rect both = a.place.box;
  both.extend(b.place.box);
  return both.width() + 2 * around <= widest && both.height() + 2 * around <= highest;
}

std::vector<Marked> marks_of(LaidOutPages& pages, const MissPlace& miss) {
  std::vector<Marked> marks;
  if (miss.got && !miss.got->box.empty()) {
    marks.push_back({{miss.got->page, miss.got->box}, miss.withheld ? "withheld" : "given"});
  }
  if (miss.expected) {
    const auto place = find_place(pages.texts(), pages.arena(), miss.field, *miss.expected);
    if (place && !place->box.empty()) marks.push_back({*place, "expected"});
  }
  return marks;
}

}  // namespace

Result<std::vector<std::string>> pictures_of(LaidOutPages& pages, const MissPlace& miss) {
  const std::vector<Marked> marks = marks_of(pages, miss);
  std::vector<std::vector<Marked>> groups;
  if (marks.size() == 2 && close_to(marks[0], marks[1])) {
    groups.push_back(marks);
  } else {
    for (const Marked& mark : marks) groups.push_back({mark});
  }
  std::vector<std::string> pictures;
  for (const std::vector<Marked>& group : groups) {
    Result<std::string> picture = picture_of(pages, group, miss);
    if (!picture) return tl::unexpected(picture.error());
    pictures.push_back(*std::move(picture));
  }
  return pictures;
}

}  // namespace prefill::tools
