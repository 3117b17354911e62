// Opening a PDF. Functions that call MuPDF between `fz_try` and `fz_catch` are small and have trivial locals alone,
// because an error leaves them by longjmp; what they find is copied out and turned into an `Error` by their callers.

#include "extractor/pdf/document.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

#include <algorithm>
#include <array>
#include <utility>

#include "extractor/pdf/airlock.h"
#include "extractor/pdf/file_kind.h"
#include "extractor/pdf/font_table.h"
#include "extractor/pdf/object_table.h"

namespace prefill::pdf {

namespace {

struct Protection {
  bool encrypted = false;
  bool locked = false;
};

// `document` is not null.
Protection protection_of(fz_context* ctx, pdf_document* document) {
  Protection protection;
  fz_var(protection);
  fz_try(ctx) {
    protection.encrypted = pdf_is_dict(ctx, pdf_dict_get(ctx, pdf_trailer(ctx, document), PDF_NAME(Encrypt)));
    protection.locked = pdf_needs_password(ctx, document) != 0;
  }
  fz_catch(ctx) {
    protection.locked = protection.encrypted;
  }
  return protection;
}

bool is_printable(Bytes text) {
  return std::all_of(text.begin(), text.end(), [](Byte c) { return c >= ' ' && c < 0x7F; });
}

// Cut by bytes; a character cut in two is dropped.
std::string whole_characters(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0 && (static_cast<unsigned char>(text[end - 1]) & 0xC0) == 0x80) --end;
  if (end == 0) return {};
  const auto lead = static_cast<unsigned char>(text[end - 1]);
  const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  return std::string(text.substr(0, text.size() - (end - 1) >= length ? text.size() : end - 1));
}

std::string producer_of(ObjectTable& objects) {
  constexpr std::size_t max_bytes = 200;
  std::array<Byte, 4 * max_bytes> room;
  const ObjectView written = objects.get(objects.info(), "Producer");
  const Bytes text(room.data(), written.string(room));
  if (is_printable(text)) return {text.begin(), text.begin() + std::min(text.size(), max_bytes)};
  std::array<char, max_bytes + 1> utf8{};
  decode_text(objects.context().raw(), text, utf8);
  return whole_characters(utf8.data());
}

Error not_a_pdf(std::span<const unsigned char> bytes) {
  if (bytes.empty()) return {ErrorCode::not_pdf, "the file is empty", 0};
  const std::string_view kind = likely_kind(bytes);
  std::string message = kind.empty() ? "the file has no `%PDF-` header" : "the file looks like " + std::string(kind);
  return {ErrorCode::not_pdf, message + "; deposit a PDF", 0};
}

Error cannot_open(const Context& context, const MupdfDocument& mupdf) {
  if (context.exceeded()) return {ErrorCode::limit, "opening needs more memory than `memory_bytes` allows", 0};
  if (mupdf.unknown_encryption()) {
    return {ErrorCode::encrypted, "is protected in an unknown way; remove the protection and deposit the file again",
            0};
  }
  return {ErrorCode::damaged, "is damaged beyond repair; export it again and deposit the new file", 0};
}

Error cannot_use(const Context& context, const Protection& protection) {
  if (context.exceeded()) return {ErrorCode::limit, "opening needs more memory than `memory_bytes` allows", 0};
  if (protection.locked) {
    return {ErrorCode::encrypted, "needs a password; remove the protection and deposit the file again", 0};
  }
  return {ErrorCode::damaged, "has no pages; export it again and deposit the new file", 0};
}

}  // namespace

struct Document::State {
  State(Context& owner, Bytes file, const Limits& limits, Arena* arena)
      : context(owner),
        bytes(file),
        budget(limits),
        mupdf(owner.raw(), file),
        objects(owner, mupdf, file, budget, arena),
        fonts(objects) {}

  Context& context;
  Bytes bytes;
  Budget budget;
  MupdfDocument mupdf;
  ObjectTable objects;
  FontTable fonts;
  int pages = 0;
  bool encrypted = false;
  std::string producer;
};

Result<Document> Document::open(Context& context, Bytes bytes, const Limits& limits, Arena* arena) {
  if (!has_pdf_header(bytes)) return tl::unexpected<Error>(not_a_pdf(bytes));
  context.start_budget(limits.memory_bytes);
  auto state = std::make_unique<State>(context, bytes, limits, arena);
  Protection protection;
  if (!state->objects.is_plain()) {
    pdf_document* const opened = state->mupdf.get();
    if (!opened) return tl::unexpected<Error>(cannot_open(context, state->mupdf));
    protection = protection_of(context.raw(), opened);
  }
  state->encrypted = protection.encrypted;
  if (!protection.locked) state->pages = state->objects.pages().count();
  if (state->pages < 1 || context.exceeded()) return tl::unexpected<Error>(cannot_use(context, protection));
  state->producer = producer_of(state->objects);
  return Document(std::move(state));
}

Document::Document(std::unique_ptr<State> state) : state_(std::move(state)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

int Document::page_count() const {
  return state_->pages;
}
const std::string& Document::producer() const {
  return state_->producer;
}
bool Document::encrypted() const {
  return state_->encrypted;
}
Budget& Document::budget() const {
  return state_->budget;
}
ObjectTable& Document::objects() const {
  return state_->objects;
}
FontTable& Document::fonts() const {
  return state_->fonts;
}
Bytes Document::bytes() const {
  return state_->bytes;
}
pdf_document* Document::mupdf() const {
  return state_->mupdf.get();
}
Context& Document::context() const {
  return state_->context;
}

std::vector<int> Document::pages_to_read() const {
  const int last = state_->pages;
  std::vector<int> pages{1};
  if (last > 2) pages.push_back(last - 1);
  if (last > 1) pages.push_back(last);
  return pages;
}

}  // namespace prefill::pdf
