// Each idiom is that of a family of producers; see pdf_file.h.

#include "corpus/bulk/canvas.h"

#include <array>
#include <charconv>
#include <cmath>

#include "corpus/bulk/text_encoding.h"

namespace prefill::bulk {
namespace {

constexpr double thousand = 1000;
constexpr std::size_t no_font = static_cast<std::size_t>(-1);

// Pairs that typesetters move together, and by how many thousandths.
int kerning(char left, char right) {
  switch (left) {
    case 'T':
    case 'V':
    case 'A':
      return right == 'o' || right == 'a' || right == 'e' || right == 'V' ? 74 : 0;
    case 'F':
    case 'P':
      return right == '.' || right == 'a' || right == 'A' ? 55 : 0;
    default:
      return 0;
  }
}

}  // namespace

Canvas::Canvas(PdfContents& contents, bool form)
    : contents_(contents), flipped_(contents.shape.idiom == Idiom::flipped && !form) {
  if (flipped_) numbers({1, 0, 0, -1, 0, contents.height}, "cm");
}

void Canvas::number(double value) {
  std::array<char, 32> digits{};
  const double rounded = std::round(value * 100) / 100;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), rounded == 0 ? 0.0 : rounded,
                                 std::chars_format::fixed)
                       .ptr;
  content_.append(digits.data(), end);
  content_ += ' ';
}

void Canvas::numbers(std::initializer_list<double> values, std::string_view operation) {
  for (const double value : values) number(value);
  content_ += operation;
  content_ += '\n';
}

void Canvas::leave_text() {
  if (!in_text_) return;
  content_ += "ET\n";
  in_text_ = false;
}

void Canvas::paint(const Colour& colour) {
  if (colour == colour_) return;
  numbers({colour.red, colour.green, colour.blue}, "rg");
  colour_ = colour;
}

// Opens a text object where none is, and goes to (x, y) in it.
void Canvas::place(double x, double y, const Type& type) {
  const bool opened = !in_text_;
  if (opened) content_ += "BT\n";
  in_text_ = true;
  // Some producers name the font once and some every time.
  if (contents_.shape.idiom != Idiom::relative || font_ != type.font || size_ != type.size) {
    content_ += "/F" + std::to_string(type.font) + " ";
    numbers({type.size}, "Tf");
  }
  font_ = type.font;
  size_ = type.size;
  if (contents_.shape.idiom == Idiom::relative) {
    numbers({opened ? x : x - x_, opened ? y : y - y_}, "Td");
    // Steps are rounded: the next one must begin where this one really ended.
    x_ = opened ? std::round(x * 100) / 100 : x_ + std::round((x - x_) * 100) / 100;
    y_ = opened ? std::round(y * 100) / 100 : y_ + std::round((y - y_) * 100) / 100;
  } else {
    numbers({1, 0, 0, flipped_ ? -1.0 : 1.0, x, y}, "Tm");
  }
}

void Canvas::show_string(std::string_view codes, const Type& type) {
  UsedFont& font = contents_.fonts.at(type.font);
  for (const char code : codes) font.codes.insert(static_cast<unsigned char>(code));
  if (contents_.shape.composite_fonts) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    content_ += '<';
    for (const char code : codes) {
      const unsigned id = font.program->glyphs[static_cast<unsigned char>(code)].id;
      for (const unsigned shift : {12U, 8U, 4U, 0U}) content_ += digits[(id >> shift) & 0xFU];
    }
    content_ += '>';
    return;
  }
  content_ += '(';
  for (const char code : codes) {
    if (code == '(' || code == ')' || code == '\\') content_ += '\\';
    content_ += code;
  }
  content_ += ')';
}

void Canvas::show_kerned(std::string_view codes, const Type& type) {
  content_ += '[';
  std::size_t begin = 0;
  for (std::size_t i = 1; i <= codes.size(); ++i) {
    const int closer = i < codes.size() ? kerning(codes[i - 1], codes[i]) : 0;
    if (closer == 0 && i < codes.size()) continue;
    show_string(codes.substr(begin, i - begin), type);
    if (closer != 0) content_ += std::to_string(closer);
    begin = i;
  }
  content_ += "] TJ\n";
}

void Canvas::show(std::string_view codes, const Type& type) {
  if (contents_.shape.idiom == Idiom::relative) return show_kerned(codes, type);
  show_string(codes, type);
  content_ += " Tj\n";
}

void Canvas::words(double x, double y, const Type& type, std::string_view codes) {
  const FontProgram& program = *contents_.fonts.at(type.font).program;
  content_ += "/P << /MCID " + std::to_string(marked_++) + " >> BDC\n";
  for (std::size_t begin = 0; begin < codes.size();) {
    const std::size_t end = std::min(codes.find(' ', begin), codes.size());
    if (end > begin) {
      place(x + program.width(codes.substr(0, begin)) * type.size / thousand, y, type);
      show(codes.substr(begin, end - begin), type);
    }
    begin = end + 1;
  }
  leave_text();
  content_ += "EMC\n";
}

void Canvas::text(double x, double y, const Type& type, std::string_view utf8, Align align) {
  if (utf8.empty()) return;
  const std::string codes = to_code_page(utf8);
  const double extent = contents_.fonts.at(type.font).program->width(codes) * type.size / thousand;
  if (align == Align::right) x -= extent;
  if (align == Align::centre) x -= extent / 2;
  if (!(type.colour == colour_)) leave_text();
  paint(type.colour);
  if (contents_.shape.idiom == Idiom::by_word) return words(x, from_bottom(y), type, codes);
  place(x, from_bottom(y), type);
  show(codes, type);
  if (contents_.shape.idiom != Idiom::relative) leave_text();
}

void Canvas::line(double x0, double y0, double x1, double y1, double width, const Colour& colour) {
  leave_text();
  numbers({width}, "w");
  numbers({colour.red, colour.green, colour.blue}, "RG");
  numbers({x0, from_bottom(y0)}, "m");
  numbers({x1, from_bottom(y1)}, "l");
  content_ += "S\n";
}

void Canvas::area(double x, double y, double width, double height, const Colour& colour) {
  leave_text();
  paint(colour);
  numbers({x, from_bottom(flipped_ ? y : y + height), width, height}, "re");
  content_ += "f\n";
}

void Canvas::frame(double x, double y, double width, double height, double line, const Colour& colour) {
  leave_text();
  numbers({line}, "w");
  numbers({colour.red, colour.green, colour.blue}, "RG");
  numbers({x, from_bottom(flipped_ ? y : y + height), width, height}, "re");
  content_ += "S\n";
}

void Canvas::picture(std::size_t number, double x, double y, double width, double height) {
  leave_text();
  content_ += "q\n";
  numbers({width, 0, 0, flipped_ ? -height : height, x, from_bottom(y + height)}, "cm");
  content_ += "/I" + std::to_string(number) + " Do\nQ\n";
}

void Canvas::letterhead() {
  leave_text();
  content_ += "q\n";
  if (flipped_) numbers({1, 0, 0, -1, 0, contents_.height}, "cm");
  content_ += "/X0 Do\nQ\n";
  font_ = no_font;
}

double Canvas::width(const Type& type, std::string_view utf8) const {
  return contents_.fonts.at(type.font).program->width(to_code_page(utf8)) * type.size / thousand;
}

std::vector<std::string> Canvas::wrapped(const Type& type, std::string_view utf8, double width) const {
  std::vector<std::string> lines;
  std::string line;
  while (!utf8.empty()) {
    const std::size_t end = std::min(utf8.find(' '), utf8.size());
    const std::string longer =
        line.empty() ? std::string(utf8.substr(0, end)) : line + " " + std::string(utf8.substr(0, end));
    if (!line.empty() && this->width(type, longer) > width) {
      lines.push_back(line);
      line = utf8.substr(0, end);
    } else {
      line = longer;
    }
    utf8.remove_prefix(std::min(end + 1, utf8.size()));
  }
  if (!line.empty()) lines.push_back(line);
  return lines;
}

std::string Canvas::finish() {
  leave_text();
  return std::move(content_);
}

}  // namespace prefill::bulk
