#!/usr/bin/python3
"""Clients that are slow, broken or greedy, against the real program: each is told so, and nobody else notices.

    limits_test.py PREFILL CORPUS
"""

import pathlib
import socket
import sys
import threading
import time
import unittest

from running import Server, head, multipart, read_answer, read_from, until

PREFILL, CORPUS = sys.argv.pop(1), pathlib.Path(sys.argv.pop(1))
INVOICE = (CORPUS / "samples" / "header_row.pdf").read_bytes()
MEGABYTE = 1 << 20


class Limits(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(PREFILL, "--workers", 2, "--header-time", 2, "--body-time", 2, "--idle-time", 120)
        cls.addClassCleanup(cls.server.__exit__)

    def check_serves(self):
        answer = self.server.extract(INVOICE)
        self.assertEqual(200, answer.status, answer)
        self.assertEqual("FA-2025-36106", answer.json()["fields"]["numeroFacture"]["value"])

    def test_pipelined_requests_are_answered_in_order(self):
        with self.server.connect() as wire:
            wire.sendall(head("GET", "/healthz") + head(Content_Length=len(INVOICE)) + INVOICE +
                         head("GET", "/nowhere") + head("HEAD", "/v1/rules"))
            stream = wire.makefile("rb")
            self.assertEqual([200, 200, 404], [read_from(stream).status for _ in range(3)])
            self.assertEqual(200, read_from(stream, with_body=False).status)
            wire.shutdown(socket.SHUT_WR)
            self.assertEqual(b"", stream.read(), "the answer to HEAD has no body")

    def test_a_body_in_chunks_is_taken(self):
        with self.server.connect() as wire:
            wire.sendall(head(Transfer_Encoding="chunked"))
            for at in range(0, len(INVOICE), 1000):
                piece = INVOICE[at:at + 1000]
                wire.sendall(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            wire.sendall(b"0\r\n\r\n")
            self.assertEqual(200, read_answer(wire).status)

    def test_who_waits_for_continue_is_told_to(self):
        with self.server.connect() as wire:
            wire.sendall(head(Content_Length=len(INVOICE), Expect="100-continue"))
            self.assertEqual(b"HTTP/1.1 100 Continue\r\n\r\n", wire.recv(100))
            wire.sendall(INVOICE)
            self.assertEqual(200, read_answer(wire).status)

    def test_who_would_send_too_much_is_told_before_sending(self):
        with self.server.connect() as wire:
            wire.sendall(head(Content_Length=11 * MEGABYTE, Expect="100-continue"))
            answer = read_answer(wire)
            self.assertEqual((413, "too_large"), (answer.status, answer.json()["code"]))

    def test_a_half_closed_connection_gets_its_answer(self):
        with self.server.connect() as wire:
            wire.sendall(head(Content_Length=len(INVOICE)) + INVOICE)
            wire.shutdown(socket.SHUT_WR)
            self.assertEqual(200, read_answer(wire).status)
            self.assertEqual(b"", wire.recv(1))

    def test_a_refused_small_body_does_not_end_the_connection(self):
        connection = self.server.open()
        for _ in range(3):
            refused = self.server.request("POST", "/v1/extract", b"x" * 5000, {"Content-Type": "text/csv"}, connection)
            self.assertEqual(415, refused.status)
        self.assertEqual(200, self.server.extract(INVOICE, connection=connection).status)
        connection.close()

    def test_a_client_that_goes_away_harms_nobody(self):
        for sent in (10, 60, 200, len(INVOICE) // 2, len(INVOICE)):
            with self.server.connect() as wire:
                wire.sendall((head(Content_Length=len(INVOICE)) + INVOICE)[:sent])
        self.check_serves()

    def test_a_slow_header_is_cut(self):
        with self.server.connect() as wire:
            wire.sendall(b"GET / HTTP/1.1\r\nHost: local")
            begin = time.monotonic()
            self.assertEqual(408, read_answer(wire).status)
            self.assertGreater(time.monotonic() - begin, 1.5)

    def test_a_slow_body_is_cut(self):
        with self.server.connect() as wire:
            wire.sendall(head(Content_Length=1000) + b"%PDF-1.4")
            self.assertEqual(408, read_answer(wire).status)

    def test_an_endless_header_costs_no_memory(self):
        self.check_serves()
        before = self.server.resident()
        with self.server.connect() as wire:
            wire.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: ")
            sent = 0
            try:
                for _ in range(64):
                    wire.sendall(b"x" * MEGABYTE)
                    sent += 1
            except ConnectionError:
                pass
            self.assertLess(sent, 64)
        with self.server.connect() as wire:
            wire.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"x" * 20000)
            self.assertEqual(431, read_answer(wire).status)
        self.assertLess(self.server.resident() - before, 16 * MEGABYTE)

    def test_endless_chunks_cost_no_memory(self):
        self.check_serves()
        before = self.server.resident()
        with self.server.connect() as wire:
            wire.sendall(head(Transfer_Encoding="chunked"))
            try:
                for _ in range(128):
                    wire.sendall(f"{MEGABYTE:x}\r\n".encode() + b"x" * MEGABYTE + b"\r\n")
            except ConnectionError:
                pass
            else:
                self.fail("128 MB were taken")
        with self.server.connect() as wire:
            wire.sendall(head(Transfer_Encoding="chunked") + f"{11 * MEGABYTE:x}\r\n".encode())
            sender = threading.Thread(target=self.send_quietly, args=(wire, b"x" * 11 * MEGABYTE))
            sender.start()
            self.assertEqual(413, read_answer(wire).status)
            sender.join()
        self.assertLess(self.server.resident() - before, 48 * MEGABYTE)

    @staticmethod
    def send_quietly(wire, data):
        try:
            wire.sendall(data)
        except OSError:
            pass

    def test_a_chunk_header_without_end_is_refused(self):
        with self.server.connect() as wire:
            wire.sendall(head(Transfer_Encoding="chunked") + b"5;" + b"x" * 100_000)
            self.assertEqual(400, read_answer(wire).status)

    def test_the_largest_document_is_taken_and_the_next_is_not(self):
        largest = INVOICE + b"\n" * (10 * MEGABYTE - len(INVOICE))
        self.assertEqual(200, self.server.extract(largest).status)
        self.assertEqual(413, self.server.extract(largest + b"\n").status)
        body, kind = multipart(("a.pdf", INVOICE), ("b.pdf", largest + b"\n"))
        self.assertEqual(413, self.server.request("POST", "/v1/extract", body, {"Content-Type": kind}).status)

    def test_broken_requests_are_told_so(self):
        for text in (b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/3.0\r\nHost: h\r\n\r\n", b"\x16\x03\x01\x02\x00\x01\x00\r\n",
                     head(Content_Length="5", Transfer_Encoding="chunked"), head("GET", "*"),
                     b"GET /\x00 HTTP/1.1\r\nHost: localhost\r\n\r\n"):
            with self.server.connect() as wire:
                wire.sendall(text)
                answer = read_answer(wire)
                self.assertEqual(400, answer.status, text)
                self.assertEqual("close", answer.headers["connection"])

    def test_a_thousand_silent_connections_keep_nobody_from_being_served(self):
        wires = [self.server.connect() for _ in range(1000)]
        try:
            for _ in range(20):
                self.check_serves()
            self.assertGreaterEqual(self.server.metric("prefill_connections"), 1000)
        finally:
            for wire in wires:
                wire.close()
        self.assertTrue(until(lambda: self.server.metric("prefill_connections") < 10))

    def test_uploads_that_stop_keep_nobody_from_being_served(self):
        # Far more than there are slots.
        wires = [self.server.connect() for _ in range(100)]
        try:
            for wire in wires:
                wire.sendall(head(Content_Length=len(INVOICE)) + INVOICE[:-1])
            for _ in range(10):
                self.check_serves()
            # Those that were asked to make room lose nothing.
            for wire in wires:
                wire.sendall(INVOICE[-1:])
            answers = [read_answer(wire) for wire in wires]
            # On a slow machine some have run out of time, which is told.
            self.assertLessEqual({answer.status for answer in answers}, {200, 408})
            good = [answer for answer in answers if answer.status == 200]
            self.assertTrue(all(answer.json()["fields"]["numeroFacture"]["value"] == "FA-2025-36106" for answer in good))
        finally:
            for wire in wires:
                wire.close()


class Crowd(unittest.TestCase):
    def test_the_one_silent_for_longest_makes_room(self):
        with Server(PREFILL, "--workers", 1, "--connections", 20) as server:
            wires = [server.connect() for _ in range(20)]
            self.assertEqual(200, server.extract(INVOICE).status)
            wires[0].settimeout(10)
            self.assertEqual(b"", wires[0].recv(1), "the first should have been cut")
            for wire in wires:
                wire.close()

    def test_more_than_workers_can_do_is_refused_with_a_time(self):
        with Server(PREFILL, "--workers", 1, "--slots", 1, "--worker-wait", 0.05) as server:
            statuses, times = [], []
            lock = threading.Lock()

            def draw():
                answer = server.extract(INVOICE, path="/v1/picture?dpi=600")
                with lock:
                    statuses.append(answer.status)
                    times.append(answer.headers.get("retry-after"))

            threads = [threading.Thread(target=draw) for _ in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertEqual({200, 503}, set(statuses))
            self.assertTrue(all((status == 503) == (time == "1") for status, time in zip(statuses, times)))


if __name__ == "__main__":
    unittest.main(verbosity=2)
