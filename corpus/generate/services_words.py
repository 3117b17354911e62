"""What the layouts of `services_*.py` are made of: towns, public buyers, suppliers, goods, wordings of labels.

A set of its own beside `vocabulary` and `software_words`, so that no rule fits one choice of words. Prices are in
euros; the last two numbers of a line of goods are the least and the most ordered. Forms with braces are those of
`services_parts.fill`.
"""

TOWNS = [
    ("Roquevidal", "84970"),
    ("Montcharvin", "73970"),
    ("Saint-Cyprien-du-Gué", "24960"),
    ("Plouvenan", "22980"),
    ("Vignolles-sur-Aisne", "02970"),
    ("Tourbeville", "14960"),
    ("Sainte-Foy-l'Ormeau", "69980"),
    ("Berthenay-le-Sec", "36970"),
    ("Château-Vernay", "85980"),
    ("Mirepeyre", "09970"),
    ("Hochwihr", "68970"),
    ("Cormeilles-la-Forêt", "78980"),
    ("Valdampierre", "60970"),
    ("Puy-Lavergne", "63960"),
    ("Bouzigols", "34980"),
    ("Saint-Dizant-les-Marais", "17970"),
    ("Vieux-Rhodan", "13970"),
    ("Domfaing", "88970"),
]

STREETS = [
    "rue Édouard Vaillant",
    "place de la Préfecture",
    "avenue du Général Leclerc",
    "rue des Frères Montgolfier",
    "boulevard Carnot",
    "rue de l'Abreuvoir",
    "sentier des Vignes",
    "rue Simone Veil",
    "cours Sadi Carnot",
    "square des Tilleuls",
    "rue du Docteur Roux",
    "quai des Bateliers",
    "impasse du Lavoir",
    "avenue de l'Europe",
    "rue Irène Joliot-Curie",
    "esplanade du 8 Mai 1945",
    "rue Haute",
]

BUYERS = {
    "commune": (
        "21",
        ["Commune de {town}", "VILLE DE {town}", "Mairie {town}", "Commune nouvelle de {town}"],
        ["Pôle Ressources", "Service de la commande publique", "Direction de l'Éducation", "Bureau comptabilité"],
    ),
    "departement": (
        "22",
        ["Département de la Haute-Vaize", "Conseil Départemental du Val-d'Ombre", "Département des Trois-Monts"],
        ["Direction du Patrimoine Bâti", "Direction de l'Autonomie", "DSI - Pôle Infrastructures"],
    ),
    "epci": (
        "20",
        [
            "Communauté de communes {town} Confluence",
            "Syndicat mixte du Bassin de {town}",
            "Communauté urbaine de {town}",
            "SICTOM de {town}",
        ],
        ["Service administratif et financier", "Régie des déchets", "Direction générale des services"],
    ),
    "hopital": (
        "26",
        [
            "Centre hospitalier de {town}",
            "GHT Val de {town} - Hôpital Sainte-Barbe",
            "Établissement public de santé mentale de {town}",
            "Hôpital intercommunal {town} - Les Ormes",
        ],
        ["Direction des finances - Liquidation", "Cellule mandatement", "Pôle Biologie-Pharmacie", "DSIO"],
    ),
    "enseignement": (
        "19",
        [
            "Lycée polyvalent Germaine Tillion",
            "Université de {town}",
            "CROUS de {town}",
            "Lycée professionnel Les Charmilles",
        ],
        ["Agence comptable - Service facturier", "Intendance", "Service Achats Marchés"],
    ),
    "etat": (
        "11",
        [
            "Direction départementale des territoires",
            "Rectorat de {town}",
            "Ministère de la Transition écologique",
            "Cour d'appel de {town}",
            "Direction régionale des affaires culturelles",
        ],
        ["Centre de services partagés CHORUS", "Bureau des moyens généraux", "Service facturier mutualisé"],
    ),
    "operateur": (
        "18",
        [
            "Office national des archives sonores",
            "Parc national des Hautes-Combes",
            "Institut français des sols",
            "Agence de l'eau Vaize-Ombre",
        ],
        ["Agence comptable", "Secrétariat général", "Service des achats"],
    ),
    "caisse": (
        "77",
        ["CPAM de la Haute-Vaize", "CAF du Val-d'Ombre"],
        ["Gestion du patrimoine", "Service achats et logistique"],
    ),
}

# How a buyer numbers its engagements, by the prefix of its SIREN.
ENGAGEMENTS = {
    "11": ["1{n9}", "15{n8}", "21{n8}", "14{n8}"],
    "13": ["15{n8}"],
    "18": ["45{n8}", "CD{yy}-{n5}", "{yyyy}C{n5}"],
    "19": ["BCE{yy}{n4}", "45{n8}", "{yy}-00{n3}", "EJ{n7}"],
    "20": ["{yy}CC{n4}", "BDC-{yyyy}-{n4}", "{yyyy}ENG{n5}"],
    "21": ["{yy}F{n5}", "BC{yy}-{n5}", "{yyyy}/{n5}", "ENG-{yy}-{n4}", "CP{n6}", "{yy}/ST/{n4}"],
    "22": ["D{n2}E{n6}", "{yyyy}E{n6}", "CD-{n6}"],
    "26": ["{yy}{n6}", "CH{yy}E{n5}", "{yyyy}BC{n5}", "U{n7}", "20{n6}HG"],
    "77": ["BC{n8}", "{yy}-LOG-{n3}"],
}
SERVICES = [
    "FACTURIER",
    "SG-ACHATS",
    "D4410C0069",
    "MAND_01",
    "COMPTA.GEN",
    "FAC9400075",
    "0310",
    "BIOPHARMA",
    "DSIO",
    "LYC-INT",
    "SFM-78",
    "26014",
    "POLE-RES",
]
CONTRACTS = [
    "{yyyy}S{n5}",
    "AC-{n2}-{n4}",
    "{yy}M0{n2}",
    "MP{yyyy}/{n3}",
    "DAF_{yyyy}_00{n4}",
    "CGP-{n6}",
    "{n2}FCS{n3}",
]
CLIENTS = ["{n7}", "PUB-{n5}", "{a2}{n6}", "C0{n6}", "9{n8}", "ADM{z5}"]
SIRETS = ["14", "3 3 3 5", "9 5", "3 3 3 5", "3~3~3~5", "3.3.3.5", "3 3 3 2 3"]

SITES = [
    "Gymnase Alice Milliat",
    "École maternelle du Pont-Vieux",
    "Groupe scolaire La Garenne",
    "Station d'épuration",
    "Médiathèque Georges Perec",
    "Crèche Les Petits Pas",
    "Cimetière communal",
    "Halle aux grains",
    "Résidence autonomie Beauséjour",
    "Ateliers municipaux",
    "Complexe aquatique",
    "Annexe de la mairie",
    "Bâtiment F - Archives",
    "Chaufferie centrale",
    "Parking des Remparts",
    "Stade Raymond Faure",
    "Pavillon Laennec",
    "Maison des associations",
]

PEOPLE = [
    "M. Anselme KERBRAT",
    "Mme Odile FONTVIEILLE",
    "M. Idriss BELKACEMI",
    "Mme Solène TRÉVIDIC",
    "M. Bastien ROUMEGAS",
    "Mme Awa N'DIONE",
    "M. Paulin ESCARGUEL",
    "Mme Lucile VANHEULE",
]

# Trade: names, APE code, legal form as printed after the name and capital in euros.
SUPPLIERS = {
    "telecom": (["Voxalis", "Altitel Entreprises", "Réso Collectivités"], "6110Z", "SA", 48_000_000),
    "energy": (["Lumergie", "Gazélec de France", "Watt & Flamme"], "3514Z", "SA", 61_500_000),
    "water": (
        ["Régie des Eaux du Val", "Aquavalis Services", "Compagnie fermière des Sources"],
        "3600Z",
        "SAS",
        2_300_000,
    ),
    "interim": (["Tempéo Travail Temporaire", "Missio Emploi", "Relais Intérim Santé"], "7820Z", "SAS", 900_000),
    "saas": (["Kolibri Logiciels", "Nimbéa", "Dossier Facile Cloud", "Agoraflow"], "5829C", "SAS", 120_500),
    "it": (["Infogérance du Ponant", "Systémia Conseil", "Cyclope Réseaux"], "6202A", "SARL", 80_000),
    "security": (["Vigie Protection", "Argos Sûreté", "Rempart Sécurité Privée"], "8010Z", "SASU", 150_000),
    "training": (["Compétences & Territoires", "Formatis Public", "Académie du Geste Sûr"], "8559A", "SARL", 15_000),
    "cleaning": (["Nettéo Propreté", "Claire-Façade", "Proximité Services Nettoyage"], "8121Z", "SAS", 310_000),
    "lab": (["Biolabis", "Laboratoire de la Citadelle", "Analyséa Santé"], "8690B", "SELAS", 640_000),
    "insurance": (
        ["Mutuelle des Territoires", "Prévoyance Publique Assurances", "Garantis Collectivités"],
        "6512Z",
        "SAM",
        0,
    ),
    "waste": (["Bennes du Littoral", "Recyclo Sud-Est", "Collectéa"], "3811Z", "SAS", 1_500_000),
}
REGISTRIES = ["Grenoble", "Angers", "Clermont-Ferrand", "Niort", "Nancy", "Perpignan", "Évreux", "Vannes"]

BANKS = [
    ("Banque des Hautes-Combes", "BPCBFRPPGRE"),
    ("Crédit Ligérien", "CMLGFR2A"),
    ("Caisse du Val d'Ombre", "CEVOFRPP751"),
    ("Société de Dépôts des Combes", "SLYDFRP1"),
    ("Banque Régionale Armor", "BPRGFRPPXXX"),
]
# Factors and banks that buy claims: name, what it is, town of its registry.
FACTORS = [
    ("Créalis Factoring", "SA au capital de 24 000 000 €", "Nanterre"),
    ("Eurofact Financement", "société anonyme au capital de 16 800 000 euros", "Paris"),
    ("Compagnie Générale des Créances", "S.A. au capital de 9 600 000 €", "Lille Métropole"),
    ("Factorim France", "SAS au capital de 12 000 000,00 €", "Bobigny"),
]

WORDINGS = {
    "number": ["Facture n°", "N° de facture", "Facture N°", "Numéro de facture", "Réf. facture"],
    "issued": ["Date de facture", "Émise le", "Date d'émission", "Date de facturation", "Facture établie le"],
    "due": [
        "Date limite de paiement",
        "À régler avant le",
        "Échéance",
        "Date d'échéance",
        "À payer au plus tard le",
        "Exigible le",
    ],
    "engagement": [
        "N° d'engagement",
        "Engagement juridique",
        "Votre bon de commande n°",
        "N° EJ",
        "Bon de commande",
        "N° d'engagement Chorus",
        "Votre commande n°",
        "Réf. engagement",
    ],
    "buyer_siret": [
        "SIRET client",
        "SIRET destinataire",
        "N° SIRET du client",
        "Votre SIRET",
        "SIRET facturé",
        "SIRET de l'acheteur",
    ],
    "service": [
        "Code service",
        "Service exécutant",
        "Code service Chorus",
        "Code service exécutant",
        "Code du service",
    ],
    "contract": ["N° de marché", "Marché n°", "Réf. marché", "Marché public n°", "Numéro de marché"],
    "client": ["N° client", "Référence client", "Compte client", "Identifiant client", "Code client"],
    "ht": ["Total HT", "Montant HT", "Total hors taxes", "Total hors TVA", "Montant total HT"],
    "vat": ["TVA", "Total TVA", "Montant TVA", "Montant de la TVA"],
    "ttc": ["Total TTC", "Montant TTC", "Total toutes taxes comprises", "Montant total TTC"],
    "payable": ["Net à payer", "Montant à payer", "Somme à régler", "Total à payer", "Reste à payer", "À payer"],
}

LATE = [
    (
        "Tout retard de paiement ouvre droit à des intérêts moratoires au taux BCE majoré de 8 points et à une"
        " indemnité forfaitaire de recouvrement de 40 €."
    ),
    (
        "Pénalités de retard : trois fois le taux d'intérêt légal. Indemnité forfaitaire pour frais de recouvrement :"
        " 40,00 euros (art. L.441-10 du code de commerce). Pas d'escompte pour paiement anticipé."
    ),
    "Escompte : néant. Intérêts moratoires de plein droit (décret n° 2013-269 du 29 mars 2013), indemnité de 40 euros.",
]

# Each line: label, unit, price, VAT rate in hundredths of a percent, least and most ordered.
GUARDING = [
    ("Agent de sécurité qualifié - heures de jour", "h", 24.86, 2000, 60, 320),
    ("Agent de sécurité qualifié - heures de nuit", "h", 27.35, 2000, 40, 280),
    ("Majoration dimanche", "h", 2.49, 2000, 8, 48),
    ("Majoration jour férié", "h", 24.86, 2000, 4, 24),
    ("Chef d'équipe SSIAP 2", "h", 29.70, 2000, 20, 90),
    ("Ronde d'ouverture / fermeture", "ronde", 18.40, 2000, 10, 62),
    ("Intervention sur déclenchement d'alarme", "u", 62.00, 2000, 1, 9),
]
CLEANING = [
    ("Entretien des locaux - forfait mensuel", "mois", 1486.20, 2000, 1, 1),
    ("Vitrerie intérieure et extérieure", "passage", 274.50, 2000, 1, 3),
    ("Remise en état après travaux", "m²", 3.85, 2000, 80, 450),
    ("Fourniture de savon et d'essuie-mains", "lot", 61.75, 2000, 1, 6),
    ("Lavage mécanisé des sols sportifs", "passage", 189.00, 2000, 1, 4),
    ("Évacuation d'encombrants", "m3", 48.60, 2000, 2, 12),
]
CLOUD = [
    ("Abonnement Gestion du courrier - utilisateur nommé", "mois", 6.90, 2000, 24, 180),
    ("Module Parapheur électronique", "mois", 148.00, 2000, 1, 1),
    ("Archivage probant - tranche de 100 Go", "mois", 21.40, 2000, 1, 8),
    ("Support Premium (GTI 4 h ouvrées)", "an", 1850.00, 2000, 1, 1),
    ("Connecteur Chorus / PES V2", "an", 690.00, 2000, 1, 1),
    ("Certificat serveur RGS*", "u", 212.00, 2000, 1, 3),
]
COMPUTING = [
    ("Assistance technique niveau 2 sur site", "jour", 545.00, 2000, 2.0, 14.0),
    ("Migration de la messagerie - lot 2", "forfait", 4380.00, 2000, 1, 1),
    ("Supervision 24/7 - serveur", "mois", 34.50, 2000, 6, 40),
    ("Audit de vulnérabilité externe", "forfait", 2950.00, 2000, 1, 1),
    ("Commutateur 24 ports PoE administrable", "u", 612.30, 2000, 1, 6),
    ("Déplacement zone B", "u", 78.00, 2000, 1, 8),
    ("Recette et documentation d'exploitation", "jour", 610.00, 2000, 1.0, 4.0),
]
TRAINING = [
    ("Habilitation électrique B0 H0V - recyclage", "stagiaire", 185.00, 0, 2, 12),
    ("Sauveteur secouriste du travail - initiale (14 h)", "stagiaire", 290.00, 0, 2, 10),
    ("CACES R486 catégorie B", "stagiaire", 640.00, 0, 1, 4),
    ("Rédaction des marchés publics - niveau 1 (2 jours)", "groupe", 2150.00, 0, 1, 1),
    ("Gestes et postures - personnel soignant", "groupe", 980.00, 0, 1, 2),
]
BIOLOGY = [
    ("Hémogramme y compris plaquettes", "acte", 6.48, 0, 40, 260),
    ("Ionogramme complet", "acte", 4.05, 0, 40, 300),
    ("Dosage TSH ultra-sensible", "acte", 7.02, 0, 20, 140),
    ("Recherche BMR par PCR", "acte", 43.20, 0, 4, 38),
    ("Panel allergènes respiratoires", "acte", 61.30, 0, 2, 20),
    ("Caryotype constitutionnel", "acte", 187.50, 0, 1, 6),
    ("Électrophorèse des protéines", "acte", 11.34, 0, 10, 60),
    ("Sérologie Lyme, western blot", "acte", 29.70, 0, 2, 18),
    ("Collecte et transport sous température dirigée", "tournée", 38.00, 0, 8, 31),
]
MAIL = [
    ("Affranchissement Lettre verte - machine à affranchir", "pli", 1.16, 0, 400, 2600),
    ("Lettre recommandée avec avis de réception", "pli", 7.02, 0, 20, 140),
    ("Collecte du courrier en tournée", "mois", 148.30, 2000, 1, 1),
    ("Boîte postale avec remise à domicile", "an", 312.00, 2000, 1, 1),
    ("Distribution de documents non adressés", "mille", 74.60, 2000, 2, 14),
    ("Colis suivi entreprise", "colis", 9.85, 2000, 4, 60),
]

# Small print of bills; its numbers answer nothing.
INFORMATION = {
    "telecom": [
        (
            "Une question ? Votre service clients entreprises répond du lundi au vendredi de 8 h à 19 h au 10 77 (appel"
            " et service gratuits). Munissez-vous de votre numéro de compte de facturation."
        ),
        (
            "Toute réclamation relative à cette facture est à formuler avant le 60e jour suivant son émission ; elle ne"
            " suspend pas l'exigibilité des sommes non contestées."
        ),
        (
            "Les offres souscrites comportent une durée d'engagement de 12, 24 ou 36 mois à compter de la mise en"
            " service de chaque ligne. En cas de renouvellement de terminal, un nouvel engagement de 24 mois prend"
            " effet."
        ),
        (
            "Le détail de vos communications est conservé 12 mois dans votre espace client. Le calcul du prix tient"
            " compte d'un crédit-temps de 60 secondes puis d'une facturation à la seconde."
        ),
    ],
    "energy": [
        (
            "Prix de l'électricité : part fixe et part variable suivant contrat. Heures pleines de 6 h à 22 h, heures"
            " creuses de 22 h à 6 h. Puissance souscrite modifiable une fois par an (délai de 10 jours, 30,12 € HT)."
        ),
        (
            "L'accise sur l'électricité est perçue pour le compte de l'État. La contribution tarifaire d'acheminement"
            " finance les retraites du personnel des réseaux : 21,93 % de la part fixe."
        ),
        (
            "Origine de l'électricité fournie : nucléaire 58,4 %, renouvelables 31,1 %, gaz 8,3 %, autres 2,2 %."
            " Déchets radioactifs à vie longue : 0,68 mg/kWh. Émissions : 49,10 g/kWh de CO2."
        ),
        "Urgence dépannage électricité : voir au dos. Urgence gaz : voir au dos, 24 h sur 24 et 7 jours sur 7.",
        (
            "Vous pouvez résilier sans frais par lettre simple. Le présent document vaut avis des sommes dues pour les"
            " points de livraison énumérés en annexe ; chaque PDL ou PCE est désigné par quatorze chiffres."
        ),
    ],
    "plain": [
        (
            "Clause de réserve de propriété : les biens restent la propriété du vendeur jusqu'au paiement intégral du"
            " prix."
        ),
        "Tout litige relève du tribunal administratif dans le ressort duquel se trouve l'acheteur public.",
        (
            "Données personnelles : voir notre politique de confidentialité. Responsable : délégué à la protection des"
            " données."
        ),
        "Facture déposée sur le portail Chorus Pro conformément à l'ordonnance n° 2014-697 du 26 juin 2014.",
    ],
}
