// An object is looked for where the cross-reference says. What is not found there the plain way is left to MuPDF, which
// may repair the file for it; the cross-reference then is another, and MuPDF is asked for everything that follows.

#include "extractor/pdf/object_table.h"

#include <algorithm>
#include <cstring>

#include "extractor/pdf/airlock.h"

namespace prefill::pdf {

namespace {

using lexical::skip_space;

// Reads a whole number without a sign; null when there is none, or one beyond nine digits.
const Byte* read_count(const Byte* at, const Byte* end, int& value) {
  constexpr std::ptrdiff_t most_digits = 9;
  at = skip_space(at, end);
  const Byte* const first = at;
  value = 0;
  while (at < end && lexical::is_digit(*at) && at - first < most_digits) value = value * 10 + (*at++ - '0');
  return at == first || (at < end && lexical::is_digit(*at)) ? nullptr : at;
}

// Behind `word`, which must stand at `at` after white space; null when it does not.
const Byte* read_word(const Byte* at, const Byte* end, std::string_view word) {
  at = skip_space(at, end);
  const bool fits = static_cast<std::size_t>(end - at) >= word.size();
  return fits && std::memcmp(at, word.data(), word.size()) == 0 ? at + word.size() : nullptr;
}

}  // namespace

ObjectTable::ObjectTable(Context& context, MupdfDocument& mupdf, Bytes bytes, Budget& budget, Arena* arena)
    : context_(context),
      mupdf_(mupdf),
      bytes_(bytes),
      budget_(budget),
      arena_(arena),
      cross_reference_(arena),
      has_cross_reference_(cross_reference_.read(bytes)),
      views_(arena),
      bundles_(arena),
      pages_(*this, mupdf, arena),
      hidden_(arena) {}

bool ObjectTable::is_plain() {
  if (!mupdf_.is_open()) return has_cross_reference_;
  return !following_mupdf_ && !is_encrypted_or_repaired(mupdf_.get());
}

void ObjectTable::follow_mupdf() {
  following_mupdf_ = true;
  views_.clear();
}

ObjectView ObjectTable::object(int number) {
  if (number <= 0 || !budget_.resolve()) return {};
  if (const ObjectView* known = views_.find(number)) return *known;
  const ObjectView view = find_object(number);
  views_.put(number, view);
  return view;
}

// As soon as MuPDF is there it knows better, since it may have repaired the file.
ObjectPlace ObjectTable::place_of(int number) {
  if (mupdf_.is_open() || !has_cross_reference_) return pdf::place_of(context_.raw(), mupdf_.get(), number);
  ObjectPlace place;
  place.offset = cross_reference_.offset(number);
  if (place.offset > 0) place.type = ObjectPlace::Type::in_file;
  return place;
}

ObjectView ObjectTable::find_object(int number) {
  const ObjectPlace place = place_of(number);
  if (place.type == ObjectPlace::Type::none) return {};
  std::optional<ObjectView> view;
  if (is_plain()) {
    view = place.type == ObjectPlace::Type::in_file ? view_in_file(number, place.offset)
                                                    : view_in_bundle(number, place.stream, place.index);
  }
  return view ? *view : written_by_mupdf(number);
}

std::optional<ObjectView> ObjectTable::view_in_file(int number, std::size_t offset) const {
  if (offset >= bytes_.size()) return {};
  const Byte* const end = bytes_.data() + bytes_.size();
  int written_number = 0;
  int generation = 0;
  const Byte* at = read_count(bytes_.data() + offset, end, written_number);
  if (at) at = read_count(at, end, generation);
  if (at) at = read_word(at, end, "obj");
  if (!at || written_number != number || (at < end && lexical::is_regular(*at))) return {};
  return ObjectView(at, end);
}

std::optional<ObjectView> ObjectTable::view_in_bundle(int number, int stream, int index) {
  const Bundle& found = bundle(stream);
  const std::size_t at = place_in(found, number, static_cast<std::size_t>(index));
  if (at == found.entries.size()) return {};
  const Byte* const begin = found.data.data() + found.entries[at].offset;
  const Byte* end = found.data.data() + found.data.size();
  if (at + 1 < found.entries.size()) {
    const Byte* const next = found.data.data() + found.entries[at + 1].offset;
    if (next >= begin) end = next;
  }
  return ObjectView(begin, end);
}

// Where in the bundle an object is: at `index`, unless the cross-reference lies; the number of entries when nowhere.
std::size_t ObjectTable::place_in(const Bundle& bundle, int number, std::size_t index) {
  constexpr std::size_t most_searched = 10'000'000;  // entries; beyond them it is left to MuPDF
  const auto entries = bundle.entries;
  if (index < entries.size() && entries[index].number == number) return index;
  if (searched_ > most_searched) return entries.size();
  searched_ += entries.size();
  const auto is_it = [number](const Bundle::Entry& entry) { return entry.number == number; };
  return static_cast<std::size_t>(std::find_if(entries.begin(), entries.end(), is_it) - entries.begin());
}

const ObjectTable::Bundle& ObjectTable::bundle(int stream) {
  if (const Bundle* known = bundles_.find(stream)) return *known;
  // Kept as unreadable while it is read: the length of its data might be said by an object within itself.
  bundles_.put(stream, Bundle{});
  const Bundle read = read_bundle(stream);
  bundles_.put(stream, read);
  return *bundles_.find(stream);
}

ObjectTable::Bundle ObjectTable::read_bundle(int stream) {
  const ObjectView dictionary = object(stream);
  const int count = get(dictionary, "N").integer();
  const int first = get(dictionary, "First").integer(-1);
  ByteBuffer& buffer = context_.bundle_buffer();
  buffer.clear();
  if (count <= 0 || first < 0 || !decode(stream, buffer) || static_cast<std::size_t>(first) > buffer.size()) return {};
  // Each entry takes two digits and two spaces at least, but for the last.
  if (static_cast<std::size_t>(count) > static_cast<std::size_t>(first) / 4 + 1) return {};

  Bundle read;
  read.data = {keep(buffer.bytes()), buffer.size()};
  auto* const entries = static_cast<Bundle::Entry*>(
      arena_->allocate(static_cast<std::size_t>(count) * sizeof(Bundle::Entry), alignof(Bundle::Entry)));
  const Byte* at = read.data.data();
  for (int i = 0; i < count; ++i) {
    int number = 0;
    int offset = 0;
    at = read_count(at, read.data.data() + first, number);
    if (at) at = read_count(at, read.data.data() + first, offset);
    if (!at) return {};
    const std::size_t begin = static_cast<std::size_t>(first) + static_cast<std::size_t>(offset);
    entries[i] = {number, std::min(begin, read.data.size())};
  }
  read.entries = {entries, static_cast<std::size_t>(count)};
  return read;
}

ObjectView ObjectTable::written_by_mupdf(int number) {
  const WrittenObject written(context_.raw(), mupdf_.get(), number);
  const Bytes bytes = written.bytes();
  const Byte* const kept = keep(bytes);
  return {kept, kept + bytes.size()};
}

Byte* ObjectTable::keep(Bytes bytes) {
  auto* const kept = static_cast<Byte*>(arena_->allocate(bytes.size(), 1));
  if (!bytes.empty()) std::memcpy(kept, bytes.data(), bytes.size());
  return kept;
}

ObjectView ObjectTable::resolve(ObjectView view) {
  constexpr int longest_chain = 10;
  for (int i = 0; i < longest_chain; ++i) {
    const int number = view.reference();
    if (number == 0) return view.kind() == Kind::reference ? ObjectView() : view;
    view = object(number);
  }
  return {};
}

// Objects lie all over a file, and each first look at one waits for memory.
void ObjectTable::expect(ObjectView view) const {
  constexpr std::size_t usual_size = 128;
  if (!has_cross_reference_) return;
  const std::size_t offset = cross_reference_.offset(view.reference());
  for (std::size_t i = 0; i < usual_size; i += 64) __builtin_prefetch(bytes_.data() + offset + i);
}

ObjectView ObjectTable::get(ObjectView dictionary, std::string_view key) {
  return resolve(dictionary.find(key));
}

ObjectView ObjectTable::root() {
  return trailer_entry("Root");
}

ObjectView ObjectTable::info() {
  return trailer_entry("Info");
}

// Hardly any file writes these dictionaries directly into its trailer, so that is not remembered.
ObjectView ObjectTable::trailer_entry(const char* key) {
  if (!mupdf_.is_open() && has_cross_reference_) return get(cross_reference_.trailer(), key);
  const int number = trailer_reference(context_.raw(), mupdf_.get(), key);
  return number > 0 ? object(number) : get(written_by_mupdf(0), key);
}

bool ObjectTable::is_hidden(ObjectView optional_content) {
  if (!has_optional_content_) has_optional_content_ = get(root(), "OCProperties").is_dictionary();
  if (!*has_optional_content_ || optional_content.is_null()) return false;
  const int number = optional_content.reference();
  if (number == 0) return is_content_hidden(context_.raw(), mupdf_.get(), optional_content);
  if (const bool* known = hidden_.find(number)) return *known;
  const bool hidden = is_content_hidden(context_.raw(), mupdf_.get(), optional_content);
  hidden_.put(number, hidden);
  return hidden;
}

}  // namespace prefill::pdf
