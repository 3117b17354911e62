// MuPDF's context: one a thread, with callbacks instead of stderr and a budget of memory for each document.

#pragma once

#include <cstddef>
#include <memory>

struct fz_context;

namespace prefill::pdf {

class ByteBuffer;
class Inflater;

/// Owns an `fz_context`, which costs a quarter of a millisecond to make: keep one a thread, never one a document.
/// Not safe for concurrent use; contexts of different threads do not disturb each other.
class Context {
 public:
  /// Throws std::bad_alloc when there is no memory for a context.
  Context();
  ~Context();
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  /// Memory MuPDF may hold beyond what it holds now, in bytes; forgets that an earlier budget was exceeded.
  void start_budget(std::size_t bytes);
  /// True when an allocation was refused since `start_budget`. This flag, and not MuPDF's error code, decides `limit`.
  [[nodiscard]] bool exceeded() const;
  /// The largest amount of memory held at once since `start_budget`, in bytes.
  [[nodiscard]] std::size_t peak() const;

  /// Kept here because it is costly to make, like the context.
  [[nodiscard]] Inflater& inflater() const;
  /// For a stream while it is taken apart, kept like the inflater: one for streams of objects, and another for CMaps
  /// and font programs, since finding those may read objects.
  [[nodiscard]] ByteBuffer& bundle_buffer() const;
  [[nodiscard]] ByteBuffer& cmap_buffer() const;
  /// For the files of extractor/pdf alone.
  [[nodiscard]] fz_context* raw() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace prefill::pdf
