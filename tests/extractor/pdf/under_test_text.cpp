// The tests of page readers, for the fast reader.

#include "extractor/pdf/text_reader.h"
#include "tests/extractor/pdf/reading.h"

namespace prefill::pdf::test {

std::unique_ptr<PageReader> reader_under_test() {
  return make_text_reader();
}

bool tests_the_reference() {
  return false;
}

}  // namespace prefill::pdf::test
