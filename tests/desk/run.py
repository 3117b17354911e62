#!/usr/bin/python3
"""Runs one part of the desk's tests, or says why it cannot.

- types: every script of server/web through tsc, strictly, by its JSDoc
- units: the parts that know nothing of a browser, by node
- browser: the desk in Debian's Chromium against `prefill serve`

TypeScript, playwright-core and axe-core are development tools and are fetched once by `npm ci` into MODULES, outside of
the source tree. Where node, Chromium or a way to the registry is missing the part is skipped, with the reason.

Usage: run.py PART PROGRAM MODULES. Exit code 0 good, 1 failed, 77 skipped.
"""

import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SKIPPED = 77


def skip(why):
    print(f"skipped: {why}")
    sys.exit(SKIPPED)


def need(command):
    """The path of a command; skips without it."""
    path = shutil.which(command)
    if path is None:
        skip(f"`{command}` is not installed; tools/packages install")
    return path


def modules(folder):
    """Fetches the development tools into `folder` unless those of this lock file are there."""
    lock = (HERE / "package-lock.json").read_text(encoding="utf-8")
    stamp = folder / "fetched.json"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == lock:
        return
    npm = need("npm")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copy(HERE / name, folder / name)
    command = [npm, "ci", "--no-audit", "--no-fund", "--prefer-offline", "--ignore-scripts"]
    fetched = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300)
    if fetched.returncode != 0:
        skip("`npm ci` does not get the development tools:\n" + fetched.stderr[-1500:])
    stamp.write_text(lock, encoding="utf-8")


def types(_, folder):
    modules(folder)
    return [need("node"), str(folder / "node_modules/typescript/bin/tsc"), "-p", str(HERE)]


def units(*_):
    return [need("node"), "--test", *sorted(map(str, HERE.glob("*_test.mjs")))]


def browser(program, folder):
    node = need("node")
    need("chromium")
    if subprocess.run([program, "serve", "--check-config"], capture_output=True, check=False).returncode != 0:
        skip(f"`{program}` has no `serve`")
    modules(folder)
    return [node, "--test", "--test-concurrency=1", *sorted(map(str, HERE.glob("*_browser.mjs")))]


def main():
    part, program, folder = sys.argv[1:]
    command = {"types": types, "units": units, "browser": browser}[part](program, pathlib.Path(folder))
    environment = {**os.environ, "PREFILL_PROGRAM": program, "DESK_MODULES": folder}
    return 1 if subprocess.run(command, cwd=HERE, env=environment, check=False).returncode != 0 else 0


if __name__ == "__main__":
    sys.exit(main())
