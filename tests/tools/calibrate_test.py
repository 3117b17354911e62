#!/usr/bin/python3
"""Tests of tools/calibrate: what it takes away from packs, what it fits, and what it writes."""

import importlib.machinery
import importlib.util
import json
import math
import pathlib
import random
import unittest

TOOL = pathlib.Path(__file__).resolve().parents[2] / "tools/calibrate"


def loaded():
    loader = importlib.machinery.SourceFileLoader("calibrate", str(TOOL))
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("calibrate", loader))
    loader.exec_module(module)
    return module


calibrate = loaded()

PACK = {"name": "x", "calibration": {"intercept": 1, "slope": 1},
        "fields": {"bic": {"threshold": 0.5, "rules": [{"id": "bic", "phrases": [f"BIC {i}" for i in range(300)]}]}},
        "marks": {"siret": [{"id": "one", "phrases": ["SIRET"]}]}}


def winners(score, right, wrong, group="rest", rival=0.0, unannounced=False):
    made = {"field": "bic", "group": group, "score": score, "rival": rival, "unannounced": unannounced}
    return [({**made, "right": True}, 1)] * right + [({**made, "right": False}, 1)] * wrong


def probability(parameters, score, group):
    odds = parameters["intercept"] + parameters[group] + parameters["slope"] * math.log(score / (1 - score))
    return calibrate.logistic(odds)


class Thinning(unittest.TestCase):
    def test_takes_about_the_share_away(self):
        thin = calibrate.thinned(PACK, 1 / 3, random.Random(1))
        self.assertTrue(170 < len(thin["fields"]["bic"]["rules"][0]["phrases"]) < 230)
        self.assertEqual(thin["fields"]["bic"]["threshold"], 0.5)

    def test_leaves_no_rule_without_phrases_and_no_calibration(self):
        none = calibrate.thinned(PACK, 1, random.Random(1))
        self.assertEqual(none["fields"]["bic"]["rules"], [])
        self.assertEqual(none["marks"]["siret"], [])
        self.assertNotIn("calibration", none)

    def test_is_the_same_for_the_same_seed(self):
        first, again, other = (calibrate.thinned(PACK, 1 / 3, random.Random(seed)) for seed in (1, 1, 2))
        self.assertEqual(first, again)
        self.assertNotEqual(first, other)


class Fitting(unittest.TestCase):
    def test_finds_the_shares_that_are_right(self):
        parameters = calibrate.fit(winners(0.5, 900, 100) + winners(0.2, 500, 500))
        self.assertAlmostEqual(probability(parameters, 0.5, "rest"), 0.9, delta=0.01)
        self.assertAlmostEqual(probability(parameters, 0.2, "rest"), 0.5, delta=0.01)

    def test_shifts_a_group_that_errs_otherwise(self):
        parameters = calibrate.fit(winners(0.5, 900, 100) + winners(0.2, 500, 500) +
                                   winners(0.5, 500, 500, "dates") + winners(0.2, 100, 900, "dates"))
        self.assertLess(parameters["dates"], parameters["rest"] - 1)

    def test_learns_what_stands_beside(self):
        plain = winners(0.5, 900, 100) + winners(0.2, 500, 500)
        doubted = calibrate.fit(plain + winners(0.5, 500, 500, rival=1.0) + winners(0.5, 100, 900, unannounced=True))
        self.assertLess(doubted["rival"], -1)
        self.assertLess(doubted["unannounced"], -2)
        self.assertAlmostEqual(probability(doubted, 0.5, "rest"), 0.9, delta=0.02)

    def test_knows_how_far_it_can_be_believed(self):
        identity = {**{term: 0 for term in calibrate.TERMS}, "slope": 1}
        error, brier = calibrate.believed(winners(0.55, 1, 1), identity)
        self.assertAlmostEqual(error, 0.05)
        self.assertAlmostEqual(brier, (0.45 ** 2 + 0.55 ** 2) / 2)


class Writing(unittest.TestCase):
    def test_puts_parameters_in_and_replaces_them(self):
        text = '{\n  "name": "x",\n  "fields": {\n  }\n}\n'
        first = {**{term: 0.1 for term in calibrate.TERMS}, "intercept": 1.5, "slope": 1.7}
        once = calibrate.with_parameters(text, first)
        self.assertEqual(json.loads(once)["calibration"]["slope"], 1.7)
        self.assertEqual(json.loads(once)["calibration"]["rival"], 0.1)
        twice = calibrate.with_parameters(once, {**first, "slope": 2.5})
        self.assertEqual(twice, once.replace("1.7", "2.5"))


if __name__ == "__main__":
    unittest.main()
