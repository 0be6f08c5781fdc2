"""--diff is a patch that git takes, and says the same as --fix."""
import subprocess
import unittest

from support import DROPPED, SLEEPY, binary, describe, mini_project


def variants():
    """Texts that are hard on a patch: no final newline, CRLF, a BOM."""
    return {"plain": SLEEPY, "open_end": DROPPED.rstrip("\n").removesuffix("}").rstrip() + " }",
            "crlf": SLEEPY.replace("\n", "\r\n"), "bom": "\ufeff" + SLEEPY,
            "umlaut": "// Schläfer\n" + DROPPED}


class Diff(unittest.TestCase):
    def test_applies(self):
        with mini_project(**variants()) as patched, mini_project(**variants()) as fixed:
            result = patched.asyncmend("--diff")
            self.assertEqual(result.returncode, 1, describe(result))
            self.assertRegex(result.stdout, r"\A(diff --git|--- )")
            for name, text in variants().items():
                self.assertEqual(patched.read(name + ".cpp").decode(), text, "--diff wrote")
            # Read as bytes: a carriage return must survive.
            patched.git("init", "-q")
            with open(patched.dir / "fix.patch", "wb") as patch:
                subprocess.run([binary(), "-p", patched.dir, "--diff"], cwd=patched.dir,
                               stdout=patch, stderr=subprocess.DEVNULL)
            applied = patched.git("apply", "--whitespace=nowarn", "fix.patch")
            self.assertEqual(applied.returncode, 0, describe(applied))
            result = fixed.asyncmend("--fix", "--allow-dirty")
            self.assertEqual(result.returncode, 0, describe(result))
            for name, text in variants().items():
                self.assertEqual(patched.read(name + ".cpp"), fixed.read(name + ".cpp"), name)
                self.assertNotEqual(fixed.read(name + ".cpp").decode(), text, name)

    def test_in_a_subdirectory(self):
        with mini_project(**{"src/deep/a": SLEEPY}) as project:
            result = project.asyncmend("--diff")
            self.assertIn("src/deep/a.cpp", result.stdout)
            self.assertNotIn(str(project.dir), result.stdout)

    def test_through_a_symbolic_link(self):
        with mini_project(a=SLEEPY) as project:
            link = project.dir / "link"
            link.symlink_to(project.dir)
            # A shell keeps the link's name in PWD.
            result = project.asyncmend("--diff", cwd=link, env={"PWD": str(link)})
            self.assertTrue(result.stdout.startswith("--- a/a.cpp\n"), describe(result))

    def test_nothing_to_fix(self):
        with mini_project(a=SLEEPY.replace("usleep(20);", "")) as project:
            result = project.asyncmend("--diff")
            self.assertEqual((result.returncode, result.stdout), (0, ""), describe(result))


if __name__ == "__main__":
    unittest.main()
