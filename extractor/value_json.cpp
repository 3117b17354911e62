// Amounts keep the digits they were printed with.

#include "extractor/value_json.h"

namespace prefill {
namespace {

struct ValueWriter {
  JsonWriter& json;

  void operator()(const std::string& text) const { json.value(text); }
  void operator()(Decimal number) const { json.raw(to_string(number)); }
  void operator()(const std::vector<std::string>& list) const {
    json.begin_array();
    for (const std::string& text : list) json.value(text);
    json.end_array();
  }
  void operator()(const std::vector<TaxLine>& lines) const {
    json.begin_array();
    for (const TaxLine& line : lines) {
      json.begin_object();
      json.member("taux");
      json.raw(to_string(line.rate));
      json.member("baseHt");
      json.raw(to_string(line.base));
      json.member("montantTva");
      json.raw(to_string(line.amount));
      json.end_object();
    }
    json.end_array();
  }
};

}  // namespace

void write_value(JsonWriter& json, const Value& value) {
  std::visit(ValueWriter{json}, value);
}

void write_box(JsonWriter& json, const Rect& box) {
  json.tenths({box.x0, box.y0, box.x1, box.y1});
}

}  // namespace prefill
