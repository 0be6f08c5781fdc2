"""Rules, fixtures, pages and README say the same."""
import pathlib
import re
import unittest

from support import ROOT, TEST_DIR, binary, run

FIXTURES = TEST_DIR / "fixtures"


def rules():
    output = run([binary(), "--list-rules"]).stdout
    return sorted(line.split()[0] for line in output.splitlines() if line.strip())


# What the matrix promises and no package of Debian lets us try.
UNTRIED = {
    "blocking-sleep for asio-spawn-standalone",  # wants Asio 1.24; Debian has 1.22
}


class Meta(unittest.TestCase):
    def test_each_rule_has_fixtures_and_a_page(self):
        self.assertTrue(rules())
        self.assertEqual(rules(), sorted(p.name for p in FIXTURES.iterdir()))
        self.assertEqual(rules(), sorted(p.stem for p in (ROOT / "docs/rules").glob("*.md")))
        self.assertEqual(rules(), sorted(p.stem for p in (ROOT / "rewriters").glob("*.cpp")))

    def test_fixtures_are_whole(self):
        for directory in FIXTURES.iterdir():
            names = {p.name for p in directory.iterdir()}
            inputs = {n for n in names if n.endswith(".cpp") and not n.endswith(".fixed.cpp")}
            stems = {n.removesuffix(".cpp") for n in inputs}
            for name in names - inputs:
                stem = re.sub(r"(\.unsafe)?\.fixed\.cpp$|\.h$", "", name)
                self.assertIn(stem, stems, f"{directory.name}/{name} belongs to no fixture")
            for name in inputs:
                self.assertRegex(name, r"^[a-z0-9]+(-[a-z0-9]+)*\.cpp$")

    def test_each_rule_is_tried_from_all_sides(self):
        # Silence is a feature, and so is the reason for a missing fix.
        for rule in rules():
            texts = [p.read_text() for p in (FIXTURES / rule).glob("*.cpp")
                     if not p.name.endswith(".fixed.cpp")]
            silent = sum("// expect" not in t for t in texts)
            refused = sum('refused "' in t for t in texts)
            shapes = sum(len(re.findall(r"// expect", t)) for t in texts)
            self.assertGreaterEqual(len(texts), 12, rule)
            self.assertGreaterEqual(shapes + silent, 20, rule)
            self.assertGreaterEqual(silent, 4, rule)
            self.assertGreaterEqual(refused, 3, rule)

    def test_pages(self):
        for page in (ROOT / "docs/rules").glob("*.md"):
            text = page.read_text()
            self.assertTrue(text.startswith(f"# {page.stem}\n"), page)
            for heading in ("What it finds", "Why it is a bug", "Before", "After", "The fix",
                            "What is silent", "Suppressing", "Known limits"):
                self.assertIn(f"\n## {heading}\n", text, page)
            self.assertIn(f"NOLINT(asyncmend-{page.stem})", text, page)

    def test_readme_table(self):
        readme = (ROOT / "README.md").read_text()
        table = re.search(r"<!-- rules -->\n(.*?)<!-- /?(?:end )?rules -->", readme, re.S)
        self.assertTrue(table, "README.md has no table between <!-- rules --> markers")
        expected = run([binary(), "--list-rules", "--markdown"]).stdout
        self.assertEqual(table.group(1).strip(), expected.strip())

    def test_matrix(self):
        page = (ROOT / "docs/frameworks.md").read_text()
        table = re.search(r"<!-- matrix -->\n(.*?)<!-- end matrix -->", page, re.S)
        expected = run([binary(), "--list-frameworks", "--markdown"]).stdout
        self.assertEqual(table.group(1).strip(), expected.strip())

    def test_each_fix_of_the_matrix_has_a_fixture(self):
        rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in
                run([binary(), "--list-frameworks", "--markdown"]).stdout.splitlines()]
        frameworks = rows[0][1:]
        missing = []
        for row in rows[2:]:
            rule = re.match(r"\[`(.*?)`\]", row[0]).group(1)
            shown = set()
            for path in (FIXTURES / rule).glob("*.cpp"):
                text = path.read_text()
                if re.search(rf"// expect(-next)?:.*\b{rule} (safe|unsafe|suggestion)\b", text):
                    shown.update(text.splitlines()[0].split()[2:])
            missing += [f"{rule} for {framework}" for framework, cell in zip(frameworks, row[1:])
                        if cell in ("fix", "runtime") and framework not in shown]
        self.assertEqual(set(missing) - UNTRIED, set())

    def test_file_names(self):
        tracked = run(["git", "ls-files"], cwd=ROOT)
        if tracked.returncode != 0:
            self.skipTest("no git checkout")
        usual = {"README.md", "LICENSE", "CMakeLists.txt", "CMakePresets.json"}
        for name in tracked.stdout.split("\n"):
            if name.startswith(("test/cli/mini/", "test/mocks/")):
                continue  # names that Boost and others have chosen
            for part in pathlib.PurePath(name).parts:
                self.assertTrue(part in usual or re.fullmatch(r"\.?[a-z0-9.-]+", part), name)


if __name__ == "__main__":
    unittest.main()
