// Wordings are those of French invoices at large; each is followed by its value alone.

#include "corpus/bulk/supplier.h"

#include <algorithm>

#include "corpus/bulk/distribution.h"
#include "corpus/bulk/identifiers.h"

namespace prefill::bulk {
namespace {

using Words = std::string_view;

constexpr std::array number_labels{Words("N° de facture"), Words("Numéro de facture"), Words("Facture n°"),
                                   Words("N° facture"), Words("Référence facture")};
constexpr std::array issued_labels{Words("Date de facture"),    Words("Date de facturation"),
                                   Words("Date d'émission"),    Words("Date"),
                                   Words("Date de la facture"), Words("Émise le")};
constexpr std::array due_labels{Words("Échéance"), Words("Date d'échéance"), Words("À payer avant le"),
                                Words("Date limite de règlement")};
constexpr std::array origin_labels{Words("Facture d'origine"), Words("Avoir sur facture n°"),
                                   Words("Annule la facture n°")};
constexpr std::array engagement_labels{Words("N° d'engagement"),       Words("N° EJ"),
                                       Words("Engagement juridique"),  Words("Numéro d'engagement"),
                                       Words("Engagement n°"),         Words("Bon de commande n°"),
                                       Words("N° de bon de commande"), Words("Votre commande n°"),
                                       Words("Votre bon de commande")};
constexpr std::array service_labels{Words("Code service"), Words("Service exécutant"), Words("Code service exécutant"),
                                    Words("Code du service")};
constexpr std::array contract_labels{Words("N° de marché"), Words("Marché n°"), Words("Numéro de marché"),
                                     Words("Référence du marché")};
constexpr std::array buyer_siret_labels{Words("SIRET client"), Words("SIRET destinataire"), Words("N° SIRET client"),
                                        Words("Votre SIRET"), Words("SIRET du client")};
constexpr std::array client_labels{Words("N° client"), Words("Code client"), Words("Client n°"),
                                   Words("Votre code client")};
constexpr std::array seller_order_labels{Words("Notre commande"), Words("N/commande"), Words("Notre référence")};
constexpr std::array delivery_labels{Words("Bon de livraison"), Words("N° BL"), Words("BL n°")};

constexpr std::array ht_labels{Words("Total HT"), Words("Montant HT"), Words("Total H.T."), Words("Montant total HT"),
                               Words("Total hors taxes")};
constexpr std::array vat_labels{Words("TVA"), Words("Total TVA"), Words("Montant TVA"), Words("T.V.A.")};
constexpr std::array ttc_labels{Words("Total TTC"), Words("Montant TTC"), Words("Total T.T.C."),
                                Words("Montant total TTC")};
constexpr std::array payable_labels{Words("Net à payer"), Words("Reste à payer"), Words("Montant à payer"),
                                    Words("Solde à payer")};
constexpr std::array title_words{Words("FACTURE"), Words("FACTURE"), Words("Facture")};
constexpr std::array buyer_headings{Words(""),       Words(""),          Words("Destinataire"),
                                    Words("Client"), Words("Facturé à"), Words("Adresse de facturation")};
constexpr std::array currencies{Words(" €"), Words(" €"),   Words(" €"), Words("\u00a0€"),
                                Words("€"),  Words(" EUR"), Words("")};
constexpr std::array groups{Words(" "), Words(" "), Words("\u00a0"), Words("")};
constexpr std::array accents{Colour{0, 0, 0},       Colour{0, 0, 0},       Colour{0.1, 0.2, 0.5},
                             Colour{0.5, 0.1, 0.1}, Colour{0.1, 0.4, 0.2}, Colour{0.3, 0.3, 0.3}};
constexpr std::array prefixes{Words("F"), Words("FA"), Words("FC"), Words("FAC"), Words("FV")};
constexpr std::array exemptions{Words("TVA non applicable, art. 293 B du CGI"),
                                Words("TVA non applicable, article 293 B du code général des impôts")};

struct LegalForm {
  Words name;
  int capital;
};
constexpr std::array legal_forms{LegalForm{"SARL", 8000}, LegalForm{"SAS", 50000}, LegalForm{"SASU", 1000},
                                 LegalForm{"SA", 250000}, LegalForm{"EURL", 7500}};

std::array<Words, item_count> draw_labels(Random& random) {
  return {random.pick(number_labels),       random.pick(issued_labels),      random.pick(due_labels),
          random.pick(origin_labels),       random.pick(engagement_labels),  random.pick(service_labels),
          random.pick(contract_labels),     random.pick(buyer_siret_labels), random.pick(client_labels),
          random.pick(seller_order_labels), random.pick(delivery_labels)};
}

Title draw_title(Random& random) {
  constexpr std::array titles{Title::alone, Title::alone, Title::with_number, Title::with_number,
                              Title::with_number_and_date};
  return random.pick(titles);
}

template <typename Choice>
Choice draw_of(Random& random, int count) {
  return static_cast<Choice>(random.between(0, count - 1));
}

void draw_words(Random& random, Style& style) {
  style.labels = draw_labels(random);
  style.title_word = random.pick(title_words);
  style.buyer_heading = random.pick(buyer_headings);
  style.ht = random.pick(ht_labels);
  style.vat = random.pick(vat_labels);
  style.ttc = random.pick(ttc_labels);
  style.payable = random.pick(payable_labels);
  style.currency = random.pick(currencies);
  style.group = random.pick(groups);
}

Style draw_style(Random& random) {
  Style style;
  draw_words(random, style);
  style.title = draw_title(random);
  style.meta = draw_of<Meta>(random, 3);
  style.totals = random.chance(75) ? Totals::rows : Totals::band;
  style.ids = random.chance(60) ? Ids::foot : Ids::head;
  style.rules = draw_of<Rules>(random, 4);
  style.date = random.chance(55) ? DateForm::slashes : draw_of<DateForm>(random, 5);
  style.buyer_at_right = random.chance(85);
  style.buyer_framed = random.chance(25);
  style.buyer_siret_in_block = random.chance(50);
  style.place_and_date = style.title != Title::with_number_and_date && random.chance(15);
  style.references_in_columns = random.chance(40);
  style.references = random.chance(60);
  style.unit = random.chance(60);
  style.line_rate = random.chance(60);
  style.vat_table = random.chance(50);
  style.siret_spaced = random.chance(60);
  style.penalties = random.chance(85);
  style.terms = random.chance(30);
  style.margin = random.between(30, 56);
  style.size = random.between(16, 20) / 2.0;
  style.accent = random.pick(accents);
  style.accent_filled = random.chance(35);
  return style;
}

Shape draw_shape(Random& random) {
  Shape shape;
  shape.idiom = draw_of<Idiom>(random, 4);
  shape.composite_fonts = random.chance(50);
  shape.object_streams = random.chance(45);
  shape.inherited_resources = random.chance(15);
  shape.split_contents = random.chance(20);
  shape.letterhead_form = random.chance(25);
  return shape;
}

Weight draw_weight(Random& random) {
  Weight weight;
  weight.target = draw_file_size(random);
  weight.family = static_cast<std::size_t>(random.between(0, int{family_count} - 1));
  weight.title_family = random.chance(70) ? weight.family : static_cast<std::size_t>(random.between(0, 5));
  weight.italic = random.chance(40);
  weight.pictures_first = random.chance(40);
  return weight;
}

Party make_seller(Random& random, const Trade& trade, bool alone) {
  Party party;
  const Town town = make_town(random);
  const std::string name(random.pick(family_names()));
  if (alone) {
    party.name = std::string(random.pick(first_names())) + " " + name;
  } else if (random.chance(25)) {
    party.name = std::string(random.pick(trade.names)) + " " + name + " & " + std::string(random.pick(family_names()));
  } else {
    party.name = std::string(random.pick(trade.names)) + " " + name;
  }
  party.street = make_street(random);
  party.postcode = town.postcode;
  party.town = town.name;
  constexpr std::array<Words, 6> heads{"3", "4", "5", "7", "8", "9"};
  party.siren = make_siren(random, random.pick(heads));
  party.siret = make_siret(random, party.siren);
  party.vat = french_vat(party.siren);
  return party;
}

}  // namespace

Town make_town(Random& random) {
  Town town;
  const Words head = random.pick(town_heads());
  town.name = std::string(head) + std::string(random.pick(town_tails()));
  town.postcode = std::to_string(random.between(1, 94));
  town.postcode =
      std::string(2 - town.postcode.size(), '0') + town.postcode + std::to_string(random.between(10, 99)) + "0";
  return town;
}

std::string make_street(Random& random) {
  const int house = random.between(1, 180);
  return std::to_string(house) + " " + std::string(random.pick(streets()));
}

Supplier make_supplier(std::uint64_t seed, std::uint64_t number) {
  Random random(seed, "supplier", number);
  Supplier supplier;
  supplier.number = number;
  supplier.trade = &random.pick(trades());
  const bool exempt = random.chance(7);
  supplier.party = make_seller(random, *supplier.trade, exempt);
  supplier.regime = exempt ? Regime::exempt : draw_of<Regime>(random, 3);
  if (supplier.regime == Regime::on_receipts && !supplier.trade->services) supplier.regime = Regime::unsaid;
  supplier.exemption = random.pick(exemptions);
  const LegalForm& form = random.pick(legal_forms);
  supplier.legal_form = exempt ? "EI" : std::string(form.name);
  supplier.capital = exempt ? 0 : form.capital;
  supplier.registry = random.pick(registries());
  supplier.phone = "0" + std::to_string(random.between(1, 5));
  for (int i = 0; i < 4; ++i) supplier.phone += " " + random.digits(2);
  supplier.mail = "facturation@example.fr";
  supplier.iban = make_iban(random);
  supplier.bank = random.pick(banks());
  supplier.number_prefix = random.pick(prefixes);
  supplier.number_form = random.between(0, 4);
  supplier.payment_printed = random.chance(85);
  supplier.style = draw_style(random);
  supplier.shape = draw_shape(random);
  supplier.weight = draw_weight(random);
  return supplier;
}

}  // namespace prefill::bulk
