// Lists of words; prices are cents, rates hundredths of a percent.

#include "corpus/bulk/vocabulary.h"

#include <array>

namespace prefill::bulk {
namespace {

using Words = std::string_view;

constexpr std::array electrician_names{Words("Électricité"), Words("Élec Services"), Words("Réseaux et Courants")};
constexpr std::array electrician_goods{
    Good{"MO-ELEC", "Main d'œuvre électricien qualifié", "h", 4850, 2000},
    Good{"TGBT-36", "Tableau général basse tension 36 modules", "u", 38640, 2000},
    Good{"CAB-3G25", "Câble R2V 3G2,5 en couronne", "m", 182, 2000},
    Good{"LED-6060", "Dalle LED 600 x 600, 36 W", "u", 5490, 2000},
    Good{"BAES-45", "Bloc autonome d'éclairage de sécurité", "u", 8725, 2000},
    Good{"DIFF-30", "Interrupteur différentiel 30 mA type A", "u", 6410, 2000},
    Good{"RENO-LOG", "Rénovation électrique de logement, par pièce", "u", 41200, 1000},
    Good{"VER-PER", "Vérification périodique des installations", "forfait", 62500, 2000}};

constexpr std::array cleaner_names{Words("Hygiène"), Words("Propreté"), Words("Net Services")};
constexpr std::array cleaner_goods{Good{"NET-LOC", "Nettoyage courant des locaux, mensualité", "mois", 124500, 2000},
                                   Good{"VIT-EXT", "Nettoyage des vitrages extérieurs", "m2", 215, 2000},
                                   Good{"DEC-SOL", "Décapage et protection des sols souples", "m2", 385, 2000},
                                   Good{"DES-SAN", "Désinfection des sanitaires", "passage", 3890, 2000},
                                   Good{"CON-ESS", "Essuie-mains pliés, carton de 3 000", "carton", 3140, 2000},
                                   Good{"SAV-5L", "Savon liquide neutre, bidon de 5 l", "bidon", 1275, 2000},
                                   Good{"AST-WE", "Astreinte de fin de semaine", "forfait", 18000, 2000}};

constexpr std::array stationer_names{Words("Papeterie"), Words("Bureau"), Words("Fournitures")};
constexpr std::array stationer_goods{Good{"PAP-80A4", "Ramette papier A4 80 g recyclé", "carton", 1890, 2000},
                                     Good{"TON-4410", "Toner noir haute capacité", "u", 8740, 2000},
                                     Good{"CLA-LEV", "Classeur à levier dos 70 mm", "u", 312, 2000},
                                     Good{"STY-B50", "Stylos bille bleus, boîte de 50", "boîte", 1195, 2000},
                                     Good{"CAH-96", "Cahier 24 x 32 de 96 pages", "lot", 1460, 2000},
                                     Good{"LIV-SCO", "Manuel scolaire, collection Horizons", "u", 1685, 550},
                                     Good{"ENV-C4", "Enveloppes C4 auto-adhésives", "boîte", 2380, 2000},
                                     Good{"CHA-OPE", "Siège de bureau dossier haut", "u", 16490, 2000}};

constexpr std::array food_names{Words("Primeurs"), Words("Cuisines"), Words("Épicerie en gros")};
constexpr std::array food_goods{Good{"POM-GOL", "Pommes Golden, caisse de 12 kg", "caisse", 2160, 550},
                                Good{"LAIT-UHT", "Lait demi-écrémé UHT, brique 1 l", "u", 92, 550},
                                Good{"RIZ-5K", "Riz long grain, sac de 5 kg", "sac", 1140, 550},
                                Good{"POU-FER", "Cuisses de poulet fermier", "kg", 645, 550},
                                Good{"YAO-BIO", "Yaourt nature biologique 125 g", "u", 38, 550},
                                Good{"HAR-VER", "Haricots verts surgelés, sachet 2,5 kg", "sachet", 528, 550},
                                Good{"CHO-LAI", "Chocolat au lait, carton de 24", "carton", 2984, 2000},
                                Good{"EAU-50", "Eau minérale 50 cl, pack de 24", "pack", 612, 550},
                                Good{"REP-CH", "Repas livré en liaison chaude", "u", 685, 1000},
                                Good{"BAR-JET", "Barquettes jetables operculables", "lot", 4310, 2000}};

constexpr std::array builder_names{Words("Menuiserie"), Words("Maçonnerie"), Words("Couverture"), Words("Étanchéité")};
constexpr std::array builder_goods{Good{"INST", "Installation et repli de chantier", "forfait", 145000, 2000},
                                   Good{"FEN-PVC", "Fenêtre deux vantaux, dépose comprise", "u", 64500, 2000},
                                   Good{"POR-CF", "Porte coupe-feu une demi-heure", "u", 51800, 2000},
                                   Good{"ISO-COM", "Isolation des combles, laine soufflée", "m2", 3175, 550},
                                   Good{"PEI-LOG", "Travaux de peinture en logement", "m2", 2240, 1000},
                                   Good{"ENDUIT", "Reprise d'enduit de façade", "m2", 4860, 2000},
                                   Good{"ECHAF", "Échafaudage de pied, location", "sem", 78000, 2000},
                                   Good{"EVAC", "Évacuation des gravats en décharge", "m3", 6950, 2000},
                                   Good{"MO-COMP", "Main d'œuvre compagnon", "h", 4420, 2000}};

constexpr std::array gardener_names{Words("Paysages"), Words("Jardins"), Words("Espaces Verts")};
constexpr std::array gardener_goods{Good{"TONTE", "Tonte et ramassage", "passage", 24500, 2000},
                                    Good{"TAI-HAI", "Taille de haies, deux faces", "m", 640, 2000},
                                    Good{"PLA-VIV", "Plantes vivaces en godet", "u", 345, 1000},
                                    Good{"ARB-TIG", "Arbre tige 16/18, fourniture", "u", 18900, 1000},
                                    Good{"ABATT", "Abattage et dessouchage", "u", 42500, 2000},
                                    Good{"BROY", "Broyage et évacuation des déchets verts", "m3", 3150, 2000},
                                    Good{"GAZON", "Gazon de rénovation, sac de 10 kg", "sac", 6720, 2000}};

constexpr std::array software_names{Words("Informatique"), Words("Numérique"), Words("Systèmes")};
constexpr std::array software_goods{Good{"LIC-BUR", "Licence bureautique, abonnement annuel", "u", 12900, 2000},
                                    Good{"HEB-MUT", "Hébergement infogéré, mensualité", "mois", 34500, 2000},
                                    Good{"ASS-JH", "Assistance technique", "jour", 68000, 2000},
                                    Good{"POR-14", "Ordinateur portable 14 pouces", "u", 89900, 2000},
                                    Good{"ECR-27", "Écran 27 pouces réglable", "u", 21450, 2000},
                                    Good{"CAB-RJ45", "Cordon réseau RJ45 cat. 6, 5 m", "u", 749, 2000},
                                    Good{"MAI-LOG", "Maintenance corrective du logiciel", "an", 248000, 2000}};

constexpr std::array medical_names{Words("Laboratoires"), Words("Médical"), Words("Dispositifs")};
constexpr std::array medical_goods{Good{"GAN-NIT", "Gants nitrile non poudrés, boîte de 100", "boîte", 615, 2000},
                                   Good{"SER-10", "Seringue trois pièces 10 ml", "u", 9, 2000},
                                   Good{"CAT-VEI", "Cathéter veineux court 20 G", "u", 118, 550},
                                   Good{"PRO-HAN", "Prothèse de hanche, tige", "u", 94300, 550},
                                   Good{"MED-REM", "Spécialité remboursable, lot de 30", "lot", 4412, 210},
                                   Good{"REA-BIO", "Réactif de biologie, coffret", "coffret", 38650, 2000},
                                   Good{"COM-STE", "Compresses stériles, carton", "carton", 2790, 2000}};

constexpr std::array press_names{Words("Imprimerie"), Words("Librairie"), Words("Presse")};
constexpr std::array press_goods{Good{"BUL-MUN", "Impression du bulletin, 24 pages", "ex", 62, 1000},
                                 Good{"AFF-A2", "Affiches A2 quadrichromie", "ex", 184, 2000},
                                 Good{"ABO-QUO", "Abonnement presse quotidienne", "an", 31200, 210},
                                 Good{"LIV-JEU", "Livres jeunesse, lot assorti", "lot", 18700, 550},
                                 Good{"CAR-VIS", "Cartes de visite, boîte de 250", "boîte", 3890, 2000},
                                 Good{"MAQ", "Maquette et corrections d'auteur", "h", 5600, 2000}};

constexpr std::array heating_names{Words("Chauffage"), Words("Thermique"), Words("Plomberie")};
constexpr std::array heating_goods{Good{"MAI-CHA", "Maintenance de chaufferie, trimestre", "trim", 94500, 2000},
                                   Good{"REM-CIR", "Remplacement d'un circulateur", "u", 72800, 2000},
                                   Good{"VAN-TH", "Vanne thermostatique, pose comprise", "u", 7950, 1000},
                                   Good{"RAM", "Ramonage et certificat", "u", 8500, 1000},
                                   Good{"DET-GAZ", "Contrôle d'étanchéité gaz", "u", 16400, 2000},
                                   Good{"PEL-VRA", "Granulés de bois en vrac", "t", 31800, 1000},
                                   Good{"DEP", "Déplacement et mise en route", "u", 4800, 2000}};

constexpr std::array trainer_names{Words("Formation"), Words("Atelier"), Words("Conseil")};
constexpr std::array trainer_goods{Good{"FOR-SST", "Formation sauveteur secouriste du travail", "jour", 89000, 2000},
                                   Good{"EXP-AGR", "Expertise et rédaction du rapport", "h", 9500, 2000},
                                   Good{"ATE-THE", "Atelier théâtre en milieu scolaire", "séance", 18000, 2000},
                                   Good{"CONF", "Conférence et débat", "u", 45000, 2000},
                                   Good{"SUP-PED", "Supports pédagogiques", "lot", 3600, 2000},
                                   Good{"AUD-ORG", "Audit d'organisation", "jour", 92000, 2000}};

constexpr std::array haulier_names{Words("Transports"), Words("Autocars"), Words("Location")};
constexpr std::array haulier_goods{Good{"TRP-SCO", "Transport scolaire, rotation", "u", 9350, 1000},
                                   Good{"SOR-50", "Sortie pédagogique, car de 50 places", "u", 42000, 1000},
                                   Good{"LOC-NAC", "Location de nacelle élévatrice", "jour", 18500, 2000},
                                   Good{"LOC-UTI", "Location d'utilitaire 12 m3", "jour", 7900, 2000},
                                   Good{"KM-SUP", "Kilomètres supplémentaires", "km", 118, 2000},
                                   Good{"DEM-BUR", "Déménagement de bureaux", "forfait", 136000, 2000}};

constexpr std::array all_trades{Trade{electrician_names, "4321A", electrician_goods, true, true},
                                Trade{cleaner_names, "8121Z", cleaner_goods, true, false},
                                Trade{stationer_names, "4665Z", stationer_goods, false, false},
                                Trade{food_names, "4631Z", food_goods, false, false},
                                Trade{builder_names, "4332A", builder_goods, true, true},
                                Trade{gardener_names, "8130Z", gardener_goods, true, true},
                                Trade{software_names, "6202A", software_goods, true, false},
                                Trade{medical_names, "4646Z", medical_goods, false, false},
                                Trade{press_names, "1812Z", press_goods, false, false},
                                Trade{heating_names, "4322B", heating_goods, true, true},
                                Trade{trainer_names, "8559A", trainer_goods, true, false},
                                Trade{haulier_names, "4939A", haulier_goods, true, false}};

constexpr std::array town_hall_names{Words("Mairie de {}"), Words("Commune de {}"), Words("Ville de {}")};
constexpr std::array town_hall_departments{Words("Service des finances"), Words("Direction des achats"),
                                           Words("Services techniques"), Words("Pôle éducation")};
constexpr std::array union_names{Words("Communauté de communes du Pays de {}"), Words("Métropole de {}"),
                                 Words("Syndicat mixte des eaux de {}"), Words("Communauté d'agglomération de {}")};
constexpr std::array union_departments{Words("Pôle ressources"), Words("Service comptabilité"),
                                       Words("Direction de la commande publique")};
constexpr std::array hospital_names{Words("Centre hospitalier de {}"), Words("CHU de {}"), Words("EHPAD de {}")};
constexpr std::array hospital_departments{Words("Direction des services économiques"),
                                          Words("Pharmacie à usage intérieur"), Words("Direction des travaux")};
constexpr std::array school_names{Words("Université de {}"), Words("Lycée polyvalent de {}"), Words("Collège de {}")};
constexpr std::array school_departments{Words("Agence comptable"), Words("Service facturier"), Words("Intendance")};
constexpr std::array county_names{Words("Conseil départemental de la Vaize"), Words("Département de la Haute-Orbe"),
                                  Words("Département du Val-d'Ombre")};
constexpr std::array county_departments{Words("Direction des routes"), Words("Direction des collèges"),
                                        Words("Direction des finances")};
constexpr std::array state_names{Words("Ministère de l'Agriculture"), Words("Ministère de la Culture"),
                                 Words("Préfecture de la Haute-Orbe"), Words("Ministère des Armées"),
                                 Words("Rectorat de l'académie de {}")};
constexpr std::array state_departments{Words("Centre de services partagés"), Words("Plateforme Chorus"),
                                       Words("Service du commissariat")};
constexpr std::array fire_names{Words("SDIS de la Vaize"),
                                Words("Service départemental d'incendie et de secours de la Haute-Orbe")};
constexpr std::array fire_departments{Words("Groupement logistique"), Words("Groupement des finances")};

constexpr std::array all_buyer_kinds{BuyerKind{"21", town_hall_names, town_hall_departments, 34},
                                     BuyerKind{"20", union_names, union_departments, 14},
                                     BuyerKind{"26", hospital_names, hospital_departments, 20},
                                     BuyerKind{"19", school_names, school_departments, 12},
                                     BuyerKind{"22", county_names, county_departments, 6},
                                     BuyerKind{"11", state_names, state_departments, 10},
                                     BuyerKind{"28", fire_names, fire_departments, 4}};

constexpr std::array all_banks{Bank{"Crédit Rural de France", "CRUFFRPP"}, Bank{"Banque des Vallées", "BDVLFR2L"},
                               Bank{"Caisse Mutuelle de l'Orbe", "CMORFR2A"},
                               Bank{"Société Bancaire du Centre", "SBCTFRPPXXX"},
                               Bank{"Comptoir d'Épargne du Nord", "CENOFR21"}};

constexpr std::array all_family_names{
    Words("Morvandel"), Words("Garancière"),  Words("Taillandier"), Words("Marcellin"),   Words("Brunelle"),
    Words("Tisonnier"), Words("Estève"),      Words("Roumégas"),    Words("Dorval"),      Words("Aramis"),
    Words("Vallonné"),  Words("Castelnau"),   Words("Pradier"),     Words("Lescure"),     Words("Hautefeuille"),
    Words("Chabrier"),  Words("Delorme"),     Words("Escoffier"),   Words("Fontanges"),   Words("Gaudrier"),
    Words("Hersant"),   Words("Jolivet"),     Words("Kermadec"),    Words("Lagrange"),    Words("Maréchaux"),
    Words("Novelly"),   Words("Ormesson"),    Words("Pelletan"),    Words("Quesnoy"),     Words("Ribérac"),
    Words("Sauvageot"), Words("Thévenin"),    Words("Urbain"),      Words("Vauclair"),    Words("Waroquier"),
    Words("Yvetot"),    Words("Ziegelmeyer"), Words("Arnaudeau"),   Words("Bellegarde"),  Words("Courtillon"),
    Words("Dampierre"), Words("Épinal"),      Words("Froidevaux"),  Words("Grandmaison"), Words("Houdebine"),
    Words("Isambert"),  Words("Jourdheuil"),  Words("Kerguelen"),   Words("Lavergne"),    Words("Montferrand")};

constexpr std::array all_first_names{Words("Camille"),  Words("Jean-Marc"), Words("Élodie"),  Words("Sylvain"),
                                     Words("Nathalie"), Words("Karim"),     Words("Aurélie"), Words("Benoît")};

constexpr std::array all_town_heads{
    Words("Saint-Aubert"), Words("Montrevel"), Words("Villeneuve"), Words("Caillac"),  Words("Brénouville"),
    Words("Hautecombe"),   Words("Lormeaux"),  Words("Sérignac"),   Words("Étrépy"),   Words("Chanterive"),
    Words("Mérignoux"),    Words("Roquefère"), Words("Besançoult"), Words("Fontrieu"), Words("Pont-l'Abbé"),
    Words("Sainte-Odile"), Words("Marsillac"), Words("Coulanges"),  Words("Ambleny"),  Words("Trévières")};
constexpr std::array all_town_tails{Words(""),           Words("-sur-Vaize"), Words("-les-Bois"), Words("-le-Vieux"),
                                    Words("-en-Marche"), Words("-sur-Orne"),  Words("-Plage"),    Words("-lès-Orbe")};

constexpr std::array all_streets{Words("place de l'Hôtel de Ville"),
                                 Words("rue Victor Hugo"),
                                 Words("avenue de la République"),
                                 Words("boulevard Jean Jaurès"),
                                 Words("rue des Écoles"),
                                 Words("chemin des Vignes"),
                                 Words("allée du Parc"),
                                 Words("quai de la Marne"),
                                 Words("route de Lyon"),
                                 Words("rue du 8 mai 1945"),
                                 Words("impasse des Tilleuls"),
                                 Words("rue Marie Curie"),
                                 Words("cours Gambetta"),
                                 Words("rue de l'Industrie")};

constexpr std::array all_sites{Words("École élémentaire Jules Ferrand"),
                               Words("Gymnase des Marronniers"),
                               Words("Centre technique municipal"),
                               Words("Médiathèque L'Escale"),
                               Words("Bâtiment C, laboratoire"),
                               Words("Caserne Dumontel"),
                               Words("Crèche Les Lutins"),
                               Words("Stade Aimé Roussel")};

constexpr std::array all_registries{Words("Lyon"),    Words("Nantes"), Words("Rennes"),   Words("Dijon"),
                                    Words("Limoges"), Words("Albi"),   Words("Besançon"), Words("Rouen")};

constexpr std::array all_service_codes{Words("SFACETAT"), Words("D2600"),    Words("COMPTA-01"), Words("FACTURIER_2"),
                                       Words("DSI75"),    Words("ST-BAT"),   Words("1045"),      Words("PHARMA"),
                                       Words("SG_04"),    Words("FINANCES"), Words("DAF-SF3"),   Words("TRAVAUX")};

constexpr std::array all_months{Words("janvier"),   Words("février"), Words("mars"),     Words("avril"),
                                Words("mai"),       Words("juin"),    Words("juillet"),  Words("août"),
                                Words("septembre"), Words("octobre"), Words("novembre"), Words("décembre")};

constexpr std::array all_terms{
    Words("Objet. Les présentes conditions régissent toutes les ventes et prestations du fournisseur. Toute commande "
          "supérieure à 1 500,00 € HT donne lieu à un acompte de 30 %. Le montant minimal est de 150,00 €."),
    Words("Prix. Les prix sont révisés au 1er janvier de chaque année selon l'indice du secteur. Un devis est valable "
          "90 jours ; passé ce délai il est établi de nouveau."),
    Words("Livraison. La livraison est franco de port au-delà de 250,00 € HT ; en deçà, une participation de 18,50 € "
          "est facturée. Les délais sont indicatifs et leur dépassement n'ouvre droit à aucune indemnité."),
    Words("Paiement. Le délai de paiement des personnes publiques est celui du code de la commande publique. Toute "
          "somme impayée porte intérêt et une indemnité forfaitaire de 40,00 € est due pour frais de recouvrement."),
    Words("Réclamations. Toute réclamation rappelle les références du document et parvient dans les huit jours de la "
          "réception, par lettre recommandée avec demande d'avis de réception."),
    Words("Responsabilité. La responsabilité du fournisseur est limitée à 15 000,00 € par sinistre et par an ; elle "
          "ne couvre ni la perte d'exploitation ni les dommages indirects."),
    Words("Réserve de propriété. Les biens restent la propriété du fournisseur jusqu'au paiement intégral du prix en "
          "principal et accessoires ; les risques passent à la livraison."),
    Words("Garantie. Les fournitures sont garanties 24 mois contre tout vice de matière ou de fabrication. L'usure "
          "normale et le défaut d'entretien en sont exclus."),
    Words("Données personnelles. Les données sont conservées dix ans aux seules fins de la comptabilité et ne sont "
          "transmises à aucun tiers sans l'accord de la personne concernée."),
    Words("Force majeure. Aucune des parties n'est tenue pour responsable d'un retard dû à un évènement de force "
          "majeure ; l'autre partie en est avertie sans délai."),
    Words("Litiges. À défaut d'accord amiable dans un délai de 60 jours, le tribunal du siège du fournisseur est seul "
          "compétent, même en cas d'appel en garantie.")};

}  // namespace

std::span<const Trade> trades() {
  return all_trades;
}
std::span<const BuyerKind> buyer_kinds() {
  return all_buyer_kinds;
}
std::span<const Bank> banks() {
  return all_banks;
}
std::span<const std::string_view> family_names() {
  return all_family_names;
}
std::span<const std::string_view> first_names() {
  return all_first_names;
}
std::span<const std::string_view> town_heads() {
  return all_town_heads;
}
std::span<const std::string_view> town_tails() {
  return all_town_tails;
}
std::span<const std::string_view> streets() {
  return all_streets;
}
std::span<const std::string_view> sites() {
  return all_sites;
}
std::span<const std::string_view> registries() {
  return all_registries;
}
std::span<const std::string_view> service_codes() {
  return all_service_codes;
}
std::span<const std::string_view> months() {
  return all_months;
}
std::span<const std::string_view> terms() {
  return all_terms;
}

}  // namespace prefill::bulk
