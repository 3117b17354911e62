// Classes of bytes in normalised text: those of the rules, by the names that the fields use.

#pragma once

#include "rules/ascii.h"

namespace prefill {

using rules::digits_at;
using rules::has_at;
using rules::is_alnum;
using rules::is_digit;
using rules::is_lower;
using rules::letters_at;
using rules::skip_spaces;

}  // namespace prefill
