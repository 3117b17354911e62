// Where words begin, made visible to a search for bytes.
//
// A phrase begins only where a word does, but most places where its first letters stand are inside words: a search that
// sees the difference drops them at once.

#pragma once

#include <emmintrin.h>

#include <cstddef>
#include <string_view>

#include "rules/ascii.h"

namespace prefill::rules {

/// What tells the first letter or digit of a word from the same one inside: normalised text has no capitals and no
/// control characters but tabs and newlines, which are what becomes of letters and digits without this bit.
inline constexpr char word_start_bit = 0x20;

/// Writes `text` to `out`, as many bytes, without `word_start_bit` in each letter or digit that begins a word. What is
/// no ASCII counts as the end of a word, so that every word begins here, but not everything that begins here is a word.
/// The bytes of a stretch of `text` that begins with no letter within a word are those of the stretch alone.
inline void mark_word_starts(std::string_view text, char* out) {
  constexpr std::size_t block = sizeof(__m128i);
  const auto load = [&](std::size_t from) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from));
  };
  const auto alnum = [](__m128i bytes) {
    const auto between = [&](char first, char last) {
      return _mm_and_si128(_mm_cmpgt_epi8(bytes, _mm_set1_epi8(static_cast<char>(first - 1))),
                           _mm_cmplt_epi8(bytes, _mm_set1_epi8(static_cast<char>(last + 1))));
    };
    return _mm_or_si128(between('a', 'z'), between('0', '9'));
  };
  const auto mark_block = [&](std::size_t at) {
    const __m128i bytes = load(at);
    const __m128i begins = _mm_andnot_si128(alnum(load(at - 1)), alnum(bytes));
    const __m128i marked = _mm_andnot_si128(_mm_and_si128(begins, _mm_set1_epi8(word_start_bit)), bytes);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out + at), marked);
  };
  const auto mark_one = [&](std::size_t at) {
    const bool begins = is_alnum(text[at]) && (at == 0 || !is_alnum(text[at - 1]));
    out[at] = static_cast<char>(text[at] & ~(begins ? word_start_bit : 0));
  };
  if (text.size() <= block) {
    for (std::size_t at = 0; at < text.size(); ++at) mark_one(at);
    return;
  }
  mark_one(0);
  for (std::size_t at = 1; at + block < text.size(); at += block) mark_block(at);
  mark_block(text.size() - block);
}

}  // namespace prefill::rules
