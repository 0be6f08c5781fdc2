"""What a format offers is what --fix does: applied by its own rules, the bytes are the same."""
import json
import os
import re
import shutil
import unittest
import urllib.parse
import xml.etree.ElementTree

import appliers
from support import SLEEPY, SLEEPY_LINE, TEST_DIR, binary, describe, mini_project, run
from trickyproject import (HEADERS, NOT_IN_LINES, NOT_IN_TEXT, UNITS, tree, tricky_project,
                           write_tree)

FORMATS = ("json", "sarif", "rdjson", "github-annotations", "gitlab-codequality", "gerrit",
           "gerrit-robot", "checkstyle", "patch")


# That fixes are good is for other tests; here they are all to be seen.
USUAL = ("--header-filter=.*", "--verify=off")


def reports(project, *formats, options=(), cwd=None):
    """Reports of one run, as bytes by format."""
    words = [w for f in formats for w in (f"--format={f}", f"--output={project.dir}/report.{f}")]
    result = project.asyncmend(*USUAL, "--quiet", *options, *words, cwd=cwd or project.dir)
    assert result.returncode in (0, 1) and not result.stdout + result.stderr, describe(result)
    return {f: project.read("report." + f) for f in formats}


class Formats(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.project = tricky_project()
        cls.addClassCleanup(cls.project.__exit__)
        cls.project.git("init", "-q")
        cls.project.git("config", "core.autocrlf", "false")
        cls.project.git("add", "-A")
        cls.before = tree(cls.project)
        # From below the root, which is the top of the work tree.
        cls.reports = reports(cls.project, *FORMATS, cwd=cls.project.dir / "src")
        cls.found = json.loads(cls.reports["json"])["findings"]
        result = cls.project.asyncmend(*USUAL, "--fix", "--allow-dirty")
        assert result.returncode == 0, describe(result)
        cls.fixed = tree(cls.project)

    def setUp(self):
        write_tree(self.project, self.before)

    def expect_fixed(self, files, but=()):
        """All files are as --fix makes them, but for some that are as they were."""
        for name, data in files.items():
            plain = name.startswith("src/header-")
            self.assertEqual(self.fixed[name] == self.before[name], plain, name)
            expected = self.before if name in but else self.fixed
            self.assertEqual(data, expected[name], name)

    def names(self):
        """Where each finding is, relative to the root: file and line."""
        return sorted((os.path.relpath(f["path"], self.project.dir), f["line"])
                      for f in self.found)

    def test_sarif(self):
        self.expect_fixed(appliers.apply_sarif(self.reports["sarif"], self.before), NOT_IN_TEXT)
        results = json.loads(self.reports["sarif"])["runs"][0]["results"]
        self.assertEqual(self.names(), sorted(
            (urllib.parse.unquote(p["artifactLocation"]["uri"]), p["region"]["startLine"])
            for r in results for p in [r["locations"][0]["physicalLocation"]]))
        for result in results:
            latin = "latin" in json.dumps(result["locations"])
            self.assertEqual("fixes" in result, not latin)
            self.assertEqual("not UTF-8" in result["message"]["text"], latin)

    def test_suppressed(self):
        quiet = SLEEPY.replace("usleep(20);", "usleep(20); // NOLINT(asyncmend-blocking-sleep)")
        with mini_project(a=quiet) as project:
            def results(*options):
                result = project.asyncmend("--quiet", "--format=sarif", *options)
                self.assertEqual(result.returncode, 0, describe(result))
                return json.loads(result.stdout)["runs"][0]["results"]
            self.assertEqual(results(), [])
            shown, = results("--show-suppressed")
        self.assertEqual(shown["suppressions"], [{"kind": "inSource"}])
        self.assertEqual(shown["ruleId"], "asyncmend-blocking-sleep")
        self.assertEqual(shown["locations"][0]["physicalLocation"]["region"]["startLine"],
                         SLEEPY_LINE)

    def test_gerrit(self):
        self.expect_fixed(appliers.apply_gerrit(self.reports["gerrit"], self.before), NOT_IN_TEXT)
        new, old = (json.loads(self.reports[f]) for f in ("gerrit", "gerrit-robot"))
        self.assertEqual(self.names(), sorted((name, c["line"]) for name, comments in
                                              new["comments"].items() for c in comments))
        for comments in old["robot_comments"].values():
            for comment in comments:
                self.assertEqual(comment.pop("robot_id"), "asyncmend")
                self.assertTrue(comment.pop("robot_run_id"))
        for comments in new["comments"].values():
            for comment in comments:
                del comment["unresolved"]
        self.assertEqual(old["robot_comments"], new["comments"])

    def test_rdjson(self):
        # Lines are all that a suggestion has, so of several for one line a reader takes one,
        # and the rest from the next report.
        report = self.reports["rdjson"]
        self.assertEqual(self.names(), sorted(
            (d["location"]["path"], d["location"]["range"]["start"]["line"])
            for d in json.loads(report)["diagnostics"]))
        files = appliers.apply_rdjson(report, self.before)
        for left in json.loads(report)["diagnostics"]:
            name = left["location"]["path"]
            self.assertEqual("suggestions" in left, name not in NOT_IN_LINES, name)
            self.assertEqual("It cannot be shown here: " in left["message"],
                             name in NOT_IN_LINES, left)
        name = "src/nested.cpp"
        with tricky_project(name) as project:
            for _ in range(2):
                write_tree(project, {name: files[name]})
                report = reports(project, "rdjson")["rdjson"]
                files.update(appliers.apply_rdjson(report, {name: files[name]}))
        self.assertEqual(json.loads(report)["diagnostics"], [])
        self.expect_fixed(files, NOT_IN_LINES)
        for line in self.reports["rdjson"].split(b"\n"):
            self.assertLess(len(line), 65536)

    def test_patch(self):
        self.assertTrue(self.reports["patch"].startswith(b"diff --git"))
        self.project.git("update-index", "-q", "--refresh")
        for options in ["--check"], ["--3way", "--whitespace=nowarn"]:
            applied = self.project.git("apply", *options, "report.patch")
            self.assertEqual(applied.returncode, 0, describe(applied))
            self.assertNotIn("falling back", applied.stderr.lower())
        self.expect_fixed(tree(self.project))

    def test_patch_without_a_repository(self):
        with tricky_project("src/crlf.cpp", "src/a blank and é.cpp") as project:
            reports(project, "patch", options=[f"--root={project.dir}"], cwd=project.dir / "src")
            applied = project.git("apply", "--whitespace=nowarn", "report.patch")
            self.assertEqual(applied.returncode, 0, describe(applied))
            files = tree(project)
            del files["inc/shared.hpp"]
            self.expect_fixed(files)

    def apply_yaml(self, directory, cwd):
        applied = run(["clang-apply-replacements-19", directory], cwd=cwd)
        self.assertEqual((applied.returncode, applied.stderr), (0, ""), describe(applied))

    def export(self, *options):
        directory = self.project.dir / "out"
        shutil.rmtree(directory, ignore_errors=True)
        result = self.project.asyncmend(*USUAL, f"--export-fixes={directory}/", "--quiet", *options)
        self.assertEqual(result.returncode, 1, describe(result))
        documents = list(directory.iterdir())
        self.assertEqual(len(documents), len(UNITS))
        return directory, [d.read_text() for d in documents]

    def test_yaml(self):
        directory, texts = self.export()
        for text in texts:
            self.assertIn(str(self.project.dir), text)
        self.apply_yaml(directory, "/")
        self.expect_fixed(tree(self.project))

    def test_yaml_with_relative_names(self):
        directory, texts = self.export("--path-mode=relative")
        for text in texts:
            self.assertNotIn(str(self.project.dir), text)
        # A tree at another place, and then the one they were made in.
        with tricky_project() as other:
            self.apply_yaml(directory, other.dir)
            self.expect_fixed(tree(other))
        self.apply_yaml(directory, self.project.dir)
        self.expect_fixed(tree(self.project))

    def test_yaml_in_a_sandbox(self):
        # A build tool's sandbox: all sources are links to the real ones, and the bytes that are
        # made must not depend on where it is.
        units, made = ("src/header-two.cpp", "src/emoji.cpp"), []
        with tricky_project(*units) as project:
            for number in "1", "2":
                sandbox = project.dir / "sandbox" / number
                for name in [*units, *HEADERS]:
                    (sandbox / name).parent.mkdir(parents=True, exist_ok=True)
                    (sandbox / name).symlink_to(project.dir / name)
                (sandbox / "link").symlink_to("inc")
                database = project.read("compile_commands.json").decode()
                (sandbox / "compile_commands.json").write_text(
                    database.replace(f'"directory": "{project.dir}"', f'"directory": "{sandbox}"'))
                result = run([binary(), "-p", ".", *USUAL, "--export-fixes=fixes/", "--quiet",
                              "--path-mode=relative", "--root=."], cwd=sandbox)
                self.assertEqual(result.returncode, 1, describe(result))
                made.append({d.name: d.read_text() for d in (sandbox / "fixes").iterdir()})
            self.assertEqual(made[0], made[1])
            self.assertEqual(len(made[0]), 2)
            self.assertNotIn(str(project.dir), str(made[0]))
            self.apply_yaml(sandbox / "fixes", project.dir)
            self.expect_fixed(tree(project))

    def test_github_annotations(self):
        def unescaped(text):
            return urllib.parse.unquote(text)
        seen = []
        for line in self.reports["github-annotations"].decode().splitlines():
            command = re.fullmatch(r"::(notice|warning|error) ([^:]*)::([^:].*)", line)
            self.assertTrue(command, line)
            values = dict(pair.split("=", 1) for pair in command[2].split(","))
            self.assertEqual(set(values), {"title", "file", "line", "endLine", "col", "endColumn"})
            seen.append((unescaped(values["file"]), int(values["line"])))
            self.assertRegex(unescaped(command[3]), r"\w.*\nFix \(safe\): ")
        self.assertEqual(self.names(), sorted(seen))
        # é and 😀 are three units.
        emoji = [l for l in self.reports["github-annotations"].decode().splitlines()
                 if "emoji" in l]
        self.assertIn(",col=15,endColumn=25::", emoji[0])

    def test_gitlab_codequality(self):
        report = json.loads(self.reports["gitlab-codequality"])
        self.assertEqual(self.names(), sorted(
            (f["location"]["path"], f["location"]["lines"]["begin"]) for f in report))
        self.assertEqual(len({f["fingerprint"] for f in report}), len(report))
        for finding in report:
            self.assertIn(finding["severity"], ("info", "minor", "major", "critical", "blocker"))
            self.assertRegex(finding["fingerprint"], r"^[0-9a-f]{32}$")
            self.assertTrue(finding["check_name"] and finding["description"])

    def test_fingerprints_survive_lines_above(self):
        def fingerprints(report):
            results = json.loads(report["sarif"])["runs"][0]["results"]
            return (sorted(f["fingerprint"] for f in json.loads(report["gitlab-codequality"])),
                    sorted(r["partialFingerprints"]["primaryLocationLineHash"] for r in results))
        units = ("src/header-two.cpp", "src/nested.cpp", "src/crlf.cpp")
        with tricky_project(*units) as project:
            first = reports(project, "sarif", "gitlab-codequality")
            write_tree(project, {n: b"// one more line\n" + d for n, d in tree(project).items()})
            moved = reports(project, "sarif", "gitlab-codequality")
        self.assertNotEqual(first["sarif"], moved["sarif"])
        self.assertEqual(fingerprints(moved), fingerprints(first))

    def test_checkstyle(self):
        root = xml.etree.ElementTree.fromstring(self.reports["checkstyle"])
        self.assertEqual(self.names(), sorted((file.get("name"), int(error.get("line")))
                                              for file in root for error in file))
        for error in root.iter("error"):
            self.assertIn(error.get("severity"), ("info", "warning", "error"))
            self.assertTrue(error.get("source").startswith("asyncmend-"))

    def test_paths(self):
        # Absolute on demand, and for what is not below the root.
        with tricky_project("src/header-two.cpp", "src/a blank and é.cpp") as project:
            expected = [str(project.dir / n) for n in ("inc/shared.hpp", "src/a blank and é.cpp")]
            for option in "--path-mode=absolute", f"--root={TEST_DIR}":
                made = reports(project, *FORMATS, options=[option])
                for name, mark in (("rdjson", '"path": "'), ("checkstyle", 'file name="'),
                                   ("gitlab-codequality", '"path": "'), ("sarif", '"uri": "file://'),
                                   ("github-annotations", "file=")):
                    for path in expected:
                        path = urllib.parse.quote(path) if name == "sarif" else path
                        self.assertIn(mark + path, made[name].decode(), (name, option))
            # A change of Gerrit has no such files, and git takes no such patch.
            gerrit = json.loads(made["gerrit"])
            self.assertEqual(gerrit["comments"], {})
            self.assertIn("outside of the repository: 2", gerrit["message"])
            self.assertEqual(made["patch"].decode().splitlines(), [
                f"Left out, since not below {TEST_DIR}: {path}" for path in expected])

    def test_after_fix(self):
        # The findings that are left, where they are now.
        with tricky_project("src/includes.cpp") as project:
            stuck = "\nnet::awaitable<int> stuck() { int left = usleep(20); co_return left; }\n"
            project.write("src/includes.cpp", self.before["src/includes.cpp"] + stuck.encode())
            result = project.asyncmend(*USUAL, "--fix", "--allow-dirty", "--quiet",
                                       "--format=rdjson")
            left = json.loads(result.stdout)["diagnostics"]
            self.assertEqual([d["location"]["path"] for d in left], ["src/includes.cpp"])
            line = left[0]["location"]["range"]["start"]["line"]
            self.assertIn("left = usleep",
                          project.read("src/includes.cpp").decode().splitlines()[line - 1])


if __name__ == "__main__":
    unittest.main()
