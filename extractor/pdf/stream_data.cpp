// The data of streams: straight from the file where nothing but Flate stands before it and its end is where it should
// be; by MuPDF's filters anywhere else.

#include <algorithm>
#include <cstring>
#include <optional>

#include "extractor/pdf/airlock.h"
#include "extractor/pdf/inflater.h"
#include "extractor/pdf/object_table.h"

namespace prefill::pdf {

namespace {

enum class Filter : std::uint8_t { none, flate, other };

bool begins_with(const Byte* at, const Byte* end, std::string_view word) {
  return static_cast<std::size_t>(end - at) >= word.size() && std::memcmp(at, word.data(), word.size()) == 0;
}

// Where the data begin; null when no stream follows the dictionary.
const Byte* data_begin(const Byte* at, const Byte* end) {
  constexpr std::string_view keyword = "stream";
  at = lexical::skip_space(at, end);
  if (!begins_with(at, end, keyword)) return nullptr;
  at += keyword.size();
  while (at < end && *at == ' ') ++at;
  if (at == end) return nullptr;
  if (*at == '\r' && end - at > 1 && at[1] == '\n') ++at;
  return at + 1;
}

// The only element of an array, or what is no array.
std::optional<ObjectView> the_one(ObjectTable& objects, ObjectView view) {
  if (!view.is_array()) return view;
  ArrayWalk element(view);
  const ObjectView only = element.next() ? objects.resolve(element.value()) : ObjectView();
  if (element.next()) return {};
  return only;
}

// What the dictionary says of its data: keys as in streams, and the short ones of inline images, which MuPDF knows too.
struct Wrapping {
  ObjectView filter;
  ObjectView parameters;
  ObjectView length;
  bool short_keys = false;
};

Wrapping wrapping_of(ObjectTable& objects, ObjectView dictionary) {
  Wrapping wrapping;
  for (DictionaryWalk entry(dictionary); entry.next();) {
    const std::string_view key = entry.key();
    if (same_name(key, "Filter")) wrapping.filter = objects.resolve(entry.value());
    if (same_name(key, "DecodeParms")) wrapping.parameters = objects.resolve(entry.value());
    if (same_name(key, "Length")) wrapping.length = objects.resolve(entry.value());
    if (same_name(key, "F") || same_name(key, "DP")) wrapping.short_keys = true;
  }
  return wrapping;
}

Filter filter_of(ObjectTable& objects, const Wrapping& wrapping) {
  if (wrapping.short_keys) return Filter::other;
  const auto filter = the_one(objects, wrapping.filter);
  const auto parameters = the_one(objects, wrapping.parameters);
  if (!filter || !parameters || objects.get(*parameters, "Predictor").integer() > 1) return Filter::other;
  if (filter->is_null()) return Filter::none;
  return filter->is_name("FlateDecode") || filter->is_name("Fl") ? Filter::flate : Filter::other;
}

// `Length` is believed when `endstream` follows.
std::optional<Bytes> data_of(ObjectView dictionary, const Wrapping& wrapping) {
  const Byte* const end = dictionary.limit();
  const Byte* const first = data_begin(dictionary.end(), end);
  if (!first) return {};
  const int length = wrapping.length.integer(-1);
  if (length < 0 || length > end - first) return {};
  const Byte* last = first + length;
  while (last < end && lexical::is_space(*last)) ++last;
  if (!begins_with(last, end, "endstream")) return {};
  return Bytes(first, static_cast<std::size_t>(length));
}

// All that `reader` gives, but for the first `skipped` bytes, as far as the budget goes.
void append_pieces(StreamReader& reader, std::size_t skipped, Budget& budget, ByteBuffer& out) {
  while (!budget.exceeded()) {
    Bytes piece = reader.next();
    if (piece.empty()) return;
    const std::size_t known = std::min(skipped, piece.size());
    skipped -= known;
    piece = piece.subspan(known);
    const std::size_t room = budget.inflatable();
    budget.inflate(piece.size());
    out.append(piece.first(std::min(piece.size(), room)));
  }
}

}  // namespace

bool ObjectTable::decode(int number, ByteBuffer& out) {
  if (budget_.exceeded()) return false;
  return (is_plain() && decode_plain(number, out)) || decode_by_mupdf(number, out);
}

// False when MuPDF has to be asked.
bool ObjectTable::decode_plain(int number, ByteBuffer& out) {
  const ObjectView dictionary = object(number);
  const bool in_file = dictionary.limit() == bytes_.data() + bytes_.size();
  if (!in_file || !dictionary.is_dictionary()) return false;
  const Wrapping wrapping = wrapping_of(*this, dictionary);
  const Filter filter = filter_of(*this, wrapping);
  if (filter == Filter::other) return false;
  const std::optional<Bytes> data = data_of(dictionary, wrapping);
  if (!data) return false;

  const std::size_t before = out.size();
  if (filter == Filter::none) {
    if (data->size() > budget_.inflatable()) return false;
    out.append(*data);
  } else if (context_.inflater().inflate(*data, budget_.inflatable(), out) != Inflater::Outcome::done) {
    return false;
  }
  budget_.inflate(out.size() - before);
  return true;
}

bool ObjectTable::decode_by_mupdf(int number, ByteBuffer& out) {
  constexpr std::size_t usual_piece = 65536;
  const std::size_t before = out.size();
  StreamReader reader(context_.raw(), mupdf_.get(), number, usual_piece);
  if (!reader.is_open()) return false;
  append_pieces(reader, 0, budget_, out);
  if (reader.is_damaged()) {
    StreamReader careful(context_.raw(), mupdf_.get(), number, 1);
    if (careful.is_open()) append_pieces(careful, out.size() - before, budget_, out);
  }
  return out.size() > before || !reader.is_damaged();
}

}  // namespace prefill::pdf
