"""Fixes that use asyncmend's runtime headers, in each of the three modes."""
import unittest

from support import COMPILERS, LEAKY, ROOT, RUNTIME, Project, describe, findings, run

RULE = "--rules=unguarded-resource"
FIX = (RULE, "--fix", "--unsafe-fixes", "--allow-dirty")


class Runtime(unittest.TestCase):
    def compiles(self, project, *flags):
        for compiler in COMPILERS:
            result = run([compiler, "-std=c++20", "-fsyntax-only", *flags, "src/a.cpp"],
                         cwd=project.dir)
            self.assertEqual(result.returncode, 0, describe(result))

    def fixed(self, project, *arguments):
        result = project.asyncmend(*FIX, *arguments)
        self.assertEqual(result.returncode, 0, describe(result))
        return result, project.read("src/a.cpp").decode()

    def nothing_left(self, project, *arguments):
        again = project.asyncmend(RULE, *arguments)
        self.assertEqual(again.returncode, 0, describe(again))

    def test_include(self):
        with Project() as project:
            project.unit("src/a.cpp", LEAKY)
            result, text = self.fixed(project)
            self.assertIn("#include <asyncmend/asio.hpp>\n", text)
            self.assertIn("--runtime=vendor:DIR", result.stderr)
            self.compiles(project, f"-I{RUNTIME}")
            # Not on the path of this project, and found by asyncmend all the same.
            self.nothing_left(project)

    def test_vendor_on_the_include_path(self):
        with Project(flags=["-Ithird_party"]) as project:
            project.unit("src/a.cpp", LEAKY)
            _, text = self.fixed(project, "--runtime=vendor:third_party/async")
            self.assertIn('#include "async/asyncmend/asio.hpp"\n', text)
            for header in (RUNTIME / "asyncmend").iterdir():
                self.assertEqual(project.read(f"third_party/async/asyncmend/{header.name}"),
                                 header.read_bytes())
            self.compiles(project, "-Ithird_party")
            self.nothing_left(project, "--runtime=vendor:third_party/async")

    def test_vendor_beside_the_sources(self):
        with Project() as project:
            project.unit("src/a.cpp", LEAKY)
            _, text = self.fixed(project, "--runtime=vendor:third_party")
            self.assertIn('#include "../third_party/asyncmend/asio.hpp"\n', text)
            self.compiles(project)

    def test_vendored_headers_are_the_users(self):
        with Project() as project:
            project.unit("src/a.cpp", LEAKY)
            mine = (RUNTIME / "asyncmend" / "asio.hpp").read_bytes() + b"// patched\n"
            project.write("third_party/asyncmend/asio.hpp", mine)
            self.fixed(project, "--runtime=vendor:third_party")
            self.assertEqual(project.read("third_party/asyncmend/asio.hpp"), mine)

    def test_a_report_writes_nothing(self):
        with Project() as project:
            project.unit("src/a.cpp", LEAKY)
            for arguments in ((), ("--diff", "--unsafe-fixes")):
                result = project.asyncmend(RULE, "--runtime=vendor:third_party", *arguments)
                self.assertEqual(result.returncode, 1, describe(result))
                self.assertFalse((project.dir / "third_party").exists())

    def test_exported_fixes_bring_the_header(self):
        with Project() as project:
            project.unit("src/a.cpp", LEAKY)
            (project.dir / "fixes").mkdir()
            result = project.asyncmend(RULE, "--unsafe-fixes", "--runtime=vendor:third_party",
                                       "--export-fixes=fixes/")
            self.assertEqual(result.returncode, 1, describe(result))
            applied = run(["clang-apply-replacements-19", project.dir / "fixes"])
            self.assertEqual(applied.returncode, 0, describe(applied))
            self.compiles(project)

    def test_none(self):
        with Project() as project:
            project.unit("src/a.cpp", LEAKY)
            result = project.asyncmend(*FIX, "--runtime=none", "--format=json")
            self.assertEqual(result.returncode, 1, describe(result))
            self.assertEqual(project.read("src/a.cpp").decode(), LEAKY)
            [finding] = findings(result)
            [fix] = finding["fixes"]
            self.assertEqual(fix["safety"], "suggestion")
            self.assertIn("asyncmend/asio.hpp", fix["title"])

    def test_vendor_directory_that_cannot_be_made(self):
        with Project() as project:
            project.unit("src/a.cpp", LEAKY)
            project.write("third_party", "a file\n")
            result = project.asyncmend(*FIX, "--runtime=vendor:third_party")
            self.assertEqual(result.returncode, 2, describe(result))
            self.assertEqual(project.read("src/a.cpp").decode(), LEAKY)
            self.assertIn("third_party", result.stderr)

    def test_installed(self):
        with Project() as project:
            result = run(["cmake", "--install", ROOT / "build", "--prefix", project.dir / "usr"])
            if "is not a directory" in result.stderr or "not find" in result.stderr:
                self.skipTest("built elsewhere")
            self.assertEqual(result.returncode, 0, describe(result))
            self.assertTrue((project.dir / "usr/include/asyncmend/asio.hpp").exists())


if __name__ == "__main__":
    unittest.main()
