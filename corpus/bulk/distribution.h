// The sizes and page counts of real invoices, which the bulk corpus follows.

#pragma once

#include <cstddef>

#include "corpus/bulk/random.h"

namespace prefill::bulk {

/// Bytes of a file. Measured on 260 invoices of some twenty producers from public repositories: half have 76 KB or
/// less, one in ten 480 KB or more.
[[nodiscard]] std::size_t draw_file_size(Random& random);

/// Pages of an invoice, from 1 to 6; measured on the same invoices, of which seven in ten have more than one.
[[nodiscard]] int draw_page_count(Random& random);

}  // namespace prefill::bulk
