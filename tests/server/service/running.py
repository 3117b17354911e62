"""A `prefill serve` that runs for the time of a test, and the ways tests speak to it."""

import http.client
import json
import os
import pathlib
import re
import signal
import socket
import ssl
import subprocess
import threading
import time

LONGEST_START = 120  # seconds: rules are compiled the first time, and machines may be busy
PATIENCE = 60


class Answer:
    """What came back: status, headers in lower case, body."""

    def __init__(self, status, headers, body):
        self.status, self.body = status, body
        self.headers = {name.lower(): value for name, value in headers}

    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"<{self.status} {self.body[:200]!r}>"


class Server:
    """Listens on a free port of 127.0.0.1 unless told otherwise."""

    def __init__(self, prefill, *arguments, listen="127.0.0.1:0", tls=False):
        self.tls, self.log, self.changed = tls, [], threading.Condition()
        # Output that nobody reads would stop a server that was less careful; here a thread reads it.
        self.process = subprocess.Popen([prefill, "serve", "--listen", listen, *map(str, arguments)],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        self.address = self.wait_for("listening on (.*)", LONGEST_START).group(1)
        self.wait_for("documents can be read", LONGEST_START)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.stop()
        self.reader.join(PATIENCE)
        self.process.stderr.close()

    def _read(self):
        for line in self.process.stderr:
            with self.changed:
                try:
                    self.log.append(json.loads(line))
                except ValueError:
                    self.log.append({"event": line.decode(errors="replace")})
                self.changed.notify_all()
        with self.changed:
            self.log.append({"event": "(end of log)"})
            self.changed.notify_all()

    def find(self, pattern):
        for entry in self.log:
            found = re.search(pattern, entry.get("event", ""))
            if found:
                return found
        return None

    def wait_for(self, pattern, seconds=PATIENCE):
        """Waits until the log has an event that fits."""
        with self.changed:
            self.changed.wait_for(lambda: self.find(pattern) or self.find("end of log"), seconds)
            found = self.find(pattern)
            if not found:
                raise AssertionError(f"no `{pattern}` in the log: {self.log}")
            return found

    def visits(self):
        with self.changed:
            return [entry for entry in self.log if "route" in entry or "status" in entry]

    def stop(self):
        """Its exit code after SIGTERM."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(PATIENCE)

    def connect(self, seconds=PATIENCE):
        if self.address.startswith("unix:"):
            plain = socket.socket(socket.AF_UNIX)
            plain.settimeout(seconds)
            plain.connect(self.address.removeprefix("unix:"))
            return plain
        host, port = self.address.rsplit(":", 1)
        plain = socket.create_connection((host.strip("[]"), int(port)), seconds)
        if not self.tls:
            return plain
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        return context.wrap_socket(plain)

    def request(self, method, path, body=None, headers=None, connection=None):
        """One request; on `connection`, made by `open`, when there is one."""
        own = connection or self.open()
        try:
            own.request(method, path, body=body, headers=headers or {})
            response = own.getresponse()
            return Answer(response.status, response.getheaders(), response.read())
        finally:
            if connection is None:
                own.close()

    def open(self):
        connection = http.client.HTTPConnection("localhost", timeout=PATIENCE)
        connection.sock = self.connect()
        return connection

    def extract(self, pdf, headers=None, path="/v1/extract", connection=None):
        return self.request("POST", path, pdf, {"Content-Type": "application/pdf", **(headers or {})}, connection)

    def metric(self, start):
        """The sum of the metrics whose lines begin like this."""
        lines = self.request("GET", "/metrics").body.decode().splitlines()
        return sum(float(line.rsplit(" ", 1)[1]) for line in lines if line.startswith(start))

    def resident(self):
        """Bytes of memory of the server's own process."""
        pages = int(pathlib.Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGESIZE")

    def descendants(self, leaves=False):
        """Numbers of all processes below the server's, or of those that have none below them."""
        parents = {}
        for stat in pathlib.Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text().rsplit(")", 1)[1].split()
            except OSError:
                continue
            parents[int(stat.parent.name)] = int(fields[1])
        found, more = set(), {self.process.pid}
        while more:
            found |= more
            more = {process for process, parent in parents.items() if parent in found} - found
        below = found - {self.process.pid}
        return below - set(parents.values()) if leaves else below


def head(method="POST", path="/v1/extract", **headers):
    """A request's head as bytes; `_` in names stands for `-`."""
    fields = {"Host": "localhost", "Content-Type": "application/pdf", **headers}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in fields.items())
    return f"{method} {path} HTTP/1.1\r\n{lines}\r\n".encode()


def read_answer(wire):
    """One answer from a plain socket; None when it is closed instead."""
    try:
        with wire.makefile("rb") as stream:
            return read_from(stream)
    except ConnectionError:
        return None


def read_from(stream, with_body=True):
    """The next answer in a stream of them; None at its end."""
    status = stream.readline().split()
    if not status:
        return None
    headers = []
    while (line := stream.readline()) not in (b"\r\n", b""):
        name, value = line.decode().split(":", 1)
        headers.append((name, value.strip()))
    answer = Answer(int(status[1]), headers, b"")
    if with_body:
        answer.body = stream.read(int(answer.headers.get("content-length", 0)))
    return answer


def until(condition, seconds=PATIENCE):
    """Whether it holds before time is up."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


def multipart(*files):
    """Body and type of a form with these (name, bytes)."""
    parts = b"".join(b'--b0undary\r\nContent-Disposition: form-data; name="f"; filename="' + name.encode() +
                     b'"\r\nContent-Type: application/pdf\r\n\r\n' + data + b"\r\n" for name, data in files)
    return parts + b"--b0undary--\r\n", "multipart/form-data; boundary=b0undary"
