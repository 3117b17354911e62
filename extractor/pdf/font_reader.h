// From a font dictionary to a Font.

#pragma once

#include "extractor/pdf/font.h"

namespace prefill::pdf {

/// Reads fonts of one document into an arena, which must live as long as they are used.
class FontReader {
 public:
  FontReader(ObjectTable& objects, Arena* arena) : objects_(objects), arena_(arena) {}

  /// Never null. `dictionary` is resolved; what no font can be made of gives the font that MuPDF takes instead,
  /// Times-Roman with codes of one byte in StandardEncoding.
  [[nodiscard]] Font* read(ObjectView dictionary);

 private:
  struct Entries;

  // Each fills in the source; false when no font can be made of the entries.
  [[nodiscard]] bool read_entries(const Entries& font, FontSource& source);
  [[nodiscard]] bool read_type3(const Entries& font, FontSource& source);
  [[nodiscard]] bool read_composite(const Entries& font, FontSource& source);
  bool read_simple(const Entries& font, FontSource& source);

  void read_encoding(const Entries& font, bool symbolic, FontSource& source);
  void read_row(const Entries& font, FontSource& source);
  void read_vertical(const Entries& descendant, FontSource& source);

  // Null when there is no such CMap.
  [[nodiscard]] const CMap* collection(ObjectView system_info);
  [[nodiscard]] const CMap* cmap(ObjectView view, int depth = 0);
  [[nodiscard]] const CMap* embedded_cmap(int number, ObjectView dictionary, int depth);
  [[nodiscard]] const CMap* named_cmap(const char* name);
  [[nodiscard]] CMap* keep(CMap cmap);

  ObjectTable& objects_;
  Arena* arena_;
};

}  // namespace prefill::pdf
