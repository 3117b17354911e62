// A page of an invoice has thirty values close together, and several in the same place: boxes around the same words
// grow outwards, and badges look for free paper.

#include "tools/page_picture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <set>

#include "tools/value_text.h"

namespace prefill::tools {
namespace {

constexpr std::array<std::uint32_t, role_count> role_colours = {0x1F3A93, 0xA93226, 0x196F3D,
                                                                0x6C3483, 0x8A4B00, 0x00606B};
constexpr std::uint32_t white = 0xFFFFFF;
constexpr float box_margin = 1.5F;
constexpr float badge_gap = 3;  // between a box and its badge
constexpr float dash = 3;
constexpr float dash_gap = 2;

std::uint32_t colour_of(Role role) {
  return role_colours[static_cast<std::size_t>(role)];
}

Rect grown(const Rect& box, float by) {
  return {box.x0 - by, box.y0 - by, box.x1 + by, box.y1 + by};
}

bool overlaps(const Rect& a, const Rect& b) {
  return overlap(a.x0, a.x1, b.x0, b.x1) > 0 && overlap(a.y0, a.y1, b.y0, b.y1) > 0;
}

bool overlaps_any(const Rect& box, std::span<const Rect> others) {
  return std::any_of(others.begin(), others.end(), [&](const Rect& other) { return overlaps(box, other); });
}

bool same_place(const Rect& a, const Rect& b) {
  constexpr float near = 1;
  return std::fabs(a.x0 - b.x0) < near && std::fabs(a.x1 - b.x1) < near && std::fabs(a.y0 - b.y0) < near &&
         std::fabs(a.y1 - b.y1) < near;
}

Rect badge_at(Point centre) {
  return grown({centre.x, centre.y, centre.x, centre.y}, badge_radius);
}

std::vector<Point> corners_of(const Rect& box) {
  return {{box.x0, box.y0}, {box.x1, box.y0}, {box.x1, box.y1}, {box.x0, box.y1}};
}

std::vector<Point> without_corners(const Rect& box) {
  constexpr float cut = 3;
  return {{box.x0 + cut, box.y0}, {box.x1 - cut, box.y0}, {box.x1, box.y0 + cut}, {box.x1, box.y1 - cut},
          {box.x1 - cut, box.y1}, {box.x0 + cut, box.y1}, {box.x0, box.y1 - cut}, {box.x0, box.y0 + cut}};
}

std::vector<Point> disc(Point centre, float radius) {
  constexpr int corners = 24;
  std::vector<Point> points;
  for (int i = 0; i < corners; ++i) {
    const float angle = 2 * std::numbers::pi_v<float> * static_cast<float>(i) / corners;
    points.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
  }
  return points;
}

// Beside the box, then further and further away from it.
std::vector<Point> wishes(const Rect& box) {
  constexpr int steps = 7;
  std::vector<Point> points;
  for (int step = 0; step < steps; ++step) {
    const float away = badge_gap + badge_radius + static_cast<float>(step) * (2 * badge_radius + 1);
    const float middle = box.centre().y;
    points.insert(points.end(), {{box.x0 - away, middle},
                                 {box.x1 + away, middle},
                                 {box.x0 + badge_radius, box.y0 - away},
                                 {box.x1 - badge_radius, box.y0 - away},
                                 {box.x0 + badge_radius, box.y1 + away},
                                 {box.x1 - badge_radius, box.y1 + away}});
  }
  return points;
}

// The whole page in rows of badges, the nearest to the box first.
std::vector<Point> anywhere(const Rect& box, const Rect& page) {
  constexpr float step = 2 * badge_radius;
  constexpr std::size_t most = 20'000;  // a page may be as large as a poster
  std::vector<Point> points;
  for (float y = page.y0 + badge_radius; y + badge_radius <= page.y1 && points.size() < most; y += step) {
    for (float x = page.x0 + badge_radius; x + badge_radius <= page.x1 && points.size() < most; x += step) {
      points.push_back({x, y});
    }
  }
  const Point from = box.centre();
  const auto distance = [from](Point p) { return std::hypot(p.x - from.x, p.y - from.y); };
  std::stable_sort(points.begin(), points.end(), [&](Point a, Point b) { return distance(a) < distance(b); });
  return points;
}

class BadgeRoom {
 public:
  BadgeRoom(std::span<const Rect> boxes, std::span<const Rect> labels, std::span<const Rect> text, Rect page)
      : boxes_(boxes), labels_(labels), text_(text), page_(page) {}

  Point place(const Rect& box) {
    const std::vector<Point> near = wishes(box);
    const auto on_paper = [this](Point p) { return free(p) && !overlaps_any(badge_at(p), text_); };
    const auto beside = [this](Point p) { return free(p); };
    const auto alone = [this](Point p) { return inside(p) && !overlaps_any(badge_at(p), placed_); };
    auto found = std::find_if(near.begin(), near.end(), on_paper);
    if (found == near.end()) found = std::find_if(near.begin(), near.end(), beside);
    if (found != near.end()) return keep(*found);
    const std::vector<Point> rest = anywhere(box, page_);
    found = std::find_if(rest.begin(), rest.end(), beside);
    if (found == rest.end()) found = std::find_if(rest.begin(), rest.end(), alone);
    return keep(found != rest.end() ? *found : box.centre());
  }

 private:
  Point keep(Point place) {
    placed_.push_back(badge_at(place));
    return place;
  }
  [[nodiscard]] bool inside(Point p) const {
    const Rect badge = badge_at(p);
    return badge.x0 >= page_.x0 && badge.y0 >= page_.y0 && badge.x1 <= page_.x1 && badge.y1 <= page_.y1;
  }
  [[nodiscard]] bool free(Point p) const {
    const Rect badge = grown(badge_at(p), badge_gap / 2);
    return inside(p) && !overlaps_any(badge_at(p), placed_) && !overlaps_any(badge, boxes_) &&
           !overlaps_any(badge, labels_);
  }

  std::span<const Rect> boxes_;
  std::span<const Rect> labels_;
  std::span<const Rect> text_;
  Rect page_;
  std::vector<Rect> placed_;
};

// From the side of the label that faces the value to the side of the value that faces the label.
std::pair<Point, Point> link_of(const Rect& label, const Rect& value) {
  if (value.x0 >= label.x1) return {{label.x1, label.centre().y}, {value.x0, value.centre().y}};
  if (value.x1 <= label.x0) return {{label.x0, label.centre().y}, {value.x1, value.centre().y}};
  const float middle = (std::max(label.x0, value.x0) + std::min(label.x1, value.x1)) / 2;
  if (value.y0 >= label.y1) return {{middle, label.y1}, {middle, value.y0}};
  return {{middle, label.y0}, {middle, value.y1}};
}

void append_arrow(pdf::Figure& figure, Point from, Point to, const pdf::Pen& pen) {
  const float length = std::hypot(to.x - from.x, to.y - from.y);
  constexpr float shortest = 1;
  if (length < shortest) return;
  const float head = std::min(4.0F, length);
  const Point along{(to.x - from.x) / length, (to.y - from.y) / length};
  const Point neck{to.x - head * along.x, to.y - head * along.y};
  const float half = head / 2.5F;
  figure.outlines.push_back({{from, neck}, false, pen, std::nullopt});
  figure.outlines.push_back(
      {{to, {neck.x - half * along.y, neck.y + half * along.x}, {neck.x + half * along.y, neck.y - half * along.x}},
       true,
       std::nullopt,
       pen.colour});
}

void append_label(pdf::Figure& figure, const Finding& finding, const Rect& frame) {
  const Rect label = grown(finding.label->box, 1);
  const pdf::Pen pen{colour_of(role_of(finding.field)), 0.7F, finding.withheld ? dash : 0, dash_gap};
  figure.outlines.push_back({{{label.x0, label.y1}, {label.x1, label.y1}}, false, pen, std::nullopt});
  if (overlaps(label, frame)) return;
  const auto [from, to] = link_of(label, frame);
  append_arrow(figure, from, to, pen);
}

// A badge that found no room beside its box is tied to it.
void append_leader(pdf::Figure& figure, const Finding& finding, const Rect& frame, Point badge) {
  const Point nearest{std::clamp(badge.x, frame.x0, frame.x1), std::clamp(badge.y, frame.y0, frame.y1)};
  if (std::hypot(nearest.x - badge.x, nearest.y - badge.y) < 2 * badge_radius + badge_gap) return;
  const pdf::Pen pen{colour_of(role_of(finding.field)), 0.4F};
  figure.outlines.push_back({{badge, nearest}, false, pen, std::nullopt});
}

std::string title_of(const Finding& finding) {
  return std::to_string(finding.number) + ": " + std::string(rules::field_name(finding.field)) + ' ' + finding.value +
         ", confidence " + confidence_text(finding.confidence) + (finding.withheld ? ", withheld" : "");
}

// Boxes around the same words lie around each other; those of one role are one box, since more of them would cover the
// lines above and below.
std::vector<Rect> frames_of(std::span<const Finding> findings) {
  std::vector<Rect> frames;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    std::set<Role> others;
    for (std::size_t j = 0; j < i; ++j) {
      if (same_place(findings[j].box, findings[i].box)) others.insert(role_of(findings[j].field));
    }
    others.erase(role_of(findings[i].field));
    frames.push_back(grown(findings[i].box, box_margin + 2.5F * static_cast<float>(others.size())));
  }
  return frames;
}

std::vector<Finding> with_place(std::span<const Finding> findings) {
  std::vector<Finding> placed;
  std::copy_if(findings.begin(), findings.end(), std::back_inserter(placed),
               [](const Finding& finding) { return !finding.box.empty(); });
  return placed;
}

std::vector<Rect> labels_of(std::span<const Finding> findings) {
  std::vector<Rect> labels;
  for (const Finding& finding : findings) {
    if (finding.label && !finding.label->box.empty()) labels.push_back(grown(finding.label->box, 1));
  }
  return labels;
}

template <typename Found>
Finding finding_of(int number, Field field, const Found& found) {
  Finding finding;
  finding.number = number;
  finding.field = field;
  finding.value = value_text(found.value);
  finding.confidence = found.confidence;
  finding.rule = found.rule;
  finding.page = found.page;
  finding.box = found.box;
  return finding;
}

}  // namespace

Role role_of(Field field) {
  switch (field) {
    case Field::code_destinataire:
    case Field::siren_destinataire:
    case Field::nom_destinataire:
    case Field::numero_tva_destinataire:
      return Role::recipient;
    case Field::code_fournisseur:
    case Field::type_identifiant_fournisseur:
    case Field::siren_fournisseur:
    case Field::nom_fournisseur:
    case Field::numero_tva_fournisseur:
    case Field::siret_valideur:
      return Role::supplier;
    case Field::code_service_executant:
    case Field::numero_bon_commande:
    case Field::numero_marche:
    case Field::numero_facture_origine:
      return Role::reference;
    case Field::montant_ht_total:
    case Field::montant_tva:
    case Field::montant_ttc_total:
    case Field::montant_remise_globale_ttc:
    case Field::montant_deja_paye:
    case Field::montant_a_payer:
    case Field::lignes_tva:
      return Role::amount;
    case Field::ibans:
    case Field::bic:
    case Field::mode_paiement:
    case Field::affactureur:
    case Field::mention_subrogative:
      return Role::payment;
    default:
      return Role::document;
  }
}

std::string_view role_name(Role role) {
  constexpr std::array<std::string_view, role_count> names = {"document",  "recipient", "supplier",
                                                              "reference", "amount",    "payment"};
  return names[static_cast<std::size_t>(role)];
}

std::vector<Finding> findings_of(const Extraction& extraction) {
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < rules::field_count; ++i) {
    const auto field = static_cast<Field>(i);
    const int number = static_cast<int>(findings.size()) + 1;
    if (const auto& given = extraction.fields[i]) {
      findings.push_back(finding_of(number, field, *given));
      findings.back().label = given->label;
    } else if (!extraction.withheld[i].empty()) {
      findings.push_back(finding_of(number, field, extraction.withheld[i].front()));
      findings.back().withheld = true;
    }
  }
  return findings;
}

std::vector<Finding> findings_on(std::span<const Finding> findings, int page) {
  std::vector<Finding> own;
  std::copy_if(findings.begin(), findings.end(), std::back_inserter(own),
               [page](const Finding& finding) { return finding.page == page; });
  return own;
}

std::vector<Point> badge_places(std::span<const Rect> boxes, std::span<const Rect> labels, std::span<const Rect> text,
                                Rect page) {
  BadgeRoom room(boxes, labels, text, page);
  std::vector<Point> places;
  places.reserve(boxes.size());
  for (const Rect& box : boxes) places.push_back(room.place(box));
  return places;
}

void append_badge(pdf::Figure& figure, const Finding& finding, Point centre) {
  constexpr float size = 6.5F;
  constexpr float below_middle = 0.36F;  // of the size: digits have no descender
  const std::uint32_t colour = colour_of(role_of(finding.field));
  const pdf::Pen pen{colour, 0.8F, finding.withheld ? 2.0F : 0, 1.2F};
  figure.outlines.push_back({disc(centre, badge_radius - 0.5F), true, pen, finding.withheld ? white : colour});
  figure.words.push_back({std::to_string(finding.number),
                          {centre.x, centre.y + below_middle * size},
                          size,
                          finding.withheld ? colour : white,
                          true,
                          true});
}

std::vector<pdf::Outline> frame_of(const Rect& box, Role role, bool withheld) {
  constexpr float bracket = 4;
  const std::uint32_t colour = colour_of(role);
  const auto pen = [&](float width) { return pdf::Pen{colour, width, withheld ? dash : 0, dash_gap}; };
  const auto line = [&](std::vector<Point> corners, float width, bool closed = true) {
    return pdf::Outline{std::move(corners), closed, pen(width), std::nullopt};
  };
  switch (role) {
    case Role::document:
      return {line(corners_of(box), 0.8F)};
    case Role::recipient:
      return {line(corners_of(box), 0.7F), line(corners_of(grown(box, 1.6F)), 0.7F)};
    case Role::supplier:
      return {line(corners_of(box), 1.8F)};
    case Role::reference:
      return {line({{box.x0 + bracket, box.y0}, {box.x0, box.y0}, {box.x0, box.y1}, {box.x0 + bracket, box.y1}}, 1.2F,
                   false),
              line({{box.x1 - bracket, box.y0}, {box.x1, box.y0}, {box.x1, box.y1}, {box.x1 - bracket, box.y1}}, 1.2F,
                   false)};
    case Role::amount:
      return {line({{box.x0, box.y0}, {box.x0, box.y1}, {box.x1, box.y1}, {box.x1, box.y0}}, 1.4F, false)};
    case Role::payment:
      return {line(without_corners(box), 0.9F)};
  }
  return {};
}

pdf::Figure figure_of(const Finding& finding, const Rect& frame, Point badge) {
  pdf::Figure figure{std::to_string(finding.number), title_of(finding), {}, {}};
  if (finding.label && !finding.label->box.empty()) append_label(figure, finding, frame);
  append_leader(figure, finding, frame, badge);
  for (pdf::Outline& outline : frame_of(frame, role_of(finding.field), finding.withheld)) {
    figure.outlines.push_back(std::move(outline));
  }
  append_badge(figure, finding, badge);
  return figure;
}

pdf::Sheet page_picture(const text::PageText& page, std::span<const Finding> findings) {
  const Rect paper{0, 0, page.width(), page.height()};
  pdf::Sheet sheet{paper.x1, paper.y1, {{page.number(), paper, {0, 0}}}, {}};
  const std::vector<Finding> placed = with_place(findings);
  const std::vector<Rect> frames = frames_of(placed);
  std::vector<Rect> text;
  for (const text::Cell& cell : page.cells()) text.push_back(cell.box);
  const std::vector<Point> badges = badge_places(frames, labels_of(placed), text, paper);
  // Values given lie above those withheld.
  for (const bool withheld : {true, false}) {
    for (std::size_t i = 0; i < placed.size(); ++i) {
      if (placed[i].withheld == withheld) sheet.figures.push_back(figure_of(placed[i], frames[i], badges[i]));
    }
  }
  return sheet;
}

}  // namespace prefill::tools
