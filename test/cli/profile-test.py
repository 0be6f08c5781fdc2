"""A profile of the user's own: what is wrong with it is said with its place."""
import unittest

from support import SLEEPY, describe, mini_project


class Profiles(unittest.TestCase):
    def refused(self, text, place, *words):
        with mini_project(a=SLEEPY) as project:
            path = project.write("own.json", text)
            result = project.asyncmend("--quiet", f"--profile={path}")
            self.assertEqual(result.returncode, 2, describe(result))
            self.assertEqual(result.stdout, "")
            self.assertRegex(result.stderr, rf"own\.json:{place}: ", describe(result))
            for word in words:
                self.assertIn(word, result.stderr)

    def test_no_json(self):
        self.refused('{\n  "name": "own",\n  oops\n}\n', r"3:\d+")

    def test_wrong_type(self):
        self.refused('{\n  "name": 7\n}\n', r"2:\d+: /name")

    def test_unknown_key(self):
        self.refused('{\n  "name": "own",\n\n  "blcking": []\n}\n', r"\d+:\d+: /", "blcking")

    def test_not_an_object(self):
        self.refused("[]\n", r"1:\d+")


if __name__ == "__main__":
    unittest.main()
