// Objects, the data of streams, and pages, found in files that are plain, bundled, encrypted or broken.

#include "extractor/pdf/object_table.h"

#include <gtest/gtest.h>

#include "tests/extractor/pdf/bundled_pdf.h"
#include "tests/extractor/pdf/deflate.h"
#include "tests/extractor/pdf/reading.h"

namespace prefill::pdf::test {

namespace {

using namespace std::string_literals;

// A file opened, and what its objects say.
struct Objects {
  explicit Objects(Bytes file, const Limits& limits = {}) : bytes(std::move(file)), opening(bytes, limits) {
    if (!opening.document) ADD_FAILURE() << opening.document.error().message;
  }

  ObjectTable& table() { return opening.document->objects(); }

  std::string string(ObjectView view) {
    std::vector<Byte> room(1000);
    return {room.begin(), room.begin() + static_cast<std::ptrdiff_t>(view.string(room))};
  }

  // What is decoded, or "none".
  std::string decode(int number) {
    ByteBuffer out;
    if (!table().decode(number, out)) return "none";
    return {out.data(), out.data() + out.size()};
  }

  std::string contents(int page) {
    const auto found = table().page(page);
    return found ? decode(found->contents.reference()) : "no page";
  }

  Bytes bytes;
  Opening opening;
};

// The number of the object that the next call adds.
struct Added {
  PdfBuilder builder;
  int number = 0;
};

Added with_object(std::string body) {
  Added added;
  added.number = added.builder.page("content").object(std::move(body));
  return added;
}

Added with_stream(std::string_view content, std::string_view entries) {
  Added added;
  added.number = added.builder.page("content").stream(content, entries);
  return added;
}

std::string reference(int number) {
  return std::to_string(number) + " 0 R";
}

// Writes something else over a place of the file without moving what follows.
Bytes replaced(Bytes bytes, std::string_view from, std::string_view to) {
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string_view::npos) << from;
  EXPECT_EQ(from.size(), to.size());
  std::copy(to.begin(), to.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at));
  return bytes;
}

// The table of a file that is plain, or nothing when it is left to MuPDF.
struct Table {
  explicit Table(const Bytes& bytes) : plain(cross_reference.read(bytes)) {}

  DocumentArena arena;
  CrossReference cross_reference{arena.get()};
  bool plain;
};

// The file, and behind it a table of one section with these rows and a trailer with these entries beside `Root`.
Bytes updated(Bytes bytes, std::string_view section, std::string_view entries) {
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  const std::string start = std::to_string(bytes.size());
  const std::string previous = "/Prev " + std::to_string(text.rfind("xref\n0 ")) + " ";
  const std::string update = "xref\n" + std::string(section) + "trailer\n<< /Root 1 0 R " + previous +
                             std::string(entries) + " >>\nstartxref\n" + start + "\n%%EOF\n";
  bytes.insert(bytes.end(), update.begin(), update.end());
  return bytes;
}

TEST(CrossReference, OfAPlainFileNeedsNoMupdf) {
  const Added added = with_object("(here)");
  const Bytes bytes = added.builder.build();
  const Table table(bytes);
  ASSERT_TRUE(table.plain);
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  EXPECT_EQ(table.cross_reference.offset(added.number), text.find(std::to_string(added.number) + " 0 obj"));
  EXPECT_EQ(table.cross_reference.offset(0), 0U);
  EXPECT_EQ(table.cross_reference.offset(added.number + 1), 0U);
  EXPECT_EQ(table.cross_reference.trailer().find("Root").reference(), 1);

  const Limits too_little_for_mupdf{.memory_bytes = 4000};
  Objects objects(bytes, too_little_for_mupdf);
  EXPECT_EQ(objects.string(objects.table().object(added.number)), "here");
  EXPECT_EQ(objects.contents(1), "content");
}

TEST(CrossReference, NewerTablesComeFirst) {
  const Added added = with_object("(old)");
  const std::string number = std::to_string(added.number);
  const Bytes old = added.builder.build();
  const Bytes replaced = updated(old, number + " 1\r\n0000000009 00000 n\r\n", "");
  const Bytes nowhere = updated(old, number + " 1\n0000000009 00000 n \n", "/Prev 1 ");
  EXPECT_GT(Table(old).cross_reference.offset(added.number), 9U);
  ASSERT_TRUE(Table(replaced).plain);
  EXPECT_EQ(Table(replaced).cross_reference.offset(added.number), 9U);
  EXPECT_FALSE(Table(nowhere).plain) << "two entries, of which one leads nowhere";
}

TEST(CrossReference, FreedObjectsAreGoneUntilTheyAreWrittenAgain) {
  const Added added = with_object("(old)");
  const std::string number = std::to_string(added.number);
  const Bytes old = added.builder.build();
  const Bytes freed = updated(old, number + " 1\n0000000000 00001 f \n", "");
  ASSERT_TRUE(Table(freed).plain);
  EXPECT_EQ(Table(freed).cross_reference.offset(added.number), 0U);
  EXPECT_TRUE(Objects(freed).table().object(added.number).is_null());
  EXPECT_EQ(Objects(freed).contents(1), "content");

  const std::string place = std::to_string(old.size());
  const Bytes again = updated(freed, number + " 1\n0000000009 00001 n \n", "/Prev " + place);
  ASSERT_TRUE(Table(again).plain);
  EXPECT_EQ(Table(again).cross_reference.offset(added.number), 9U);
}

TEST(CrossReference, WhatIsUnusualIsLeftToMupdf) {
  const Bytes plain = one_page("content");
  ASSERT_TRUE(Table(updated(plain, "0 1\n0000000000 65535 f \n", "")).plain);
  for (const char* section :
       {"0 2\n0000000000 65535 f \n", "0 1\n0000000000 65535 f\n", "0 1 0000000000 65535 f \n",
        "9 1\n0000000000 00000 n \n", "9 1\n0000999999 00000 n \n", "9 1\n 000000009 00000 n \n",
        "9 1\n00000000x9 00000 n \n", "9 1\n0000000009 0000x n \n", "9 1\n0000000009-00000 n \n",
        "9 1\n0000000009 00000-n \n", "9 1\n0100000009 00000 n \n", "900 1\n0000000009 00000 n \n",
        "9 1\n0000000009 00000 o \n", "999999999 1\n0000000009 00000 n \n", "9999999999 1\n0000000009 00000 n \n"}) {
    EXPECT_FALSE(Table(updated(plain, section, "")).plain) << section;
  }
  for (const char* entries : {"/Encrypt 1 0 R", "/XRefStm 9", "/Size -1", "/Prev (here)", "/Prev 0", "Info 9 0 R"}) {
    EXPECT_FALSE(Table(updated(plain, "", entries)).plain) << entries;
  }
  Bytes shifted = plain;
  shifted.insert(shifted.begin(), {'%', '\n'});
  EXPECT_FALSE(Table(shifted).plain);
  EXPECT_FALSE(Table(replaced(plain, "startxref", "startXref")).plain);
  EXPECT_FALSE(Table(replaced(plain, "/Root 1 0 R", "/Root (1  )")).plain);
  EXPECT_FALSE(Table(bytes_of("")).plain);
}

TEST(CrossReference, TablesInACircleAreLeftToMupdf) {
  const Bytes plain = one_page("content");
  const std::string own_place = std::to_string(plain.size());
  const Bytes circle = updated(plain, "", "/Prev " + own_place);
  EXPECT_FALSE(Table(circle).plain);
  EXPECT_EQ(Objects(circle).opening.document->page_count(), 1);
}

TEST(ObjectTable, ObjectIsAViewOfTheFile) {
  const Added added = with_object("<< /A (text) >>");
  Objects objects(added.builder.build());
  const ObjectView view = objects.table().object(added.number);
  EXPECT_EQ(objects.string(view.find("A")), "text");
  EXPECT_GE(view.begin(), objects.bytes.data());
  EXPECT_LT(view.begin(), objects.bytes.data() + objects.bytes.size());
}

TEST(ObjectTable, WhatIsNotThereIsNull) {
  Objects objects(one_page(""));
  for (const int number : {-1, 0, 77, 8'388'607, 2'147'483'647}) {
    EXPECT_TRUE(objects.table().object(number).is_null()) << number;
    EXPECT_EQ(objects.decode(number), "none") << number;
  }
}

TEST(ObjectTable, ReferencesAreFollowedToTheirEnd) {
  PdfBuilder builder;
  builder.page("");
  const int last = builder.object("(end)");
  const int middle = builder.object(reference(last));
  const int first = builder.object("<< /A " + reference(middle) + " /B [1] >>");
  Objects objects(builder.build());
  const ObjectView view = objects.table().object(first);
  EXPECT_EQ(objects.string(objects.table().get(view, "A")), "end");
  EXPECT_TRUE(objects.table().get(view, "B").is_array());
  EXPECT_TRUE(objects.table().get(view, "C").is_null());
}

TEST(ObjectTable, ReferencesInACircleAreNull) {
  PdfBuilder builder;
  builder.page("");
  const int first = builder.object("7 0 R");
  const int second = builder.object(reference(first));
  ASSERT_EQ(second, 7);
  Objects objects(builder.build());
  EXPECT_TRUE(objects.table().resolve(objects.table().object(first)).is_null());
}

TEST(ObjectTable, LookingUpTooManyObjectsIsALimit) {
  const Bytes bytes = one_page("content");
  Objects objects(bytes, {.objects = 20});
  for (int i = 0; i < 30; ++i) static_cast<void>(objects.table().object(1));
  EXPECT_EQ(objects.table().budget().stopped(), Stop::objects);
  EXPECT_TRUE(objects.table().object(1).is_null());
  EXPECT_EQ(objects.decode(4), "none");
}

BundledPdf bundled() {
  return {.objects = {"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>", "(string)", "12", "[1 2 3"}};
}

void expect_bundled_objects(Objects& objects) {
  EXPECT_EQ(objects.string(objects.table().object(4)), "string");
  EXPECT_EQ(objects.table().object(5).integer(), 12);
  ASSERT_TRUE(objects.table().page(1));
  EXPECT_TRUE(objects.table().page(1)->media_box.is_array());
}

TEST(ObjectTable, ReadsStreamsOfObjects) {
  Objects objects(bundled().build());
  expect_bundled_objects(objects);
  int elements = 0;
  for (ArrayWalk element(objects.table().object(6)); element.next();) ++elements;
  EXPECT_EQ(elements, 3);
}

TEST(ObjectTable, AnObjectInAStreamEndsWhereTheNextBegins) {
  BundledPdf pdf = bundled();
  pdf.objects[3] = "[(open) 1";
  Objects objects(pdf.build());
  const ObjectView view = objects.table().object(4);
  EXPECT_EQ(std::string(view.begin(), view.end()), "[(open) 1\n");
  EXPECT_EQ(objects.table().object(5).integer(), 12);
}

TEST(ObjectTable, PlaceInAStreamThatLiesIsSearched) {
  BundledPdf pdf = bundled();
  pdf.shift = 1;
  Objects objects(pdf.build());
  expect_bundled_objects(objects);
}

TEST(ObjectTable, StreamOfObjectsMayBePlain) {
  BundledPdf pdf = bundled();
  pdf.deflate = false;
  Objects objects(pdf.build());
  expect_bundled_objects(objects);
}

TEST(ObjectTable, StreamOfObjectsWithALengthWithinItselfIsReadByMupdf) {
  BundledPdf pdf = bundled();
  pdf.objects.pop_back();
  pdf.length = "5 0 R";
  Objects objects(pdf.build());
  EXPECT_EQ(objects.string(objects.table().object(4)), "string");
  EXPECT_EQ(objects.table().object(5).integer(), 12);
}

TEST(ObjectTable, StreamOfObjectsWithoutItsEndIsReadByMupdf) {
  BundledPdf pdf = bundled();
  pdf.objects.push_back("(" + std::string(2000, 'x') + ")");
  pdf.damage = 5;
  Objects objects(pdf.build());
  expect_bundled_objects(objects);
}

TEST(ObjectTable, IndexThatLiesDoesNotLeadOutOfTheStream) {
  for (const std::string& index : {"1 0 2 30 3 66 4 999999999 5 4294967295 6 0 "s, "1 0 "s, "x y z"s, "1 0 2 -5 "s}) {
    BundledPdf pdf = bundled();
    pdf.index = index;
    const Bytes bytes = pdf.build();
    const Opening opening(bytes);
    if (!opening.document) continue;
    for (int number = 1; number < 8; ++number) {
      const ObjectView view = opening.document->objects().object(number);
      EXPECT_LE(view.end(), view.limit()) << index;
    }
  }
}

TEST(ObjectTable, EncryptedObjectsAreReadable) {
  const std::string every_byte = [] {
    std::string digits;
    for (int i = 0; i < 256; ++i) digits += {"0123456789ABCDEF"[i / 16], "0123456789ABCDEF"[i % 16]};
    return digits;
  }();
  PdfBuilder builder;
  builder.page("content", "/Marks << /A <" + every_byte + "> /B (a\\(b\\\\) /C#20D 1 /E [null true -1.5 /F] >>");
  Objects objects(encrypted(builder.build(), ""));
  ASSERT_TRUE(objects.opening.document->encrypted());
  const auto page = objects.table().page(1);
  ASSERT_TRUE(page);
  const ObjectView marks = page->dictionary.find("Marks");
  const std::string bytes = objects.string(marks.find("A"));
  ASSERT_EQ(bytes.size(), 256U);
  for (int i = 0; i < 256; ++i) EXPECT_EQ(static_cast<Byte>(bytes[static_cast<std::size_t>(i)]), i);
  EXPECT_EQ(objects.string(marks.find("B")), "a(b\\");
  EXPECT_EQ(marks.find("C D").integer(), 1);
  ArrayWalk element(marks.find("E"));
  ASSERT_TRUE(element.next() && element.next());
  EXPECT_TRUE(element.value().boolean());
  ASSERT_TRUE(element.next());
  EXPECT_EQ(element.value().number(), -1.5);
  EXPECT_EQ(objects.contents(1), "content");
}

TEST(ObjectTable, WrongOffsetIsRepairedAndEarlierViewsStay) {
  PdfBuilder builder;
  builder.page("content");
  const int early = builder.object("(early)");
  const int late = builder.object("(late one)");
  Bytes bytes = builder.build();
  // Behind the cross-reference's back, the object gets another number.
  bytes = replaced(bytes, std::to_string(late) + " 0 obj", std::to_string(late) + "\n0 oBj");
  bytes = replaced(bytes, "(late one)", "(late) %  ");
  Objects objects(std::move(bytes));
  const ObjectView view = objects.table().object(early);
  EXPECT_EQ(objects.string(view), "early");
  static_cast<void>(objects.table().object(late));
  EXPECT_EQ(objects.string(view), "early");
  EXPECT_EQ(objects.string(objects.table().object(early)), "early");
  EXPECT_EQ(objects.contents(1), "content");
}

TEST(ObjectTable, ObjectsThatHaveMovedAreFound) {
  PdfBuilder builder;
  builder.page("content");
  const int number = builder.object("(found)");
  Bytes bytes = builder.build();
  const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  const std::string header = std::to_string(number) + " 0 obj";
  bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(text.find(header)), {'%', 'x', '\n'});
  Objects objects(std::move(bytes));
  EXPECT_EQ(objects.string(objects.table().object(number)), "found");
  EXPECT_EQ(objects.contents(1), "content");
}

TEST(ObjectTable, WhatOnlyBeginsLikeAHeaderIsNone) {
  const Added added = with_object("(lost)");
  const std::string header = std::to_string(added.number) + " 0 obj";
  Objects objects(replaced(added.builder.build(), header + "\n", header + "x"));
  EXPECT_TRUE(objects.table().object(added.number).is_null());
  EXPECT_EQ(objects.contents(1), "content");
}

TEST(Decode, PlainStreamsAreCopied) {
  const Added added = with_stream("a\nb", "");
  EXPECT_EQ(Objects(added.builder.build()).decode(added.number), "a\nb");
}

TEST(Decode, EmptyStreamsAreEmpty) {
  const Added plain = with_stream("", "");
  EXPECT_EQ(Objects(plain.builder.build()).decode(plain.number), "");
  const Added flate = with_stream(deflated(""), "/Filter /FlateDecode");
  EXPECT_EQ(Objects(flate.builder.build()).decode(flate.number), "");
}

TEST(Decode, FlateIsInflatedHoweverItIsSaid) {
  for (const char* entries :
       {"/Filter /FlateDecode", "/Filter [/FlateDecode]", "/Filter /Fl", "/F /Fl", "/Filter /Flate#44ecode",
        "/Filter /FlateDecode /DecodeParms << /Predictor 1 >>", "/Filter [/FlateDecode] /DecodeParms [null]"}) {
    const Added added = with_stream(deflated("inflated"), entries);
    EXPECT_EQ(Objects(added.builder.build()).decode(added.number), "inflated") << entries;
  }
}

TEST(Decode, OtherFiltersAreDecoded) {
  const Added hex = with_stream("41 42>", "/Filter /ASCIIHexDecode");
  EXPECT_EQ(Objects(hex.builder.build()).decode(hex.number), "AB");
  const Added both = with_stream("41 42>", "/Filter [/ASCIIHexDecode]");
  EXPECT_EQ(Objects(both.builder.build()).decode(both.number), "AB");
  const Added predicted =
      with_stream(deflated("\1A\1\1"s), "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 3 >>");
  EXPECT_EQ(Objects(predicted.builder.build()).decode(predicted.number), "ABC");
}

TEST(Decode, AppendsBehindWhatIsThere) {
  const Added added = with_stream("two", "");
  Objects objects(added.builder.build());
  ByteBuffer out;
  ASSERT_TRUE(objects.table().decode(4, out));
  ASSERT_TRUE(objects.table().decode(added.number, out));
  EXPECT_EQ(std::string(out.data(), out.data() + out.size()), "contenttwo");
}

TEST(Decode, LengthMayBeAReference) {
  PdfBuilder builder;
  builder.page("content");
  const int length = builder.object("7");
  const int stream = builder.object("<< /Length " + reference(length) + " >> stream\r\nbetween\r\nendstream");
  EXPECT_EQ(Objects(builder.build()).decode(stream), "between");
}

TEST(Decode, LengthThatLiesDoesNotHurt) {
  const std::string zlib = deflated("inflated");
  for (const char* length :
       {"", "/Length 2", "/Length 0", "/Length -7", "/Length 77777777", "/Length (long)", "/Length 99 0 R"}) {
    PdfBuilder builder;
    builder.page("content");
    const int stream = builder.object("<< "s + length + " /Filter /FlateDecode >> stream\n" + zlib + "\nendstream");
    EXPECT_EQ(Objects(builder.build()).decode(stream), "inflated") << length;
  }
}

TEST(Decode, DamagedStreamGivesItsGoodBeginning) {
  std::string text;
  for (int i = 0; i < 2000; ++i) text += std::to_string(i * i) + " ";
  const std::string zlib = deflated(text);
  const Added added = with_stream(zlib.substr(0, zlib.size() / 2), "/Filter /FlateDecode");
  const std::string decoded = Objects(added.builder.build()).decode(added.number);
  EXPECT_GT(decoded.size(), text.size() / 4);
  EXPECT_EQ(decoded, text.substr(0, decoded.size()));
}

TEST(Decode, WhatIsNoStreamIsNone) {
  const Added added = with_object("<< /Length 3 >>");
  EXPECT_EQ(Objects(added.builder.build()).decode(added.number), "none");
  const Added number = with_object("12");
  EXPECT_EQ(Objects(number.builder.build()).decode(number.number), "none");
}

TEST(Decode, KeepsWithinTheBudget) {
  const std::string zeros(100'000, '0');
  for (const std::string& entries : {"/Filter /FlateDecode"s, "/Filter [/FlateDecode /Crypt]"s}) {
    const Added added = with_stream(deflated(zeros), entries);
    Objects objects(added.builder.build(), {.inflated_bytes = 60'000});
    const std::string decoded = objects.decode(added.number);
    EXPECT_LE(decoded.size(), 60'000U) << entries;
    EXPECT_EQ(objects.table().budget().stopped(), Stop::inflated_bytes) << entries;
    EXPECT_EQ(objects.decode(4), "none") << entries;
  }
  const Added plain = with_stream(zeros, "");
  Objects objects(plain.builder.build(), {.inflated_bytes = 60'000});
  EXPECT_LE(objects.decode(plain.number).size(), 60'000U);
  EXPECT_EQ(objects.table().budget().stopped(), Stop::inflated_bytes);
}

TEST(Page, IsFoundFromBothEnds) {
  PdfBuilder builder;
  for (int i = 1; i <= 9; ++i) builder.page("page " + std::to_string(i));
  Objects objects(builder.build());
  for (int i = 1; i <= 9; ++i) EXPECT_EQ(objects.contents(i), "page " + std::to_string(i));
  EXPECT_FALSE(objects.table().page(0));
  EXPECT_FALSE(objects.table().page(10));
  EXPECT_FALSE(objects.table().page(-3));
}

// A tree of 2 + 3 + 1 + 4 pages, the last four below two inner nodes.
Objects nested_pages() {
  PdfBuilder builder;
  int written = 0;
  const auto inner = [&builder](int count, const std::string& kids, const std::string& entries = {}) {
    return reference(
        builder.object("<< /Type /Pages /Count " + std::to_string(count) + " /Kids [" + kids + "] " + entries + " >>"));
  };
  const auto pages = [&](int count) {
    std::string kids;
    for (int i = 0; i < count; ++i) {
      const int contents = builder.stream("page " + std::to_string(++written));
      kids += reference(builder.object("<< /Type /Page /Contents " + reference(contents) + " >>")) + " ";
    }
    return kids;
  };
  builder.kid(inner(2, pages(2), "/Rotate 90"));
  builder.kid(inner(3, pages(3), "/MediaBox [0 0 30 40]"));
  builder.kid(pages(1));
  const std::string upside_down = inner(1, pages(1), "/Rotate 180");
  const std::string others = inner(3, pages(3));
  builder.kid(inner(4, upside_down + " " + others, "/Rotate 270 /CropBox [0 0 5 6]"));
  return Objects(builder.count("10").build());
}

TEST(Page, IsFoundInATreeOfTrees) {
  Objects objects = nested_pages();
  for (int i = 1; i <= 10; ++i) EXPECT_EQ(objects.contents(i), "page " + std::to_string(i));
}

TEST(Page, InheritsFromTheNodesAboveIt) {
  Objects objects = nested_pages();
  EXPECT_EQ(objects.table().page(2)->rotate.integer(), 90);
  EXPECT_TRUE(objects.table().page(2)->media_box.is_null());
  EXPECT_TRUE(objects.table().page(4)->media_box.is_array());
  EXPECT_TRUE(objects.table().page(6)->rotate.is_null());
  EXPECT_EQ(objects.table().page(7)->rotate.integer(), 180);
  EXPECT_EQ(objects.table().page(10)->rotate.integer(), 270);
  EXPECT_TRUE(objects.table().page(10)->crop_box.is_array());
}

TEST(Page, OwnEntriesComeBeforeInheritedOnes) {
  PdfBuilder builder;
  const int box = builder.object("[0 0 70 80]");
  const int page = builder.object("<< /Type /Page /Rotate 0 /MediaBox " + reference(box) + " >>");
  const int inner =
      builder.object("<< /Type /Pages /Count 1 /Kids [" + reference(page) + "] /Rotate 90 /MediaBox [1 1 2 2] >>");
  Objects objects(builder.kid(reference(inner)).build());
  const auto found = objects.table().page(1);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->number, page);
  EXPECT_EQ(found->rotate.integer(7), 0);
  const std::string media_box(found->media_box.begin(), found->media_box.end());
  EXPECT_EQ(media_box, "[0 0 70 80]");
}

TEST(Page, MayBeWrittenIntoTheTree) {
  Objects objects(PdfBuilder().kid("<< /Type /Page /MediaBox [0 0 9 9] >>").page("second").build());
  const auto first = objects.table().page(1);
  ASSERT_TRUE(first);
  EXPECT_EQ(first->number, 0);
  EXPECT_TRUE(first->media_box.is_array());
  EXPECT_EQ(objects.contents(2), "second");
}

TEST(Page, IsFoundWhereCountLies) {
  for (const char* lie : {"7", "1", "0", "-3", "(two)"}) {
    PdfBuilder builder;
    builder.page("one").kid("null").page("two").count(lie);
    Objects objects(builder.build());
    EXPECT_EQ(objects.contents(1), "one") << lie;
    EXPECT_EQ(objects.contents(2), "two") << lie;
    EXPECT_EQ(objects.contents(3), "no page") << lie;
  }
}

TEST(Page, IsFoundBesideNodesWithoutPages) {
  PdfBuilder builder;
  const int empty = builder.object("<< /Type /Pages /Kids [] /Count 0 >>");
  const int contents = builder.stream("page 1");
  const int first = builder.object("<< /Type /Page /Contents " + reference(contents) + " >>");
  const int two =
      builder.object("<< /Type /Pages /Count 2 /Kids [" + reference(first) + " " + reference(first) + "] >>");
  const int inner =
      builder.object("<< /Type /Pages /Count 2 /Kids [" + reference(empty) + " " + reference(two) + "] >>");
  Objects objects(builder.kid(reference(inner)).page("page 3").count("3").build());
  EXPECT_EQ(objects.contents(1), "page 1");
  EXPECT_EQ(objects.contents(2), "page 1");
  EXPECT_EQ(objects.contents(3), "page 3");
}

TEST(Page, OfALongDocumentCostsNoMoreThanOfAShortOne) {
  const auto lookups = [](int pages) {
    PdfBuilder builder;
    for (int i = 0; i < pages; ++i) builder.page("");
    std::size_t needed = 1;
    for (;; ++needed) {
      Objects objects(builder.build(), {.objects = needed + 1});
      for (const int number : objects.opening.document->pages_to_read())
        static_cast<void>(objects.table().page(number));
      if (!objects.table().budget().exceeded()) return needed;
    }
  };
  EXPECT_EQ(lookups(600), lookups(3));
}

// A document with a group that is switched off and one that is on.
struct Layers {
  PdfBuilder builder;
  int off = 0;
  int on = 0;
};

Layers with_layers() {
  Layers layers;
  layers.builder.page("");
  layers.off = layers.builder.object("<< /Type /OCG /Name (off) >>");
  layers.on = layers.builder.object("<< /Type /OCG /Name (on) >>");
  layers.builder.catalog("/OCProperties << /OCGs [" + reference(layers.off) + " " + reference(layers.on) +
                         "] /D << /OFF [" + reference(layers.off) + "] >> >>");
  return layers;
}

ObjectView view_of(const std::string& text) {
  const auto* const begin = reinterpret_cast<const Byte*>(text.data());
  return {begin, begin + text.size()};
}

TEST(OptionalContent, OfAGroupThatIsOffIsHidden) {
  const Layers layers = with_layers();
  Objects objects(layers.builder.build());
  const std::string off = reference(layers.off);
  const std::string on = reference(layers.on);
  for (int time = 0; time < 2; ++time) {
    EXPECT_TRUE(objects.table().is_hidden(view_of(off)));
    EXPECT_FALSE(objects.table().is_hidden(view_of(on)));
  }
  EXPECT_FALSE(objects.table().is_hidden(ObjectView()));
}

TEST(OptionalContent, MembershipMayBeWrittenDirectly) {
  const Layers layers = with_layers();
  Objects objects(layers.builder.build());
  const std::string both = "[" + reference(layers.off) + " " + reference(layers.on) + "]";
  const std::pair<std::string, bool> cases[] = {{"<</Type/OCMD/OCGs " + reference(layers.off) + ">>", true},
                                                {"<</Type/OCMD/OCGs " + both + ">>", false},
                                                {"<</Type/OCMD/OCGs [", false},
                                                {"(nonsense)", false}};
  for (const auto& [written, hidden] : cases) EXPECT_EQ(objects.table().is_hidden(view_of(written)), hidden) << written;
}

TEST(OptionalContent, IsSeenWhereTheCatalogueHasNone) {
  PdfBuilder builder;
  const int group = builder.page("").object("<< /Type /OCG /Intent /Design >>");
  Objects objects(builder.build());
  const std::string written = reference(group);
  EXPECT_FALSE(objects.table().is_hidden(view_of(written)));
}

}  // namespace

}  // namespace prefill::pdf::test
