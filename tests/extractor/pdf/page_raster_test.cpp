// Pictures have the right pixels in the right places, and no document makes one that fills the memory.

#include "extractor/pdf/page_raster.h"

#include <gtest/gtest.h>
#include <mupdf/fitz.h>

#include "extractor/arena.h"
#include "tests/extractor/pdf/pdf_builder.h"

namespace prefill::pdf {
namespace {

// The lightness of the pixels of a PNG file, 0 to 255.
class Picture {
 public:
  explicit Picture(const std::string& png) {
    fz_context* ctx = context_.raw();
    fz_buffer* buffer =
        fz_new_buffer_from_copied_data(ctx, reinterpret_cast<const unsigned char*>(png.data()), png.size());
    fz_image* image = fz_new_image_from_buffer(ctx, buffer);
    pixmap_ = fz_get_pixmap_from_image(ctx, image, nullptr, nullptr, nullptr, nullptr);
    fz_drop_image(ctx, image);
    fz_drop_buffer(ctx, buffer);
  }
  ~Picture() { fz_drop_pixmap(context_.raw(), pixmap_); }
  Picture(const Picture&) = delete;
  Picture& operator=(const Picture&) = delete;

  [[nodiscard]] int width() const { return fz_pixmap_width(context_.raw(), pixmap_); }
  [[nodiscard]] int height() const { return fz_pixmap_height(context_.raw(), pixmap_); }
  [[nodiscard]] int components() const { return fz_pixmap_components(context_.raw(), pixmap_); }
  [[nodiscard]] int at(int x, int y) const {
    return fz_pixmap_samples(context_.raw(), pixmap_)[y * fz_pixmap_stride(context_.raw(), pixmap_) + x * components()];
  }

 private:
  Context context_;
  fz_pixmap* pixmap_ = nullptr;
};

constexpr Rect whole{0, 0, 200, 100};

class PageRaster : public testing::Test {
 protected:
  // A page of 200 by 100 points with a black square from (50, 20) to (90, 60), seen from the top left.
  Document& open(std::string_view content = "50 40 40 40 re f", std::string_view entries = {}) {
    bytes_ = test::one_page(content, entries);
    document_.emplace(*Document::open(context_, bytes_, limits_, arena_.get()));
    return *document_;
  }

  Result<std::string> draw(const Sheet& sheet, float resolution = 1, Layer layer = Layer::everything) {
    return draw_png(*document_, sheet, resolution, Tone::gray, layer);
  }

  Limits limits_;
  Context context_;
  DocumentArena arena_;
  test::Bytes bytes_;
  std::optional<Document> document_;
};

TEST_F(PageRaster, APageLooksAsAPersonSeesIt) {
  open();
  const Picture picture(*draw({200, 100, {{1, whole, {0, 0}}}, {}}, 2));
  EXPECT_EQ(picture.width(), 400);
  EXPECT_EQ(picture.height(), 200);
  EXPECT_EQ(picture.at(2 * 70, 2 * 40), 0);
  EXPECT_EQ(picture.at(2 * 45, 2 * 40), 255);
  EXPECT_EQ(picture.at(2 * 70, 2 * 65), 255);
}

TEST_F(PageRaster, ATurnedPageIsTurned) {
  Document& document = open("50 40 40 40 re f", "/Rotate 90");
  const auto bounds = page_bounds(document, 1);
  ASSERT_TRUE(bounds);
  EXPECT_EQ(bounds->x1, 100);
  EXPECT_EQ(bounds->y1, 200);
  const Picture picture(*draw({100, 200, {{1, *bounds, {0, 0}}}, {}}));
  EXPECT_EQ(picture.at(60, 70), 0);
  EXPECT_EQ(picture.at(20, 70), 255);
}

TEST_F(PageRaster, APartIsCutOutAndPlaced) {
  open();
  const Picture picture(*draw({100, 50, {{1, {60, 30, 80, 50}, {10, 5}}}, {}}));
  EXPECT_EQ(picture.at(15, 10), 0);
  EXPECT_EQ(picture.at(5, 10), 255);   // beside the part
  EXPECT_EQ(picture.at(35, 10), 255);  // the square goes on in the page, and not on the sheet
}

TEST_F(PageRaster, FiguresLieOverThePages) {
  open();
  Figure figure;
  figure.outlines.push_back({{{60, 30}, {80, 30}, {80, 50}, {60, 50}}, true, std::nullopt, 0xFFFFFF});
  figure.outlines.push_back({{{0, 90}, {200, 90}}, false, Pen{0, 4, 10, 10}, std::nullopt});
  const Sheet sheet{200, 100, {{1, whole, {0, 0}}}, {figure}};
  const Picture picture(*draw(sheet));
  EXPECT_EQ(picture.at(70, 40), 255);
  EXPECT_EQ(picture.at(55, 40), 0);
  EXPECT_EQ(picture.at(5, 90), 0);
  EXPECT_EQ(picture.at(15, 90), 255);
  const Picture pages(*draw(sheet, 1, Layer::pages));
  EXPECT_EQ(pages.at(70, 40), 0);
  EXPECT_EQ(pages.at(5, 90), 255);
}

TEST_F(PageRaster, WordsAreWrittenUprightAndCentred) {
  open("");
  Figure figure;
  figure.words.push_back({"I", {100, 60}, 40, 0, true, true});
  const Picture picture(*draw({200, 100, {{1, whole, {0, 0}}}, {figure}}));
  EXPECT_LT(picture.at(100, 45), 64);
  EXPECT_EQ(picture.at(80, 45), 255);
  EXPECT_EQ(picture.at(100, 70), 255);
}

TEST_F(PageRaster, ColoursAreKeptWhenAskedFor) {
  open("1 0 0 rg 0 0 200 100 re f");
  const Sheet sheet{200, 100, {{1, whole, {0, 0}}}, {}};
  EXPECT_EQ(Picture(*draw(sheet)).components(), 1);
  const Picture coloured(*draw_png(*document_, sheet, 1, Tone::colours, Layer::pages));
  EXPECT_EQ(coloured.components(), 3);
  EXPECT_EQ(coloured.at(10, 10), 255);
}

TEST_F(PageRaster, APosterIsDrawnSmaller) {
  open("", "/MediaBox [0 0 14400 14400]");
  const Picture picture(*draw({14400, 14400, {{1, {0, 0, 14400, 14400}, {0, 0}}}, {}}, 2));
  EXPECT_LE(static_cast<long>(picture.width()) * picture.height(), 16'100'000L);
  EXPECT_GT(picture.width(), 3900);
}

TEST_F(PageRaster, APageThatCannotBePaintedToItsEndShowsItsBeginning) {
  open("50 40 40 40 re f q /Nothing Do [ ( << 1 0 0 rg 0 0 200 100 re f");
  const Picture picture(*draw({200, 100, {{1, whole, {0, 0}}}, {}}));
  EXPECT_EQ(picture.at(70, 40), 0);
}

TEST_F(PageRaster, ThePictureCountsAgainstTheMemoryOfTheDocument) {
  limits_.memory_bytes = 4U << 20;
  open();
  const auto picture = draw({200, 100, {{1, whole, {0, 0}}}, {}}, 20);
  ASSERT_FALSE(picture);
  EXPECT_EQ(picture.error().code, ErrorCode::limit);
}

TEST_F(PageRaster, APageThatIsNotThereHasNoBounds) {
  EXPECT_FALSE(page_bounds(open(), 7));
}

}  // namespace
}  // namespace prefill::pdf
