#!/usr/bin/python3
"""The program before a real portal, whose part is played here: what is handed on and what comes back, tokens, and the
ways in which a portal can fail.

    upstream_test.py PREFILL CORPUS
"""

import base64
import contextlib
import http.server
import json
import os
import pathlib
import signal
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.parse

from running import Server, until

PREFILL, CORPUS = sys.argv.pop(1), pathlib.Path(sys.argv.pop(1))
INVOICE = (CORPUS / "samples" / "header_row.pdf").read_bytes()
JSON = {"Content-Type": "application/json"}
TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
os.environ["no_proxy"] = "127.0.0.1,localhost"


class Portal(http.server.ThreadingHTTPServer):
    """Gives tokens and answers calls, each in the way that its path asks for."""

    daemon_threads = True

    def __init__(self, tls=None):
        super().__init__(("127.0.0.1", 0), Handler)
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*tls)
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.base = f"{'https' if tls else 'http'}://localhost:{self.server_port}"
        self.secret, self.password, self.life = "s+ecret & more", "pass:wört", 3600
        self.tokens, self.connections, self.vanished, self.calls = [], 0, 0, []
        self.good, self.let_in, self.asked, self.held = set(), True, 0, threading.Event()
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def account(self):
        return base64.b64encode(f"TECH_9@cpro:{self.password}".encode()).decode()

    def release(self):
        """Has all answers go that were held back; later ones are held back again."""
        self.held.set()
        self.held = threading.Event()

    def secrets(self):
        return [self.secret, self.password, self.account(), *self.tokens]

    def handle_error(self, request, client_address):
        pass  # broken connections and failed handshakes are what is tested

    def write_credentials(self, path, **changes):
        path.write_text(json.dumps({"token_url": f"{self.base}/api/oauth/token", "client_id": "app 1",
                                    "client_secret": self.secret, "login": "TECH_9@cpro", "password": self.password,
                                    **changes}))
        path.chmod(0o600)
        return path


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        super().setup()
        self.server.connections += 1

    def log_message(self, *_):
        pass

    def answer(self, status, body, kind="application/json", **headers):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": len(data), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/api/oauth/token":
            return self.give_token(body)
        self.server.calls.append((self.command, self.path, dict(self.headers.items()), body))
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if token not in self.server.good or self.headers.get("cpro-account") != self.server.account():
            return self.answer(401, {"error": "invalid_token"})
        name, _, argument = self.path.split("?")[0].removeprefix("/cpro/").removeprefix("x/").partition("/")
        return getattr(self, "do_" + name, self.do_other)(argument, body)

    do_GET = do_POST

    def give_token(self, body):
        self.server.asked += 1
        form = dict(urllib.parse.parse_qsl(body.decode()))
        wanted = {"grant_type": "client_credentials", "client_id": "app 1", "client_secret": self.server.secret,
                  "scope": "openid"}
        if form != wanted:
            return self.answer(401, {"error": "invalid_client"})
        token = f"tok.{len(self.server.tokens)}-{os.urandom(8).hex()}"
        self.server.tokens.append(token)
        if self.server.let_in:
            self.server.good.add(token)
        self.answer(200, {"access_token": token, "token_type": "Bearer", "expires_in": self.server.life})

    def do_other(self, _, body):
        if self.path == "/cpro/factures/v1/deposer/pdf":
            sent = json.loads(body)
            if sent["nomFichier"] == "refused.pdf":
                return self.answer(200, {"codeRetour": 20001, "libelle": "GDP_MSG_11.005"})
            return self.answer(200, {"codeRetour": 0, "libelle": "GCU_MSG_01_000", "numeroFacture": "MISREAD",
                                     "pieceJointeId": 28093})
        self.answer(200, {"codeRetour": 0, "libelle": "from the portal", "path": self.path})

    def do_status(self, number, _):
        self.answer(int(number), b"as it is: \xc3\xa9", "text/plain; charset=utf-8", Retry_After="17", X_Secret="no")

    def do_hold(self, *_):
        self.server.held.wait()
        with contextlib.suppress(OSError):
            self.answer(200, {"codeRetour": 0})

    def do_large(self, *_):
        self.answer(200, b" " * (33 << 20))

    def do_broken(self, *_):
        self.send_response(200)
        self.send_header("Content-Length", "100")
        self.end_headers()
        self.wfile.write(b"half")
        self.close_connection = True

    def do_vanish(self, *_):
        self.server.vanished += 1
        self.close_connection = True

    def do_redirect(self, *_):
        self.answer(302, b"", Location="https://example.invalid/")


@contextlib.contextmanager
def directory():
    with tempfile.TemporaryDirectory() as scratch:
        yield pathlib.Path(scratch)


class Upstream(unittest.TestCase):
    """One server with clients of its own, before one portal."""

    @classmethod
    def setUpClass(cls):
        cls.scratch = pathlib.Path(cls.enterClassContext(directory()))
        cls.portal = Portal()
        cls.addClassCleanup(cls.portal.server_close)
        cls.addClassCleanup(cls.portal.shutdown)
        clients = cls.scratch / "clients.json"
        told = subprocess.run([PREFILL, "clients", "add", "Mairie", "--file", clients], check=True, capture_output=True)
        cls.mine = json.loads(told.stdout)
        cls.credentials = cls.portal.write_credentials(cls.scratch / "portal.json")
        cls.server = cls.enterClassContext(Server(
            PREFILL, "--workers", 1, "--clients", clients, "--upstream", cls.portal.base + "/", "--upstream-time", 8,
            "--upstream-calls", 3, "--upstream-credentials", cls.credentials))
        form = "grant_type=client_credentials&client_id={client_id}&client_secret={client_secret}".format(**cls.mine)
        answer = cls.server.request("POST", "/api/oauth/token", form,
                                    {"Content-Type": "application/x-www-form-urlencoded"})
        account = base64.b64encode(f"{cls.mine['login']}:{cls.mine['password']}".encode()).decode()
        cls.token = answer.json()["access_token"]
        cls.known = {"Authorization": f"Bearer {cls.token}", "cpro-account": account}
        cls.account = account

    def setUp(self):
        self.portal.calls.clear()
        self.answers = []

    def call(self, path, body=b"{}", method="POST", headers=None, server=None):
        answer = (server or self.server).request(method, path, body, {**JSON, **self.known, **(headers or {})})
        self.answers.append(answer)
        return answer

    def outcomes(self, server=None):
        return [entry["upstream"]["outcome"] for entry in list((server or self.server).log) if "upstream" in entry]

    def fails(self, path, status, outcome, part, server=None, code=21052, body=b"{}"):
        """The call is refused in the portal's form, and the log says why under the request's id."""
        answer = self.call(path, body, server=server)
        told = answer.json()
        self.assertEqual((status, code), (answer.status, told["codeRetour"]), told)
        self.assertIn(part, told["libelle"])
        self.assertTrue(told["erreurs"][0]["conseil"])
        def entries():
            log = list((server or self.server).log)
            return [e["upstream"] for e in log if "upstream" in e and e["id"] == answer.headers["x-request-id"]]

        self.assertTrue(until(entries))
        self.assertEqual(outcome, entries()[0]["outcome"])
        return entries()[0]

    def tearDown(self):
        # Whatever was done: no secret of either side where it does not belong.
        log = json.dumps(self.server.log, ensure_ascii=False)
        for secret in [*self.portal.secrets(), self.token, self.account, self.mine["password"]]:
            self.assertNotIn(secret, log)
        for answer in self.answers:
            for secret in self.portal.secrets():
                self.assertNotIn(secret.encode(), answer.body + repr(answer.headers).encode())
        for _, _, headers, body in self.portal.calls:
            for secret in (self.token, self.account):
                self.assertNotIn(secret, repr(headers) + repr(body))

    def test_calls_are_handed_on_as_they_are(self):
        body = '{"numeroFactureSaisi": "É-1",  "x": 1.50}'.encode()
        kind = "application/json;charset=utf-8"
        answer = self.call("/cpro/factures/v1/soumettre?a=1%202&b=%26%C3%A9&c=", body,
                           headers={"Content-Type": kind, "traceparent": TRACE, "X-Own": "stays here"})
        self.assertEqual(("from the portal", 200), (answer.json()["libelle"], answer.status))
        (method, path, headers, sent), = self.portal.calls
        self.assertEqual(("POST", "/cpro/factures/v1/soumettre?a=1%202&b=%26%C3%A9&c=", body), (method, path, sent))
        self.assertEqual((kind, TRACE), (headers["Content-Type"], headers["traceparent"]))
        self.assertEqual({"Host", "User-Agent", "Authorization", "cpro-account", "Accept", "traceparent",
                          "Content-Type", "Content-Length"}, set(headers))
        self.assertTrue(until(lambda: "ok" in self.outcomes()))
        self.assertGreater(self.server.metric('prefill_upstream_calls_total{outcome="ok",status="200"}'), 0)
        self.assertGreater(self.server.metric("prefill_upstream_seconds_count"), 0)

    def test_what_we_do_not_know_and_what_we_know_go_there(self):
        for path in ("factures/v1/consulter/historique", "structures/v1/rechercher",
                     "engagementsJuridiques/v1/rechercher", "transverses/v1/ajouter/fichier"):
            self.assertEqual(f"/cpro/{path}", self.call(f"/cpro/{path}").json()["path"])
        self.assertEqual(200, self.call("/cpro/transverses/v1/health-check", None, "GET").status)
        self.assertEqual("GET", self.portal.calls[-1][0])
        # Log and metrics name known calls, and no others.
        routes = lambda: {visit["route"] for visit in self.server.visits() if "route" in visit}
        self.assertTrue(until(lambda: {"/cpro/structures/v1/rechercher", "/cpro/*"} <= routes()))

    def test_answers_come_back_as_they_are(self):
        for status in (200, 400, 403, 413, 429, 500, 503):
            answer = self.call(f"/cpro/x/status/{status}")
            self.assertEqual((status, "as it is: é"), (answer.status, answer.body.decode()))
            self.assertEqual("text/plain; charset=utf-8", answer.headers["content-type"])
            self.assertEqual("17", answer.headers["retry-after"])
            self.assertNotIn("x-secret", answer.headers)
        self.assertTrue(until(lambda: "upstream_refused" in self.outcomes()))

    def test_what_is_deposited_is_recognised_here_and_kept_there(self):
        body = {"fichierFacture": base64.b64encode(INVOICE).decode(), "nomFichier": "é.pdf",
                "formatDepot": "PDF_NON_SIGNE", "idUtilisateurCourant": 7}
        found = self.call("/cpro/factures/v1/deposer/pdf", json.dumps(body)).json()
        self.assertEqual(("FA-2025-36106", 28093, 0), (found["numeroFacture"], found["pieceJointeId"],
                                                       found["codeRetour"]))
        self.assertEqual(body, json.loads(self.portal.calls[-1][3]))
        refused = self.call("/cpro/factures/v1/deposer/pdf", json.dumps({**body, "nomFichier": "refused.pdf"})).json()
        self.assertEqual({"codeRetour": 20001, "libelle": "GDP_MSG_11.005"}, refused)
        calls = len(self.portal.calls)
        broken = self.call("/cpro/factures/v1/deposer/pdf", json.dumps({**body, "fichierFacture": "bm8gUERG"}))
        self.assertEqual((400, 21023), (broken.status, broken.json()["codeRetour"]))
        self.assertEqual(calls, len(self.portal.calls))

    def test_large_flows_fit(self):
        flow = json.dumps({"fichierFlux": "A" * 40_000_000})
        self.assertEqual(200, self.call("/cpro/factures/v1/deposer/flux", flow).status)
        self.assertEqual(len(flow), len(self.portal.calls[-1][3]))

    def test_no_path_leads_out(self):
        for path in ("/cpro/../api/oauth/token", "/cpro/%2e%2e/api/oauth/token", "/cpro/x/..%2f..%2fapi", "/cpro//x",
                     "/cpro/x%3fa", "/cpro/x%0d%0aHost:y", "/cpro/x%20y", "/cpro/é", "/cpro/x.json"):
            answer = self.call(urllib.parse.quote(path, safe="/%"))
            self.assertEqual(404, answer.status, path)
        self.assertEqual([], self.portal.calls)

    def test_strangers_get_nowhere(self):
        self.assertEqual(401, self.server.request("POST", "/cpro/x/any", b"{}", JSON).status)
        bad = {**JSON, "Authorization": self.known["Authorization"]}
        self.assertEqual(403, self.server.request("POST", "/cpro/x/any", b"{}", bad).status)
        self.assertEqual([], self.portal.calls)

    def test_a_token_is_kept_and_so_is_the_connection(self):
        self.call("/cpro/x/any")
        tokens, connections = len(self.portal.tokens), self.portal.connections
        for _ in range(5):
            self.assertEqual(200, self.call("/cpro/x/any").status)
        self.assertEqual((tokens, connections), (len(self.portal.tokens), self.portal.connections))

    def test_a_token_that_is_worth_nothing_any_more_is_renewed_once(self):
        self.call("/cpro/x/any")
        self.portal.good.clear()
        tokens, calls = len(self.portal.tokens), len(self.portal.calls)
        self.assertEqual(200, self.call("/cpro/x/any").status)
        self.assertEqual((tokens + 1, calls + 2), (len(self.portal.tokens), len(self.portal.calls)))
        self.portal.good.clear()
        self.portal.let_in = False
        try:
            entry = self.fails("/cpro/x/any", 502, "upstream_not_let_in", "does not let this server in")
            self.assertIn("401", entry["detail"])
            self.assertEqual((tokens + 2, calls + 4), (len(self.portal.tokens), len(self.portal.calls)))
        finally:
            self.portal.let_in = True
        self.assertEqual(200, self.call("/cpro/x/any").status)

    def test_a_token_is_renewed_before_it_ends(self):
        self.portal.good.clear()
        self.portal.life = 8  # good for half of it
        try:
            self.call("/cpro/x/any")
            tokens = len(self.portal.tokens)
            self.call("/cpro/x/any")
            time.sleep(4.2)
            self.assertEqual(200, self.call("/cpro/x/any").status)
            self.assertEqual(tokens + 1, len(self.portal.tokens))
        finally:
            self.portal.life = 3600
            self.portal.good.clear()

    def test_new_secrets_need_no_new_start(self):
        self.call("/cpro/x/any")
        self.portal.secret, self.portal.password = "s+ecret of tomorrow", "pass:wört of tomorrow"
        self.portal.write_credentials(self.credentials)
        self.assertEqual(200, self.call("/cpro/x/any").status)

    def test_a_slow_portal_is_given_up(self):
        self.addCleanup(self.portal.release)
        self.fails("/cpro/x/hold", 504, "upstream_late", "look before you send it again")

    def test_answers_without_an_end_or_too_large_are_none(self):
        self.fails("/cpro/x/broken", 502, "upstream_broken", "broke its answer off")
        self.fails("/cpro/x/large", 502, "upstream_too_large", "32 MiB")
        self.fails("/cpro/x/redirect", 502, "upstream_redirected", "another address")

    def test_what_may_have_been_done_is_not_asked_for_again(self):
        # A connection that was used before and ends without a byte: clients like to try again on a new one.
        for body in (b"{}", b""):
            self.call("/cpro/x/any")
            calls, asked = len(self.portal.calls), self.portal.vanished
            self.fails("/cpro/x/vanish", 502, "upstream_broken", "look before you send it again", body=body)
            self.call("/cpro/x/any")  # what came before it has been seen by now
            self.assertEqual((calls + 2, asked + 1), (len(self.portal.calls), self.portal.vanished))

    def test_no_more_calls_wait_than_may(self):
        statuses = []
        waiting = [threading.Thread(target=lambda: statuses.append(self.call("/cpro/x/hold").status))
                   for _ in range(3)]
        for one in waiting:
            one.start()
        self.assertTrue(until(lambda: len(self.portal.calls) == 3))
        self.fails("/cpro/x/any", 503, "upstream_busy", "waiting for the portal", code=21050)
        self.assertEqual(200, self.server.request("GET", "/healthz").status)
        self.portal.release()
        for one in waiting:
            one.join()
        self.assertEqual([200] * 3, statuses)
        self.assertEqual(200, self.call("/cpro/x/any").status)


class Doors(unittest.TestCase):
    """Portals that cannot be reached or trusted, and starts that are refused."""

    def setUp(self):
        self.scratch = self.enterContext(directory())

    def serve(self, portal, *arguments, credentials=None, **changes):
        file = credentials or portal.write_credentials(self.scratch / "portal.json", **changes)
        return Server(PREFILL, "--workers", 1, "--upstream", portal.base, "--upstream-credentials", file, *arguments)

    def portal(self, tls=None):
        portal = Portal(tls)
        self.addCleanup(portal.server_close)
        self.addCleanup(portal.shutdown)
        return portal

    def certificate(self):
        certificate, key = self.scratch / "cert.pem", self.scratch / "key.pem"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-keyout", key, "-out", certificate, "-days", "1", "-subj", "/CN=localhost", "-addext",
                        "subjectAltName=DNS:localhost"], check=True, capture_output=True)
        return certificate, key

    def refused(self, server, outcome):
        answer = server.request("POST", "/cpro/x/any", b"{}", JSON)
        self.assertEqual((502, 21052), (answer.status, answer.json()["codeRetour"]), answer)
        found = lambda: [e["upstream"] for e in server.log if e.get("upstream", {}).get("outcome") == outcome]
        self.assertTrue(until(found), server.log)
        return found()[-1]["detail"]

    def test_a_portal_with_a_private_certificate(self):
        certificate, key = self.certificate()
        portal = self.portal((certificate, key))
        with self.serve(portal) as server:
            self.assertIn("certificate", self.refused(server, "upstream_untrusted").lower())
            self.assertEqual([], portal.tokens)
        with self.serve(portal, "--upstream-ca", certificate) as server:
            self.assertEqual(200, server.request("POST", "/cpro/x/any", b"{}", JSON).status)
        portal.base = portal.base.replace("localhost", "127.0.0.1")  # which the certificate does not name
        with self.serve(portal, "--upstream-ca", certificate) as server:
            self.refused(server, "upstream_untrusted")

    def test_a_portal_that_is_not_there(self):
        portal = Portal()
        portal.shutdown()
        portal.server_close()
        with self.serve(portal) as server:
            self.assertIn("token_url", self.refused(server, "upstream_unreachable"))

    def test_wrong_credentials_are_not_tried_again_and_again(self):
        portal = self.portal()
        with self.serve(portal, client_secret="wrong") as server:
            for _ in range(5):
                self.assertIn("401", self.refused(server, "upstream_not_let_in"))
            self.assertEqual([], portal.calls)
            self.assertLess(portal.asked, 5)

    def test_an_end_does_not_wait_for_a_slow_portal(self):
        portal = self.portal()
        with self.serve(portal, "--drain-time", 0.5, "--upstream-time", 600) as server:
            threading.Thread(target=lambda: self.swallow(server), daemon=True).start()
            self.assertTrue(until(lambda: portal.calls))
            server.process.send_signal(signal.SIGTERM)
            self.assertEqual(1, server.process.wait(60))
            portal.release()

    @staticmethod
    def swallow(server):
        with contextlib.suppress(Exception):  # the server ends meanwhile
            server.request("POST", "/cpro/x/hold", b"{}", JSON)

    def test_starts_that_are_refused(self):
        portal = self.portal()
        good = portal.write_credentials(self.scratch / "good.json")
        open_to_all = portal.write_credentials(self.scratch / "open.json")
        open_to_all.chmod(0o640)
        for file, part in [
            (self.scratch / "none.json", "cannot read the portal's credentials"),
            (open_to_all, "chmod 600"),
            (portal.write_credentials(self.scratch / "a.json", login=""), "`login`"),
            (portal.write_credentials(self.scratch / "b.json", token_url="http://portal.example/"), "in the clear"),
        ]:
            self.assertIn(part, self.start_of("--upstream", portal.base, "--upstream-credentials", file))
        self.assertIn("none.pem", self.start_of("--upstream", portal.base, "--upstream-credentials", good,
                                                "--upstream-ca", self.scratch / "none.pem"))

    def start_of(self, *arguments):
        ran = subprocess.run([PREFILL, "serve", "--listen", "127.0.0.1:0", *map(str, arguments)], capture_output=True,
                             timeout=120)
        self.assertEqual(2, ran.returncode)
        return ran.stderr.decode()


if __name__ == "__main__":
    unittest.main(verbosity=2)
