// Counting pages and finding them without visiting the others. The part that corrects MuPDF's tree runs inside `fz_try`
// and is left by longjmp, so it has trivial locals alone.

#include "extractor/pdf/page_tree.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

#include <algorithm>

#include "extractor/pdf/airlock.h"
#include "extractor/pdf/object_table.h"

namespace prefill::pdf {

namespace {

constexpr int max_depth = 64;
// A tree whose nodes share kids can have more paths than any machine can walk.
constexpr std::size_t max_visits = 100'000;

// The test MuPDF itself uses when it looks a page up.
bool is_inner_node(fz_context* ctx, pdf_obj* node) {
  pdf_obj* type = pdf_dict_get(ctx, node, PDF_NAME(Type));
  if (type) return pdf_name_eq(ctx, type, PDF_NAME(Pages));
  return pdf_dict_get(ctx, node, PDF_NAME(Kids)) && !pdf_dict_get(ctx, node, PDF_NAME(MediaBox));
}

int correct_counts(fz_context* ctx, pdf_obj* node, int depth, pdf_cycle_list* above, std::size_t* visits) {
  if (++*visits > max_visits || depth > max_depth || !pdf_is_dict(ctx, node)) return 0;
  if (!is_inner_node(ctx, node)) return depth > 0 ? 1 : 0;
  pdf_cycle_list here;
  if (pdf_cycle(ctx, &here, above, node)) return 0;
  pdf_obj* kids = pdf_dict_get(ctx, node, PDF_NAME(Kids));
  int pages = 0;
  int kept = 0;
  for (int i = 0; i < pdf_array_len(ctx, kids) && *visits <= max_visits; ++i) {
    pdf_obj* kid = pdf_array_get(ctx, kids, i);
    const int below = correct_counts(ctx, kid, depth + 1, &here, visits);
    if (below == 0) continue;
    pages += below;
    if (kept != i) pdf_array_put(ctx, kids, kept, kid);
    ++kept;
  }
  // MuPDF would count what is no page as one.
  while (pdf_array_len(ctx, kids) > kept) pdf_array_delete(ctx, kids, pdf_array_len(ctx, kids) - 1);
  pdf_dict_put_int(ctx, node, PDF_NAME(Count), pages);
  return pages;
}

int correct_tree(fz_context* ctx, pdf_document* document) {
  int pages = 0;
  std::size_t visits = 0;
  if (!document) return 0;
  fz_var(pages);
  fz_try(ctx) {
    pages = correct_counts(ctx, pdf_dict_getp(ctx, pdf_trailer(ctx, document), "Root/Pages"), 0, nullptr, &visits);
  }
  fz_catch(ctx) {
    return 0;
  }
  return pages;
}

}  // namespace

KidList::KidList(ObjectView array) : array_(array) {
  if (count_references()) return;
  length_ = 0;
  for (ArrayWalk element(array); element.next();) ++length_;
}

// False when there is anything but references, each two numbers and an `R`.
bool KidList::count_references() {
  if (!array_.is_array()) return false;
  int numbers = 0;
  Byte before = ' ';
  for (const Byte* at = array_.begin() + 1; at < array_.limit(); before = *at++) {
    const Byte c = *at;
    if (lexical::is_digit(c)) {
      if (before == 'R') return false;
      numbers += lexical::is_digit(before) ? 0 : 1;
    } else if (c == 'R') {
      if (numbers != 2 || !lexical::is_space(before)) return false;
      numbers = 0;
      ++length_;
    } else if (c == ']' && numbers == 0) {
      close_ = at;
      return true;
    } else if (!lexical::is_space(c)) {
      return false;
    }
  }
  return false;
}

ObjectView KidList::at(int index) const {
  if (!close_) {
    ArrayWalk element(array_);
    while (element.next() && index > 0) --index;
    return element.value();
  }
  const Byte* at = array_.begin() + 1;
  if (index < length_ / 2) {
    for (; index > 0; ++at) index -= *at == 'R' ? 1 : 0;
    return {at, array_.limit()};
  }
  // Back over the references behind it, and over itself.
  at = close_;
  for (int back = length_ - index; back >= 0 && *at != '['; --at) back -= at[-1] == 'R' ? 1 : 0;
  return {at + 1, array_.limit()};
}

PageTree::Node PageTree::read(ObjectView reference) {
  Node node;
  node.dictionary = objects_.resolve(reference);
  for (DictionaryWalk entry(node.dictionary); entry.next();) {
    const std::string_view key = entry.key();
    if (same_name(key, "Type")) node.type = entry.value();
    if (same_name(key, "Kids")) node.kids = entry.value();
    if (same_name(key, "Count")) node.count = entry.value();
    if (same_name(key, "Resources")) node.resources = entry.value();
    if (same_name(key, "MediaBox")) node.media_box = entry.value();
    if (same_name(key, "CropBox")) node.crop_box = entry.value();
    if (same_name(key, "Rotate")) node.rotate = entry.value();
    if (same_name(key, "Contents")) node.contents = entry.value();
    if (same_name(key, "Annots")) node.annotations = entry.value();
    if (same_name(key, "UserUnit")) node.user_unit = entry.value();
  }
  return node;
}

bool PageTree::is_inner(const Node& node) {
  const ObjectView type = objects_.resolve(node.type);
  if (!type.is_null()) return type.is_name("Pages");
  return !objects_.resolve(node.kids).is_null() && objects_.resolve(node.media_box).is_null();
}

int PageTree::count_of(const Node& node) {
  return objects_.resolve(node.count).integer();
}

// Pages at or below a node, as far as its own `Count` is true.
int PageTree::pages_below(const Node& node) {
  return is_inner(node) ? count_of(node) : 1;
}

// Whether the counts of the kids add up to `count`; false when they are too many to look at.
bool PageTree::kids_add_up(const KidList& kids, int count) {
  constexpr int most_kids = 1000;
  if (kids.length() > count || kids.length() > most_kids) return false;
  long long sum = 0;
  for (ArrayWalk kid(kids.array()); kid.next();) {
    const Node node = read(kid.value());
    const int pages = pages_below(node);
    if (pages < 1 || !node.dictionary.is_dictionary()) return false;
    sum += pages;
  }
  return sum == count;
}

// Whether `Count` holds at each node of the right edge. As many kids as pages is taken for true without a look at them.
bool PageTree::right_edge_holds() {
  KidList kids = root_kids_;
  int count = count_of(root_);
  for (int depth = 0; depth < max_depth; ++depth) {
    if (kids.length() < 1 || count < 1) return false;
    if (kids.length() != count && !kids_add_up(kids, count)) return false;
    const Node node = read(kids.at(kids.length() - 1));
    if (!node.dictionary.is_dictionary()) return false;
    if (!is_inner(node)) return true;
    const int last = count_of(node);
    if (kids.length() == count && last != 1) return false;
    count = last;
    kids = KidList(objects_.resolve(node.kids));
  }
  return false;
}

void PageTree::read_root() {
  root_ = read(objects_.root().find("Pages"));
  root_kids_ = KidList(objects_.resolve(root_.kids));
}

int PageTree::count() {
  if (count_) return *count_;
  read_root();
  if (right_edge_holds()) {
    count_ = count_of(root_);
  } else {
    count_ = correct_tree(objects_.context().raw(), mupdf_.get());
    objects_.follow_mupdf();
    read_root();
  }
  return *count_;
}

// The kid as a page, or as all the pages below it.
PageTree::Step PageTree::step_to(ObjectView kid) {
  Step step{kid.reference(), read(kid), 0, 0};
  step.count = std::max(pages_below(step.node), 0);
  return step;
}

// The kid below which the page is, counted from the nearer end.
PageTree::Step PageTree::step_down(const KidList& kids, const Step& here) {
  if (kids.length() == here.count) {
    const Step step = step_to(kids.at(here.index));
    if (step.count == 1) return step;
  }
  const int behind = here.count - 1 - here.index;
  const bool from_right = behind < here.index;
  int skip = from_right ? behind : here.index;
  row_.clear();
  for (ArrayWalk kid(kids.array()); kid.next() && row_.size() < max_visits;) row_.push_back(kid.value());
  if (from_right) std::reverse(row_.begin(), row_.end());
  for (const ObjectView& kid : row_) {
    Step step = step_to(kid);
    step.index = from_right ? step.count - 1 - skip : skip;
    if (skip < step.count) return step;
    skip -= step.count;
  }
  return {};
}

// Hands down what the pages below a node inherit.
void PageTree::bequeath(const Node& node, PageObject& page) {
  if (!node.resources.is_null()) page.resources = node.resources;
  if (!node.media_box.is_null()) page.media_box = node.media_box;
  if (!node.crop_box.is_null()) page.crop_box = node.crop_box;
  if (!node.rotate.is_null()) page.rotate = node.rotate;
}

PageObject PageTree::complete(PageObject page, const Step& step) {
  page.number = step.number;
  page.dictionary = step.node.dictionary;
  page.contents = step.node.contents;
  page.annotations = step.node.annotations;
  page.user_unit = step.node.user_unit;
  objects_.expect(page.contents);
  objects_.expect(page.annotations);
  for (ObjectView* entry :
       {&page.resources, &page.media_box, &page.crop_box, &page.rotate, &page.annotations, &page.user_unit}) {
    *entry = objects_.resolve(*entry);
  }
  return page;
}

std::optional<PageObject> PageTree::find(int number) {
  if (number < 1 || number > count()) return {};
  PageObject page;
  bequeath(root_, page);
  Step step = step_down(root_kids_, {0, root_, number - 1, *count_});
  for (int depth = 0; depth <= max_depth && step.node.dictionary.is_dictionary(); ++depth) {
    bequeath(step.node, page);
    if (!is_inner(step.node)) return complete(page, step);
    step = step_down(KidList(objects_.resolve(step.node.kids)), step);
  }
  return {};
}

}  // namespace prefill::pdf
