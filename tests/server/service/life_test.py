#!/usr/bin/python3
"""The life of a service: documents that kill their reader, rules that change under load, candidates that read along,
doors with TLS and without, and an end in order.

    life_test.py PREFILL CORPUS RULES
"""

import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import unittest

from running import PATIENCE, Server, head, read_answer, until

PREFILL, CORPUS, RULES = sys.argv.pop(1), pathlib.Path(sys.argv.pop(1)), pathlib.Path(sys.argv.pop(1))
INVOICE = (CORPUS / "samples" / "header_row.pdf").read_bytes()
# Takes a worker long enough to be caught at it.
LONG = "/v1/picture?dpi=600"


class Load:
    """Clients that send the same invoice again and again, each on one connection, until told to stop."""

    def __init__(self, server, clients=4):
        self.server, self.going = server, True
        self.answers, self.faults = [], []
        self.threads = [threading.Thread(target=self._run) for _ in range(clients)]
        for thread in self.threads:
            thread.start()

    def _run(self):
        while self.going:
            try:
                connection = self.server.open()
            except OSError:
                return  # it listens no more
            try:
                while self.going:
                    answer = self.server.extract(INVOICE, connection=connection)
                    self.answers.append(answer)
                    if answer.headers.get("connection") == "close":
                        return
            except ConnectionError:
                return  # closed between two requests, as HTTP allows
            except Exception as fault:  # an answer cut short, above all
                self.faults.append(repr(fault))
                return
            finally:
                connection.close()

    def stop(self):
        self.going = False
        for thread in self.threads:
            thread.join(PATIENCE)


class Life(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.scratch = pathlib.Path(scratch.name)

    def test_a_killed_worker_costs_its_own_request_alone(self):
        with Server(PREFILL, "--workers", 2) as server:
            answers = []
            caught = threading.Thread(target=lambda: answers.append(server.extract(INVOICE, path=LONG)))
            caught.start()
            self.assertTrue(until(lambda: server.metric('prefill_slots{state="running"}') == 1))
            # Whoever among those that begin no others has worked most is the one that draws.
            time.sleep(0.15)
            os.kill(max(server.descendants(leaves=True), key=processor_time), signal.SIGKILL)
            self.assertEqual(200, server.extract(INVOICE + b"\n").status)
            caught.join()
            self.assertEqual((422, "crashed"), (answers[0].status, answers[0].json()["code"]))
            again = server.extract(INVOICE)
            self.assertEqual((422, "crashed"), (again.status, again.json()["code"]))
            self.assertIn("without being read", again.json()["detail"])
            self.assertEqual(1, server.metric("prefill_quarantined_documents"))
            for _ in range(10):
                self.assertEqual(200, server.extract(INVOICE + b"\n").status)

    def test_a_document_that_takes_too_long_is_stopped(self):
        with Server(PREFILL, "--workers", 1, "--deadline", 0.08) as server:
            answer = server.extract(INVOICE, path=LONG)
            self.assertEqual((422, "timeout"), (answer.status, answer.json()["code"]))
            self.assertEqual(200, server.extract(INVOICE + b"\n").status)
            self.assertEqual(1, server.metric('prefill_pool_events{event="timeouts"}'))

    def test_workers_end_with_the_server_however_it_ends(self):
        server = Server(PREFILL, "--workers", 2)
        below = server.descendants()
        self.assertGreater(len(below), 2)
        server.process.kill()
        server.process.wait()
        self.assertTrue(until(lambda: not any(pathlib.Path(f"/proc/{process}").exists() for process in below)))

    def test_rules_change_under_load(self):
        pack = self.scratch / "fr.json"
        shutil.copy(RULES / "fr.json", pack)
        with Server(PREFILL, "--workers", 2, "--worker-wait", 30, "--rules", pack) as server:
            load = Load(server)
            versions = [server.request("GET", "/v1/rules").json()["engine"]["rules"]]
            for round_ in range(2):
                pack.write_text((RULES / "fr.json").read_text() + "\n" * (round_ + 1))
                server.process.send_signal(signal.SIGHUP)
                self.assertTrue(until(lambda: server.request("GET", "/v1/rules").json()["engine"]["rules"] != versions[-1]))
                versions.append(server.request("GET", "/v1/rules").json()["engine"]["rules"])
            seen = len(load.answers)
            self.assertTrue(until(lambda: len(load.answers) > seen + 4))
            load.stop()
            self.assertEqual([], load.faults)
            self.assertEqual({200}, {answer.status for answer in load.answers})
            # Each answer is of one set of rules, and the last ones of the last.
            used = [answer.json()["engine"]["rules"] for answer in load.answers]
            self.assertLessEqual(set(used), set(versions))
            self.assertEqual(versions[-1], used[-1])
            self.assertEqual(2, server.metric('prefill_rules_changes_total{outcome="ok"}'))

    def test_rules_with_mistakes_change_nothing(self):
        pack = self.scratch / "fr.json"
        shutil.copy(RULES / "fr.json", pack)
        with Server(PREFILL, "--workers", 1, "--rules", pack) as server:
            before = server.request("GET", "/v1/rules").body
            pack.write_text(pack.read_text().replace('"fields"', '"feilds"', 1))
            server.process.send_signal(signal.SIGHUP)
            told = server.wait_for("(?s)stay as they were: .*").group(0)
            self.assertIn(str(pack), told)
            self.assertRegex(told, r"\d+:\d+")
            self.assertIn("^", told)
            self.assertEqual(before, server.request("GET", "/v1/rules").body)
            self.assertEqual(200, server.extract(INVOICE).status)

    def test_an_end_under_load_cuts_no_answer(self):
        server = Server(PREFILL, "--workers", 2, "--worker-wait", 30)
        load = Load(server, clients=8)
        self.assertTrue(until(lambda: len(load.answers) > 20))
        begun = server.connect()
        begun.sendall(head(Content_Length=len(INVOICE)) + INVOICE[:1000])
        self.assertTrue(until(lambda: server.metric("prefill_connections") > 8))
        server.process.send_signal(signal.SIGTERM)
        server.wait_for("nothing more is taken in")
        begun.sendall(INVOICE[1000:])
        last = read_answer(begun)
        self.assertEqual((200, "close"), (last.status, last.headers["connection"]))
        begun.close()
        self.assertEqual(0, server.process.wait(PATIENCE))
        load.stop()
        self.assertEqual([], load.faults)
        self.assertEqual({200}, {answer.status for answer in load.answers})
        self.assertRaises(OSError, server.connect)

    def test_an_end_does_not_wait_for_ever(self):
        server = Server(PREFILL, "--workers", 1, "--drain-time", 1)
        wire = server.connect()
        wire.sendall(head(Content_Length=1000) + b"%PDF-")
        self.assertTrue(until(lambda: server.metric("prefill_connections") > 1))
        begin = time.monotonic()
        self.assertEqual(1, server.stop())
        self.assertLess(time.monotonic() - begin, 20)
        wire.close()

    def test_a_candidate_reads_along(self):
        live = json.loads((RULES / "fr.json").read_text())
        live["fields"]["numeroFacture"]["threshold"] = 1  # never sure of a number
        pack = self.scratch / "candidate.json"
        pack.write_text(json.dumps(live))
        for candidate, outcome in ((pack, "different"), ("fr", "same")):
            with Server(PREFILL, "--workers", 1, "--rules", "fr", "--shadow", candidate, "--shadow-share", 1) as server:
                def read_along():
                    # While none of its workers is free, the candidate skips documents.
                    self.assertIn("numeroFacture", server.extract(INVOICE).json()["fields"])
                    return server.metric(f'prefill_shadow_documents_total{{outcome="{outcome}"}}') >= 1

                self.assertTrue(until(read_along))
                lost = server.metric('prefill_shadow_fields_total{difference="lost",field="numeroFacture"}')
                self.assertEqual(outcome == "different", lost >= 1)

    def test_a_candidate_is_read_again_too(self):
        live = json.loads((RULES / "fr.json").read_text())
        live["fields"]["numeroFacture"]["threshold"] = 1  # never sure of a number
        pack = self.scratch / "candidate.json"
        pack.write_text(json.dumps(live))
        with Server(PREFILL, "--workers", 1, "--rules", "fr", "--shadow", pack, "--shadow-share", 1) as server:
            def has(outcome):
                self.assertEqual(200, server.extract(INVOICE).status)
                return server.metric(f'prefill_shadow_documents_total{{outcome="{outcome}"}}') >= 1

            self.assertTrue(until(lambda: has("different")))
            pack.write_text("{")
            server.process.send_signal(signal.SIGHUP)
            self.assertIn(str(pack), server.wait_for("(?s)the shadow stays as it was: .*").group(0))
            self.assertIn("numeroFacture", server.extract(INVOICE).json()["fields"])
            shutil.copy(RULES / "fr.json", pack)
            server.process.send_signal(signal.SIGHUP)
            server.wait_for("the shadow's rules are now")
            self.assertTrue(until(lambda: has("same")))

    def test_a_unix_socket_serves_and_is_removed(self):
        path = self.scratch / "socket"
        with Server(PREFILL, "--workers", 1, listen=f"unix:{path}") as server:
            self.assertEqual(200, server.extract(INVOICE).status)
            self.assertTrue(until(lambda: any(visit["remote"] == "unix" for visit in server.visits())))
            server.process.kill()
            server.process.wait()
        self.assertTrue(path.exists(), "a server that is killed leaves its socket behind")
        with Server(PREFILL, "--workers", 1, listen=f"unix:{path}") as server:
            self.assertEqual(200, server.extract(INVOICE).status)
            self.assertEqual(0, server.stop())
        self.assertFalse(path.exists())

    def test_tls_serves_from_afar_those_who_are_known(self):
        certificate, key, clients = (self.scratch / name for name in ("cert.pem", "key.pem", "clients.json"))
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-days", "2", "-subj", "/CN=localhost", "-keyout", key, "-out", certificate],
                       check=True, capture_output=True)
        subprocess.run([PREFILL, "clients", "add", "x", "--file", clients], check=True, capture_output=True)
        with Server(PREFILL, "--workers", 1, "--tls-certificate", certificate, "--tls-key", key, "--clients", clients,
                    listen="0.0.0.0:0", tls=True) as server:
            self.assertEqual(401, server.extract(INVOICE).status)
            self.assertEqual(200, server.request("GET", "/readyz").status)
            connection = server.open()
            for _ in range(3):
                self.assertEqual(200, server.request("GET", "/healthz", connection=connection).status)
            connection.close()
            server.tls = False
            with server.connect() as wire:
                wire.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
                self.assertIsNone(read_answer(wire), "plain HTTP must not be answered")

    def test_the_log_knows_requests_and_nothing_of_invoices(self):
        trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
        with Server(PREFILL, "--workers", 1) as server:
            server.extract(INVOICE, {"X-Request-Id": "mine-1", "traceparent": trace},
                           "/v1/extract?file=Lormeaux-secret.pdf")
            server.request("GET", "/Lormeaux-secret")
            self.assertTrue(until(lambda: len(server.visits()) == 2))
            visit = server.visits()[0]
            self.assertEqual(("mine-1", trace, "/v1/extract", 200, "ok"),
                             tuple(visit[key] for key in ("id", "trace", "route", "status", "outcome")))
            self.assertGreater(visit["us"]["work"], 0)
            self.assertGreater(visit["worker"], 0)
            everything = str(server.log)
            for secret in ("secret", "FA-2025-36106", "19396459000429"):
                self.assertNotIn(secret, everything)


class Refusals(unittest.TestCase):
    def refused(self, *arguments):
        ran = subprocess.run([PREFILL, "serve", *arguments], capture_output=True, timeout=PATIENCE)
        self.assertEqual(2, ran.returncode)
        return ran.stderr.decode()

    def test_doors_that_would_be_open_to_all_are_refused_with_advice(self):
        self.assertIn("`tls-certificate`", self.refused("--listen", "0.0.0.0:0"))
        self.assertIn("`clients`", self.refused("--listen", "127.0.0.1:0", "--behind-proxy"))
        self.assertIn("unix:PATH", self.refused("--listen", "here"))

    def test_a_configuration_is_checked_whole(self):
        with tempfile.TemporaryDirectory() as scratch:
            file = pathlib.Path(scratch) / "serve.json"
            file.write_text('{"workrs": 2,\n "deadline": "long",\n "connections": 0}')
            told = self.refused("--config", str(file), "--check-config")
            for place in ("serve.json:1:2", "serve.json:2:14", "serve.json:3:17", "perhaps `workers` is meant", "^"):
                self.assertIn(place, told)
            file.write_text('{"workers": 2, "rules": ["fr"], "listen": "127.0.0.1:0"}')
            ran = subprocess.run([PREFILL, "serve", "--config", str(file), "--check-config"], timeout=PATIENCE)
            self.assertEqual(0, ran.returncode)

    def test_an_address_in_use_is_told(self):
        with Server(PREFILL, "--workers", 1) as server:
            self.assertIn("cannot listen on", self.refused("--listen", server.address))


def processor_time(process):
    try:
        fields = pathlib.Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0
    return int(fields[11]) + int(fields[12])


if __name__ == "__main__":
    unittest.main(verbosity=2)
