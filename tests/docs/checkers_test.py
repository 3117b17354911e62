#!/usr/bin/python3
"""A checker that never complains proves nothing: made-up manuals with mistakes, which must be noticed."""

import pathlib
import tempfile
import unittest

import examples
import links


class Manuals(unittest.TestCase):
    def setUp(self):
        temporary = tempfile.TemporaryDirectory()
        self.addCleanup(temporary.cleanup)
        self.root = pathlib.Path(temporary.name)

    def write(self, name, text):
        file = self.root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        return file


class Examples(Manuals):
    def outcome(self, readme, program="echo \"$@\""):
        """The complaints about a README whose `prefill` is a shell script, and how many commands ran."""
        script = self.write("bin/prefill", f"#!/bin/sh\n{program}\n")
        script.chmod(0o755)
        self.write("README.md", readme)
        return examples.failures(self.root, script)

    def test_an_output_as_documented_is_fine(self):
        self.assertEqual(([], 1), self.outcome("```console\n$ prefill one two\none two\n```\n"))

    def test_another_output_is_noticed_with_its_place(self):
        said, count = self.outcome("Read.\n\n```console\n$ prefill one\ntwo\n```\n")
        self.assertEqual(1, count)
        self.assertIn("README.md:4: the example is out of date", said[0])

    def test_output_that_is_not_documented_is_noticed(self):
        said, _ = self.outcome("```console\n$ prefill one\n```\n")
        self.assertEqual(1, len(said))

    def test_every_command_of_a_block_counts(self):
        said, count = self.outcome("```console\n$ prefill a\na\n$ prefill b\nc\n```\n")
        self.assertEqual((1, 2), (len(said), count))

    def test_a_command_sees_the_files_of_the_repository_and_of_the_command_before(self):
        self.write("rules/pack", "red\n")
        body = "```console\n$ prefill x\nx\n$ sed s/red/blue/ rules/pack > mine\n$ cat mine\nblue\n```\n"
        self.assertEqual(([], 3), self.outcome(body))
        self.assertFalse((self.root / "mine").exists())

    def test_errors_belong_to_the_output(self):
        self.assertEqual(([], 1), self.outcome("```console\n$ prefill x\nbad\n```\n", "echo bad >&2; exit 2"))

    def test_other_blocks_are_left_alone(self):
        self.assertEqual(([], 0), self.outcome("```console\n$ tools/run\n```\n```text\n$ prefill x\n```\n"))

    def test_a_cut_stands_for_any_text_and_the_rest_still_counts(self):
        self.assertTrue(examples.fits('{"a":1,…}\n', '{"a":1,"b":[2,\n3]}\n'))
        self.assertTrue(examples.fits('{"a": 1,\n "b": 2}', '{"a":1,"b":2}\n'))
        self.assertFalse(examples.fits('{"a":1,…,"c":4}', '{"a":1,"b":2,"c":3}'))
        self.assertFalse(examples.fits("a.c", "abc"))


class Links(Manuals):
    def broken(self, readme, **others):
        self.write("README.md", readme)
        for name, text in others.items():
            self.write(f"docs/{name}.md", text)
        return list(links.broken(self.root))

    def test_links_that_lead_somewhere_are_fine(self):
        text = "[a](docs/a.md), [b](docs/a.md#the-way-of-a-file), [c](docs), [d](#top-of-it)\n\n## Top of it\n"
        self.assertEqual([], self.broken(text, a="# A\n\n## The way of a `file`\n"))

    def test_a_missing_file_is_noticed(self):
        self.assertEqual(["README.md: `docs/b.md` leads nowhere"], self.broken("See [b](docs/b.md).", a="# A\n"))

    def test_a_missing_heading_is_noticed(self):
        found = self.broken("See [a](docs/a.md#rules).", a="# A\n\n```\n# rules\n```\n")
        self.assertEqual(["README.md: `docs/a.md#rules`: there is no such heading"], found)

    def test_a_link_is_seen_from_its_own_file(self):
        found = self.broken("", a="[x](docs/a.md) [y](../README.md)")
        self.assertEqual(["docs/a.md: `docs/a.md` leads nowhere"], found)

    def test_other_hosts_and_code_are_left_alone(self):
        self.assertEqual([], self.broken("[w](https://example.org/x) `[a](b)`\n\n```\n[c](d)\n```\n"))


if __name__ == "__main__":
    unittest.main()
