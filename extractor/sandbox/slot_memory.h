// A slot as the pool sees it: the memory it shares with one worker, and the bell that the worker rings.

#pragma once

#include <atomic>
#include <cstddef>
#include <span>
#include <string>

#include "extractor/result.h"
#include "extractor/sandbox/descriptor.h"
#include "extractor/sandbox/shared_memory.h"
#include "extractor/sandbox/slot_layout.h"

namespace prefill::sandbox {

class SlotMemory {
 public:
  /// Memory for documents and answers of up to so many bytes. Errors: `internal` (no memory, no descriptors, no /proc).
  [[nodiscard]] static Result<SlotMemory> make(std::size_t input_bytes, std::size_t output_bytes);

  [[nodiscard]] std::span<unsigned char> input() const { return {input_.data(), input_bytes_}; }
  [[nodiscard]] SlotControl& control() const { return *reinterpret_cast<SlotControl*>(output_.data()); }
  /// Where answers come. Unchecked, and may change while it is looked at.
  [[nodiscard]] std::span<const unsigned char> answer() const {
    return {output_.data() + answer_offset, output_.size() - answer_offset};
  }
  /// Sizes of the two files.
  [[nodiscard]] std::size_t input_size() const { return input_.size(); }
  [[nodiscard]] std::size_t output_size() const { return output_.size(); }
  /// An eventfd, for an epoll descriptor.
  [[nodiscard]] int bell() const { return bell_.number(); }

  /// What a zygote needs of the slot, in the order it expects them: input (not writable), output, bell.
  static constexpr std::size_t descriptors = 3;
  [[nodiscard]] std::array<int, descriptors> shared() const {
    return {input_reader_.number(), output_file_.number(), bell_.number()};
  }

  /// Wakes the worker that sleeps on the control's `order`.
  void wake() const;

  /// Makes the slot as if nobody had used it, for a process that must not see what others read. To be called while no
  /// worker runs that has looked at a document. The control page is the zygote's to clear. Much of either memory is
  /// given back to the system.
  void forget();
  /// Gives back what is large and leaves the rest, between documents that may see each other.
  void trim();

 private:
  SlotMemory() = default;

  std::size_t input_bytes_ = 0;
  Descriptor input_file_;
  Descriptor input_reader_;
  Descriptor output_file_;
  Descriptor bell_;
  Mapping input_;
  Mapping output_;
};

}  // namespace prefill::sandbox
