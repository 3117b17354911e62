"""Invented towns, suppliers, goods and sentences of which the samples are made.

Everything a person would recognise on a French public-sector invoice and nothing that exists: towns and companies are
made up. Prices are cents so that no amount ever meets binary floating point.
"""

TOWNS = [
    ("Saint-Aubert-sur-Vaize", "42870"),
    ("Montrevel-les-Bois", "39480"),
    ("Villeneuve-d'Orbe", "87350"),
    ("Caillac-en-Marche", "23680"),
    ("Port-Lannec", "56790"),
    ("Brénouville", "76930"),
    ("Hautecombe-le-Vieux", "73890"),
    ("Lormeaux", "58740"),
    ("Sérignac-Plage", "34690"),
    ("Étrépy-sur-Orne", "61820"),
    ("Chanterive", "49960"),
    ("La Ferté-Valois", "60980"),
    ("Mérignoux", "33780"),
    ("Roquefère", "81690"),
    ("Besançoult", "25960"),
]

STREETS = [
    "place de l'Hôtel de Ville",
    "rue Victor Hugo",
    "avenue de la République",
    "boulevard Jean Jaurès",
    "rue des Écoles",
    "chemin des Vignes",
    "allée du Parc",
    "quai de la Marne",
    "route de Lyon",
    "rue du 8 mai 1945",
    "impasse des Tilleuls",
    "ZA des Grands Prés",
    "rue Marie Curie",
    "cours Gambetta",
]

# kind: (SIREN prefix, how the name is made, departments that order, an address line of its own)
BUYERS = {
    "mairie": (
        "21",
        ["Mairie de {town}", "Commune de {town}", "Ville de {town}"],
        ["Service des finances", "Direction des achats"],
    ),
    "departement": (
        "22",
        ["Conseil départemental de la Vaize", "Département de la Haute-Orbe"],
        ["Direction des routes", "Direction des collèges"],
    ),
    "region": ("23", ["Conseil régional Val-d'Orbe"], ["Direction de la commande publique"]),
    "epci": (
        "20",
        ["Communauté de communes du Pays de {town}", "Métropole de {town}", "Syndicat mixte des eaux de {town}"],
        ["Pôle ressources", "Service comptabilité"],
    ),
    "hopital": (
        "26",
        ["Centre hospitalier de {town}", "CHU de {town}", "EHPAD Les Tilleuls"],
        ["Direction des services économiques", "Pharmacie à usage intérieur", "Services techniques"],
    ),
    "universite": (
        "19",
        ["Université de {town}", "Lycée polyvalent Aimé Dufour", "Collège Louise Brémont"],
        ["Agence comptable", "Service facturier", "Intendance"],
    ),
    "sdis": (
        "28",
        ["SDIS de la Vaize", "Service départemental d'incendie et de secours de la Haute-Orbe"],
        ["Groupement logistique", "Groupement des finances"],
    ),
    "etat": (
        "11",
        [
            "Ministère de l'Agriculture",
            "Ministère de la Culture",
            "Préfecture de la Haute-Orbe",
            "Ministère des Armées",
        ],
        ["Centre de services partagés", "Plateforme Chorus", "Service du commissariat"],
    ),
    "ccas": ("26", ["CCAS de {town}"], ["Service social"]),
}

SUPPLIERS = [
    "Ateliers Morvandel",
    "Bureau Vallonné",
    "Électricité Garancière",
    "Papeterie du Clos Neuf",
    "Signalis Voirie",
    "Menuiserie Taillandier",
    "Hygial Propreté",
    "Vertécorce Paysage",
    "Laborex Diagnostics",
    "Cuisines Marcellin",
    "Orbe Informatique",
    "Imprimerie des Trois Ponts",
    "Transports Brunelle",
    "Chauffage Tisonnier",
    "Mobilier Estève",
    "Téléphonie Alphéa",
    "Formation Cap Horizon",
    "Maintenance Dorval",
    "Sécurité Aramis",
    "Étanchéité Roumégas",
]

LEGAL_FORMS = [("SARL", 800000), ("SAS", 5000000), ("SASU", 100000), ("SA", 25000000), ("EURL", 750000)]

REGISTRIES = ["Lyon", "Nantes", "Rennes", "Dijon", "Limoges", "Albi", "Besançon"]

BANKS = [
    ("Crédit Rural de France", "CRUFFRPP"),
    ("Banque des Vallées", "BDVLFR2L"),
    ("Caisse Mutuelle de l'Orbe", "CMORFR2A"),
    ("Société Bancaire du Centre", "SBCTFRPPXXX"),
]

# VAT rate in hundredths of a percent: (reference, label, unit, price in cents)
GOODS = {
    2000: [
        ("PAP-80A4", "Ramette papier A4 80 g", "carton", 1890),
        ("TON-4410", "Toner noir haute capacité", "u", 8740),
        ("MO-ELEC", "Main d'œuvre électricien", "h", 4850),
        ("SIG-B14", "Panneau de signalisation B14", "u", 6395),
        ("PRES-NET", "Prestation de nettoyage des locaux", "forfait", 41250),
        ("LIC-BUR", "Licence bureautique annuelle", "u", 12900),
        ("MAINT-CH", "Maintenance chaudière, visite annuelle", "u", 23500),
        ("CAB-RJ45", "Câble réseau RJ45 cat. 6, 5 m", "u", 749),
        ("BUR-160", "Bureau droit 160 x 80 cm", "u", 21990),
        ("EXT-6L", "Extincteur eau pulvérisée 6 l", "u", 5480),
        ("LOC-NAC", "Location nacelle élévatrice", "jour", 18500),
        ("GAN-NIT", "Gants nitrile, boîte de 100", "boîte", 615),
    ],
    1000: [
        ("REP-CH", "Repas livré en liaison chaude", "u", 685),
        ("TRV-PEIN", "Travaux de peinture logement", "m2", 2240),
        ("TRP-SCO", "Transport scolaire, rotation", "u", 9350),
        ("BOIS-PL", "Plaquettes de bois de chauffage", "t", 11200),
    ],
    550: [
        ("LAIT-UHT", "Lait demi-écrémé UHT 1 l", "u", 92),
        ("LIV-SCO", "Livre scolaire collection Horizons", "u", 1685),
        ("POM-GOL", "Pommes Golden, caisse 12 kg", "caisse", 2160),
        ("RIZ-5K", "Riz long grain 5 kg", "sac", 1140),
        ("ISO-COMB", "Isolation des combles", "m2", 3175),
    ],
    210: [
        ("PRE-QUO", "Abonnement presse quotidienne", "an", 31200),
        ("MED-REM", "Spécialité remboursable, lot", "u", 4412),
    ],
    0: [
        ("FORM-SST", "Formation sauveteur secouriste du travail", "jour", 89000),
        ("EXP-AGR", "Expertise et rédaction du rapport", "h", 9500),
        ("ATE-THE", "Atelier théâtre en milieu scolaire", "séance", 18000),
        ("CONF-1", "Conférence, cachet", "u", 45000),
    ],
}

SITES = [
    "École élémentaire Jules Ferrand",
    "Gymnase des Marronniers",
    "Centre technique municipal",
    "Médiathèque L'Escale",
    "Bâtiment C, laboratoire de biologie",
    "Caserne Dumontel",
    "Crèche Les Lutins",
]

# The wordings of a label among which variants of a layout choose; each is followed by its value alone.
WORDINGS = {
    "number": [
        "N° de facture",
        "Numéro de facture",
        "Facture n°",
        "Nº facture",
        "Facture No",
        "N° Facture",
        "Réf. facture",
    ],
    "issued": ["Date de facture", "Date de facturation", "Date d'émission", "Date", "Émise le", "Facture du"],
    "due": ["Échéance", "Date d'échéance", "À payer avant le", "Date limite de règlement", "Échéance de paiement"],
    "engagement": [
        "N° d'engagement",
        "N° EJ",
        "Engagement juridique",
        "Numéro d'engagement",
        "Engagement n°",
        "EJ",
        "N° engagement juridique",
        "Votre engagement",
    ],
    "order": [
        "Bon de commande n°",
        "Votre commande",
        "N° de bon de commande",
        "V/commande",
        "Commande n°",
        "N° BC",
        "Votre commande n°",
        "Réf. commande client",
    ],
    "service": ["Code service", "Service exécutant", "Code service exécutant", "Code du service"],
    "buyer_siret": [
        "SIRET client",
        "SIRET destinataire",
        "N° SIRET client",
        "SIRET du client",
        "Votre SIRET",
        "SIRET acheteur",
    ],
    "ht": ["Total HT", "Montant HT", "Total H.T.", "Total net HT", "Montant total HT"],
    "vat": ["TVA", "Total TVA", "Montant TVA", "T.V.A."],
    "ttc": ["Total TTC", "Montant TTC", "Total T.T.C.", "Net à payer TTC", "Montant total TTC", "TOTAL TTC À PAYER"],
}

MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
SHORT_MONTHS = ["janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."]
ENGLISH_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
GERMAN_MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]

PENALTY = (
    "En cas de retard de paiement, seront exigibles, conformément au code de la commande publique, des intérêts"
    " moratoires au taux de la Banque centrale européenne majoré de 8 points ainsi qu'une indemnité forfaitaire pour"
    " frais de recouvrement de 40 €."
)
DISCOUNT = "Escompte pour paiement anticipé : néant."
OWNERSHIP = "Le vendeur se réserve la propriété des biens jusqu'au paiement intégral du prix."

TERMS = [
    (
        "Objet",
        (
            "Les présentes conditions régissent toutes les ventes du fournisseur. Toute commande supérieure à 1 500,00"
            " € HT donne lieu à un acompte de 30 %. Le montant minimal de commande est de 150,00 €."
        ),
    ),
    (
        "Prix",
        (
            "Les prix sont révisés au 1er janvier de chaque année selon l'indice du secteur. Un devis est valable 90"
            " jours."
        ),
    ),
    (
        "Livraison",
        "La livraison est franco de port au-delà de 250,00 € HT ; en deçà, une participation de 18,50 € est facturée.",
    ),
    (
        "Paiement",
        (
            "Les factures sont payables à 30 jours. Toute somme impayée porte intérêt à 12,15 % l'an. L'indemnité "
            "forfaitaire de recouvrement est de 40,00 €."
        ),
    ),
    (
        "Réclamations",
        "Toute réclamation rappelle le numéro de la facture et parvient dans les 8 jours de la réception.",
    ),
    ("Responsabilité", "La responsabilité du fournisseur est limitée à 15 000,00 € par sinistre et par an."),
    ("Données personnelles", "Les données sont conservées 10 ans aux seules fins de la comptabilité."),
    ("Litiges", "À défaut d'accord amiable, le tribunal de commerce du siège du fournisseur est seul compétent."),
]
