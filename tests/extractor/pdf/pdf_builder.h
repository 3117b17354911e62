// Makes small PDFs in memory, whole ones and broken ones, so that a test shows in a few lines what is on the page. The
// font `/F1` is Helvetica, 10 units to the em at `/F1 10 Tf`; pages measure 200 by 100 points unless they say
// otherwise.

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace prefill::pdf::test {

using Bytes = std::vector<unsigned char>;

/// The bytes of a text.
[[nodiscard]] Bytes bytes_of(std::string_view text);

/// Collects objects and writes them with a cross-reference table.
class PdfBuilder {
 public:
  PdfBuilder();

  /// Adds an object and returns its number.
  int object(std::string body);
  /// Adds a stream; `entries` go into its dictionary beside `Length`.
  int stream(std::string_view content, std::string_view entries = {});
  /// Adds a page that paints `content`. `entries` go into its dictionary, `resources` into its resources beside `/F1`.
  PdfBuilder& page(std::string_view content, std::string_view entries = {}, std::string_view resources = {});
  /// Adds a page with given kid text, such as a reference to an object that is not there.
  PdfBuilder& kid(std::string reference);
  /// Entries for the catalog, or for the trailer.
  PdfBuilder& catalog(std::string_view entries);
  PdfBuilder& trailer(std::string_view entries);
  /// Writes this as the `Count` of the page tree instead of the true one.
  PdfBuilder& count(std::string lie);

  /// The file.
  [[nodiscard]] Bytes build() const;

 private:
  std::vector<std::string> objects_;  // from number 3 on; 1 is the catalog, 2 the root of the page tree
  std::vector<std::string> kids_;
  std::string catalog_;
  std::string trailer_;
  std::string count_;
};

/// "BT /F1 10 Tf x y Td (text) Tj ET", with `before` in front of `Tj`, such as "3 Tr".
[[nodiscard]] std::string show(std::string_view text, double x, double y, std::string_view before = {});

/// A file with one page.
[[nodiscard]] Bytes one_page(std::string_view content, std::string_view entries = {}, std::string_view resources = {});

/// The same document, protected by a user password, which may be empty.
[[nodiscard]] Bytes encrypted(const Bytes& bytes, const char* user_password);

}  // namespace prefill::pdf::test
