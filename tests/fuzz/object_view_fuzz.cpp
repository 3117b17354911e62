// Bytes as an object: everything in it is walked and asked everything. Whatever the bytes are, views stay inside them,
// walks end, go forwards and agree with each other, and a string is never longer than it is written.

#include <cmath>
#include <cstdlib>
#include <vector>

#include "extractor/pdf/object_view.h"

namespace {

using prefill::pdf::ArrayWalk;
using prefill::pdf::Byte;
using prefill::pdf::DictionaryWalk;
using prefill::pdf::Kind;
using prefill::pdf::ObjectView;
using prefill::pdf::same_name;

// Skipping what is nested costs as much again at each level.
constexpr int max_depth = 30;

void require(bool holds) {
  if (!holds) std::abort();
}

void check(ObjectView view, int depth);

void check_scalars(ObjectView view) {
  const Kind kind = view.kind();
  require(view.is_null() == (kind == Kind::null));
  require(std::isfinite(view.number()));
  require(kind == Kind::number || view.number(7) == 7);
  require(kind == Kind::number || view.integer(7) == 7);
  require(kind == Kind::boolean || !view.boolean());
  require(kind == Kind::name || view.name().empty());
  require(view.name().size() <= static_cast<std::size_t>(view.end() - view.begin()));
  require(kind != Kind::name || view.is_name(view.name()));
  require(view.reference() >= 0);
  require(kind == Kind::reference || view.reference() == 0);
}

void check_string(ObjectView view) {
  const auto written = static_cast<std::size_t>(view.end() - view.begin());
  std::vector<Byte> room(written);
  const std::size_t length = view.string(room);
  require(length == 0 || (view.kind() == Kind::string && length < written));
  std::vector<Byte> half(length / 2);
  require(view.string(half) == half.size());
  require(std::equal(half.begin(), half.end(), room.begin()));
}

void check_dictionary(ObjectView view, int depth) {
  const Byte* behind = view.begin();
  for (DictionaryWalk entry(view); entry.next();) {
    const ObjectView value = entry.value();
    require(value.begin() > behind && value.limit() == view.limit());
    behind = value.end();
    check(value, depth + 1);
    // The value found is that of the last entry of this name.
    ObjectView last;
    for (DictionaryWalk other(view); other.next();) {
      if (same_name(other.key(), entry.key())) last = other.value();
    }
    require(view.find(entry.key()).begin() == last.begin());
  }
  require(behind <= view.end());
}

void check_array(ObjectView view, int depth) {
  const Byte* behind = view.begin();
  for (ArrayWalk element(view); element.next();) {
    const ObjectView value = element.value();
    require(value.begin() >= behind && value.end() > value.begin() && value.limit() == view.limit());
    behind = value.end();
    check(value, depth + 1);
  }
  require(behind <= view.end());
}

void check(ObjectView view, int depth) {
  require(view.begin() <= view.end() && view.end() <= view.limit());
  check_scalars(view);
  check_string(view);
  if (depth > max_depth) return;
  check_dictionary(view, depth);
  check_array(view, depth);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t max_size = 4096;
  if (size > max_size) return 0;
  // Memory of exact size, so that a sanitizer sees a byte too many.
  const std::vector<Byte> bytes(data, data + size);
  check(ObjectView(bytes.data(), bytes.data() + bytes.size()), 0);
  return 0;
}
