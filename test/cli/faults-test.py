"""A unit whose analysis crashes, hangs or eats all memory costs that unit only."""
import unittest

from support import DROPPED, SLEEPY, SLEEPY_FIXED, binary, describe, findings, mini_project, run

REASONS = {"crash": ("crash", "signal"), "hang": ("time", "deadline"), "oom": ("memory",)}


def asyncmend(project, *arguments):
    # Whatever the memory limit of the command does, the machine stays usable.
    return run(["bash", "-c", 'ulimit -v 12000000; exec "$@"', "-", binary(),
                "-p", project.dir, *arguments], cwd=project.dir)


class Faults(unittest.TestCase):
    def test_fault(self):
        for fault, words in REASONS.items():
            with self.subTest(fault), mini_project(a=SLEEPY, bad=SLEEPY, c=DROPPED) as project:
                bad = project.dir / "bad.cpp"
                result = asyncmend(project, f"--inject-fault={fault}:{bad}", "--tu-timeout=2",
                                   "--format=json", "-j2")
                self.assertEqual(result.returncode, 2, describe(result))
                found = {f["path"] for f in findings(result)}
                self.assertEqual(found, {str(project.dir / n) for n in ("a.cpp", "c.cpp")})
                about = [l for l in result.stderr.splitlines() if str(bad) in l]
                self.assertTrue(any(w in l.lower() for l in about for w in words),
                                describe(result))
                self.assertTrue(any("asyncmend " in l and "-p" in l for l in about),
                                f"no command that reproduces it\n{describe(result)}")

    def test_others_are_fixed(self):
        for fault in REASONS:
            with self.subTest(fault), mini_project(a=SLEEPY, bad=SLEEPY) as project:
                result = asyncmend(project, f"--inject-fault={fault}:{project.dir}/bad.cpp",
                                   "--tu-timeout=2", "--fix", "--allow-dirty")
                self.assertEqual(result.returncode, 2, describe(result))
                self.assertEqual(project.read("a.cpp").decode(), SLEEPY_FIXED)
                self.assertEqual(project.read("bad.cpp").decode(), SLEEPY)

    def test_exit_zero_does_not_hide_a_fault(self):
        with mini_project(bad=SLEEPY) as project:
            result = asyncmend(project, f"--inject-fault=crash:{project.dir}/bad.cpp", "--exit-zero")
            self.assertEqual(result.returncode, 2, describe(result))


if __name__ == "__main__":
    unittest.main()
