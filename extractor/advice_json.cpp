// The sentences are made here, where somebody reads them, so that an extraction holds only what they are made of.

#include "extractor/advice_json.h"

#include "extractor/advice_text.h"
#include "extractor/value_json.h"

namespace prefill {
namespace {

void write(JsonWriter& json, const Advice& advice) {
  json.begin_object();
  json.member("code");
  json.value(advice_name(advice.code));
  if (advice.field) {
    json.member("field");
    json.value(rules::field_name(*advice.field));
  }
  if (advice.page > 0) {
    json.member("page");
    json.value(advice.page);
  }
  if (!advice.box.empty()) {
    json.member("box");
    write_box(json, advice.box);
  }
  if (!advice.text.empty()) {
    json.member("text");
    json.value(advice.text);
  }
  json.member("fr");
  json.value(advice_text(advice, Language::french));
  json.member("en");
  json.value(advice_text(advice, Language::english));
  json.end_object();
}

}  // namespace

void write_advice(JsonWriter& json, const std::vector<Advice>& advice) {
  json.begin_array();
  for (const Advice& piece : advice) write(json, piece);
  json.end_array();
}

}  // namespace prefill
