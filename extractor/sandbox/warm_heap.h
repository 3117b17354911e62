// The heap of a zygote, laid out so that forking it is cheap and what a worker writes lies together.

#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace prefill::sandbox {

/// Makes what is allocated from now on lie in one range of huge pages, where the kernel has them: a fork copies one
/// entry for each two megabytes then in place of five hundred. For what workers only read.
void begin_warm_heap();

/// From now on memory comes from ordinary pages behind that range and never from a gap in it: a worker that wrote there
/// would copy a page for every few bytes, and break the huge page up. Returns where these pages begin.
[[nodiscard]] std::byte* end_warm_heap();

/// The pages behind `begin` that have been written so far: what a document is read in.
[[nodiscard]] std::vector<std::span<std::byte>> work_pages(std::byte* begin);

/// Gives a worker its own copies of these pages in a few calls, which costs a fraction of a fault for each. Where the
/// kernel cannot (before Linux 5.14), the faults come as they do.
void own(std::span<const std::span<std::byte>> pages);

}  // namespace prefill::sandbox
