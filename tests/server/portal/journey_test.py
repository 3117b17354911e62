#!/usr/bin/python3
"""The real program, with clients and a store, and software that goes from token to submitted invoice: one client in
Python, one in PHP, and the mistakes that software makes.

    journey_test.py PREFILL CORPUS
"""

import base64
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
PREFILL, CORPUS = sys.argv.pop(1), pathlib.Path(sys.argv.pop(1))
INVOICE = CORPUS / "samples" / "header_row.pdf"
SCAN = CORPUS / "samples" / "scanned_page.pdf"
LONGEST_START = 60  # seconds: rules are compiled the first time


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Journey(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(cls.scratch.cleanup)
        cls.directory = pathlib.Path(cls.scratch.name)
        cls.clients = cls.directory / "clients.json"
        cls.credentials = cls.add_client("Mairie")
        cls.base = f"http://127.0.0.1:{free_port()}"
        cls.server = cls.start()
        cls.addClassCleanup(lambda: cls.stop(cls.server))

    @classmethod
    def add_client(cls, name):
        told = subprocess.run([PREFILL, "clients", "add", name, "--file", cls.clients], check=True, capture_output=True)
        file = cls.directory / f"{name}.json"
        file.write_bytes(told.stdout)
        return file

    @classmethod
    def start(cls):
        log = open(cls.directory / "log", "ab")
        server = subprocess.Popen([PREFILL, "serve", "--listen", cls.base.removeprefix("http://"), "--clients",
                                   cls.clients, "--store", cls.directory / "store", "--workers", "1"],
                                  stdout=log, stderr=log)
        log.close()
        deadline = time.monotonic() + LONGEST_START
        while time.monotonic() < deadline and server.poll() is None:
            try:
                urllib.request.urlopen(f"{cls.base}/readyz", timeout=5).close()
                return server
            except OSError:
                time.sleep(0.1)
        cls.stop(server)
        raise AssertionError("the server did not get ready:\n" + (cls.directory / "log").read_text(errors="replace"))

    @staticmethod
    def stop(server):
        server.terminate()
        server.wait(timeout=60)

    def run_client(self, program, number):
        ran = subprocess.run([*program, self.base, self.base, self.credentials, INVOICE, number], capture_output=True)
        self.assertEqual(0, ran.returncode, ran.stderr.decode())
        return json.loads(ran.stdout)

    def post(self, path, body, headers=None):
        """Status and answer of a call; headers given as None are left out."""
        sent = {"Authorization": f"Bearer {self.token()}", "cpro-account": self.account(),
                "Content-Type": "application/json", **(headers or {})}
        request = urllib.request.Request(self.base + path, data=body if isinstance(body, bytes) else
                                         json.dumps(body).encode(), method="POST",
                                         headers={k: v for k, v in sent.items() if v is not None})
        try:
            with urllib.request.urlopen(request, timeout=30) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)

    def account(self):
        told = json.loads(self.credentials.read_text())
        return base64.b64encode(f"{told['login']}:{told['password']}".encode()).decode()

    def token(self):
        told = json.loads(self.credentials.read_text())
        form = f"grant_type=client_credentials&client_id={told['client_id']}&client_secret={told['client_secret']}"
        request = urllib.request.Request(f"{self.base}/api/oauth/token", data=form.encode(),
                                         headers={"Content-Type": "application/x-www-form-urlencoded"})
        with urllib.request.urlopen(request, timeout=30) as response:
            return json.load(response)["access_token"]

    def check_journey(self, journey, number):
        self.assertEqual(3600, journey["token"]["expires_in"])
        self.assertEqual("FA-2025-36106", journey["found"]["numeroFacture"])
        self.assertEqual("2025-11-03", journey["found"]["dateFacture"])
        self.assertEqual("19396459000429", journey["found"]["codeDestinataire"])
        self.assertEqual(5844.75, journey["found"]["montantTtcAvantRemiseGlobalTTC"])
        self.assertEqual(number, journey["submitted"]["numeroFacture"])
        self.assertEqual("DEPOSEE", journey["submitted"]["statutFacture"])
        self.assertEqual("DEPOSEE", journey["history"]["statutCourantCode"])
        self.assertEqual(16, journey["rates"])

    def test_software_in_python_gets_through(self):
        self.check_journey(self.run_client([sys.executable, HERE / "client.py"], "PY-1"), "PY-1")

    def test_software_in_php_gets_through(self):
        php = shutil.which("php")
        if php is None or subprocess.run([php, "-r", "exit(function_exists('curl_init') ? 0 : 1);"]).returncode:
            self.skipTest("PHP with curl is not installed (packages `php-cli`, `php-curl`)")
        self.check_journey(self.run_client([php, HERE / "client.php"], "PHP-1"), "PHP-1")

    def test_a_number_is_taken_once_and_stays_taken(self):
        self.run_client([sys.executable, HERE / "client.py"], "ONCE-1")
        again = subprocess.run([sys.executable, HERE / "client.py", self.base, self.base, self.credentials, INVOICE,
                                "ONCE-1"], capture_output=True)
        self.assertEqual(1, again.returncode)
        self.assertIn("21011", again.stderr.decode())

    def test_a_scan_is_deposited_with_an_empty_form(self):
        status, answer = self.post("/cpro/factures/v1/deposer/pdf", {
            "fichierFacture": base64.b64encode(SCAN.read_bytes()).decode(), "nomFichier": "scan.pdf",
            "formatDepot": "PDF_NON_SIGNE"})
        self.assertEqual((200, 0), (status, answer["codeRetour"]))
        self.assertIsNone(answer["numeroFacture"])
        self.assertEqual("FACTURE", answer["typeFacture"])
        self.assertNotIn("typeTva", answer)
        self.assertGreater(answer["pieceJointeId"], 0)

    def test_mistakes_of_software_are_explained(self):
        deposit = "/cpro/factures/v1/deposer/pdf"
        pdf = base64.b64encode(INVOICE.read_bytes()).decode()
        for body, part in [
            ({"fichierFacture": "data:application/pdf;base64," + pdf}, "data URI"),
            ({"fichierFacture": 6921279}, "not the id"),
            ({"fichierFacture": "%PDF-1.4 ..."}, "no base64"),
            ({"fichierFactures": pdf}, "perhaps `fichierFacture` is meant"),
            ({}, "`fichierFacture` is missing"),
            (b"fichierFacture=" + pdf.encode(), "JSON"),
            ({"fichierFacture": base64.b64encode(b"no pdf").decode()}, "PDF"),
        ]:
            with self.subTest(part=part):
                status, answer = self.post(deposit, body)
                self.assertEqual(400, status)
                self.assertGreater(answer["codeRetour"], 0)
                self.assertIn(part, answer["libelle"])

    def test_admission_is_explained(self):
        path = "/cpro/transverses/v1/recuperer/tauxtva"
        # Software gets a new token at 401: where the account is to blame, that would go on for ever.
        for headers, part, expected in [
            ({"Authorization": None}, "Bearer", 401),
            ({"Authorization": "Bearer unknown"}, "token", 401),
            ({"cpro-account": None}, "cpro-account", 403),
            ({"cpro-account": base64.b64encode(b"a:b").decode()}, "cpro-account", 403),
        ]:
            with self.subTest(part=part, headers=headers):
                status, answer = self.post(path, {}, headers)
                self.assertEqual(expected, status)
                self.assertEqual(21031, answer["codeRetour"])
                self.assertIn(part, answer["libelle"])

    def test_other_calls_have_the_portals_form(self):
        status, answer = self.post("/cpro/factures/v1/soumetre", {})
        self.assertEqual((404, 21030), (status, answer["codeRetour"]))
        self.assertIn("factures/v1/soumettre", answer["libelle"])

    def test_a_large_file_is_refused(self):
        large = base64.b64encode(b"%PDF-1.4\n" + os.urandom(11 * 1024 * 1024)).decode()
        status, answer = self.post("/cpro/factures/v1/deposer/pdf", {"fichierFacture": large})
        self.assertEqual((413, 20003), (status, answer["codeRetour"]))

    def test_a_revoked_client_is_out_within_two_seconds(self):
        other = self.add_client("Autre")
        mine, type(self).credentials = self.credentials, other
        try:
            deadline = time.monotonic() + 2  # the server looks at the file once a second
            headers = None
            while headers is None:
                try:
                    headers = {"Authorization": f"Bearer {self.token()}"}
                except urllib.error.HTTPError:
                    self.assertLess(time.monotonic(), deadline)
                    time.sleep(0.2)
            path = "/cpro/transverses/v1/recuperer/devises"
            self.assertEqual(200, self.post(path, {}, headers)[0])
            subprocess.run([PREFILL, "clients", "revoke", "Autre", "--file", self.clients], check=True,
                           capture_output=True)
            time.sleep(2)
            request = urllib.request.Request(self.base + path, data=b"{}",
                                             headers={**headers, "cpro-account": self.account()})
            with self.assertRaises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(request, timeout=30)
            refused.exception.close()
            self.assertEqual(401, refused.exception.code)
        finally:
            type(self).credentials = mine

    def test_what_was_submitted_survives_a_kill(self):
        journey = self.run_client([sys.executable, HERE / "client.py"], "KILL-1")
        self.server.kill()
        self.server.wait()
        type(self).server = self.start()
        status, answer = self.post("/cpro/factures/v1/consulter/fournisseur",
                                   {"identifiantFactureCPP": journey["submitted"]["identifiantFactureCPP"]})
        self.assertEqual((200, "KILL-1"), (status, answer["facture"]["numeroFacture"]))


if __name__ == "__main__":
    unittest.main()
