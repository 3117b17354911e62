// Memory for the data of one document: taken in a row, given back all at once.

#pragma once

#include <algorithm>
#include <boost/container/pmr/memory_resource.hpp>
#include <boost/container/pmr/monotonic_buffer_resource.hpp>
#include <boost/container/pmr/vector.hpp>

namespace prefill {

/// Whatever lives here dies when the next document begins. MuPDF never gets memory from it: its contexts keep fonts
/// beyond a document.
using Arena = boost::container::pmr::memory_resource;

template <typename T>
using ArenaVector = boost::container::pmr::vector<T>;

/// Removes every element that `unwanted` holds of; the order of the others stays.
template <typename T, typename Predicate>
void remove_if(ArenaVector<T>& elements, Predicate unwanted) {
  elements.erase(std::remove_if(elements.begin(), elements.end(), unwanted), elements.end());
}

}  // namespace prefill
