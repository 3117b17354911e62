// The tests of page readers, for the reference reader.

#include "extractor/pdf/mupdf_reader.h"
#include "tests/extractor/pdf/reading.h"

namespace prefill::pdf::test {

std::unique_ptr<PageReader> reader_under_test() {
  return make_mupdf_reader();
}

bool tests_the_reference() {
  return true;
}

}  // namespace prefill::pdf::test
