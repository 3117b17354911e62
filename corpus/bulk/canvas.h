// One page in the making: texts, lines, areas and pictures become operators of a content stream.
//
// Places are points from the top left corner of the page, y at the base line of a text, as a designer counts them.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "corpus/bulk/pdf_file.h"

namespace prefill::bulk {

enum class Align : std::uint8_t { left, centre, right };

/// Red, green and blue from 0 to 1.
struct Colour {
  double red = 0;
  double green = 0;
  double blue = 0;
  bool operator==(const Colour&) const = default;
};

/// A font of the file at a size.
struct Type {
  std::size_t font = 0;
  double size = 9;
  Colour colour = {};
};

class Canvas {
 public:
  /// Draws with the fonts of `contents`, which learn what is printed, in the idiom of its shape. `contents` outlives
  /// the canvas. A form begins with the page as it is, also where the idiom turns pages.
  explicit Canvas(PdfContents& contents, bool form = false);

  void text(double x, double y, const Type& type, std::string_view utf8, Align align = Align::left);
  void line(double x0, double y0, double x1, double y1, double width, const Colour& colour);
  void area(double x, double y, double width, double height, const Colour& colour);
  void frame(double x, double y, double width, double height, double line, const Colour& colour);
  void picture(std::size_t number, double x, double y, double width, double height);
  /// Draws what all pages share.
  void letterhead();

  /// Width of a text in points.
  [[nodiscard]] double width(const Type& type, std::string_view utf8) const;
  /// `utf8` cut at spaces so that no line is wider than `width`, unless a word is.
  [[nodiscard]] std::vector<std::string> wrapped(const Type& type, std::string_view utf8, double width) const;

  /// The content stream. The canvas is done then.
  [[nodiscard]] std::string finish();

 private:
  void number(double value);
  void numbers(std::initializer_list<double> values, std::string_view operation);
  void leave_text();
  void place(double x, double y, const Type& type);
  void show(std::string_view codes, const Type& type);
  void show_kerned(std::string_view codes, const Type& type);
  void show_string(std::string_view codes, const Type& type);
  void words(double x, double y, const Type& type, std::string_view codes);
  void paint(const Colour& colour);
  [[nodiscard]] double from_bottom(double y) const { return flipped_ ? y : contents_.height - y; }

  PdfContents& contents_;
  bool flipped_;
  std::string content_;
  bool in_text_ = false;
  std::size_t font_ = static_cast<std::size_t>(-1);
  double size_ = 0;
  double x_ = 0;  // where the line of the open text object begins
  double y_ = 0;
  Colour colour_;
  int marked_ = 0;  // pieces of marked content so far
};

}  // namespace prefill::bulk
