// The stream of objects comes behind the objects in number, and the cross-reference stream behind it. Neither the
// cross-reference is compressed nor has it a predictor: that is MuPDF's to read.

#include "tests/extractor/pdf/bundled_pdf.h"

#include "tests/extractor/pdf/deflate.h"

namespace prefill::pdf::test {

namespace {

// One byte of type, four of offset or number, two of generation or index.
std::string entry(int type, std::size_t second, std::size_t third) {
  std::string bytes(1, static_cast<char>(type));
  for (const int shift : {24, 16, 8, 0}) bytes += static_cast<char>(second >> shift & 0xFF);
  for (const int shift : {8, 0}) bytes += static_cast<char>(third >> shift & 0xFF);
  return bytes;
}

}  // namespace

Bytes BundledPdf::build() const {
  std::string numbers;
  std::string bodies;
  std::string entries = entry(0, 0, 65535);
  const std::size_t bundle = objects.size() + 1;
  for (std::size_t i = 0; i < objects.size(); ++i) {
    numbers += std::to_string(i + 1) + " " + std::to_string(bodies.size()) + " ";
    bodies += objects[i] + "\n";
    entries += entry(2, bundle, i + shift);
  }
  if (!index.empty()) numbers = index;
  std::string data = deflate ? deflated(numbers + bodies) : numbers + bodies;
  data.resize(data.size() - static_cast<std::size_t>(damage));

  std::string file = "%PDF-1.7\n";
  entries += entry(1, file.size(), 0);
  file += std::to_string(bundle) + " 0 obj\n<</Type/ObjStm/N " + std::to_string(objects.size()) + "/First " +
          std::to_string(numbers.size()) + (deflate ? "/Filter/FlateDecode" : "") + "/Length " +
          (length.empty() ? std::to_string(data.size()) : length) + ">>stream\n" + data + "\nendstream\nendobj\n";
  const std::string start = std::to_string(file.size());
  entries += entry(1, file.size(), 0);
  file += std::to_string(bundle + 1) + " 0 obj\n<</Type/XRef/W[1 4 2]/Root 1 0 R/Size " + std::to_string(bundle + 2) +
          "/Length " + std::to_string(entries.size()) + ">>stream\n" + entries + "\nendstream\nendobj\n";
  file += "startxref\n" + start + "\n%%EOF\n";
  return bytes_of(file);
}

}  // namespace prefill::pdf::test
