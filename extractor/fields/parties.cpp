// Who is who
//
// Problem: an invoice carries several SIRETs, SIRENs and VAT ids, most under the bare label "SIRET". The worst mistake
// is to give the supplier's number as the recipient's.
//
// Method: identifiers that share a SIREN are one *entity*. Evidence is collected for each entity and either role: a
// label that says whose the number is ("SIRET client"), the zone the number stands in ("Facturé à"), words of public
// bodies or of company law in its block, its place on the page (small print at the foot is the supplier's), and the
// first digit of the SIREN, which tells public bodies from companies. The entity with the strongest evidence for being
// the recipient is the recipient, the strongest of the others the supplier; the distance between the two decides how
// sure that is. Entities that only stand in zones of third parties (delivery, factor, fiscal representative) are
// neither. Of several SIRETs of one entity, the one that is announced as the party's wins over one that is announced as
// a place's ("SIRET de l'agence"); equals leave the SIRET open and the SIREN certain.
//
// Cost: linear in the identifiers printed.

#include "extractor/fields/parties.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "extractor/fields/ascii.h"
#include "extractor/fields/identifier.h"
#include "extractor/fields/party_names.h"
#include "extractor/fields/party_zones.h"
#include "extractor/fields/places.h"
#include "extractor/fields/settle.h"
#include "extractor/fields/trace.h"

namespace prefill {
namespace {

using rules::Mark;
using text::Index;

/// An identifier printed on the page, with what speaks for either role.
struct Sighting {
  const FoundValue* value = nullptr;
  Index page = 0;
  text::Span label;
  std::string_view rule;  // of the label that says whose it is
  double label_weight = 0;
  double recipient = 0;
  double supplier = 0;
  Role role = Role::unknown;  // whose it is by its label or its zone
  double supplier_label = 0;  // what labels say outright for the supplier
  bool third_label = false;   // a label says that it is somebody else's
  bool labelled = false;      // some label says what kind of number it is
  bool elsewhere = false;     // a site's or an agency's
  bool public_words = false;  // in the block of a public body
  bool other = false;         // stands in the zone of a third party
};

/// All that shares a SIREN, or a foreign VAT id.
struct Entity {
  std::string_view key;
  ArenaVector<Sighting> sightings;
  double recipient = 0;
  double supplier = 0;
  bool public_words = false;
  bool other = true;  // every sighting is in the zone of a third party

  explicit Entity(Arena* arena) : sightings(arena) {}
  [[nodiscard]] double margin() const { return recipient - supplier; }
};

std::string_view key_of(const FoundValue& value) {
  if (value.type == FoundType::vat_id) {
    const std::string_view siren = siren_of_vat_id(value.identifier);
    return siren.empty() ? value.identifier : siren;
  }
  return value.identifier.substr(0, 9);
}

bool is_party_identifier(FoundType type) {
  return type == FoundType::siret || type == FoundType::siren || type == FoundType::vat_id;
}

/// Which identifiers a rule announces, and whose.
struct Announced {
  bool siret = false;
  bool siren = false;
  bool vat_id = false;
  Role role = Role::unknown;
};

/// By number of target; nothing but false for those that announce no identifier of a party.
constexpr std::array<Announced, target_count> kAnnounced = [] {
  constexpr Announced kNumber{true, true, false, Role::unknown};
  constexpr Announced kVatId{false, false, true, Role::unknown};
  const auto of = [](Announced announced, Role role) {
    announced.role = role;
    return announced;
  };
  std::array<Announced, target_count> table{};
  table[target_number(Mark::siret)] = kNumber;
  table[target_number(Mark::siren)] = kNumber;
  table[target_number(Mark::vat_id)] = kVatId;
  table[target_number(Field::code_destinataire)] = of(kNumber, Role::recipient);
  table[target_number(Field::siren_destinataire)] = of(kNumber, Role::recipient);
  table[target_number(Field::numero_tva_destinataire)] = of(kVatId, Role::recipient);
  table[target_number(Field::code_fournisseur)] = of(kNumber, Role::supplier);
  table[target_number(Field::siren_fournisseur)] = of(kNumber, Role::supplier);
  table[target_number(Field::numero_tva_fournisseur)] = of(kVatId, Role::supplier);
  table[target_number(Field::siret_valideur)] = of(kNumber, Role::other);
  return table;
}();

class PartySolver {
 public:
  PartySolver(const DocumentView& document, Extraction& extraction)
      : document_(document),
        extraction_(extraction),
        zones_(document.arena),
        sightings_(document.arena),
        entities_(document.arena) {
    constexpr std::size_t kUsual = 8;
    zones_.reserve(document.pages.size());
    sightings_.reserve(kUsual);
  }

  void solve() {
    for (Index p = 0; p < document_.pages.size(); ++p) look_at(p);
    group();
    assign();
    if (recipient_) give(*recipient_, Role::recipient);
    if (supplier_) give(*supplier_, Role::supplier);
    give_overseas_identifier();
    give_names();
  }

 private:
  // Evidence, in units of a logit: three make nineteen in twenty.
  static constexpr double kLabel = 5;
  static constexpr double kZone = 3;
  static constexpr double kPublicBody = 1.6;
  static constexpr double kCompanyWords = 1.6;
  static constexpr double kSecondPerson = 1.5;  // "votre commande ... (SIRET ...)"
  static constexpr double kElimination = 2;
  static constexpr double kFoot = 1.5;
  static constexpr double kTopLeft = 1.2;
  static constexpr double kTopRight = 0.8;
  static constexpr double kVatPrior = 0.4;  // the supplier's VAT id is mandatory, the buyer's is not
  static constexpr double kSibling = 0.72;  // left of a SIRET beside one of its SIREN that is announced outright
  static constexpr double kPublicSiren = 1.5;
  static constexpr double kForeign = 1.2;  // the buyers of the portal are French
  static constexpr double kRivalry = 2.5;  // two that are equally likely to have the role leave it open
  static constexpr double kAgreement = 1;  // SIREN or SIRET and VAT id of one company: mandatory for the supplier

  void look_at(Index page_index) {
    const PageView& page = document_.pages[page_index];
    zones_.push_back(party_zones(page, document_));
    const std::size_t first = sightings_.size();
    for (const FoundValue& value : page.values) {
      if (!is_party_identifier(value.type)) continue;
      const FoundValue* const siret = siret_begun_by(page, value);
      Sighting sighting;
      sighting.value = siret ? siret : &value;
      sighting.page = page_index;
      weigh_place(page, zones_.back(), sighting);
      sightings_.push_back(std::move(sighting));
    }
    if (sightings_.size() != first) attach_labels(page, first);
  }

  /// The SIRET that a narrow column breaks between the SIREN and the number of the establishment; null when `value` is
  /// no such SIREN. Establishments begin with 00, which tells them from postcodes.
  [[nodiscard]] const FoundValue* siret_begun_by(const PageView& page, const FoundValue& value) const {
    constexpr std::size_t kDigits = 5;
    const text::PageText& text = *page.text;
    if (value.type != FoundType::siren || value.span.to != text.cells()[value.cell].text.to) return nullptr;
    const Index next = text.cells()[value.cell].below;
    if (next == text::none) return nullptr;
    const std::string_view establishment = text.text(text.cells()[next].text);
    if (establishment.size() != kDigits || !establishment.starts_with("00")) return nullptr;
    Identifier siret(value.identifier);
    for (const char c : establishment) siret.push_back(c);
    if (!std::all_of(establishment.begin(), establishment.end(), is_digit) || !siret_valid(siret)) return nullptr;
    auto* const whole = new (document_.arena->allocate(sizeof(FoundValue), alignof(FoundValue))) FoundValue(value);
    whole->type = FoundType::siret;
    whole->identifier = kept(siret, document_.arena);
    return whole;
  }

  /// True when `word` stands in `text` as a word of its own.
  static bool speaks_of(std::string_view text, std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
      const bool begins = at == 0 || !is_alnum(text[at - 1]);
      const std::size_t end = at + word.size();
      if (begins && (end == text.size() || !is_alnum(text[end]))) return true;
    }
    return false;
  }

  /// What the words before a number say of it.
  struct Spoken {
    bool yours = false;
    bool ours = false;
    bool vat = false;
  };
  static Spoken spoken_of(std::string_view text) {
    Spoken spoken;
    for (auto end = text.begin(); end != text.end();) {
      const auto begin = std::find_if(end, text.end(), is_alnum);
      end = std::find_if_not(begin, text.end(), is_alnum);
      const std::string_view word(begin, end);
      if (word.size() == 5) {
        spoken.yours |= word == "votre";
        spoken.ours |= word == "notre";
      } else if (word.size() == 3) {
        spoken.yours |= word == "vos";
        spoken.ours |= word == "nos";
        spoken.vat |= word == "vat" || word == "tva" || word == "ust";
      }
    }
    return spoken;
  }

  /// Evidence of this name and value for a role of the party `key`, which a trace notes and may change.
  [[nodiscard]] double evidence(std::string_view key, bool for_recipient, Term term) const {
    if (document_.trace == nullptr) return term.value;
    return document_.trace->evidence(key, for_recipient, term.name, term.value);
  }

  void for_recipient(Sighting& sighting, Term term) const {
    sighting.recipient += evidence(key_of(*sighting.value), true, term);
  }
  void for_supplier(Sighting& sighting, Term term) const {
    sighting.supplier += evidence(key_of(*sighting.value), false, term);
  }

  void weigh_place(const PageView& page, const PageZones& zones, Sighting& sighting) {
    const text::PageText& text = *page.text;
    const text::Cell& cell = text.cells()[sighting.value->cell];
    const text::Line& line = text.lines()[cell.line];
    // The zone of the cell, or of the cell left of it that holds the label.
    Role role = zones[sighting.value->cell].role;
    const bool begins = sighting.value->span.from == cell.text.from;
    if (role == Role::unknown && begins && sighting.value->cell > line.first_cell) {
      role = zones[sighting.value->cell - 1].role;
    }
    if (role == Role::recipient) for_recipient(sighting, {"zone", kZone});
    if (role == Role::supplier) for_supplier(sighting, {"zone", kZone});
    sighting.role = role;
    sighting.other = role == Role::other;

    const std::string_view before = text.text({cell.text.from, sighting.value->span.from});
    const Spoken spoken = spoken_of(before);
    if (spoken.yours) for_recipient(sighting, {"your", kSecondPerson});
    if (spoken.ours) for_supplier(sighting, {"our", kSecondPerson});
    // "IE VAT IE4930325C", "495 179 103 RCS RENNES": words that are no label by their place, but tell the kind.
    if (sighting.value->type == FoundType::vat_id) sighting.labelled = spoken.vat;
    if (has_at(text.text({sighting.value->span.to, cell.text.to}), 0, " rcs")) sighting.labelled = true;
    const float y = cell.box.y0 / std::max(text.height(), 1.0F);
    const float x = cell.box.x0 / std::max(text.width(), 1.0F);
    if (y > 0.86F) for_supplier(sighting, {"foot of the page", kFoot});
    if (y < 0.3F && x < 0.4F) for_supplier(sighting, {"top left", kTopLeft});
    if (y < 0.4F && x > 0.48F) for_recipient(sighting, {"top right", kTopRight});
    if (sighting.value->type == FoundType::vat_id) {
      const bool foreign = siren_of_vat_id(sighting.value->identifier).empty() && role != Role::recipient;
      for_supplier(sighting, foreign ? Term{"foreign VAT id", kForeign} : Term{"VAT id", kVatPrior});
    }
    sighting.public_words = near_mark(page, cell, Mark::public_body, true);
    if (near_mark(page, cell, Mark::company, false)) for_supplier(sighting, {"company words", kCompanyWords});
  }

  /// A mark in the block of the cell, above or below it; with `whole_block` false, in its line or beside it as well.
  [[nodiscard]] bool near_mark(const PageView& page, const text::Cell& cell, Mark mark, bool block_only) const {
    const text::PageText& text = *page.text;
    return std::ranges::any_of(page.announcing(mark), [&](const rules::Match* match) {
      if (!match->well_placed) return false;
      const text::Cell& other = text.cells()[page.cell_of(*match)];
      if (other.block == cell.block) return true;
      return !block_only && other.line == cell.line;
    });
  }

  void attach_labels(const PageView& page, std::size_t first) {
    for (const rules::Match& match : page.matches) {
      // Few matches announce a number, so that is asked first.
      const Announced& of_rule = kAnnounced[target_number(match.target)];
      if ((!of_rule.siret && !of_rule.vat_id) || match.covered || !match.well_placed) continue;
      Announced announced = of_rule;
      announced.role = qualified(page, match, announced.role);
      for (const Place& place : places_of(page, match, document_.rule(match).directions)) {
        Sighting* const sighting = first_in(place, announced, first);
        if (sighting == nullptr) continue;
        attach(page, match, announced, place, *sighting);
        break;
      }
    }
    count_labels(first);
  }

  /// What the label `match` says of a number in one of its places.
  void attach(const PageView& page, const rules::Match& match, const Announced& announced, const Place& place,
              Sighting& sighting) const {
    const rules::Rule& rule = document_.rule(match);
    const double weight = rule.weight * place.factor;
    sighting.labelled = true;
    if (weight > sighting.label_weight) {
      sighting.label_weight = weight;
      sighting.label = {match.from, match.to};
      sighting.rule = rule.name;
    }
    // What a label says outright counts more than the zone it stands in.
    if (announced.role == Role::recipient || announced.role == Role::supplier) {
      sighting.other = false;
      sighting.role = announced.role;
    } else if (announced.role == Role::unknown && of_a_place(page, match, sighting)) {
      sighting.elsewhere = true;
    }
    if (announced.role == Role::recipient) for_recipient(sighting, {"label", kLabel * weight});
    if (announced.role == Role::supplier) sighting.supplier_label += kLabel * weight;
    if (announced.role == Role::other) sighting.third_label = true;
  }

  /// Counts what the labels said of the supplier. "SIRET du titulaire" may be his, or that of him for whom a
  /// subcontractor invoices: then it tells which SIRET of a company counts, and nothing of which company supplies.
  void count_labels(std::size_t first) {
    for (auto sighting = sightings_.begin() + static_cast<std::ptrdiff_t>(first); sighting != sightings_.end();
         ++sighting) {
      if (!sighting->third_label && sighting->supplier_label > 0) {
        for_supplier(*sighting, {"label", sighting->supplier_label});
      }
    }
  }

  /// Whose the label's number is by the words of a party right before or behind it, "Destinataire SIRET" or
  /// "SIRET (bill to)"; else `role`. What follows counts more than what the label says itself: "SIRET de
  /// l'établissement émetteur".
  [[nodiscard]] static Role qualified(const PageView& page, const rules::Match& label, Role role) {
    constexpr Index kReach = 8;  // bytes between the two
    const text::PageText& text = *page.text;
    const text::Span cell = text.cells()[page.cell_of(label)].text;
    const auto joins = [&](Index from, Index to) {
      const std::string_view between = text.text({from, to});
      return std::none_of(between.begin(), between.end(),
                          [](char c) { return is_digit(c) || c == '.' || c == ',' || c == ';' || c == '|'; });
    };
    const rules::Match* const end = page.matches.data() + page.matches.size();
    for (const rules::Match* next = &label + 1; next != end && next->from <= label.to + kReach; ++next) {
      if (next->from < label.to || next->to > cell.to || !joins(label.to, next->from)) continue;
      const Role behind = role_of(*next);
      if (behind != Role::unknown) return behind;
    }
    if (role != Role::unknown) return role;
    for (const rules::Match* before = &label; before != page.matches.data();) {
      --before;
      if (before->from < cell.from || before->from + 40 < label.from) break;
      if (before->to > label.from || before->to + kReach < label.from || !joins(before->to, label.from)) continue;
      const Role ahead = role_of(*before);
      if (ahead != Role::unknown) return ahead;
    }
    return role;
  }

  /// The party that a heading announces, wherever it stands.
  [[nodiscard]] static Role role_of(const rules::Match& match) {
    if (match.is(Mark::recipient)) return Role::recipient;
    if (match.is(Mark::supplier)) return Role::supplier;
    return match.is(Mark::other_party) ? Role::other : Role::unknown;
  }

  /// True for "SIRET de l'agence" and "SIRET du site": numbers of the party, but not the one it is known by.
  [[nodiscard]] static bool of_a_place(const PageView& page, const rules::Match& label, const Sighting& sighting) {
    constexpr std::array<std::string_view, 7> kPlaces = {"agence", "site",       "antenne", "depot",
                                                         "lieu",   "succursale", "chantier"};
    const text::Index to = std::min(sighting.value->span.from, page.text->cells()[page.cell_of(label)].text.to);
    if (to <= label.to) return false;
    const std::string_view behind = page.text->text({label.to, to});
    return std::any_of(kPlaces.begin(), kPlaces.end(), [&](auto place) { return speaks_of(behind, place); });
  }

  Sighting* first_in(const Place& place, const Announced& announced, std::size_t first) {
    auto sighting =
        std::lower_bound(sightings_.begin() + static_cast<std::ptrdiff_t>(first), sightings_.end(), place.span.from,
                         [](const Sighting& s, Index at) { return s.value->span.from < at; });
    for (; sighting != sightings_.end() && sighting->value->span.from < place.span.to; ++sighting) {
      const FoundValue& value = *sighting->value;
      const bool fits = value.type == FoundType::siret   ? announced.siret
                        : value.type == FoundType::siren ? announced.siren
                                                         : announced.vat_id;
      if (fits) return &*sighting;
    }
    return nullptr;
  }

  /// Nine digits without a label are anything; fourteen are a SIRET when they pass Luhn; a VAT id when its key fits.
  static bool credible(const Sighting& sighting) {
    if (sighting.labelled) return true;
    switch (sighting.value->type) {
      case FoundType::siret:
        return siret_valid(sighting.value->identifier);
      case FoundType::vat_id:
        return !siren_of_vat_id(sighting.value->identifier).empty() && vat_id_valid(sighting.value->identifier);
      default:
        return false;
    }
  }

  void group() {
    for (Sighting& sighting : sightings_) {
      if (!credible(sighting)) continue;
      const std::string_view key = key_of(*sighting.value);
      auto entity = std::find_if(entities_.begin(), entities_.end(), [&](const Entity& e) { return e.key == key; });
      if (entity == entities_.end()) {
        entities_.emplace_back(document_.arena);
        entity = entities_.end() - 1;
        entity->key = key;
      }
      if (!sighting.other && !(sighting.third_label && sighting.role != Role::supplier)) {
        // The best sight counts whole, the others a quarter: a number repeated on every page is no stronger proof.
        entity->recipient =
            std::max(entity->recipient, sighting.recipient) + 0.25 * std::min(entity->recipient, sighting.recipient);
        entity->supplier =
            std::max(entity->supplier, sighting.supplier) + 0.25 * std::min(entity->supplier, sighting.supplier);
        entity->public_words = entity->public_words || sighting.public_words;
        entity->other = false;
      }
      entity->sightings.push_back(std::move(sighting));
    }
    remove_if(entities_, [](const Entity& entity) { return entity.other; });
    for (Entity& entity : entities_) {
      const auto has = [&](bool vat_id) {
        return std::any_of(entity.sightings.begin(), entity.sightings.end(),
                           [&](const Sighting& s) { return (s.value->type == FoundType::vat_id) == vat_id; });
      };
      if (has(true) && has(false)) entity.supplier += evidence(entity.key, false, {"VAT key", kAgreement});
    }
    weigh_public_bodies();
  }

  /// Public bodies buy and companies sell, by their words and by their SIRENs: those of public bodies begin with 1 or
  /// 2, and no company's does. But public bodies invoice each other as well.
  void weigh_public_bodies() {
    const auto is_public = [](const Entity& entity) {
      return entity.key.size() == 9 && (entity.key[0] == '1' || entity.key[0] == '2');
    };
    const auto all = [&](auto condition) { return std::all_of(entities_.begin(), entities_.end(), condition); };
    const bool by_words = entities_.size() == 1 || !all([](const Entity& entity) { return entity.public_words; });
    const bool by_siren = std::any_of(entities_.begin(), entities_.end(), is_public) && !all(is_public);
    for (Entity& entity : entities_) {
      if (by_words && entity.public_words) {
        entity.recipient += evidence(entity.key, true, {"public body", kPublicBody});
      }
      if (!by_siren) continue;
      const bool buys = is_public(entity);
      (buys ? entity.recipient : entity.supplier) += evidence(entity.key, buys, {"first digit", kPublicSiren});
    }
  }

  /// A second company at the head of the page, when one party is beyond doubt and there is no third: the other party.
  void eliminate() {
    constexpr double kBeyondDoubt = 2;
    constexpr double kOpen = 1.5;  // what may still be either
    if (entities_.size() != 2) return;
    const std::array margins = {entities_[0].margin(), entities_[1].margin()};
    for (std::size_t i = 0; i < 2; ++i) {
      if (!at_head(entities_[i])) continue;
      Entity& entity = entities_[i];
      if (margins[1 - i] <= -kBeyondDoubt && margins[i] >= -kOpen) {
        entity.recipient += evidence(entity.key, true, {"elimination", kElimination});
      }
      if (margins[1 - i] >= kBeyondDoubt && margins[i] <= kOpen) {
        entity.supplier += evidence(entity.key, false, {"elimination", kElimination});
      }
    }
  }

  [[nodiscard]] bool at_head(const Entity& entity) const {
    return std::any_of(entity.sightings.begin(), entity.sightings.end(), [&](const Sighting& sighting) {
      const text::PageText& text = *document_.pages[sighting.page].text;
      return !sighting.other && text.number() == 1 && sighting.value->type != FoundType::siren &&
             text.cells()[sighting.value->cell].box.y0 < 0.5F * text.height();
    });
  }

  void assign() {
    eliminate();
    for (const Entity& entity : entities_) {
      if (entity.margin() > 0 && (!recipient_ || entity.margin() > recipient_->margin())) recipient_ = &entity;
    }
    for (const Entity& entity : entities_) {
      if (&entity == recipient_) continue;
      if (!supplier_ || entity.margin() < supplier_->margin()) supplier_ = &entity;
    }
    if (supplier_ && supplier_->margin() > 1.5) supplier_ = nullptr;  // a second recipient rather than a supplier
    if (document_.trace != nullptr) note_parties(*document_.trace);
  }

  void note_parties(Trace& trace) const {
    for (const Entity& entity : entities_) {
      const std::string_view role = &entity == recipient_ ? "recipient" : &entity == supplier_ ? "supplier" : "";
      trace.weigh(entity.key, entity.recipient, entity.supplier, role);
    }
  }

  /// From the evidence for a role, from how far the other party is away, and from how near a third one is.
  [[nodiscard]] double certainty(Role role) const {
    const double sign = role == Role::recipient ? 1 : -1;
    const Entity* const chosen = role == Role::recipient ? recipient_ : supplier_;
    const Entity* const other = role == Role::recipient ? supplier_ : recipient_;
    const double own = sign * chosen->margin();
    const double far = other ? std::max(0.0, -sign * other->margin()) : 0;
    double sure = logistic(own + 0.4 * std::min(far, 4.0));
    for (const Entity& rival : entities_) {
      if (&rival == chosen || &rival == other || sign * rival.margin() <= 0) continue;
      sure = std::min(sure, logistic(kRivalry * (own - sign * rival.margin())));
    }
    return sure;
  }

  static double logistic(double evidence) { return 1 / (1 + std::exp(-evidence)); }

  void give(const Entity& entity, Role role) {
    const double sure = certainty(role);
    const bool supplier = role == Role::supplier;
    give_identifier(entity, FoundType::siret, supplier ? Field::code_fournisseur : Field::code_destinataire, sure);
    give_identifier(entity, FoundType::siren, supplier ? Field::siren_fournisseur : Field::siren_destinataire, sure);
    give_identifier(entity, FoundType::vat_id,
                    supplier ? Field::numero_tva_fournisseur : Field::numero_tva_destinataire, sure);
    const Field siren = supplier ? Field::siren_fournisseur : Field::siren_destinataire;
    const Field vat = supplier ? Field::numero_tva_fournisseur : Field::numero_tva_destinataire;
    if (entity.key.size() == 9 && !extraction_.field(siren)) give_siren(entity, siren, sure);
    if (!supplier) return;
    if (extraction_.field(Field::code_fournisseur)) {
      derive(document_, extraction_, Field::type_identifiant_fournisseur, Field::code_fournisseur, std::string("SIRET"),
             1, "siret");
    } else if (extraction_.field(vat) && siren_of_vat_id(entity.key).empty() && entity.key.size() > 9 &&
               entity.key.substr(0, 2) != "GB" && entity.key.substr(0, 2) != "CH" && entity.key.substr(0, 2) != "NO") {
      derive(document_, extraction_, Field::code_fournisseur, vat, std::string(entity.key), 0.95, "vat-id");
      derive(document_, extraction_, Field::type_identifiant_fournisseur, vat, std::string("UE_HORS_FRANCE"), 0.95,
             "vat-id");
    }
  }

  /// The SIREN inside a SIRET or VAT id. It is certain even where two SIRETs of the company leave theirs open.
  void give_siren(const Entity& entity, Field field, double sure) {
    Candidates candidates(document_.arena);
    for (const Sighting& sighting : entity.sightings) {
      if (sighting.other) continue;
      candidates.push_back({entity.key, sighting.labelled ? 0.97 : 0.85, sighting.page, sighting.value->span,
                            sighting.label, rule_name(document_, field, "same-entity")});
    }
    merge(candidates);
    if (!candidates.empty()) settle(document_, extraction_, field, candidates, 0, candidates[0].score * sure);
  }

  void give_identifier(const Entity& entity, FoundType type, Field field, double sure) {
    Candidates candidates(document_.arena);
    const bool recipient = field == Field::code_destinataire || field == Field::siren_destinataire ||
                           field == Field::numero_tva_destinataire;
    const Role role = recipient ? Role::recipient : Role::supplier;
    const bool announced = std::any_of(entity.sightings.begin(), entity.sightings.end(), [&](const Sighting& s) {
      return s.value->type == type && !s.other && !s.elsewhere && s.role == role;
    });
    for (const Sighting& sighting : entity.sightings) {
      if (sighting.value->type != type || sighting.other) continue;
      double score = sighting.labelled ? 0.98 : 0.85;
      const std::string_view id = sighting.value->identifier;
      const bool valid = type == FoundType::siret   ? siret_valid(id)
                         : type == FoundType::siren ? siren_valid(id)
                                                    : vat_id_valid(id);
      if (!valid) score *= sighting.labelled ? 0.95 : 0.6;
      const double fit = recipient ? sighting.recipient - sighting.supplier : sighting.supplier - sighting.recipient;
      score *= fit >= 0 ? 1 : 0.93;
      if (sighting.elsewhere || (announced && sighting.role != role)) score *= kSibling;
      const std::string_view rule = sighting.rule.empty() ? rule_name(document_, field, "by-shape") : sighting.rule;
      candidates.push_back({id, score, sighting.page, sighting.value->span, sighting.label, rule});
    }
    merge(candidates);
    if (candidates.empty()) return;
    settle(document_, extraction_, field, candidates, 0, std::min(confidence_of(candidates), 0.99) * sure);
    check(field, std::get<std::string_view>(candidates[0].value));
  }

  void check(Field field, std::string_view value) {
    if (!extraction_.field(field)) return;
    switch (field) {
      case Field::code_fournisseur:
        extraction_.checks.push_back({"SUPPLIER_SIRET_LUHN", siret_valid(value)});
        break;
      case Field::code_destinataire:
        extraction_.checks.push_back({"RECIPIENT_SIRET_LUHN", siret_valid(value)});
        break;
      case Field::numero_tva_fournisseur:
        extraction_.checks.push_back({"SUPPLIER_VAT_KEY", vat_id_valid(value)});
        break;
      default:
        break;
    }
  }

  /// Suppliers of New Caledonia and French Polynesia have a RIDET or TAHITI number in place of a SIRET. The id of the
  /// rule that announces it is the type of identifier.
  void give_overseas_identifier() {
    if (extraction_.field(Field::code_fournisseur)) return;
    const Candidates numbers = labelled_candidates(document_, Field::type_identifiant_fournisseur);
    if (numbers.empty()) return;
    Candidates codes(document_.arena);
    codes.push_back(numbers[0]);
    std::string code(std::get<std::string_view>(numbers[0].value));
    std::erase_if(code, [](char c) { return c == ' ' || c == '.' || c == '-'; });
    std::string type(numbers[0].rule.substr(numbers[0].rule.find('/') + 1));
    std::transform(type.begin(), type.end(), type.begin(), [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    codes[0].value = kept(code, document_.arena);
    settle(document_, extraction_, Field::code_fournisseur, codes, 0, confidence_of(codes));
    derive(document_, extraction_, Field::type_identifiant_fournisseur, Field::code_fournisseur, std::move(type), 1,
           "overseas");
  }

  void give_names() {
    Candidates suppliers = find_names(Role::supplier, supplier_);
    Candidates recipients = find_names(Role::recipient, recipient_);
    separate_names(document_, suppliers, recipients);
    const auto give = [&](const Candidates& names, Field field) {
      if (!names.empty()) settle(document_, extraction_, field, names, 0, confidence_of(names));
    };
    give(suppliers, Field::nom_fournisseur);
    give(recipients, Field::nom_destinataire);
  }

  [[nodiscard]] Candidates find_names(Role role, const Entity* party) const {
    ArenaVector<PartyPlace> own(document_.arena);
    ArenaVector<PartyPlace> others(document_.arena);
    own.reserve(sightings_.size());
    others.reserve(sightings_.size());
    for (const Entity& entity : entities_) {
      for (const Sighting& sighting : entity.sightings) {
        const text::Span cell = document_.pages[sighting.page].text->cells()[sighting.value->cell].text;
        const bool behind_label = sighting.value->span.from != cell.from;
        const PartyPlace place{sighting.page, sighting.value->cell, behind_label, sighting.other};
        if (&entity == party) own.push_back(place);
        if (&entity != party && !sighting.other) others.push_back(place);
      }
    }
    return find_party_names(document_, zones_, role, own, others);
  }

  const DocumentView& document_;
  Extraction& extraction_;
  ArenaVector<PageZones> zones_;  // by page
  ArenaVector<Sighting> sightings_;
  ArenaVector<Entity> entities_;
  const Entity* recipient_ = nullptr;
  const Entity* supplier_ = nullptr;
};

}  // namespace

void resolve_parties(const DocumentView& document, Extraction& extraction) {
  PartySolver(document, extraction).solve();
}

}  // namespace prefill
