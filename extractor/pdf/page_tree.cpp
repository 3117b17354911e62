// Counting pages without visiting them. Code here runs inside `fz_try` and is left by longjmp, so it has trivial locals
// alone.

#include "extractor/pdf/page_tree.h"

#include <mupdf/fitz.h>
#include <mupdf/pdf.h>

namespace prefill::pdf {

namespace {

constexpr int max_depth = 64;
// A tree whose nodes share kids can have more paths than any machine can walk.
constexpr int max_visits = 100'000;

// The test MuPDF itself uses when it looks a page up.
bool is_inner_node(fz_context* ctx, pdf_obj* node) {
  pdf_obj* type = pdf_dict_get(ctx, node, PDF_NAME(Type));
  if (type) return pdf_name_eq(ctx, type, PDF_NAME(Pages));
  return pdf_dict_get(ctx, node, PDF_NAME(Kids)) && !pdf_dict_get(ctx, node, PDF_NAME(MediaBox));
}

// Whether the counts of the kids add up to `count`; false when they are too many to look at.
bool kids_add_up(fz_context* ctx, pdf_obj* kids, int length, int count) {
  if (length > count || length > 1000) return false;
  long long sum = 0;
  for (int i = 0; i < length; ++i) {
    pdf_obj* kid = pdf_array_get(ctx, kids, i);
    const int pages = is_inner_node(ctx, kid) ? pdf_dict_get_int(ctx, kid, PDF_NAME(Count)) : 1;
    if (pages < 1 || !pdf_is_dict(ctx, kid)) return false;
    sum += pages;
  }
  return sum == count;
}

// Whether `Count` holds at each node of the right edge. As many kids as pages is taken for true without a look at them.
bool right_edge_holds(fz_context* ctx, pdf_obj* node) {
  int count = pdf_dict_get_int(ctx, node, PDF_NAME(Count));
  for (int depth = 0; depth < max_depth; ++depth) {
    pdf_obj* kids = pdf_dict_get(ctx, node, PDF_NAME(Kids));
    const int length = pdf_array_len(ctx, kids);
    if (length < 1 || count < 1) return false;
    if (length != count && !kids_add_up(ctx, kids, length, count)) return false;
    node = pdf_array_get(ctx, kids, length - 1);
    if (!pdf_is_dict(ctx, node)) return false;
    if (!is_inner_node(ctx, node)) return true;
    const int last = pdf_dict_get_int(ctx, node, PDF_NAME(Count));
    if (length == count && last != 1) return false;
    count = last;
  }
  return false;
}

int correct_counts(fz_context* ctx, pdf_obj* node, int depth, pdf_cycle_list* above, int* visits) {
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

}  // namespace

int count_pages(fz_context* ctx, pdf_document* document) {
  pdf_obj* root = pdf_dict_getp(ctx, pdf_trailer(ctx, document), "Root/Pages");
  if (right_edge_holds(ctx, root)) return pdf_dict_get_int(ctx, root, PDF_NAME(Count));
  int visits = 0;
  return correct_counts(ctx, root, 0, nullptr, &visits);
}

}  // namespace prefill::pdf
