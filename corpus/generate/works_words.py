"""What the layouts of `works_*.py` are made of: building trades, engineers, officers of justice, public clients.

A third set beside `vocabulary` and `software_words`, invented without looking at any rule. Prices are cents; the forms
of numbers are those of `software_parts.fill`.
"""

TOWNS = [
    ("Vieilleroche-sur-Tarde", "23970"),
    ("Saint-Prosper-du-Bois", "85890"),
    ("Montfaverolles", "11970"),
    ("Corvelaine", "54970"),
    ("Pontavesnes", "62980"),
    ("Mazerolles-la-Grive", "24890"),
    ("Tourzelle", "37980"),
    ("Quincieux-les-Étangs", "01980"),
    ("Barsannes", "64970"),
    ("Sainte-Eulalie-en-Royanne", "26970"),
    ("Plouvernec", "22980"),
    ("Guéméralde", "57990"),
    ("Fresnoy-le-Haut", "60970"),
    ("Champdivert", "39970"),
    ("Rocquemaurel", "30990"),
    ("Varzelay", "58970"),
]

ISLAND_TOWNS = [
    ("Ravine-Blanche", "97498"),
    ("Saint-Expédit-les-Hauts", "97497"),
    ("Grande-Anse-du-Sud", "97298"),
    ("Petit-Morne", "97198"),
]

STREETS = [
    "rue de la Fontaine-aux-Loups",
    "place du Maréchal-Ferrant",
    "avenue des Terrassiers",
    "rue du Four-Banal",
    "chemin de la Carrière",
    "boulevard Ferdinand-Buisson",
    "rue Camille-Claudel",
    "ZA La Croix-Rompue",
    "parc d'activités du Chêne-Vert",
    "quai des Bateliers",
    "route du Viaduc",
    "allée des Compagnons",
    "rue des Remparts",
    "lieu-dit Les Brandes",
    "cours de l'Intendance",
]

BUYERS = {
    "mairie": (
        "21",
        ["Commune de {town}", "Ville de {town}", "Mairie de {town}"],
        ["Service Patrimoine bâti", "Direction de l'Architecture et des Bâtiments", "Pôle Travaux neufs"],
    ),
    "departement": (
        "22",
        ["Département de la Tarde", "Conseil départemental du Haut-Royans"],
        ["Direction de la Construction et de la Maintenance", "Agence routière Nord"],
    ),
    "region": (
        "23",
        ["Conseil régional Plateaux-et-Rivages"],
        ["Direction du Patrimoine Immobilier des Lycées", "Service des opérations de travaux"],
    ),
    "epci": (
        "20",
        ["Communauté urbaine {town} Rives", "Syndicat d'assainissement de {town}", "{town} Communauté"],
        ["Direction des Grands Ouvrages", "Régie Eau et Voirie", "Service de la Commande publique"],
    ),
    "hopital": (
        "26",
        ["Hôpital Nord {town}", "Centre hospitalier Pierre-Bérenger"],
        ["Direction des Travaux et du Patrimoine", "DAL - cellule Investissements"],
    ),
    "universite": (
        "19",
        ["Lycée professionnel Simone-Lagarde", "Université Plateaux-Rivages", "CROUS de {town}"],
        ["Direction du Patrimoine Immobilier", "Service financier"],
    ),
    "sdis": (
        "28",
        ["SDIS de la Tarde", "Service d'incendie et de secours du Haut-Royans"],
        ["Sous-direction Infrastructures"],
    ),
    "etat": (
        "11",
        [
            "Direction départementale des territoires de la Tarde",
            "Ministère de la Transition écologique",
            "Établissement du service d'infrastructure de la Défense de {town}",
            "Direction régionale des affaires culturelles Plateaux-et-Rivages",
        ],
        ["Bureau des achats et du patrimoine", "Cellule d'exécution des marchés"],
    ),
    "justice": (
        "17",
        ["Tribunal judiciaire de {town}", "Cour d'appel de {town}"],
        ["Service centralisateur des frais de justice", "Service administratif - frais de justice"],
    ),
    "ccas": ("26", ["CCAS de {town}", "Résidence autonomie Les Glycines"], ["Administration générale"]),
}

ENGAGEMENTS = {
    "11": ["15{n8}", "13{n8}", "21{n8}"],
    "17": ["10{n8}"],
    "19": ["{yy}LP{n4}", "45{n8}", "{yyyy}/{n4}"],
    "20": ["{yy}GO{n5}", "EAU{yy}-{n4}", "{yyyy}{n5}"],
    "21": ["{yy}BAT{n4}", "{yyyy}-{n5}", "T{yy}{n5}", "{n4}/{yy}", "ENG-{yy}-{n4}"],
    "22": ["{yy}-DCM-{n4}", "{yyyy}E{n5}"],
    "23": ["{yy}LYC{n5}", "R{n7}"],
    "26": ["{yy}DTP{n4}", "CH{n7}", "{yyyy}T{n5}"],
    "28": ["SI{yy}-{n4}", "{yy}{n6}"],
}
CONTRACTS = ["{yyyy}TX{n3}", "{yy}-{n4}-{a2}", "{yyyy}-BAT-{n3}", "MT{yy}{n3}", "{yyyy}_{n4}", "{yy}S{n4}"]
SERVICES = ["PATRIMOINE", "DTX-01", "TRVX", "SERV_BAT", "DCM2200", "0042", "OPE-INVEST", "1190", "FJ-CENTR"]

# The trade: names of those who carry it on, codes of activity
SELLERS = {
    "builder": (["Bâti-Royans", "Entreprise Delmazière", "Constructions Lavergnat", "Gros Œuvre Ponsonnard"], "4120B"),
    "roads": (["Terrassements Vaugrenard", "Routes et Réseaux de la Tarde", "Travaux Publics Escarpit"], "4211Z"),
    "plumber": (
        ["Plomberie Cassagnol", "Roubaudet Sanitaire", "Sanitherm 23", "Chauffage Dépannage Ollivon"],
        "4322A",
    ),
    "electricity": (["Courant Fort Industrie", "Élec-Bâtiment Morizot", "Sotranel Réseaux"], "4321A"),
    "painter": (["Couleurs Tropic", "Peinture Payet-Hoareau", "Ravalement des Îles"], "4334Z"),
    "roofer": (["Toitures Malbosc", "Charpente Couverture Grimaud-Leroux", "Zinguerie du Plateau"], "4391B"),
    "joinery": (["Alu Façades Bertignac", "Menuiserie Sauvageon et Fils", "Métallerie du Val"], "4332B"),
    "garden": (["Les Jardins de Barsannes", "Paysages Tournebize", "Élagage Haute-Cime"], "8130Z"),
    "architect": (["Atelier Quatre-Lucarnes", "Fontvielle Architectes", "Agence Passe-Muraille"], "7111Z"),
    "engineer": (["Structa Ingénierie", "BET Fluides Lacombe", "Hydralie Conseil"], "7112B"),
    "inspection": (["Contrôle Technique Alvaréa", "Vigibat Inspection", "Certéo Construction"], "7120B"),
    "surveyor": (["Cabinet Perdriol Géomètres", "Topolis Foncier"], "7112A"),
    "bailiff": (["Étude Marchenoir et Vasselin", "Office Lestringuez"], "6910Z"),
    "hire": (["Loca-Engins Duparquet", "Matériel Service BTP", "Kilomat Location"], "7732Z"),
}
FIRST_NAMES = ["Hélène", "Jean-Noël", "Sokhna", "Mirela", "Bertrand", "Anaïs", "Yannick", "Odile", "Karim"]
LAST_NAMES = ["Vauquelin", "Tréhorel", "Diagne-Morel", "Petrescu", "Castagnède", "Loubières", "Guillemot", "Saadoune"]
FORMS = [("SARL", 1500000), ("SAS", 12000000), ("EURL", 500000), ("SA", 45000000), ("SASU", 200000)]
REGISTRIES = ["Guéret", "Carcassonne", "Arras", "Tours", "Bayonne", "Valence", "Lons-le-Saunier", "Nevers"]
BANKS = [
    ("Banque Coopérative des Plateaux", "BCPLFR21"),
    ("Crédit du Haut-Royans", "CHRYFRPP"),
    ("Caisse des Artisans", "CARTFR2LXXX"),
    ("Comptoir Financier de l'Ouest", "CFOUFR2N"),
]

OPERATIONS = [
    "Réhabilitation du groupe scolaire Pauline-Kergomard",
    "Construction d'une halle couverte, place du Champ-de-Foire",
    "Extension de la station d'épuration des Ajoncs",
    "Mise en accessibilité de la médiathèque Le Préau",
    "Restructuration de l'internat - bâtiment E",
    "Reconstruction du pont de la Goutte-Noire, RD 914",
    "Rénovation thermique du gymnase Alain-Mimoun",
]
LOTS = [
    "Lot n° 2 : Gros œuvre - Maçonnerie",
    "Lot 03 - Charpente / Couverture",
    "Lot n° 7 Cloisons, doublages, faux plafonds",
    "Lot 11 : Plomberie - Chauffage - Ventilation",
    "Lot n° 12 - Électricité courants forts et faibles",
    "Lot 5 Menuiseries extérieures aluminium",
]
CLERKS = ["M. Ducasse", "Mme Le Fustec", "P. Abadie", "Mme Orsini", "L. Weissbach"]

# code, label, unit, quantity, price, VAT rate
SHELL = [
    ("1.1", "Installation de chantier, base vie et clôtures", "Ft", 1, 1240000, 2000),
    ("1.2", "Études d'exécution, plans de ferraillage", "Ft", 1, 486000, 2000),
    ("2.1", "Fouilles en rigoles et évacuation des déblais", "m3", 186, 4250, 2000),
    ("2.2", "Béton de propreté dosé à 150 kg", "m3", 14, 13800, 2000),
    ("2.3", "Semelles filantes BA, coffrage et aciers compris", "m3", 62, 38500, 2000),
    ("3.1", "Dallage sur terre-plein ép. 13 cm, treillis ST25C", "m2", 412, 5890, 2000),
    ("3.2", "Voiles béton banché ép. 20 cm", "m2", 356, 11640, 2000),
    ("3.3", "Plancher poutrelles-hourdis 16+5", "m2", 205, 9270, 2000),
    ("3.4", "Linteaux, appuis et seuils préfabriqués", "ml", 88, 7430, 2000),
    ("4.1", "Démolition soignée de cloisons, tri sélectif", "m2", 143, 3160, 2000),
    ("4.2", "Percement et reprise en sous-œuvre IPN 240", "U", 4, 214500, 2000),
    ("4.3", "Scellements, calfeutrements et réservations", "Ens", 1, 327000, 2000),
    ("5.1", "Réseau EU/EV sous dallage PVC CR8 diam. 125", "ml", 96, 4480, 2000),
    ("5.2", "Regards béton 40 x 40 avec tampon fonte", "U", 9, 23100, 2000),
    ("5.3", "Drainage périphérique et géotextile", "ml", 74, 3890, 2000),
]
ROADS = [
    ("A10", "Rabotage d'enrobés sur 6 cm", "m2", 1850, 420, 2000),
    ("A20", "Béton bitumineux 0/10 à chaud", "t", 264, 9640, 2000),
    ("B05", "Bordures T2 et caniveaux CS1", "ml", 418, 3275, 2000),
    ("B11", "Purges et substitution en GNT 0/31,5", "m3", 92, 5180, 2000),
    ("C02", "Mise à niveau d'ouvrages", "U", 17, 21400, 2000),
    ("C07", "Signalisation horizontale en résine", "m2", 63, 2890, 2000),
]
PLUMBING = [
    ("", "Remplacement groupe de sécurité et réducteur de pression", "u", 2, 18640, 1000),
    ("", "Fourniture et pose chauffe-eau thermodynamique 250 l", "u", 1, 284500, 550),
    ("", "Robinetterie temporisée lavabo, pose comprise", "u", 8, 12450, 2000),
    ("", "Calorifugeage des réseaux en sous-station", "ml", 46, 2180, 550),
    ("", "Débouchage et curage colonne EU", "forf.", 1, 32000, 1000),
    ("", "WC suspendu PMR, bâti-support renforcé", "u", 3, 64900, 2000),
    ("", "Dépose et mise en décharge des anciens appareils", "ens.", 1, 21500, 1000),
]
PAINTING = [
    ("P01", "Lessivage et préparation des fonds, façade nord", "m2", 310, 640, 850),
    ("P02", "Peinture pliolite anti-cyclonique 2 couches", "m2", 310, 1890, 850),
    ("P03", "Traitement anti-moisissures des sous-faces", "m2", 84, 1125, 850),
    ("P04", "Location échafaudage de pied, 3 semaines", "Ft", 1, 184000, 850),
    ("P05", "Marquage au sol du préau et jeux de cour", "Ft", 1, 76000, 850),
]
MASONRY = [
    ("", "Reprise du mur d'enceinte du cimetière, pierres de récupération", "m2", 18, 14500, 0),
    ("", "Rejointoiement à la chaux NHL 3,5", "m2", 42, 5200, 0),
    ("", "Réfection de deux marches du perron", "forfait", 1, 68000, 0),
    ("", "Évacuation des gravats en déchetterie", "voyage", 3, 9500, 0),
]
ROOFING = [
    ("1", "Échafaudage et protection collective en rive", "Ft", 1, 315000, 2000),
    ("2", "Dépose de la couverture tuiles canal", "m2", 268, 1890, 2000),
    ("3", "Écran sous-toiture HPV et contre-lattage", "m2", 268, 1440, 2000),
    ("4", "Tuiles canal neuves, teinte au choix de l'ABF", "m2", 268, 5260, 2000),
    ("5", "Gouttières et descentes zinc naturel", "ml", 74, 6830, 2000),
    ("6", "Solins, noues et abergements", "ml", 31, 7420, 2000),
]
JOINERY = [
    ("MEX01", "Châssis fixe alu RAL 7016, vitrage 44.2/16/6", "u", 12, 98400, 2000),
    ("MEX02", "Porte vestiaire deux vantaux anti-panique", "u", 2, 412000, 2000),
    ("MEX03", "Brise-soleil orientables motorisés", "m2", 38, 38650, 2000),
    ("MEX04", "Habillages, tapées et joints d'étanchéité", "Ens", 1, 274000, 2000),
]
GARDEN = [
    ("", "Tonte et ramassage, parc de la mairie (6 passages)", "passage", 6, 28500, 2000),
    ("", "Taille des haies et évacuation des déchets verts", "ml", 320, 410, 2000),
    ("", "Abattage d'un cèdre dangereux, démontage en rétention", "u", 1, 186000, 2000),
    ("", "Plants vivaces godet 9 cm - massif du rond-point", "u", 240, 285, 1000),
    ("", "Bulbes et rosiers paysagers", "u", 65, 690, 1000),
]
HIRE = [
    ("3104", "MINIPELLE 2,7 T - LOCATION SEMAINE", "SEM", 3, 64500, 2000),
    ("3177", "CHARGEUSE ARTICULEE - LOCATION MOIS", "MOI", 1, 218000, 2000),
    ("5020", "BUNGALOW SANITAIRE 6 M", "MOI", 2, 28900, 2000),
    ("8800", "TRANSPORT ALLER-RETOUR", "FT", 2, 18500, 2000),
    ("8815", "CARBURANT GNR AJOUTE", "L", 140, 134, 2000),
]
INSPECTION = [
    ("L", "Mission L - solidité des ouvrages", "forfait", 1, 286000, 2000),
    ("STI", "Mission STI - sécurité des personnes", "forfait", 1, 194500, 2000),
    ("HAND", "Accessibilité des personnes handicapées", "forfait", 1, 88000, 2000),
    ("ATT", "Attestation finale après travaux", "u", 2, 31500, 2000),
    ("VIS", "Visite complémentaire sur site", "vacation", 3, 24800, 2000),
]
ENGINEERING = [
    ("", "Note de calcul de la charpente métallique", "jour", 6, 68500, 2000),
    ("", "Reprise des plans de coffrage, indice C", "plan", 9, 31000, 2000),
    ("", "Assistance à la passation, analyse des offres", "forfait", 1, 265000, 2000),
]
HEATING = [
    ("", "Circulateur double à débit variable", "u", 1, 168400, 2000),
    ("", "Vanne trois voies motorisée DN 50", "u", 2, 61250, 2000),
    ("", "Main d'œuvre mise en service", "h", 11, 5840, 2000),
]
PHASES = [
    ("ESQ", 600),
    ("APS", 1000),
    ("APD", 1700),
    ("PRO", 2000),
    ("ACT", 800),
    ("VISA", 900),
    ("DET", 2500),
    ("AOR", 500),
]

LABELS = {
    "number": ["Facture n°", "N° facture :", "Numéro :", "Notre facture n°", "Facture numéro", "N° de pièce :"],
    "issued": ["Date :", "Établie le", "Date d'établissement :", "Datée du", "Date de la facture"],
    "due": ["Échéance :", "À régler au plus tard le", "Paiement attendu pour le", "Date limite de paiement :"],
    "engagement": [
        "N° d'engagement :",
        "Engagement juridique n°",
        "Réf. engagement :",
        "E.J. n°",
        "Engagement comptable :",
    ],
    "order": ["Votre bon de commande n°", "Bon de commande :", "B.C. n°", "V/Commande n°", "Commande publique n°"],
    "contract": ["Marché n°", "N° de marché :", "Réf. du marché :", "Marché public n°", "Contrat / marché :"],
    "service": ["Code service :", "Service exécutant :", "Code service Chorus :", "Code du service exécutant"],
    "buyer_siret": [
        "SIRET :",
        "N° SIRET du maître d'ouvrage :",
        "SIRET client :",
        "SIRET destinataire",
        "Siret collectivité :",
    ],
    "ht": ["Total HT", "Montant H.T.", "TOTAL HORS TAXES", "Montant total HT", "Total général HT"],
    "net_ht": ["Total HT net", "Net HT", "Total HT après remise", "Montant HT remisé"],
    "vat": ["T.V.A.", "Montant TVA", "TVA", "Total TVA"],
    "ttc": ["Total TTC", "TOTAL T.T.C.", "Montant TTC", "Total toutes taxes comprises", "Total général TTC"],
    "payable": ["NET À PAYER", "Net à payer", "Montant à payer", "Reste à payer", "Solde à régler", "À payer"],
    "paid": ["Acompte versé", "Acompte reçu", "Acompte déjà réglé", "Déjà payé"],
    "retention": ["Retenue de garantie 5 %", "RG 5 % du TTC", "À déduire : retenue de garantie (5 %)"],
}

MOTIVES = {
    "293": ["TVA non applicable, art. 293 B du CGI", "TVA non applicable - article 293 B du code général des impôts"],
    "283": ["Autoliquidation de la TVA, article 283-2 nonies du CGI", "Autoliquidation - art. 283, 2 nonies du CGI"],
}

LATE = [
    "Tout retard ouvre droit aux intérêts moratoires et à une indemnité de 40 € pour frais de recouvrement.",
    "Intérêts moratoires : taux BCE + 8 points. Indemnité forfaitaire de recouvrement : 40,00 € (art. D. 2192-35 CCP).",
    "Passé l'échéance, intérêts de retard au taux légal et frais fixes de 40 euros, sans rappel nécessaire.",
]
INSURANCE = [
    "Assurance décennale Mutuelle des Bâtisseurs, police n° 70 418 {n4}, France métropolitaine.",
    "RC décennale : Garantia BTP, contrat {n8}.",
    "Garantie décennale n° {n6}/B - Assurances du Compagnonnage.",
]
QUALIFICATIONS = ["Qualibat 2112", "RGE n° E-E{n5}", "Qualifelec CF2", "Certifié ISO 9001", "Artisan - RM 23"]
