#!/usr/bin/python3
"""A client of the portal as software has it, with nothing but the standard library: from token to submitted invoice.

    client.py OAUTH_BASE API_BASE CREDENTIALS PDF NUMBER

CREDENTIALS is what `prefill clients add` printed. Prints one JSON object with what each call answered; exits 1 with the
answer when a call fails. It knows the portal and nothing of prefill: only the two bases differ.
"""

import base64
import json
import pathlib
import sys
import urllib.error
import urllib.parse
import urllib.request


class Client:
    def __init__(self, oauth_base, api_base, credentials):
        self.api_base = api_base
        account = f"{credentials['login']}:{credentials['password']}".encode()
        form = urllib.parse.urlencode({
            "grant_type": "client_credentials", "client_id": credentials["client_id"],
            "client_secret": credentials["client_secret"], "scope": "openid"}).encode()
        token = self.send(f"{oauth_base}/api/oauth/token", form, {"Content-Type": "application/x-www-form-urlencoded"})
        self.token = token
        self.headers = {
            "Authorization": f"{token['token_type']} {token['access_token']}",
            "cpro-account": base64.b64encode(account).decode(),
            "Content-Type": "application/json;charset=utf-8",
        }

    @staticmethod
    def send(url, body, headers):
        request = urllib.request.Request(url, data=body, headers=headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            sys.exit(f"{url}: {error.code} {error.read().decode()}")

    def call(self, path, **members):
        answer = self.send(f"{self.api_base}/cpro/{path}", json.dumps(members).encode(), self.headers)
        if answer["codeRetour"] != 0:
            sys.exit(f"{path}: {answer}")
        return answer


def submission(found, number, attachment):
    """The form as a person would complete it: what was recognised, and the rest."""
    net = found["montantHtTotal"]
    return {
        "modeDepot": "DEPOT_PDF_API", "numeroFactureSaisi": number, "dateFacture": found["dateFacture"],
        "destinataire": {"codeDestinataire": found["codeDestinataire"],
                         "codeServiceExecutant": found["codeServiceExecutant"]},
        "fournisseur": {"idFournisseur": 26300989},
        "cadreDeFacturation": {"codeCadreFacturation": "A1_FACTURE_FOURNISSEUR"},
        "references": {"deviseFacture": found["codeDeviseFacture"], "typeFacture": found["typeFacture"],
                       "typeTva": "TVA_SUR_DEBIT", "numeroBonCommande": found["numeroBonCommande"],
                       "modePaiement": "VIREMENT"},
        "montantTotal": {"montantHtTotal": net, "montantTVA": found["montantTVA"],
                         "montantTtcTotal": found["montantTtcAvantRemiseGlobalTTC"],
                         "montantAPayer": found["montantAPayer"]},
        "pieceJointePrincipale": [{"pieceJointePrincipaleDesignation": "facture",
                                   "pieceJointePrincipaleId": found["pieceJointeId"]}],
        "pieceJointeComplementaire": [{"pieceJointeComplementaireDesignation": "bon de livraison",
                                       "pieceJointeComplementaireId": attachment["pieceJointeId"],
                                       "pieceJointeComplementaireType": "02"}],
    }


def main():
    oauth_base, api_base, credentials, pdf, number = sys.argv[1:]
    client = Client(oauth_base, api_base, json.loads(pathlib.Path(credentials).read_text(encoding="utf-8")))
    # With line breaks, as MIME encoders write it.
    found = client.call("factures/v1/deposer/pdf", idUtilisateurCourant=0, nomFichier="facture.pdf",
                        formatDepot="PDF_NON_SIGNE",
                        fichierFacture=base64.encodebytes(pathlib.Path(pdf).read_bytes()).decode())
    attachment = client.call("transverses/v1/ajouter/fichier", pieceJointeNom="livraison.txt",
                             pieceJointeTypeMime="text/plain", pieceJointeExtension="TXT",
                             pieceJointeFichier=base64.b64encode("livré".encode()).decode())
    submitted = client.call("factures/v1/soumettre", **submission(found, number, attachment))
    history = client.call("factures/v1/consulter/historique", idFacture=submitted["identifiantFactureCPP"],
                          nbResultatsMaximum=50)
    rates = client.call("transverses/v1/recuperer/tauxtva", codeLangue="fr")
    print(json.dumps({"token": {"expires_in": client.token["expires_in"]}, "found": found, "attachment": attachment,
                      "submitted": submitted, "history": history, "rates": len(rates["listeTauxTva"])}))


if __name__ == "__main__":
    main()
