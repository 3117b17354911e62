"""What the layouts of `software_*.py` are made of: towns, public buyers, numbers and the goods of each trade.

A second set beside `vocabulary`, invented by another hand, so that no rule fits one choice of words. Prices are in
euros; the last two numbers of a line are the least and the most ordered.
"""

TOWNS = [
    ("Saint-Maurin-le-Château", "71890"),
    ("Vaubrenne", "51970"),
    ("L'Isle-Courtaud", "32760"),
    ("Trémeur-Plage", "29870"),
    ("Aubigny-sur-Lèze", "31980"),
    ("Courcelles-Lambert", "59970"),
    ("Le Mesnil-Garnaud", "27930"),
    ("Fontrieu", "12890"),
    ("Bellegarde-en-Velay", "43970"),
    ("Sainte-Radegonde-d'Ars", "17890"),
    ("Noirlieu", "55980"),
    ("Arvillard-le-Lac", "74960"),
    ("Marsac-lès-Tours", "37960"),
    ("Pontchanteuil", "95890"),
    ("Castelmaure", "11980"),
    ("Grandvillers", "88960"),
]

STREETS = [
    "rue de la Paix",
    "place Charles de Gaulle",
    "avenue Aristide Briand",
    "rue du Faubourg Saint-Jean",
    "chemin de Ronde",
    "rue Pasteur",
    "boulevard de la Liberté",
    "rue Nationale",
    "quai Voltaire",
    "rue du Moulin",
    "avenue du 11 Novembre 1918",
    "rue Jules Guesde",
    "allée des Acacias",
    "ZI Nord - rue de l'Industrie",
    "ZAC du Pré Fleuri",
    "rue Louis Blériot",
    "route de Toulouse",
]

BUYERS = {
    "mairie": (
        "21",
        ["Mairie de {town}", "Commune de {town}", "Ville de {town}"],
        [
            "Service Finances",
            "Direction des Services Techniques",
            "Pôle Éducation Jeunesse",
            "Service comptabilité - marchés",
        ],
    ),
    "departement": (
        "22",
        ["Département du Haut-Velay", "Conseil départemental de la Lèze"],
        ["Direction des Infrastructures", "DGA Ressources - Direction des Finances", "Direction Éducation Collèges"],
    ),
    "region": (
        "23",
        ["Région Marches-du-Sud", "Conseil régional des Trois-Vallées"],
        ["Direction des Finances", "Direction des Lycées"],
    ),
    "epci": (
        "20",
        ["Communauté d'agglomération {town} Agglo", "CC du Pays de {town}", "SIVOM de {town}", "{town} Métropole"],
        ["Direction Eau et Assainissement", "Service Déchets ménagers", "Pôle Finances"],
    ),
    "hopital": (
        "26",
        ["CH de {town}", "Centre Hospitalier Intercommunal de {town}", "CHRU de {town}", "EHPAD Résidence du Lac"],
        [
            "Direction des Achats et de la Logistique",
            "DAF - Bureau des Entrées",
            "Laboratoire de biologie",
            "Restauration - UCP",
        ],
    ),
    "universite": (
        "19",
        [
            "Université {town} Alpes",
            "Lycée général et technologique Rosa Parks",
            "Collège Marcel Pagnol",
            "INSA {town}",
        ],
        ["Service Facturier", "Agence comptable", "UFR Sciences et Techniques", "Gestion matérielle"],
    ),
    "sdis": (
        "28",
        ["SDIS 96", "Service Départemental d'Incendie et de Secours de la Lèze"],
        ["Groupement Technique", "Service Finances"],
    ),
    "etat": (
        "11",
        [
            "DREAL Marches-du-Sud",
            "Préfecture de la Lèze",
            "Ministère de la Justice",
            "Tribunal judiciaire de {town}",
            "Direction interdépartementale des routes Centre-Sud",
            "Ministère de l'Intérieur",
        ],
        [
            "Secrétariat général commun",
            "CPFI - Centre de prestations financières",
            "Plateforme Achats Finances",
            "Service de gestion opérationnelle",
        ],
    ),
    "ccas": (
        "26",
        ["CCAS de {town}", "Centre Communal d'Action Sociale de {town}"],
        ["Service Aide à domicile", "Direction"],
    ),
}

# How a buyer numbers its engagements, by the prefix of its SIREN; the forms are those of `software_parts.fill`.
ENGAGEMENTS = {
    "11": ["15{n8}", "14{n8}", "21{n8}", "10{n8}"],
    "26": ["{yy}BG{n5}", "H{yy}{n6}", "{yyyy}-{n6}", "C{yy}-{n5}", "EH{n6}"],
    "21": ["{yy}S{n5}", "BC{yyyy}-{n4}", "{yyyy}/FIN/{n3}", "VO{yy}{n4}", "E{yy}{n5}", "{yy}-{n5}", "ST{yy}{n4}"],
    "20": ["{yy}D{n5}", "{yyyy}-ASS-{n4}", "BDC{yy}{n5}", "EN{n6}"],
    "19": ["45{n8}", "{yy}-{n4}", "UF{yy}{n5}", "BC-{yyyy}-{n5}"],
    "22": ["{yyyy}{n6}", "D{yy}-{n5}", "ENG{yy}{n5}"],
    "23": ["{yy}R{n5}", "45{n8}"],
    "28": ["{yy}GT{n4}", "{yyyy}-{n5}"],
}
SIRETS = ["14", "3 3 3 5", "9 5", "3 3 3 5", "14", "3.3.3.5", "3 3 3 2 3", "3~3~3~5"]
SERVICES = [
    "FAC0000075",
    "D0750L0069",
    "FINANCES",
    "DSE",
    "SF-UGA",
    "BUDGETPRINC",
    "12",
    "PHAR01",
    "DST_VOIRIE",
    "SGC043",
    "FACTURES-DAF",
    "10020",
    "EAU.ASST",
    "UCP",
]
CONTRACTS = ["{yyyy}-{n3}", "24.0{n3}", "M24-{n3}-03", "2024AC{n6}", "AO2023-{n2}", "23S00{n2}L02", "2025_TX_{n3}"]

CLIENT_NUMBERS = ["411{a5}", "CU{yy}{mm}-{z5}", "C{z5}", "CLT{z5}", "9{a3}{n3}", "{n6}", "00{n5}"]
SITES = [
    "Groupe scolaire Jean Zay",
    "Stade des Oliviers",
    "Hôtel de Ville",
    "Salle polyvalente",
    "Cuisine centrale",
    "Bât. D - 2e étage",
    "Piscine intercommunale",
    "Maison de quartier Les Lauriers",
]

# Each line: reference, label, unit, price, VAT rate, least and most ordered (a float: quarters are sold too).
IT = [
    ("NB-14G10", 'Ordinateur portable 14" i5 16 Go 512 Go SSD', "PCE", 879.00, 2000, 1, 8),
    ("DOCK-TB4", "Station d'accueil Thunderbolt 4", "PCE", 189.90, 2000, 1, 8),
    ("ECR-27Q", "Moniteur 27 pouces QHD réglable en hauteur", "PCE", 254.50, 2000, 2, 12),
    ("SW-48P", "Switch 48 ports PoE+ administrable", "PCE", 1249.00, 2000, 1, 3),
    ("INST-J", "Journée d'installation et de paramétrage sur site", "J", 720.00, 2000, 1, 4),
    ("LIC-AV3", "Licence antivirus 3 ans - secteur public", "PCE", 42.30, 2000, 10, 80),
    ("MNT-5J9", "Extension de garantie 5 ans J+1 sur site", "PCE", 96.00, 2000, 1, 10),
    ("CBL-HDMI", "Câble HDMI 2.1 - 3 m", "PCE", 12.45, 2000, 2, 20),
]
WEB = [
    ("DEV", "Développement spécifique - module de prise de rendez-vous", "jour", 580.00, 2000, 2.0, 9.0),
    ("HEB", "Hébergement infogéré annuel", "an", 1188.00, 2000, 1, 1),
    ("TMA", "Tierce maintenance applicative - forfait trimestriel", "forfait", 1650.00, 2000, 1, 1),
    ("FORM", "Formation des contributeurs (groupe de 8)", "jour", 890.00, 2000, 1, 3),
    ("NDD", "Nom de domaine .fr et certificat TLS", "an", 39.00, 2000, 1, 3),
]
BTP = [
    ("1.1", "Installation de chantier, signalisation et repli", "ens", 1850.00, 2000, 1, 1),
    ("1.2", "Dépose de menuiseries existantes y compris évacuation", "u", 96.00, 2000, 6, 24),
    ("2.1", "Fourniture et pose de châssis aluminium à rupture de pont thermique", "u", 1265.00, 2000, 6, 18),
    ("2.2", "Volets roulants motorisés filaires", "u", 412.00, 2000, 6, 18),
    ("3.1", "Doublage isolant BA13 + 120 mm", "m²", 54.80, 2000, 40.0, 180.0),
    ("3.2", "Peinture acrylique deux couches, murs", "m²", 14.25, 2000, 90.0, 300.0),
    ("4.1", "Reprise d'électricité et mise en conformité", "ens", 2380.00, 2000, 1, 1),
]
CLEAN = [
    ("NET01", "Entretien courant des bureaux - prestation mensuelle", "mois", 1845.60, 2000, 1, 1),
    ("VIT03", "Nettoyage de la vitrerie, façades nord et sud", "passage", 312.00, 2000, 1, 2),
    ("SAN02", "Sanitaires : désinfection renforcée", "mois", 286.40, 2000, 1, 1),
    ("CONS", "Consommables sanitaires (papier, savon)", "forfait", 98.75, 2000, 1, 1),
    ("DEC07", "Décapage et mise en cire du sol", "m²", 4.85, 2000, 60, 320),
]
FOOD = [
    ("104522", "EMINCE DE POULET CRU 2,5KG SURG", "COL", 31.48, 550, 2, 12),
    ("218840", "FILET DE COLIN MSC 120G X50", "COL", 58.20, 550, 1, 8),
    ("330017", "YAOURT NATURE 125G X48", "CAR", 11.76, 550, 4, 20),
    ("330254", "EMMENTAL RAPE 1KG", "SAC", 7.94, 550, 4, 24),
    ("415500", "JUS D'ORANGE PUR JUS BRIQUE 1L X6", "PCK", 9.36, 550, 4, 30),
    ("500871", "VIN ROUGE DE CUISINE BIB 10L", "BIB", 18.65, 2000, 1, 4),
    ("612200", "GOBELET CARTON 20CL X1000", "CAR", 41.20, 2000, 1, 4),
    ("613118", "FILM ALIMENTAIRE 300M X 45CM", "RLX", 9.85, 2000, 2, 10),
    ("720045", "ASSORTIMENT CONFISERIE 3KG", "CAR", 22.40, 2000, 1, 5),
    ("801190", "PLAT PREPARE HACHIS PARMENTIER 2,4KG", "BAR", 16.30, 1000, 4, 16),
]
BOOKS = [
    ("978-2-01-395412-8", "Mathématiques 3e - Cycle 4 - Manuel élève", "", 25.90, 550, 10, 60),
    ("978-2-09-172658-1", "Plumes et lettres Français 4e", "", 24.50, 550, 10, 60),
    ("978-2-210-10648-3", "Sciences physiques 2de - Spécimen collection Azur", "", 27.20, 550, 10, 60),
    ("978-2-7011-9981-4", "Hello English! Workbook 5e", "", 9.80, 550, 20, 90),
    ("978-2-38-020154-3", "Cahier de vacances accompagné - SEGPA", "", 7.50, 550, 5, 30),
]
PRINTING = [
    ("", "Bulletin municipal 24 pages, A4, quadri R/V, 135 g couché mat, agrafé", "ex.", 0.4800, 1000, 2500, 6000),
    ("", "Affiches 40 x 60 cm, quadri recto, 170 g", "ex.", 1.1500, 2000, 100, 400),
    ("", "Dépliants 3 volets A4 ouvert", "ex.", 0.2200, 2000, 1000, 3000),
    ("", "Création graphique et PAO", "h", 62.00, 2000, 3.0, 12.0),
    ("", "Routage et dépôt en distribution toutes boîtes", "forfait", 385.00, 2000, 1, 1),
]
LAB = [
    ("0703", "Sérologie virale - lot de dosages spécialisés", "B", 27.00, 0, 20, 90),
    ("1208", "Numération formule sanguine - sous-traitance", "B", 6.75, 0, 40, 200),
    ("4120", "Recherche de toxiques par LC-MS/MS", "BHN", 88.00, 0, 2, 30),
    ("9105", "Forfait pré-analytique", "forf.", 4.59, 0, 30, 120),
]
BUS = [
    ("", "Transport piscine - classes de CM1/CM2 - autocar 53 places A/R", "rotation", 118.00, 1000, 6, 20),
    ("", "Sortie pédagogique - mise à disposition journée", "jour", 640.00, 1000, 1, 3),
    ("", "Transport du personnel - navette inter-sites", "km", 1.95, 1000, 120, 600),
    ("", "Heures d'attente conducteur", "h", 31.50, 1000, 2.0, 10.0),
]
OFFICE = [
    ("PAP-A4-80", "Papier reprographie A4 80 g blanc - carton 5 ramettes", "CT", 21.45, 2000, 5, 60),
    ("CLAS-AR5", "Classeur à levier dos 80 mm", "PC", 2.38, 2000, 10, 100),
    ("TON-305X", "Toner noir compatible 13 000 pages", "PC", 74.90, 2000, 1, 10),
    ("STYL-BL", "Stylo bille pointe moyenne bleu - boîte de 50", "BT", 8.99, 2000, 1, 20),
    ("CHAISE-V", "Siège de travail synchrone avec accoudoirs", "PC", 198.00, 2000, 1, 6),
    ("ARM-ROL", "Armoire à rideaux H198 x L120", "PC", 342.00, 2000, 1, 4),
]
