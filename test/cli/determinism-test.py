"""The same bytes come out, however many units are analysed at a time."""
import unittest

from support import CLEAN, DROPPED, SLEEPY, STUCK, UNSAFE, describe, mini_project


class Determinism(unittest.TestCase):
    def test_jobs(self):
        texts = [SLEEPY, DROPPED, CLEAN, STUCK, UNSAFE, SLEEPY + "// a bit longer\n"]
        with mini_project(**{f"unit{i}": t for i, t in enumerate(texts)}) as project:
            for output in ("--format=text", "--format=json", "--diff", "--unsafe-fixes"):
                one = project.asyncmend(output, "-j1")
                four = project.asyncmend(output, "-j4")
                self.assertEqual(one.returncode, 1, describe(one))
                self.assertTrue(one.stdout)
                self.assertEqual(one.stdout, four.stdout, output)

    def test_export(self):
        with mini_project(a=SLEEPY, b=DROPPED, c=UNSAFE) as project:
            project.asyncmend("-j1", "--export-fixes=one.yaml")
            project.asyncmend("-j4", "--export-fixes=four.yaml")
            self.assertIn(b"co_await", project.read("one.yaml"))
            self.assertEqual(project.read("one.yaml"), project.read("four.yaml"))


if __name__ == "__main__":
    unittest.main()
