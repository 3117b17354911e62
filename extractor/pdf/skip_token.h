// Where a name or keyword ends, sixteen bytes at a time: most are shorter, so that one look is enough where a loop
// takes a branch a byte.

#pragma once

#include <tmmintrin.h>

#include <bit>

#include "extractor/pdf/lexical.h"

namespace prefill::pdf {

/// Does what `lexical::skip_regular` does.
[[nodiscard]] inline const Byte* skip_token(const Byte* at, const Byte* end) {
  // What is not regular is told by the lower half of a byte, by which a table gives the one byte that it may be. Three
  // tables, for as many bytes share a lower half. A place that stands for nothing holds a byte of another one.
  const __m128i first = _mm_setr_epi8(' ', 0, 0, 0, 0, '%', 0, 0, '(', ')', '\n', '[', '<', ']', '>', '/');
  const __m128i second = _mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 0, '\t', 0, '{', '\f', '}', 0, 0);
  const __m128i third = _mm_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '\r', 0, 0);
  for (; end - at >= 16; at += 16) {
    const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(at));
    const __m128i found = _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(_mm_shuffle_epi8(first, text), text),
                                                    _mm_cmpeq_epi8(_mm_shuffle_epi8(second, text), text)),
                                       _mm_cmpeq_epi8(_mm_shuffle_epi8(third, text), text));
    const int mask = _mm_movemask_epi8(found);
    if (mask != 0) return at + std::countr_zero(static_cast<unsigned>(mask));
  }
  return lexical::skip_regular(at, end);
}

}  // namespace prefill::pdf
