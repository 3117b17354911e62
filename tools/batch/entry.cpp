// One entry behind the other, without a count, so that a plan can be written while it is listed.

#include "tools/batch/entry.h"

#include "tools/batch/wire.h"

namespace prefill::tools::batch {
namespace {

std::optional<Error> unpack_error(Taker& taker) {
  if (taker.number() == 0) return std::nullopt;
  const auto code = static_cast<ErrorCode>(taker.number());
  return Error{code, std::string(taker.text()), 0};
}

}  // namespace

void pack(std::string& out, const Entry& entry) {
  put_text(out, entry.name);
  put_number(out, entry.size);
  put_number(out, static_cast<std::uint64_t>(entry.changed));
  put_number(out, entry.place);
  put_text(out, entry.sha256);
  put_text(out, entry.same_as);
  put_number(out, entry.error ? 1 : 0);
  if (!entry.error) return;
  put_number(out, static_cast<std::uint64_t>(entry.error->code));
  put_text(out, entry.error->message);
}

std::string packed(const std::vector<Entry>& entries) {
  std::string out;
  for (const Entry& entry : entries) pack(out, entry);
  return out;
}

std::optional<std::vector<Entry>> unpacked(std::string_view bytes) {
  std::vector<Entry> entries;
  Taker taker(bytes);
  while (!taker.empty()) {
    Entry& entry = entries.emplace_back();
    entry.name = taker.text();
    entry.size = taker.number();
    entry.changed = static_cast<std::int64_t>(taker.number());
    entry.place = taker.number();
    entry.sha256 = taker.text();
    entry.same_as = taker.text();
    entry.error = unpack_error(taker);
    if (!taker.sound()) return std::nullopt;
  }
  return entries;
}

bool named_pdf(std::string_view name) {
  constexpr std::string_view ending = ".pdf";
  if (name.size() <= ending.size()) return false;
  const std::string_view tail = name.substr(name.size() - ending.size());
  for (std::size_t i = 0; i < ending.size(); ++i) {
    const char c = tail[i];
    if ((c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c) != ending[i]) return false;
  }
  return true;
}

}  // namespace prefill::tools::batch
