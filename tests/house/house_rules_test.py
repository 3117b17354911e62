#!/usr/bin/python3
"""A checker that never complains proves nothing: each rule is broken here in a made-up tree, and must be noticed."""

import pathlib
import tempfile
import unittest

import house_rules

HEAD = "// What this file is for.\n"


class HouseRules(unittest.TestCase):
    def breaches(self, files):
        """The breaches of a tree of these {path: text}."""
        with tempfile.TemporaryDirectory() as directory:
            root = pathlib.Path(directory)
            for name, text in files.items():
                (root / name).parent.mkdir(parents=True, exist_ok=True)
                (root / name).write_text(text, encoding="utf-8")
            return list(house_rules.breaches(root))

    def assert_breach(self, file, text, why, others=None):
        found = self.breaches({**(others or {}), file: text})
        self.assertEqual(1, len(found), found)
        self.assertIn(file, found[0])
        self.assertIn(why, found[0])

    def assert_kept(self, files):
        self.assertEqual([], self.breaches(files))

    def test_includes_downwards_are_allowed(self):
        self.assert_kept({
            "tools/a.cpp": HEAD + '#include "extractor/b.h"\n#include "rules/c.h"\n#include "tools/a.h"\n',
            "extractor/b.cpp": HEAD + '#include <vector>\n#include "rules/c.h"\n',
            "bench/d.cpp": HEAD + '#include "extractor/b.h"\n#include <mupdf/fitz.h>\n',
            "tests/e.cpp": HEAD + '#include "tools/a.h"\n#include "tests/helper.h"\n',
        })

    def test_includes_upwards_are_a_breach(self):
        self.assert_breach("rules/a.h", HEAD + '#include "extractor/b.h"\n', "rules/ must not include extractor/")
        self.assert_breach("extractor/a.cpp", HEAD + '#include "server/b.h"\n', "extractor/ must not include server/")
        self.assert_breach("server/a.cpp", HEAD + '#  include "tools/b.h"\n', "server/ must not include tools/")

    def test_the_engine_includes_neither_tests_nor_measurements(self):
        self.assert_breach("tools/a.cpp", HEAD + '#include "tests/b.h"\n', "tools/ must not include tests/")
        self.assert_breach("rules/a.cpp", HEAD + '#include "bench/b.h"\n', "rules/ must not include bench/")

    def test_nothing_includes_the_generators_of_the_corpus(self):
        self.assert_breach("tools/a.cpp", HEAD + '#include "corpus/bulk/b.h"\n', "tools/ must not include corpus/")
        self.assert_kept({"corpus/bulk/a.cpp": HEAD + '#include "tools/b.h"\n#include "corpus/bulk/c.h"\n'})

    def test_includes_are_written_from_the_top(self):
        self.assert_breach("rules/a.cpp", HEAD + '#include "a.h"\n', "not written from the top")
        self.assert_breach("tests/rules/a.cpp", HEAD + '#include "../rules/a.h"\n', "not written from the top")

    def test_libraries_stay_in_their_place(self):
        for file, header, library in [
            ("extractor/text/a.cpp", "mupdf/fitz.h", "MuPDF"),
            ("extractor/pdf/a.h", "mupdf/pdf.h", "MuPDF"),
            ("tools/a.cpp", "libdeflate.h", "libdeflate"),
            ("extractor/a.cpp", "hs/hs.h", "Hyperscan"),
            ("rules/a.h", "hs.h", "Hyperscan"),
            ("tools/a.cpp", "tbb/parallel_pipeline.h", "TBB"),
            ("tools/a.cpp", "oneapi/tbb/parallel_for.h", "TBB"),
            ("server/a.cpp", "seccomp.h", "libseccomp"),
            ("tools/a.cpp", "boost/beast/http.hpp", "Beast"),
            ("server/a.cpp", "boost/beast/http.hpp", "Beast"),
            ("tools/a.cpp", "boost/asio.hpp", "Asio"),
            ("tools/a.cpp", "systemd/sd-daemon.h", "libsystemd"),
            ("extractor/a.cpp", "openssl/ssl.h", "OpenSSL"),
            ("corpus/bulk/a.cpp", "openssl/evp.h", "OpenSSL"),
            ("tools/a.cpp", "hb-subset.h", "HarfBuzz"),
            ("corpus/bulk/a.h", "qpdf/QPDF.hh", "qpdf"),
            ("tools/a.cpp", "jpeglib.h", "libjpeg"),
            ("extractor/a.cpp", "sqlite3.h", "SQLite"),
            ("server/choruspro/a.cpp", "sqlite3.h", "SQLite"),
            ("server/a.cpp", "libpq-fe.h", "libpq"),
            ("tools/a.cpp", "zstd.h", "zstd"),
            ("tools/a.cpp", "archive.h", "libarchive"),
            ("server/a.cpp", "curl/curl.h", "libcurl"),
            ("server/a.cpp", "amqp.h", "AMQP"),
            ("tools/a.cpp", "prometheus/registry.h", "prometheus-cpp"),
        ]:
            with self.subTest(file=file, header=header):
                self.assert_breach(file, HEAD + f"#include <{header}>\n", library)

    def test_libraries_are_at_home_in_their_place(self):
        self.assert_kept({
            "extractor/pdf/a.cpp": HEAD + "#include <mupdf/fitz.h>\n#include <libdeflate.h>\n",
            "rules/a.cpp": HEAD + "#include <hs/hs.h>\n",
            "extractor/sandbox/a.cpp": HEAD + "#include <seccomp.h>\n#include <linux/seccomp.h>\n",
            "extractor/pipeline.cpp": HEAD + "#include <oneapi/tbb/parallel_pipeline.h>\n",
            "server/a.cpp": HEAD + "#include <boost/asio.hpp>\n#include <openssl/ssl.h>\n",
            "server/http_client.cpp": HEAD + "#include <curl/curl.h>\n",
            "server/http/request_parser.cpp": HEAD + "#include <boost/beast/http.hpp>\n",
            "server/store/a.cpp": HEAD + "#include <libpq-fe.h>\n#include <sqlite3.h>\n",
            "tools/batch/a.cpp": HEAD + "#include <sqlite3.h>\n#include <zstd.h>\n",
        })

    def test_one_file_means_one_file(self):
        first = {"tools/batch/a.cpp": HEAD + "#include <sqlite3.h>\n"}
        self.assert_breach("tools/batch/b.cpp", HEAD + "#include <sqlite3.h>\n", "more than 1 file", first)

    def test_sources_begin_with_a_comment(self):
        self.assert_breach("tests/a.cpp", "#include <vector>\n", "must begin with a comment")
        self.assert_breach("rules/a.h", "", "must begin with a comment")


if __name__ == "__main__":
    unittest.main()
