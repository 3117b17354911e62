// The standard 14 fonts: their aliases, what stands in for others, and widths that Adobe's own metrics files give.

#include "extractor/pdf/standard_fonts.h"

#include <gtest/gtest.h>

#include <cmath>

namespace prefill::pdf {

namespace {

std::string_view name_of(const char* base_font) {
  const StandardFont* font = standard_font(base_font);
  return font ? font->name : "none";
}

long width(const char* base_font, char32_t character, std::uint32_t code) {
  return std::lround(1000 * standard_width(*standard_font(base_font), character, code));
}

TEST(StandardFonts, AreKnownByTheirAliases) {
  EXPECT_EQ(name_of("Helvetica"), "Helvetica");
  EXPECT_EQ(name_of("ArialMT"), "Helvetica");
  EXPECT_EQ(name_of("Arial,Bold"), "Helvetica-Bold");
  EXPECT_EQ(name_of("Courier New,BoldItalic"), "Courier-BoldOblique");
  EXPECT_EQ(name_of("TimesNewRomanPS-ItalicMT"), "Times-Italic");
  EXPECT_EQ(name_of("SymbolMT"), "Symbol");
  EXPECT_EQ(name_of("ABCDEF+Helvetica"), "none");
  EXPECT_EQ(name_of("Verdana"), "none");
  EXPECT_EQ(name_of(""), "none");
}

TEST(StandardFonts, StandInForOthersByFlagsAndName) {
  EXPECT_EQ(substitute_font("Verdana", 0).name, "Helvetica");
  EXPECT_EQ(substitute_font("Verdana-BoldItalic", 0).name, "Helvetica-BoldOblique");
  EXPECT_EQ(substitute_font("Georgia", font_flag::serif | font_flag::italic).name, "Times-Italic");
  EXPECT_EQ(substitute_font("Consolas", font_flag::fixed_pitch | font_flag::serif).name, "Courier");
  EXPECT_EQ(substitute_font("X", font_flag::force_bold | font_flag::serif).name, "Times-Bold");
}

TEST(StandardFonts, HaveTheirWidths) {
  EXPECT_EQ(width("Helvetica", U'A', 'A'), 667);
  EXPECT_EQ(width("Helvetica", U' ', ' '), 278);
  EXPECT_EQ(width("Helvetica", U'€', 0x80), 556);
  EXPECT_EQ(width("Helvetica-Bold", U'A', 'A'), 722);
  EXPECT_EQ(width("Times-Roman", U'é', 0xE9), 444);
  EXPECT_EQ(width("Times-Roman", U'\uFB01', 0xAE), 556);
  EXPECT_EQ(width("Courier", U'i', 'i'), 600);
  EXPECT_EQ(width("Symbol", U'α', 'a'), 631);
  EXPECT_EQ(width("ZapfDingbats", 0, ' '), 278);
  EXPECT_EQ(width("ZapfDingbats", 0, 0x21), 974);
}

TEST(StandardFonts, WhatTheyHaveNoGlyphForIsAsWideAsItsCode) {
  EXPECT_EQ(width("Helvetica", U'漢', 'A'), 667);
}

}  // namespace

}  // namespace prefill::pdf
