// The page tree, whose `Count` entries may lie. The number of pages decides which pages are read, so it is checked
// before it is believed, and pages are found from the nearer end, both at a cost that does not grow with the document.

#pragma once

#include <optional>

#include "extractor/arena.h"
#include "extractor/pdf/object_view.h"

namespace prefill::pdf {

class MupdfDocument;
class ObjectTable;

/// What a page has and inherits. Views are resolved, but for the contents.
struct PageObject {
  int number = 0;  // of its object; 0 when the page is written directly into the tree
  ObjectView dictionary;
  ObjectView resources;  // its own or inherited, as are the next three
  ObjectView media_box;
  ObjectView crop_box;
  ObjectView rotate;
  ObjectView contents;  // as written: a reference, or an array
  ObjectView annotations;
  ObjectView user_unit;
};

/// The kids of a node. A long list of references is counted in one quick walk and reached into from both ends.
class KidList {
 public:
  KidList() = default;
  /// `array` is resolved; what is no array has no kids. Costs about a nanosecond a byte.
  explicit KidList(ObjectView array);

  [[nodiscard]] ObjectView array() const { return array_; }
  [[nodiscard]] int length() const { return length_; }
  /// `index` is in [0, length). Costs nothing near the ends; to go through them all, walk the array.
  [[nodiscard]] ObjectView at(int index) const;

 private:
  [[nodiscard]] bool count_references();

  ObjectView array_;
  const Byte* close_ = nullptr;  // the bracket behind references alone; null when there are other elements
  int length_ = 0;
};

/// Counts pages and finds them. Lives within the table of objects.
class PageTree {
 public:
  /// Looks at nothing yet.
  PageTree(ObjectTable& objects, MupdfDocument& mupdf, Arena* arena) : objects_(objects), mupdf_(mupdf), row_(arena) {}

  /// Number of pages, 0 when there are none. Trusts the root's `Count` when the right edge of the tree bears it out,
  /// which costs a few objects whatever the number of pages; else has MuPDF's copy of the tree walked and its `Count`
  /// entries corrected, and the table of objects follow it.
  [[nodiscard]] int count();
  /// The 1-based page `number`; nothing when there is none.
  [[nodiscard]] std::optional<PageObject> find(int number);

 private:
  // The entries of a node or page, as they are written.
  struct Node {
    ObjectView dictionary;
    ObjectView type;
    ObjectView kids;
    ObjectView count;
    ObjectView resources;
    ObjectView media_box;
    ObjectView crop_box;
    ObjectView rotate;
    ObjectView contents;
    ObjectView annotations;
    ObjectView user_unit;
  };
  // A place in the tree: the page `index` of the `count` at or below a kid.
  struct Step {
    int number = 0;  // of the kid's object
    Node node;
    int index = 0;
    int count = 0;
  };

  void read_root();
  [[nodiscard]] Node read(ObjectView reference);
  [[nodiscard]] bool is_inner(const Node& node);
  [[nodiscard]] int count_of(const Node& node);
  [[nodiscard]] int pages_below(const Node& node);
  [[nodiscard]] bool kids_add_up(const KidList& kids, int count);
  [[nodiscard]] bool right_edge_holds();
  [[nodiscard]] Step step_to(ObjectView kid);
  [[nodiscard]] Step step_down(const KidList& kids, const Step& here);
  static void bequeath(const Node& node, PageObject& page);
  [[nodiscard]] PageObject complete(PageObject inherited, const Step& step);

  ObjectTable& objects_;
  MupdfDocument& mupdf_;
  std::optional<int> count_;
  Node root_;
  KidList root_kids_;            // often all there is of the tree, and long
  ArenaVector<ObjectView> row_;  // the kids of one node, while they are counted
};

}  // namespace prefill::pdf
