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
        self.refused('{\n  "id": "own",\n  oops\n}\n', r"3:\d+")

    def test_wrong_type(self):
        self.refused('{\n  "schema": "asyncmend/profile@1",\n  "id": 7\n}\n', r"3:\d+: /id")

    def test_wrong_type_below(self):
        self.refused('{\n  "schema": "asyncmend/profile@1",\n  "id": "own",\n'
                     '  "umbrella_headers": [\n    "a.hpp",\n    false\n  ]\n}\n',
                     r"6:\d+: /umbrella_headers/1")

    def test_unknown_key(self):
        self.refused('{\n  "schema": "asyncmend/profile@1",\n  "id": "own",\n  "blcking": []\n}\n',
                     r"4:14: /blcking", "there is no such key")

    def test_missing_key(self):
        self.refused('{\n  "schema": "asyncmend/profile@1"\n}\n', r"\d+:\d+: /", "id")

    def test_unknown_version_of_the_format(self):
        self.refused('{\n  "schema": "asyncmend/profile@99",\n  "id": "own"\n}\n',
                     r"2:\d+: /schema")

    def test_not_an_object(self):
        self.refused("[]\n", r"1:\d+")


if __name__ == "__main__":
    unittest.main()
