// Keys are sorted with the place of their document behind them, so that a group stands together and in source order.

#include "tools/batch/duplicates.h"

#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "extractor/json_writer.h"
#include "tools/batch/compression.h"
#include "tools/batch/external_sort.h"
#include "tools/batch/state.h"
#include "tools/batch/wire.h"

namespace prefill::tools::batch {
namespace {

constexpr std::size_t siren_digits = 9;
constexpr std::size_t siret_digits = 14;
constexpr std::size_t year_digits = 4;

std::string supplier_of(std::string siren, const std::string& siret) {
  if (siren.size() == siren_digits) return siren;
  const bool digits = siret.find_first_not_of("0123456789") == std::string::npos;
  return siret.size() == siret_digits && digits ? siret.substr(0, siren_digits) : "";
}

// Spelled alike whatever the producer did with case and spaces.
std::string plain(const std::string& number) {
  std::string text;
  for (const char c : number) {
    if (c == ' ') continue;
    text += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  return text;
}

// `text` gives the value of a field, empty when there is none.
template <typename Text>
void append_key(std::string& keys, Text text, std::string_view file) {
  const std::string number = plain(text(Field::numero_facture));
  const std::string date = text(Field::date_facture);
  const std::string supplier = supplier_of(text(Field::siren_fournisseur), text(Field::code_fournisseur));
  if (number.empty() || date.empty() || supplier.empty()) return;
  put_text(keys, supplier);
  put_text(keys, date.substr(0, year_digits));
  put_text(keys, number);
  put_text(keys, file);
}

// Files of one group as they are met.
struct Group {
  static constexpr std::size_t most_named = 1000;

  std::vector<std::string> key;  // the members that say what is the same
  std::uint64_t documents = 0;
  std::vector<std::string> files;

  void add(std::string_view file) {
    ++documents;
    if (files.size() < most_named) files.emplace_back(file);
  }
};

std::string line_of(std::string_view what, std::span<const std::string_view> names, const Group& group) {
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("duplicate");
  json.value(what);
  for (std::size_t i = 0; i < names.size(); ++i) {
    json.key(names[i]);
    json.value(std::string_view(group.key[i]));
  }
  json.member("documents");
  json.value(group.documents);
  json.member("files");
  json.begin_array();
  for (const std::string& file : group.files) json.value(std::string_view(file));
  json.end_array();
  json.end_object();
  return out + '\n';
}

// Goes through sorted records of `names.size()` texts, a place and a file; tells of each group of more than one.
template <typename Take>
void each_group(ExternalSort& sorted, std::size_t parts, Take take) {
  Group group;
  while (const auto record = sorted.next()) {
    Taker taker(*record);
    std::vector<std::string> key;
    for (std::size_t i = 0; i < parts; ++i) key.emplace_back(taker.text());
    taker.sortable();
    if (key != group.key) {
      if (group.documents > 1 && !take(group)) return;
      group = {};
      group.key = std::move(key);
    }
    group.add(taker.text());
  }
  if (group.documents > 1) take(group);
}

// Both sorters filled from the state files of a run.
Result<void> gather(const ResultSet& set, ExternalSort& invoices, ExternalSort& files) {
  for (const std::string& path : set.state_paths()) {
    const auto state = State::open(path, State::Mode::read);
    if (!state) return tl::unexpected(state.error());
    bool sound = true;
    const auto keys = (*state)->each_chunk([&](const ChunkState& chunk) {
      if (chunk.keys.empty()) return;
      const auto text = decompressed(chunk.keys);
      sound = sound && text.has_value();
      if (!text) return;
      Taker taker(*text);
      for (std::uint64_t i = 0; !taker.empty() && taker.sound(); ++i) {
        std::string record;
        for (int part = 0; part < 3; ++part) put_text(record, taker.text());
        put_sortable(record, chunk.number << 32 | i);
        put_text(record, taker.text());
        invoices.add(record);
      }
    });
    if (!keys) return keys;
    if (!sound) return failure(ErrorCode::damaged, "the state of the run `" + path + "` is broken");
    const auto planned = (*state)->each_planned([&](const Chunk& chunk) {
      for (std::size_t i = 0; i < chunk.entries.size(); ++i) {
        const Entry& entry = chunk.entries[i];
        if (entry.same_as.empty()) continue;
        std::string record;
        put_text(record, entry.sha256);
        put_text(record, entry.same_as);
        put_sortable(record, chunk.number << 32 | i);
        put_text(record, entry.name);
        files.add(record);
      }
    });
    if (!planned) return planned;
  }
  return {};
}

}  // namespace

void append_invoice_key(std::string& keys, const RecordReader& reader, std::string_view file) {
  append_key(
      keys, [&](Field field) { return reader.text(field); }, file);
}

void append_invoice_key(std::string& keys, const Extraction& form, std::string_view file) {
  const auto text = [&](Field field) {
    const auto& given = form.field(field);
    const auto* value = given ? std::get_if<std::string>(&given->value) : nullptr;
    return value == nullptr ? std::string() : *value;
  };
  append_key(keys, text, file);
}

Result<DuplicateCounts> find_duplicates(const ResultSet& set, const std::string& scratch,
                                        const std::function<bool(std::string_view)>& write) {
  ExternalSort invoices(scratch);
  ExternalSort files(scratch);
  if (auto gathered = gather(set, invoices, files); !gathered) return tl::unexpected(gathered.error());
  DuplicateCounts counts;
  constexpr std::array<std::string_view, 3> invoice = {"siren", "year", "number"};
  each_group(invoices, invoice.size(), [&](const Group& group) {
    ++counts.invoices;
    counts.invoice_documents += group.documents;
    return write(line_of("invoice", invoice, group));
  });
  // The first of the same files is no record of its own: it is part of the key of the others.
  constexpr std::array<std::string_view, 1> file = {"sha256"};
  Group group;
  const auto tell = [&] { return group.documents < 2 || write(line_of("file", file, group)); };
  while (const auto record = files.next()) {
    Taker taker(*record);
    const std::string_view hash = taker.text();
    const std::string_view first = taker.text();
    taker.sortable();
    if (group.key.empty() || group.key.front() != hash) {
      if (!tell()) return counts;
      group = {};
      group.key = {std::string(hash)};
      group.add(first);
    }
    group.add(taker.text());
    ++counts.files;
  }
  static_cast<void>(tell());
  return counts;
}

}  // namespace prefill::tools::batch
