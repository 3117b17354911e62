// The objects of a document by number. The cross-reference says where they are; where the file is plain, objects
// are views of the mapped bytes at its offsets, and those in object streams are views of the inflated stream. Where the
// file is encrypted or was repaired, or an object is not where it should be, MuPDF loads the object and it is written
// out into the arena, so that everybody sees views alone.

#pragma once

#include <optional>

#include "extractor/arena.h"
#include "extractor/pdf/airlock.h"
#include "extractor/pdf/budget.h"
#include "extractor/pdf/byte_buffer.h"
#include "extractor/pdf/context.h"
#include "extractor/pdf/cross_reference.h"
#include "extractor/pdf/number_map.h"
#include "extractor/pdf/object_view.h"
#include "extractor/pdf/page_tree.h"

namespace prefill::pdf {

/// Views of the objects of one document. Lives as long as the document and the arena. Not safe for concurrent use.
class ObjectTable {
 public:
  /// `bytes` are the whole file. Everything given must outlive the table.
  ObjectTable(Context& context, MupdfDocument& mupdf, Bytes bytes, Budget& budget, Arena* arena);
  ObjectTable(const ObjectTable&) = delete;
  ObjectTable& operator=(const ObjectTable&) = delete;

  /// True when objects are read where the cross-reference says. False for good once MuPDF had to repair the file.
  [[nodiscard]] bool is_plain();
  /// The object; null when there is none. Counts against the budget.
  [[nodiscard]] ObjectView object(int number);
  /// What the view refers to, through references of references; the view itself when it is no reference.
  [[nodiscard]] ObjectView resolve(ObjectView view);
  /// Has the processor fetch what the view refers to, if it is a reference, while others are read.
  void expect(ObjectView view) const;
  /// The value of a key, resolved.
  [[nodiscard]] ObjectView get(ObjectView dictionary, std::string_view key);

  /// Appends the decoded data of the stream object `number` to `out`; false when there is no such stream, or nothing of
  /// it can be decoded. A damaged stream gives its good beginning. Costs no more than the budget's inflatable bytes.
  bool decode(int number, ByteBuffer& out);

  /// The document catalogue, and the document information, which may be null.
  [[nodiscard]] ObjectView root();
  [[nodiscard]] ObjectView info();
  /// Pages are counted once, and found from the nearer end of their tree.
  [[nodiscard]] PageTree& pages() { return pages_; }
  /// The 1-based page `number`; nothing when there is none.
  [[nodiscard]] std::optional<PageObject> page(int number) { return pages_.find(number); }
  /// True when the optional content group or membership, as written in a property list or an `OC` entry, is switched
  /// off.
  [[nodiscard]] bool is_hidden(ObjectView optional_content);

  [[nodiscard]] Budget& budget() { return budget_; }
  [[nodiscard]] Arena* arena() { return arena_; }
  [[nodiscard]] Context& context() { return context_; }

  /// From now on objects are those that MuPDF holds, such as the nodes of a page tree that it was told to correct.
  /// Views taken before stay valid.
  void follow_mupdf();

 private:
  /// A stream of objects, inflated.
  struct Bundle {
    struct Entry {
      int number = 0;
      std::size_t offset = 0;
    };
    Bytes data;
    std::span<const Entry> entries;  // empty when it cannot be read
  };

  [[nodiscard]] ObjectPlace place_of(int number);
  [[nodiscard]] ObjectView find_object(int number);
  [[nodiscard]] std::optional<ObjectView> view_in_file(int number, std::size_t offset) const;
  [[nodiscard]] std::optional<ObjectView> view_in_bundle(int number, int stream, int index);
  [[nodiscard]] std::size_t place_in(const Bundle& bundle, int number, std::size_t index);
  [[nodiscard]] ObjectView written_by_mupdf(int number);
  [[nodiscard]] const Bundle& bundle(int stream);
  [[nodiscard]] Bundle read_bundle(int stream);
  [[nodiscard]] ObjectView trailer_entry(const char* key);
  [[nodiscard]] Byte* keep(Bytes bytes);

  bool decode_plain(int number, ByteBuffer& out);
  bool decode_by_mupdf(int number, ByteBuffer& out);

  Context& context_;
  MupdfDocument& mupdf_;
  Bytes bytes_;
  Budget& budget_;
  Arena* arena_;
  CrossReference cross_reference_;
  bool has_cross_reference_;
  bool following_mupdf_ = false;
  NumberMap<ObjectView> views_;
  NumberMap<Bundle> bundles_;
  std::size_t searched_ = 0;
  PageTree pages_;
  std::optional<bool> has_optional_content_;
  NumberMap<bool> hidden_;
};

}  // namespace prefill::pdf
