// The output format: one object a document, fields in the order of the form.

#include "extractor/json.h"

#include "extractor/advice_json.h"
#include "extractor/json_writer.h"
#include "extractor/value_json.h"
#include "extractor/version.h"

namespace prefill {
namespace {

/// What a field and an alternative have in common: the value and where it stands.
template <typename Found>
void write_found(JsonWriter& json, const Found& found) {
  json.member("value");
  write_value(json, found.value);
  json.member("raw");
  json.value(found.raw);
  json.member("confidence");
  json.number(found.confidence, 2);
  json.member("page");
  json.value(found.page);
  json.member("box");
  write_box(json, found.box);
}

void write(JsonWriter& json, const Alternative& alternative) {
  json.begin_object();
  write_found(json, alternative);
  json.member("rule");
  json.value(alternative.rule);
  json.end_object();
}

void write(JsonWriter& json, const FieldValue& field) {
  json.begin_object();
  write_found(json, field);
  if (field.label) {
    json.member("label");
    json.begin_object();
    json.member("text");
    json.value(field.label->text);
    json.member("box");
    write_box(json, field.label->box);
    json.end_object();
  }
  json.member("rule");
  json.value(field.rule);
  if (!field.warning.empty()) {
    json.member("warning");
    json.value(field.warning);
  }
  json.member("alternatives");
  json.begin_array();
  for (const Alternative& alternative : field.alternatives) write(json, alternative);
  json.end_array();
  json.end_object();
}

void write(JsonWriter& json, const std::vector<int>& numbers) {
  json.begin_array();
  for (const int number : numbers) json.value(number);
  json.end_array();
}

void write(JsonWriter& json, const DocumentInfo& document) {
  json.begin_object();
  json.member("pages");
  json.value(document.pages);
  json.member("pagesRead");
  write(json, document.pages_read);
  if (!document.reference_pages.empty()) {
    json.member("referencePages");
    write(json, document.reference_pages);
  }
  json.member("textLayer");
  json.value(text_layer_name(document.text_layer));
  if (!document.producer.empty()) {
    json.member("producer");
    json.value(document.producer);
  }
  json.member("encrypted");
  json.value(document.encrypted);
  json.end_object();
}

void write_engine(JsonWriter& json, std::string_view rules_version) {
  json.member("engine");
  json.begin_object();
  json.member("version");
  json.value(version);
  json.member("rules");
  json.value(rules_version);
  json.end_object();
}

}  // namespace

void append_json(std::string& out, std::string_view file, const Extraction& extraction) {
  JsonWriter json(out);
  json.begin_object();
  json.member("file");
  json.value(file);
  json.member("kind");
  json.value(kind_name(extraction.kind));
  json.member("document");
  write(json, extraction.document);
  json.member("fields");
  json.begin_object();
  for (std::size_t f = 0; f < rules::field_count; ++f) {
    if (!extraction.fields[f]) continue;
    json.key(rules::field_name(static_cast<Field>(f)));
    write(json, *extraction.fields[f]);
  }
  json.end_object();
  json.member("withheld");
  json.begin_object();
  for (std::size_t f = 0; f < rules::field_count; ++f) {
    if (extraction.withheld[f].empty()) continue;
    json.key(rules::field_name(static_cast<Field>(f)));
    json.begin_array();
    for (const Alternative& alternative : extraction.withheld[f]) write(json, alternative);
    json.end_array();
  }
  json.end_object();
  json.member("checks");
  json.begin_array();
  for (const Check& check : extraction.checks) {
    json.begin_object();
    json.member("code");
    json.value(check.code);
    json.member("ok");
    json.value(check.ok);
    json.end_object();
  }
  json.end_array();
  json.member("advice");
  write_advice(json, extraction.advice);
  write_engine(json, extraction.rules_version);
  json.end_object();
}

void append_json(std::string& out, std::string_view file, const Error& error, std::string_view rules_version) {
  JsonWriter json(out);
  json.begin_object();
  json.member("file");
  json.value(file);
  json.member("error");
  json.begin_object();
  json.member("code");
  json.value(error_name(error.code));
  json.member("message");
  json.value(error.message);
  if (error.page > 0) {
    json.member("page");
    json.value(error.page);
  }
  json.end_object();
  write_engine(json, rules_version);
  json.end_object();
}

void append_json(std::string& out, std::string_view file, const std::vector<PageWords>& pages) {
  JsonWriter json(out);
  json.begin_object();
  json.member("file");
  json.value(file);
  json.member("pages");
  json.begin_array();
  for (const PageWords& page : pages) {
    json.begin_object();
    json.member("page");
    json.value(page.page);
    json.member("width");
    json.number(page.width, 1);
    json.member("height");
    json.number(page.height, 1);
    json.member("text");
    json.value(page.text);
    json.member("words");
    json.begin_array();
    for (const Word& word : page.words) {
      json.begin_object();
      json.member("text");
      json.value(word.text);
      json.member("box");
      write_box(json, word.box);
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

}  // namespace prefill
