// Multipart bodies cut everywhere, as browsers and programs write them.

#include "server/http/multipart_decoder.h"

#include <gmock/gmock.h>

#include <string>
#include <vector>

#include "tests/server/http/cuts.h"

namespace prefill::server {
namespace {

using Kind = MultipartEvent::Kind;
using testing::ElementsAre;

// Everything that a body gives, with the data of a part put together.
std::vector<std::string> read(const std::function<std::string_view()>& next) {
  MultipartDecoder decoder("XX");
  std::vector<std::string> told;
  for (std::string_view piece = next(); !piece.empty(); piece = next()) {
    decoder.feed(piece);
    for (MultipartEvent event = decoder.next(); event.kind != Kind::need_more; event = decoder.next()) {
      if (event.kind == Kind::part) told.push_back("part " + decoder.file_name().value_or("-") + ":");
      if (event.kind == Kind::data) told.back() += event.data;
      if (event.kind == Kind::part_end) told.back() += ";";
      if (event.kind == Kind::end || event.kind == Kind::broken) {
        told.emplace_back(event.kind == Kind::end ? "end" : "broken");
        return told;
      }
    }
  }
  return told;
}

template <typename Matcher>
void expect_everywhere(std::string_view body, const Matcher& expected) {
  test::for_each_cut(body,
                     [&](const std::function<std::string_view()>& next) { EXPECT_THAT(read(next), expected) << body; });
}

TEST(MultipartDecoder, PartsFilesFromEachOther) {
  expect_everywhere(
      "--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.pdf\"\r\n\r\nab\r\n--XXc\r\n--X\r\n"
      "--XX\r\ncontent-disposition: form-data; name=n\r\n\r\n\r\n--XX--\r\n",
      ElementsAre("part a.pdf:ab;", "broken"));
  expect_everywhere(
      "--XX\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.pdf\"\r\n\r\nab\r\n--XYc\r\n--X\r\n"
      "--XX\r\ncontent-disposition: form-data; name=n\r\n\r\n\r\n--XX--\r\n",
      ElementsAre("part a.pdf:ab\r\n--XYc\r\n--X;", "part -:;", "end"));
}

TEST(MultipartDecoder, PassesOverWhatStandsBefore) {
  expect_everywhere("hello\r\n--XX  \r\n\r\nab\r\n--XX--", ElementsAre("part -:ab;", "end"));
}

TEST(MultipartDecoder, TakesNamesAsBrowsersAndProgramsWriteThem) {
  const auto name_of = [](const std::string& disposition) {
    const std::string body = "--XX\r\nX: y\r\nContent-Disposition: " + disposition + "\r\n\r\n\r\n--XX--";
    bool given = false;
    return read([&] {
             const std::string_view piece = given ? std::string_view() : std::string_view(body);
             given = true;
             return piece;
           })
        .front();
  };
  EXPECT_EQ(name_of(R"(form-data; filename="a \"b\".pdf"; name=x)"), "part a \"b\".pdf:;");
  EXPECT_EQ(name_of(R"(form-data; filename=plain.pdf)"), "part plain.pdf:;");
  EXPECT_EQ(name_of(R"(form-data; filename="C:\Users\me\f.pdf")"), "part f.pdf:;");
  EXPECT_EQ(name_of(R"(form-data; filename="../../etc/passwd")"), "part passwd:;");
  EXPECT_EQ(name_of(R"(form-data; name="filename")"), "part -:;");
  EXPECT_EQ(name_of(R"(form-data; filename=")"), "part :;");
}

TEST(MultipartDecoder, GivesUpOnHeadersWithoutEnd) {
  MultipartDecoder decoder("XX");
  decoder.feed("--XX\r\n");
  EXPECT_EQ(decoder.next().kind, Kind::need_more);
  Kind kind = Kind::need_more;
  std::size_t fed = 0;
  for (; kind == Kind::need_more && fed < 4 * MultipartDecoder::kHeaderLimit; fed += 100) {
    decoder.feed(std::string(100, 'x'));
    kind = decoder.next().kind;
  }
  EXPECT_EQ(kind, Kind::broken);
  EXPECT_LE(fed, MultipartDecoder::kHeaderLimit + 200);
}

TEST(MultipartBoundary, IsFoundInTheContentType) {
  EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=abc"), "abc");
  EXPECT_EQ(multipart_boundary("Multipart/Form-Data; charset=utf-8; Boundary=\"a b\""), "a b");
  EXPECT_EQ(multipart_boundary("multipart/form-data"), std::nullopt);
  EXPECT_EQ(multipart_boundary("multipart/form-data; boundary="), std::nullopt);
  EXPECT_EQ(multipart_boundary("multipart/form-data; boundary=" + std::string(71, 'x')), std::nullopt);
  EXPECT_EQ(multipart_boundary("application/pdf; boundary=abc"), std::nullopt);
}

}  // namespace
}  // namespace prefill::server
