// Memory for the data of one document: taken in a row, given back all at once.

#pragma once

#include <algorithm>
#include <boost/container/pmr/memory_resource.hpp>
#include <boost/container/pmr/monotonic_buffer_resource.hpp>
#include <boost/container/pmr/vector.hpp>
#include <cstddef>
#include <memory>

namespace prefill {

/// Whatever lives here dies when the next document begins. MuPDF never gets memory from it: its contexts keep fonts
/// beyond a document.
using Arena = boost::container::pmr::memory_resource;

template <typename T>
using ArenaVector = boost::container::pmr::vector<T>;

/// An arena that is used for one document after the other. What the usual document needs is held once and for all;
/// larger ones get more for as long as they live.
class DocumentArena {
 public:
  /// Everything that lives in it dies.
  void restart() { resource_.release(); }
  [[nodiscard]] Arena* get() { return &resource_; }

 private:
  static constexpr std::size_t kept_bytes = std::size_t{4} << 20;  // three pages of small print

  std::unique_ptr<std::byte[]> kept_{new std::byte[kept_bytes]};
  boost::container::pmr::monotonic_buffer_resource resource_{kept_.get(), kept_bytes};
};

/// Removes every element that `unwanted` holds of; the order of the others stays.
template <typename T, typename Predicate>
void remove_if(ArenaVector<T>& elements, Predicate unwanted) {
  elements.erase(std::remove_if(elements.begin(), elements.end(), unwanted), elements.end());
}

}  // namespace prefill
