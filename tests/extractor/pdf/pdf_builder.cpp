// Writes objects in the order of their numbers and notes where each begins. Encryption alone is left to MuPDF: tests
// want a protected file, not another implementation of AES.

#include "tests/extractor/pdf/pdf_builder.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

#include <array>
#include <cstdio>
#include <stdexcept>

namespace prefill::pdf::test {

namespace {

std::string reference(int number) {
  return std::to_string(number) + " 0 R";
}

// Writes `bytes` again under a password into a buffer, which the caller drops; null when it fails.
fz_buffer* encrypt(fz_context* ctx, const unsigned char* data, std::size_t size, const char* user_password) {
  fz_stream* stream = nullptr;
  pdf_document* document = nullptr;
  fz_buffer* buffer = nullptr;
  fz_output* output = nullptr;
  pdf_write_options options = pdf_default_write_options;
  options.do_encrypt = PDF_ENCRYPT_AES_128;
  options.permissions = ~0;
  fz_strlcpy(options.upwd_utf8, user_password, sizeof options.upwd_utf8);
  fz_strlcpy(options.opwd_utf8, "owner", sizeof options.opwd_utf8);
  fz_var(stream);
  fz_var(document);
  fz_var(buffer);
  fz_var(output);
  fz_try(ctx) {
    stream = fz_open_memory(ctx, data, size);
    document = pdf_open_document_with_stream(ctx, stream);
    buffer = fz_new_buffer(ctx, size);
    output = fz_new_output_with_buffer(ctx, buffer);
    pdf_write_document(ctx, document, output, &options);
    fz_close_output(ctx, output);
  }
  fz_always(ctx) {
    fz_drop_output(ctx, output);
    pdf_drop_document(ctx, document);
    fz_drop_stream(ctx, stream);
  }
  fz_catch(ctx) {
    fz_drop_buffer(ctx, buffer);
    return nullptr;
  }
  return buffer;
}

}  // namespace

Bytes bytes_of(std::string_view text) {
  return {text.begin(), text.end()};
}

PdfBuilder::PdfBuilder() {
  object("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
}

int PdfBuilder::object(std::string body) {
  objects_.push_back(std::move(body));
  return static_cast<int>(objects_.size()) + 2;
}

int PdfBuilder::stream(std::string_view content, std::string_view entries) {
  std::string body = "<< /Length " + std::to_string(content.size()) + " ";
  body.append(entries).append(" >>\nstream\n").append(content).append("\nendstream");
  return object(std::move(body));
}

PdfBuilder& PdfBuilder::page(std::string_view content, std::string_view entries, std::string_view resources) {
  const int contents = stream(content);
  std::string body = "<< /Type /Page /Parent 2 0 R ";
  if (entries.find("/MediaBox") == std::string_view::npos) body += "/MediaBox [0 0 200 100] ";
  if (entries.find("/Contents") == std::string_view::npos) body += "/Contents " + reference(contents) + " ";
  body.append(entries).append(" /Resources << ");
  if (resources.find("/Font") == std::string_view::npos) body += "/Font << /F1 3 0 R >> ";
  body.append(resources).append(" >> >>");
  return kid(reference(object(std::move(body))));
}

PdfBuilder& PdfBuilder::kid(std::string text) {
  kids_.push_back(std::move(text));
  return *this;
}

PdfBuilder& PdfBuilder::catalog(std::string_view entries) {
  catalog_.append(entries);
  return *this;
}

PdfBuilder& PdfBuilder::trailer(std::string_view entries) {
  trailer_.append(entries);
  return *this;
}

PdfBuilder& PdfBuilder::count(std::string lie) {
  count_ = std::move(lie);
  return *this;
}

Bytes PdfBuilder::build() const {
  std::string tree = "<< /Type /Pages /Kids [";
  for (const std::string& kid : kids_) tree += " " + kid;
  tree += " ] /Count " + (count_.empty() ? std::to_string(kids_.size()) : count_) + " >>";

  std::vector<std::string> bodies{"<< /Type /Catalog /Pages 2 0 R " + catalog_ + " >>", tree};
  bodies.insert(bodies.end(), objects_.begin(), objects_.end());

  std::string file = "%PDF-1.7\n";
  std::string table = "0000000000 65535 f \n";
  int number = 0;
  for (const std::string& body : bodies) {
    std::array<char, 24> entry{};
    std::snprintf(entry.data(), entry.size(), "%010zu 00000 n \n", file.size());
    table += entry.data();
    file += std::to_string(++number) + " 0 obj\n" + body + "\nendobj\n";
  }
  const std::string size = std::to_string(bodies.size() + 1);
  const std::string start = std::to_string(file.size());
  file += "xref\n0 " + size + "\n" + table;
  file += "trailer\n<< /Size " + size + " /Root 1 0 R " + trailer_ + " >>\nstartxref\n" + start + "\n%%EOF\n";
  return bytes_of(file);
}

std::string show(std::string_view text, double x, double y, std::string_view before) {
  std::string content = "BT /F1 10 Tf " + std::to_string(x) + " " + std::to_string(y) + " Td ";
  content.append(before).append(" (").append(text).append(") Tj ET\n");
  return content;
}

Bytes one_page(std::string_view content, std::string_view entries, std::string_view resources) {
  return PdfBuilder().page(content, entries, resources).build();
}

Bytes encrypted(const Bytes& bytes, const char* user_password) {
  fz_context* ctx = fz_new_context(nullptr, nullptr, FZ_STORE_DEFAULT);
  if (!ctx) throw std::bad_alloc();
  fz_buffer* buffer = encrypt(ctx, bytes.data(), bytes.size(), user_password);
  unsigned char* data = nullptr;
  const std::size_t size = buffer ? fz_buffer_storage(ctx, buffer, &data) : 0;
  Bytes result(data, data + size);
  fz_drop_buffer(ctx, buffer);
  fz_drop_context(ctx);
  if (result.empty()) throw std::runtime_error("cannot encrypt");
  return result;
}

}  // namespace prefill::pdf::test
