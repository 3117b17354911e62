"""What the layouts of `commerce_*.py` are made of: wholesalers and shops that deliver to public buyers.

Towns, buyers, suppliers, goods and wordings of their own, so that rules which fit the words of the other families prove
nothing here. Prices are in euros; the last two numbers of an article are the least and the most ordered.
"""

TOWNS = [
    ("Valcombe-sur-Isole", "29870"),
    ("Saint-Privat-le-Haut", "48920"),
    ("Bréhenval", "57830"),
    ("Aigremont-les-Tours", "86940"),
    ("Pommérac", "16890"),
    ("Sainte-Eulalie-du-Gué", "41930"),
    ("L'Hermitière", "35890"),
    ("Vernoncourt", "54960"),
    ("Rochebrillane", "26880"),
    ("Les Ormes-Blancs", "10960"),
    ("Quimervel", "56930"),
    ("Faugerolles-en-Quercy", "46870"),
    ("Orsanne-le-Pont", "39930"),
    ("Grisolles-Plage", "66940"),
    ("Wissemberg-la-Neuve", "67990"),
    ("Auxonnay", "21940"),
]

STREETS = [
    "rue des Tanneurs",
    "place du Général Leclerc",
    "avenue Jean Moulin",
    "rue Saint-Éloi",
    "rond-point de l'Europe",
    "boulevard Carnot",
    "rue de la Gare",
    "chemin du Halage",
    "rue Olympe de Gouges",
    "cours de la Liberté",
    "rue du Four à Chaux",
    "avenue du Maréchal Foch",
    "esplanade Simone Veil",
    "sentier des Mésanges",
    "rue Gustave Eiffel",
]

BUYERS = {
    "mairie": (
        "21",
        ["Mairie de {town}", "Commune de {town}", "Ville de {town}", "Commune nouvelle de {town}"],
        [
            "Direction de la Commande Publique",
            "Pôle Moyens Généraux",
            "Service Enfance et Restauration",
            "Comptabilité",
        ],
    ),
    "epci": (
        "20",
        [
            "Communauté de communes de {town}",
            "Communauté d'agglomération {town} Sud",
            "Syndicat intercommunal de {town}",
        ],
        ["Service des marchés", "Direction du Patrimoine", "Centre technique intercommunal"],
    ),
    "ccas": (
        "26",
        ["CCAS de {town}", "C.C.A.S. {town}", "Centre communal d'action sociale de {town}"],
        ["Portage de repas", "Résidence autonomie", "Épicerie solidaire"],
    ),
    "ehpad": (
        "26",
        ["EHPAD Les Glycines", "EHPAD Résidence du Val Fleuri", "Maison de retraite publique de {town}"],
        ["Économat", "Bureau de l'économe", "Services généraux"],
    ),
    "chu": (
        "26",
        ["CHU de {town}", "Centre hospitalier de {town}", "Hôpital intercommunal de {town}", "GHT Val d'Isole"],
        ["Pharmacie centrale", "Direction des achats biomédicaux", "Magasin général", "Plateau de biologie"],
    ),
    "lycee": (
        "19",
        ["Lycée Irène Joliot", "Lycée professionnel de {town}", "Lycée des métiers Le Corvier", "Cité scolaire Ampère"],
        ["Intendance", "Service de gestion", "Secrétariat de l'agent comptable"],
    ),
    "college": (
        "19",
        ["Collège Jean Giono", "Collège des Quatre-Vents", "Collège {town}-Est"],
        ["Gestion", "Service intendance", "C.D.I."],
    ),
    "universite": (
        "19",
        ["Université de {town}", "Université {town} Lumière", "École nationale d'ingénieurs de {town}"],
        ["Service facturier", "Laboratoire de chimie organique", "UMR 7999 - Biologie intégrative", "SCD"],
    ),
    "departement": (
        "22",
        ["Conseil départemental de l'Isole", "Département du Haut-Quercy", "Conseil départemental des Deux-Rives"],
        ["Direction des Collèges", "Parc routier", "Médiathèque départementale"],
    ),
    "sdis": (
        "28",
        ["SDIS de l'Isole", "Service départemental d'incendie et de secours des Deux-Rives", "SDIS 97Z"],
        ["Groupement des moyens matériels", "Atelier mécanique", "Bureau habillement"],
    ),
    "etat": (
        "17",
        [
            "Préfecture de l'Isole",
            "Rectorat de {town}",
            "Direction départementale des territoires de l'Isole",
            "Ministère de l'Éducation nationale",
            "Ministère de l'Intérieur et des Outre-mer",
        ],
        ["Secrétariat général commun", "Division du budget", "Centre de services partagés régional"],
    ),
    "ugap": (
        "77",
        ["UGAP", "UGAP Direction territoriale Ouest"],
        ["Service comptabilité fournisseurs", "Cellule Facturation entrante"],
    ),
}

# How buyers number their engagements, by the first two digits of their SIREN; the forms are those of `fill`.
ENGAGEMENTS = {
    "17": ["14{n8}", "15{n8}", "20{n8}"],
    "26": ["{yy}C{n5}", "{n7}", "CH{yy}-{n5}", "{yyyy}E{n5}", "A{yy}{n6}", "{n5}/{yy}"],
    "21": ["{yyyy}-{z4}", "CP{yy}{n5}", "{yy}RST{n4}", "BC-{n6}", "E{yyyy}{z5}", "{n4}-{yy}/MG"],
    "20": ["CC{yy}-{n4}", "{yyyy}CTI{n4}", "BDC-{yyyy}-{n4}", "{n6}"],
    "19": ["{yyyy}-{n5}", "450{n7}", "SF{yy}-{n5}", "C{yy}/{n4}", "{n5}-{yyyy}"],
    "22": ["D{n7}", "{yy}DC{n5}", "ENG-{yyyy}-{n5}"],
    "28": ["{yy}-{n5}", "GMM{yy}{n4}", "{yyyy}S{n4}"],
    "77": ["45{n8}", "UG{yy}{n6}"],
}
SERVICES = [
    "FACT_CENTRALE",
    "DCP",
    "0312A",
    "FINANCES-2",
    "ECO01",
    "SFACT_UNIV",
    "MAG-GEN",
    "PARC",
    "D3500",
    "INTENDANCE",
    "PHCENT",
    "SGC_29",
    "RESTO-SCOL",
    "7700",
    "BIOMED",
]
CONTRACTS = ["{yyyy}F{n4}", "AC-{yy}-{n3}", "{yy}FCS{n3}", "2024-{n3}-L0{n1}", "MP{yy}{n4}", "F24{n3}.2"]
NUMBERS = ["{yyyy}{n5}", "F{yy}{mm}-{z4}", "{yy}/{z5}", "FV{n6}", "VTE-{yyyy}-{z4}", "{n7}", "B{yy}_{n5}", "{z6}+{yy}"]
CREDIT_NUMBERS = ["AV{yy}{mm}-{z4}", "A{yyyy}{n4}", "NC-{yy}-{z4}", "{n7}", "RA{n6}"]

LABELS = {
    "engagement": [
        "Réf. engagement",
        "N° EJ",
        "Engagement juridique",
        "Engagement juridique n°",
        "N° d'engagement",
        "Numéro d'engagement Chorus",
        "Votre n° d'engagement",
        "EJ Chorus",
        "Engagement (EJ)",
    ],
    "order": [
        "Bon de commande n°",
        "Votre commande",
        "Votre bon de commande",
        "V/commande n°",
        "N° bon de commande acheteur",
        "Votre commande n°",
        "Bon de cde client n°",
        "BC acheteur",
    ],
    "service": [
        "Code service",
        "Service exécutant",
        "Code service Chorus",
        "Code service destinataire",
        "Code serv. exécutant",
        "Code du service exécutant",
    ],
    "siret": [
        "Destinataire SIRET",
        "SIRET acheteur",
        "SIRET du destinataire",
        "N° SIRET client",
        "SIRET (Chorus Pro)",
        "Siret entité publique",
        "SIRET facturé",
        "N° Siret de l'acheteur",
    ],
    "contract": ["Marché n°", "N° de marché", "Réf. marché", "Marché public n°", "Accord-cadre n°"],
    "number": [
        "Facture n°",
        "N° facture",
        "Facture N°",
        "N° de pièce",
        "Numéro de la facture",
        "Numéro",
        "N° document",
        "Facture numéro",
    ],
    "issued": ["Date", "Date facture", "Facturé le", "Date de la facture", "Établie le", "Date de pièce", "En date du"],
    "due": ["Échéance", "À régler le", "Échéance au", "Payable au plus tard le", "Date d'exigibilité", "Règlement au"],
    "ours": ["N/réf.", "Notre commande", "N° interne", "Cde web", "N° de dossier vente", "Notre réf. commande"],
    "client": ["N° client", "Compte client", "Code client", "Réf. client chez nous", "N° de compte"],
    "quote": ["Devis", "Offre n°", "N° de devis", "Proposition commerciale"],
    "slip": ["BL", "Bon de livraison n°", "N° BL", "Livraison"],
    "ht": ["Total HT", "Total H.T.", "Montant HT", "HT", "Total net HT", "Montant total hors taxes", "Net HT"],
    "vat": ["TVA", "Total TVA", "T.V.A.", "Montant TVA", "Montant de la TVA", "Taxes"],
    "ttc": ["Total TTC", "Montant TTC", "Total T.T.C.", "Net TTC", "Montant total TTC", "Toutes taxes comprises"],
    "payable": ["Net à payer", "NET A PAYER", "Solde à régler", "À payer", "Reste à payer", "Net à régler"],
}

FORMS = [("SAS", 4500000), ("SARL", 1200000), ("SA", 76224500), ("SASU", 250000), ("SNC", 3050000), ("SCOP SA", 800000)]
REGISTRIES = ["Quimper", "Metz", "Angoulême", "Poitiers", "Valence", "Troyes", "Perpignan"]
BANKS = [
    ("Banque Mutualiste d'Armorique", "BMARFR2Q"),
    ("Crédit Commercial du Quercy", "CCQUFR21XXX"),
    ("Caisse Populaire de l'Est", "CPESFRPPMTZ"),
    ("Banque Hérault et Fils", "BHEFFRPP"),
]
PEOPLE = ["M. Le Goffic", "Mme Santerre", "A. Vasseur", "Nadia B.", "Service client", "M. Oudinot", "Cécile Ravel"]

SUPPLIERS = {
    "office": ["Bureau Océan", "Kerpapier Distribution", "Fournitures Gallier & Cie", "Comptoir du Scripteur"],
    "books": [
        "Librairie La Vague Bleue",
        "Les Pages du Faubourg",
        "Librairie Termagant",
        "Diffusion Scolaire Calmette",
    ],
    "food": ["Primeurs de l'Isole", "Frais Vallée Distribution", "Épicerie de Gros Lanvénec", "Croc Collectivités"],
    "drugs": ["Répartition Pharma Ouest", "Laboratoires Dervil", "Galénia Distribution", "Dépôt Santé Aquilon"],
    "medical": ["Médiconfort Armor", "Soins & Matériel Rivard", "Cardiomesure", "Stérimed Collectivités"],
    "furniture": ["Manufacture Bellessort", "Ateliers du Chêne Vert", "Mobicole", "Agencements Pradier"],
    "vehicles": ["Garage Tréguier Frères", "Autos du Ponant", "Véhicules Industriels Mazeran", "Carrosserie Lutz"],
    "computers": ["Octopode Systèmes", "Infolys Secteur Public", "Data Cormoran", "Nexalpe Informatique"],
    "uniforms": ["Vestiaire Professionnel Kléber", "Tenues & Insignes Marchal", "Confection Brévière"],
    "laboratory": ["Verrerie Scientifique Aubrac", "Chromalys", "Biolab Fournitures", "Réactifs du Rouergue"],
}

# Each article: reference, label, unit, price, VAT rate, least and most ordered.
GOODS = {
    "office": [
        ("10234", "Ramette papier recyclé A4 75 g (lot de 5)", "lot", 19.80, 2000, 4, 40),
        ("10877", "Chemises cartonnées 24x32, assorties, paquet de 100", "pqt", 13.45, 2000, 2, 20),
        ("22019", "Agrafeuse 30 feuilles métal", "u", 9.15, 2000, 2, 12),
        ("22904", "Étiquettes laser 70 x 37 mm, 100 feuilles", "bte", 11.62, 2000, 1, 15),
        ("31560", "Marqueurs effaçables, pochette de 8", "poch", 6.74, 2000, 3, 30),
        ("40112", "Destructeur de documents coupe croisée P-4", "u", 189.00, 2000, 1, 3),
        ("40778", "Tableau blanc émaillé 120 x 90", "u", 84.50, 2000, 1, 6),
        ("51001", "Cartouche jet d'encre noire 950XL", "u", 36.28, 2000, 2, 20),
    ],
    "books": [
        ("9782940551019", "Le Silence des marées / M. Kervadec", "ex", 20.38, 550, 1, 6),
        ("9782940551743", "Atlas des rivières souterraines", "ex", 33.18, 550, 1, 3),
        ("9782373110021", "Lulu et le phare - album", "ex", 12.80, 550, 2, 12),
        ("9782373114462", "Grammaire progressive, cycle 4", "ex", 17.06, 550, 5, 40),
        ("9782840006657", "Histoire-Géographie 2de, éd. 2025", "ex", 25.12, 550, 10, 35),
        ("9782840009993", "Dictionnaire bilingue de poche espagnol", "ex", 8.44, 550, 5, 30),
        ("9782702030408", "La Cuisine des restes (bande dessinée)", "ex", 15.17, 550, 1, 5),
    ],
    "food": [
        ("F1102", "CAROTTE VRAC CAT.1 FRANCE", "KG", 1.18, 550, 10, 60),
        ("F1230", "POMME GALA 136/165 HVE", "KG", 2.04, 550, 10, 50),
        ("L2043", "BEURRE DOUX 10G X100", "BTE", 12.46, 550, 1, 10),
        ("L2090", "FROMAGE BLANC 3% SEAU 5KG", "SEAU", 11.92, 550, 1, 12),
        ("V3301", "SAUTE DE DINDE 5KG S/V", "KG", 8.37, 550, 5, 40),
        ("E4410", "COQUILLETTES 5KG", "SAC", 6.85, 550, 2, 20),
        ("E4460", "LENTILLE VERTE 5KG", "SAC", 14.10, 550, 1, 8),
        ("P5500", "SANDWICH JAMBON BEURRE 180G", "PCE", 2.35, 1000, 20, 80),
        ("P5520", "SALADE COMPOSEE BARQUETTE 250G", "PCE", 2.92, 1000, 10, 60),
        ("B6007", "BIERE SANS ALCOOL 25CL X24", "CRT", 15.90, 2000, 1, 4),
        ("B6050", "CONFISERIES ASSORTIES 2KG", "SAC", 17.25, 2000, 1, 5),
        ("H7001", "BOBINE ESSUIE MAIN 450F X6", "COL", 24.60, 2000, 1, 10),
        ("H7044", "LIQUIDE VAISSELLE 5L", "BID", 8.99, 2000, 1, 6),
    ],
    "drugs": [
        ("3400930112236", "DOLIVAN 1 G CPR B/100", "BT", 6.12, 210, 5, 60),
        ("3400936440017", "AMOXELLIA 500 MG GEL B/12", "BT", 2.87, 210, 10, 120),
        ("3400938205591", "HEPARIVAL 5000 UI/ML FL 5ML", "FL", 3.94, 210, 20, 200),
        ("3400955178324", "NACL 0,9% POCHE 500 ML", "PO", 1.26, 210, 40, 400),
        ("3400941662072", "ONDAZYL 4 MG INJ B/5", "BT", 4.48, 210, 5, 50),
        ("3401560047718", "COMPRESSE STERILE 10X10 B/50", "BT", 5.20, 2000, 5, 40),
        ("3401597701122", "GANT EXAMEN NITRILE M B/200", "BT", 9.84, 2000, 5, 40),
    ],
    "medical": [
        ("LM-480", "LIT MEDICALISE 3 FONCTIONS 90 CM", "U", 1149.00, 550, 1, 4),
        ("FR-12", "FAUTEUIL ROULANT PLIANT ASSISE 43", "U", 312.50, 550, 1, 5),
        ("MAT-VIS", "MATELAS VISCOELASTIQUE CLASSE II", "U", 268.00, 550, 1, 8),
        ("TENS-P", "TENSIOMETRE ELECTRONIQUE BRAS", "U", 74.90, 2000, 1, 6),
        ("SON-GAST", "NUTRIMENT HYPERPROTEINE 200 ML X4", "PACK", 9.36, 550, 6, 48),
        ("DASRI-50", "CARTON DASRI 50 L", "U", 3.15, 2000, 20, 100),
        ("LAMPE-X", "LAMPE D'EXAMEN LED SUR PIED", "U", 436.00, 2000, 1, 2),
    ],
    "furniture": [
        ("BTA-7050", "Table d'élève 70 x 50, taille 6, chants surmoulés", "u", 79.60, 2000, 10, 40),
        ("CHE-T6", "Chaise coque appui sur table, taille 6", "u", 41.25, 2000, 10, 60),
        ("ARM-B2", "Armoire basse 2 portes, serrure", "u", 268.00, 2000, 1, 6),
        ("BIB-D8", "Rayonnage double face, 8 tablettes", "u", 512.40, 2000, 1, 8),
        ("BQ-ACC", "Banque d'accueil PMR, stratifié chêne", "u", 1890.00, 2000, 1, 1),
    ],
    "vehicles": [
        ("MO1", "Main-d'œuvre mécanique T2", "h", 68.00, 2000, 1.0, 9.0),
        ("8200768913", "Filtre à huile", "pc", 14.92, 2000, 1, 2),
        ("7701479302", "Jeu de plaquettes de frein AV", "pc", 86.40, 2000, 1, 2),
        ("HUI5W30", "Huile moteur 5W30", "l", 11.35, 2000, 5, 9),
        ("PN2156516", "Pneu 215/65 R16 C 109T", "pc", 132.70, 2000, 2, 4),
        ("GEO", "Contrôle et réglage de géométrie", "fft", 72.00, 2000, 1, 1),
        ("PREP", "Passage au contrôle technique, préparation", "fft", 45.00, 2000, 1, 1),
    ],
    "computers": [
        ("UC-M70Q", "Mini PC i5 / 16 Go / SSD 512 Go / garantie 5 ans", "u", 612.00, 2000, 2, 20),
        ("MON-24F", 'Écran 24" Full HD, pied réglable, filtre lumière bleue', "u", 129.40, 2000, 2, 25),
        ("VP-LZ", "Vidéoprojecteur laser 4 000 lumens", "u", 1086.00, 2000, 1, 4),
        ("TAB-10", "Tablette tactile 10 pouces durcie", "u", 349.90, 2000, 3, 15),
        ("ONDU-15", "Onduleur 1500 VA rackable", "u", 418.75, 2000, 1, 3),
        ("CLA-FIL", "Clavier filaire AZERTY", "u", 12.60, 2000, 5, 40),
    ],
    "uniforms": [
        ("PF1-V", "Pantalon F1 bleu marine, T. 38 à 52", "u", 58.90, 2000, 5, 30),
        ("VES-INT", "Veste d'intervention retroréfléchissante", "u", 246.00, 2000, 2, 12),
        ("POLO-PM", "Polo manches courtes Police municipale", "u", 31.80, 2000, 4, 24),
        ("RANG-H", "Rangers hautes zippées (paire)", "paire", 118.40, 2000, 2, 15),
        ("GALON", "Fourreaux de grade, la paire", "paire", 9.75, 2000, 4, 20),
        ("BLO-SOI", "Tunique de soins polycoton", "u", 21.30, 2000, 10, 60),
    ],
    "laboratory": [
        ("G-2210", "Pipettes Pasteur verre 230 mm, 1000 p.", "bte", 48.20, 2000, 1, 10),
        ("R-7781", "Acétonitrile HPLC gradient 2,5 L", "fl", 63.90, 2000, 1, 12),
        ("P-0096", "Plaques 96 puits stériles, carton de 50", "ct", 112.75, 2000, 1, 6),
        ("B-1400", "Agitateur magnétique chauffant 20 L", "u", 489.00, 2000, 1, 2),
        ("M-3310", "Microtubes 1,5 mL, sachet de 500", "sach", 17.46, 2000, 2, 20),
        ("F-0450", "Filtres seringue PTFE 0,45 µm, x100", "bte", 92.10, 2000, 1, 5),
    ],
}

SITES = [
    "Maison de l'enfance Le Petit Prince",
    "Annexe Sud, porte B",
    "Quai de livraison n° 2",
    "Salle des actes",
    "CDI",
]

DELAYS = [
    "Paiement à 30 jours à réception de la facture.",
    "Paiement à 30 jours date de réception (50 jours pour les établissements publics de santé).",
    "Délai global de paiement : 30 jours.",
]
SMALL_PRINT = [
    (
        "Tout retard de paiement ouvre droit à une indemnité forfaitaire de 40,00 € et aux intérêts moratoires (BCE + 8"
        " pts)."
    ),
    (
        "Aucun escompte n'est consenti. Indemnité forfaitaire de recouvrement : 40 €. Marchandises réservées jusqu'à"
        " paiement."
    ),
    "Réclamations sous 48 h. Franco de port dès 120,00 € HT. Pénalités : 3 fois le taux légal et 40 € de frais.",
]
TERMS = [
    "Toute commande inférieure à 80,00 € HT supporte des frais de traitement de 9,50 €.",
    "Les engagements pris par nos représentants ne valent qu'après confirmation écrite de notre service commercial.",
    "Le client vérifie les colis en présence du transporteur et note ses réserves sur le bon de livraison.",
    "Nos tarifs, révisables au 1er janvier, s'entendent hors taxes, départ entrepôt ; franco à partir de 250,00 € HT.",
    "Les retours se font sous 15 jours, emballage d'origine, avec le numéro de dossier délivré par nos services.",
    "En application de l'article L. 441-10 du code de commerce, l'indemnité pour frais de recouvrement est de 40,00 €.",
    "Pour vos dépôts sur Chorus Pro, merci de nous communiquer votre SIRET, le code service et le n° d'engagement.",
    "Les marchandises demeurent notre propriété jusqu'au complet paiement du prix (loi n° 80-335 du 12 mai 1980).",
    "Notre responsabilité est limitée au montant de la commande et ne peut excéder 7 500,00 € par sinistre.",
    "Tout litige relève du tribunal de commerce de notre siège, même en cas de pluralité de défendeurs.",
    "Service après-vente : du lundi au vendredi de 8 h 30 à 12 h et de 13 h 30 à 17 h, prix d'un appel local.",
    "Les données recueillies servent à la gestion des commandes ; droit d'accès et de rectification : dpo@example.fr.",
    "Certains articles donnent lieu à une éco-contribution dont le montant unitaire figure sur notre tarif général.",
    "Un avoir n'est jamais remboursé ; il s'impute sur la facture suivante dans un délai de 12 mois.",
]
