"""A header that several units include is reported once and edited once."""
import unittest

from support import SLEEPY, SLEEPY_FIXED, describe, findings, mini_project, run

HEADER = SLEEPY.replace("net::awaitable<int> sleepy", "inline net::awaitable<int> sleepy")
HEADER_FIXED = SLEEPY_FIXED.replace("net::awaitable<int> sleepy",
                                    "inline net::awaitable<int> sleepy")


class Headers(unittest.TestCase):
    def project(self):
        project = mini_project(a='#include "inc/h.hpp"\n', b='#include "sub/../inc/h.hpp"\n',
                               c='#include "link/h.hpp"\n')
        self.addCleanup(project.__exit__)
        project.write("inc/h.hpp", "#pragma once\n" + HEADER)
        project.write("sub/keep", "")
        (project.dir / "link").symlink_to("inc")
        return project

    def test_reported_once(self):
        project = self.project()
        result = project.asyncmend("--header-filter=.*", "--format=json")
        found = findings(result)
        self.assertEqual([f["path"] for f in found], [str(project.dir / "inc/h.hpp")])

    def test_fixed_once(self):
        project = self.project()
        result = project.asyncmend("--header-filter=.*", "--fix", "--allow-dirty", "-j2")
        self.assertEqual(result.returncode, 0, describe(result))
        self.assertEqual(project.read("inc/h.hpp").decode(), "#pragma once\n" + HEADER_FIXED)

    def test_exported_once(self):
        for target in ("fixes/", "fixes/all.yaml"):
            with self.subTest(target):
                project = self.project()
                (project.dir / "fixes").mkdir()
                project.asyncmend("--header-filter=.*", f"--export-fixes={target}")
                result = run(["clang-apply-replacements-19", project.dir / "fixes"])
                self.assertEqual((result.returncode, result.stderr), (0, ""), describe(result))
                self.assertEqual(project.read("inc/h.hpp").decode(),
                                 "#pragma once\n" + HEADER_FIXED)


if __name__ == "__main__":
    unittest.main()
