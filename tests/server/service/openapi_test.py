#!/usr/bin/python3
"""The description of the API and the running server say the same: every path and every status that is described comes
about, and nothing comes that is not described.

    openapi_test.py PREFILL CORPUS OPENAPI
"""

import base64
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from running import Server, head, multipart, read_answer, until

PREFILL, CORPUS, OPENAPI = sys.argv.pop(1), pathlib.Path(sys.argv.pop(1)), pathlib.Path(sys.argv.pop(1))
INVOICE = (CORPUS / "samples" / "header_row.pdf").read_bytes()
PDF = {"Content-Type": "application/pdf"}


def described():
    """(method, path, status) -> types of content, from the description's lines: paths are indented by two, methods by
    four, statuses by eight."""
    found, path, method, status = {}, None, None, None
    references = {}
    lines = OPENAPI.read_text().splitlines()
    section = None
    for line in lines:
        if re.match(r"\w+:", line):
            section = line.rstrip(":")
        if section == "components":
            if named := re.match(r"    (\w+):$", line):
                method = named.group(1)
            if typed := re.match(r"        (\w+/[\w+]+):$", line):
                references.setdefault(method, set()).add(typed.group(1))
            continue
        if section != "paths":
            continue
        if named := re.match(r"  (/\S*):$", line):
            path = named.group(1)
        elif named := re.match(r"    (get|post):$", line):
            method = named.group(1).upper()
        elif named := re.match(r'        "(\d+)":$', line):
            status = int(named.group(1))
            found[method, path, status] = set()
        elif typed := re.match(r"            (\w+/[\w+]+):$", line):
            if status:
                found[method, path, status].add(typed.group(1))
        elif named := re.match(r'          \$ref: "#/components/responses/(\w+)"', line):
            if status:
                found[method, path, status].add("ref:" + named.group(1))
        if re.match(r"    \w|  /|        default:", line):
            status = None
    return {key: set().union(*(references[t[4:]] if t.startswith("ref:") else {t} for t in types)) if types else types
            for key, types in found.items()}


def members():
    """(method, path) of a call of the portal or of the token -> the members that its 200 must have: those of the first
    `required` of the answer that it refers to."""
    text = OPENAPI.read_text()
    required = {name: set(re.split(r",\s*", listed)) for name, listed in
                re.findall(r"\n    (\w+):\n      description: \"[^\"]*\"\n      content:\n        application/json:\n"
                           r"          schema: \{type: object, required:\s*\[(.*?)\]", text, re.S)}
    calls = re.findall(r'\n  (/(?:cpro|api)/\S*):\n    (\w+):\n(?:      .*\n)*?        "200":\n'
                       r'          \$ref: "#/components/responses/(\w+)"', text)
    return {(method.upper(), path): required[answer] for path, method, answer in calls}


class OpenApi(unittest.TestCase):
    described, members = described(), members()
    seen = set()

    def ask(self, server, method, path, body=None, headers=None):
        answer = server.request(method, path, body, headers)
        return self.note(method, path, answer)

    def note(self, method, path, answer):
        key = (method, path.split("?")[0], answer.status)
        self.assertIn(key, self.described, answer)
        kind = answer.headers.get("content-type", "").split(";")[0]
        if answer.status != 304:
            self.assertIn(kind, self.described[key], key)
        if answer.status == 200 and key[:2] in self.members:
            self.assertLessEqual(self.members[key[:2]], set(answer.json()), key)
        if key[1].startswith("/cpro/") and answer.status != 200:
            self.assertLessEqual({"codeRetour", "libelle", "erreurs"}, set(answer.json()))
        if kind == "application/problem+json":
            problem = answer.json()
            self.assertEqual({"type", "title", "status", "code", "detail", "request"}, set(problem))
            self.assertEqual(answer.status, problem["status"])
            self.assertEqual(answer.headers["x-request-id"], problem["request"])
        self.seen.add(key)
        return answer

    def test_the_description_is_read(self):
        self.assertGreater(len(self.described), 30)
        self.assertEqual({"application/problem+json"}, self.described["POST", "/v1/extract", 422])

    def test_what_goes_well(self):
        with Server(PREFILL, "--workers", 1) as server:
            found = self.ask(server, "POST", "/v1/extract?file=a.pdf", INVOICE, PDF).json()
            told = subprocess.run([PREFILL, "extract", "-"], input=INVOICE, capture_output=True, check=True).stdout
            self.assertEqual({**json.loads(told), "file": "a.pdf"}, found)
            body, kind = multipart(("a.pdf", INVOICE), ("b.txt", b"no PDF"), ("c.pdf", INVOICE))
            several = self.ask(server, "POST", "/v1/extract", body, {"Content-Type": kind}).json()
            self.assertEqual(["a.pdf", "b.txt", "c.pdf"], [one["file"] for one in several])
            self.assertEqual(found, several[0])
            self.assertEqual("not_pdf", several[1]["error"]["code"])
            pages = self.ask(server, "POST", "/v1/text", INVOICE, PDF).json()["pages"]
            self.assertIn("FA-2025-36106", [word["text"] for word in pages[0]["words"]])
            small = self.ask(server, "POST", "/v1/picture?page=1&dpi=72", INVOICE, PDF).body
            large = self.ask(server, "POST", "/v1/picture?dpi=144", INVOICE, PDF).body
            width = lambda png: int.from_bytes(png[16:20], "big")
            self.assertAlmostEqual(2 * width(small), width(large), delta=2)
            rules = self.ask(server, "GET", "/v1/rules").json()
            self.assertEqual(found["engine"], rules["engine"])
            self.assertIn("codeDestinataire", [field["name"] for field in rules["fields"]])
            for path in ("/healthz", "/readyz", "/metrics"):
                self.ask(server, "GET", path)
            self.assertEqual(OPENAPI.read_bytes(), self.ask(server, "GET", "/openapi.yaml").body)

    def test_files_are_sent_once(self):
        with Server(PREFILL, "--workers", 1) as server:
            first = self.ask(server, "GET", "/openapi.yaml")
            again = self.ask(server, "GET", "/openapi.yaml", headers={"If-None-Match": first.headers["etag"]})
            self.assertEqual((304, b""), (again.status, again.body))
            packed = self.ask(server, "GET", "/openapi.yaml", headers={"Accept-Encoding": "br, gzip;q=0.8"})
            self.assertEqual("gzip", packed.headers["content-encoding"])
            self.assertLess(len(packed.body), len(first.body) / 2)
            length = server.request("HEAD", "/openapi.yaml").headers["content-length"]
            self.assertEqual(len(first.body), int(length))
            self.assertIn("default-src 'none'", first.headers["content-security-policy"])

    def test_what_is_wrong_with_requests(self):
        with Server(PREFILL, "--workers", 1, "--body-time", 1) as server:
            for path in ("/v1/extract", "/v1/text", "/v1/picture"):
                self.ask(server, "POST", path, b"", PDF)
                self.ask(server, "POST", path, INVOICE, {"Content-Type": "text/plain"})
                self.ask(server, "POST", path, b"no PDF", PDF)
                self.ask(server, "POST", path, b"x" * (10 * 1024 * 1024 + 1), PDF)
            self.assertEqual("bad_request", self.ask(server, "POST", "/v1/picture?dpi=9999", INVOICE, PDF).json()["code"])
            self.assertEqual(422, self.ask(server, "POST", "/v1/picture?page=99", INVOICE, PDF).status)
            body, kind = multipart(("a.pdf", INVOICE))
            self.assertEqual(400, self.ask(server, "POST", "/v1/extract", body[:-9], {"Content-Type": kind}).status)
            site = {**PDF, "Sec-Fetch-Site": "cross-site"}
            self.assertEqual(403, self.ask(server, "POST", "/v1/extract", INVOICE, site).status)
            with server.connect() as wire:
                wire.sendall(head(Content_Length=100) + b"%PDF-")
                self.assertEqual(408, self.note("POST", "/v1/extract", read_answer(wire)).status)
            with server.connect() as wire:
                wire.sendall(head(Host="rebound.example", Content_Length=len(INVOICE)) + INVOICE)
                self.assertEqual(421, self.note("POST", "/v1/extract", read_answer(wire)).status)

    def test_who_is_not_known(self):
        with tempfile.TemporaryDirectory() as scratch:
            clients = pathlib.Path(scratch) / "clients.json"
            told = subprocess.run([PREFILL, "clients", "add", "x", "--file", clients], check=True, capture_output=True)
            secrets = json.loads(told.stdout)
            # From this machine metrics are open: behind a proxy, one may come from afar.
            with Server(PREFILL, "--workers", 1, "--clients", clients, "--behind-proxy") as server:
                far = {**PDF, "X-Forwarded-For": "192.0.2.7"}
                for path in ("/v1/extract", "/v1/text", "/v1/picture"):
                    self.assertEqual("missing_token", self.ask(server, "POST", path, INVOICE, far).json()["code"])
                for path in ("/v1/rules", "/metrics"):
                    refused = self.ask(server, "GET", path, headers=far)
                    self.assertEqual(401, refused.status)
                    self.assertTrue(refused.headers["www-authenticate"].startswith("Bearer"))
                self.assertTrue(until(lambda: any(visit["remote"] == "192.0.2.7" for visit in server.visits())))
                self.assertEqual(200, server.request("GET", "/metrics").status)
                form = "grant_type=client_credentials&client_id={client_id}&client_secret={client_secret}"
                token = server.request("POST", "/api/oauth/token", form.format(**secrets),
                                       {"Content-Type": "application/x-www-form-urlencoded"}).json()["access_token"]
                known = {**far, "Authorization": f"Bearer {token}"}
                self.assertEqual(200, self.ask(server, "POST", "/v1/extract", INVOICE, known).status)
                self.assertEqual(200, self.ask(server, "GET", "/metrics", headers=known).status)
                self.assertTrue(until(lambda: any(visit.get("client") == "x" for visit in server.visits())))

    def portal(self, *arguments):
        """A server with a client, a store and structures, and what its client sends with each call."""
        scratch = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        structures = scratch / "structures.json"
        structures.write_text(json.dumps({"structures": [
            {"idStructureCPP": 1, "identifiantStructure": "19396459000429", "designationStructure": "Lycée",
             "services": [{"idService": 7, "codeService": "SERV", "libelleService": "Achats"}]},
            {"idStructureCPP": 2, "identifiantStructure": "83365516000236", "designationStructure": "Ateliers",
             "typeStructure": "PRIVEE"}]}))
        clients = scratch / "clients.json"
        told = subprocess.run([PREFILL, "clients", "add", "x", "--file", clients], check=True, capture_output=True)
        secrets = json.loads(told.stdout)
        server = self.enterContext(Server(PREFILL, "--workers", 1, "--clients", clients, "--store", scratch / "store",
                                          "--structures", structures, *arguments))
        form = "grant_type=client_credentials&client_id={client_id}&client_secret={client_secret}".format(**secrets)
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        token = self.ask(server, "POST", "/api/oauth/token", form, kind).json()["access_token"]
        self.ask(server, "POST", "/api/oauth/token", "grant_type=password", kind)
        self.ask(server, "POST", "/api/oauth/token", form + "x", kind)
        account = base64.b64encode("{login}:{password}".format(**secrets).encode()).decode()
        return server, {"Content-Type": "application/json", "Authorization": f"Bearer {token}", "cpro-account": account}

    def test_the_portals_calls(self):
        server, known = self.portal()
        call = lambda path, **body: self.ask(server, "POST", "/cpro/" + path, json.dumps(body), known).json()
        pdf = base64.b64encode(INVOICE).decode()
        self.assertEqual("FA-2025-36106", (form := call("factures/v1/deposer/pdf", fichierFacture=pdf))["numeroFacture"])
        call("transverses/v1/ajouter/fichier", pieceJointeFichier=pdf, pieceJointeNom="bon.pdf",
             pieceJointeTypeMime="application/pdf")
        invoice = call(
            "factures/v1/soumettre", modeDepot="DEPOT_PDF_API", numeroFactureSaisi="F-1", dateFacture="2025-11-03",
            destinataire={"codeDestinataire": "19396459000429"}, fournisseur={"idFournisseur": 2},
            cadreDeFacturation={"codeCadreFacturation": "A1_FACTURE_FOURNISSEUR"},
            references={"deviseFacture": "EUR", "typeFacture": "FACTURE", "typeTva": "SANS_TVA",
                        "modePaiement": "VIREMENT"},
            montantTotal={"montantHtTotal": 1, "montantTVA": 0, "montantTtcTotal": 1, "montantAPayer": 1},
            pieceJointePrincipale=[{"pieceJointePrincipaleDesignation": "f", "pieceJointePrincipaleId":
                                    form["pieceJointeId"]}])["identifiantFactureCPP"]
        call("factures/v1/consulter/historique", idFacture=invoice)
        call("factures/v1/consulter/fournisseur", identifiantFactureCPP=invoice)
        call("factures/v1/rechercher/fournisseur")
        call("structures/v1/rechercher", structure={"statutStructure": "ACTIF"})
        call("structures/v1/rechercher/services", idStructure=1)
        call("structures/v1/consulter", idStructureCPP=1)
        self.ask(server, "GET", "/cpro/transverses/v1/health-check", headers=known)
        for method, path in self.members:
            if not path.startswith("/cpro/"):
                continue
            if (method, path, 200) not in self.seen:
                self.ask(server, method, path, "{}", known)
            self.assertEqual(401, self.ask(server, method, path, "{}", {**known, "Authorization": "Bearer x"}).status)
            alone = {name: value for name, value in known.items() if name != "cpro-account"}
            self.assertEqual(403, self.ask(server, method, path, "{}", alone).status)
            if (method, path, 400) in self.described:
                self.assertEqual(400, self.ask(server, method, path, "[", known).status)
            if (method, path, 413) in self.described:
                large = json.dumps({"fichierFacture": "A" * 15_000_000, "pieceJointeFichier": "A" * 15_000_000})
                self.assertEqual(413, self.ask(server, method, path, large, known).status)

    def test_who_deposits_when_all_is_taken(self):
        server, known = self.portal("--slots", 1, "--worker-wait", 0.05, "--deadline", 30)
        body = json.dumps({"fichierFacture": base64.b64encode(INVOICE).decode()})
        busy = lambda: self.ask(server, "POST", "/cpro/factures/v1/deposer/pdf", body, known).status == 503
        self.assertTrue(until(lambda: self.hold(server, known) and busy()))

    def test_who_comes_when_all_is_taken(self):
        with Server(PREFILL, "--workers", 1, "--slots", 1, "--worker-wait", 0.05, "--deadline", 30) as server:
            for path in ("/v1/extract", "/v1/text", "/v1/picture"):
                busy = lambda: self.ask(server, "POST", path, INVOICE, PDF).status == 503
                self.assertTrue(until(lambda: self.hold(server) and busy()))

    def hold(self, server, headers=None):
        """Has the one worker draw something large; true as soon as it does."""
        known = {"Authorization": headers["Authorization"]} if headers else {}
        threading.Thread(target=server.extract, args=(INVOICE, known, "/v1/picture?dpi=600"), daemon=True).start()
        return until(lambda: server.metric('prefill_slots{state="running"}') == 1, 2)

    def test_who_asks_while_no_worker_can_read(self):
        with Server(PREFILL, "--workers", 1) as server:
            self.stop_reading(server)
            self.assertTrue(until(lambda: server.request("GET", "/readyz").status == 503))
            self.ask(server, "GET", "/readyz")

    @staticmethod
    def stop_reading(server):
        """Ends all processes below the server again and again, until it has given up on them."""
        for _ in range(200):
            for process in server.descendants():
                try:
                    os.kill(process, signal.SIGKILL)
                except ProcessLookupError:
                    pass
            if server.request("GET", "/readyz").status == 503:
                return
            time.sleep(0.2)

    @classmethod
    def tearDownClass(cls):
        never = set(cls.described) - cls.seen
        if never:
            raise AssertionError(f"described, and never seen: {sorted(never)}")


if __name__ == "__main__":
    unittest.main(verbosity=2)
