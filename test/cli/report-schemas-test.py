"""Reports are what the schemas and validators of their formats say.

They come from npm (test/validators/install) into the directory that the environment variable
VALIDATORS names; ctest sees to both.
"""
import json
import os
import pathlib
import re
import unittest

from support import (CLEAN, DROPPED, SLEEPY, STUCK, TEST_DIR, UNSAFE, describe, mini_project, run)

SCRIPTS = TEST_DIR / "validators"
PYTHON = "/usr/bin/python3"  # the one that Debian's packages are for
# Of the multitool's warnings: a page of the tool on the web, which there is none of.
ACCEPTED = {"SARIF2005"}
BROKEN = "int broken( {\n"


def validators():
    directory = pathlib.Path(os.environ.get("VALIDATORS", "not-set")).resolve()
    if not (directory / "installed").exists():
        raise unittest.SkipTest("test/validators/install has not been run")
    return directory / "node_modules"


class Schemas(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.modules = validators()
        cls.project = mini_project(**{"a b é": SLEEPY, "b": "// é😀\n" + DROPPED, "c": STUCK,
                                      "d": UNSAFE, "e": CLEAN, "broken": BROKEN,
                                      "f": SLEEPY.replace("(20);", "(20); // NOLINT")})
        cls.addClassCleanup(cls.project.__exit__)
        words = [w for f in ("sarif", "rdjson") for w in (f"--format={f}", f"--output=report.{f}")]
        result = cls.project.asyncmend("--quiet", "--verify=off", "--show-suppressed", *words)
        assert result.returncode == 2, describe(result)

    def multitool(self, *arguments):
        """Runs it in the project; without the libraries of a language it needs none of them."""
        tool = self.modules / "@microsoft/sarif-multitool-linux/Sarif.Multitool"
        result = run([tool, *arguments, "--log", "ForceOverwrite"], cwd=self.project.dir,
                     env={"DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"})
        self.assertEqual(result.returncode, 0, describe(result))

    def log(self, name):
        return json.loads((self.project.dir / name).read_text(encoding="utf-8-sig"))["runs"][0]

    def check(self, file, *schema):
        result = run([PYTHON, SCRIPTS / "schema.py", file, *schema])
        self.assertEqual(result.stderr, "", describe(result))
        return result.returncode, result.stdout

    def mutated(self, change):
        """The SARIF report after a change, for a check that must see it."""
        report = json.loads(self.project.read("report.sarif"))
        change(report["runs"][0])
        return self.project.write("mutated.sarif", json.dumps(report))

    def test_sarif_schema(self):
        schema = self.modules / "@microsoft/sarif-multitool-linux/sarif-2.1.0.json"
        self.assertEqual(self.check(self.project.dir / "report.sarif", schema)[0], 0)
        wrong = self.mutated(lambda run: run["results"][0].update(level="info"))
        code, output = self.check(wrong, schema)
        self.assertEqual(code, 1)
        self.assertIn("'info' is not one of", output)

    def complaints(self, file):
        self.multitool("validate", file, "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning",
                       "--max-file-size-in-kb", "1000000", "-o", "log.sarif")
        return {r["ruleId"] for r in self.log("log.sarif")["results"]}

    def test_multitool(self):
        self.assertEqual(self.complaints("report.sarif") - ACCEPTED, set())
        def blank(run):
            run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = "a b"
        self.assertIn("SARIF1002", self.complaints(self.mutated(blank).name))

    def test_fingerprints(self):
        # The multitool computes them as GitHub's uploader does.
        def bare(run):
            for result in run["results"]:
                del result["partialFingerprints"]
        self.multitool("rewrite", self.mutated(bare).name, "--insert",
                       "RollingHashPartialFingerprints", "-o", "log.sarif")
        mine, theirs = ([r["partialFingerprints"]["primaryLocationLineHash"]
                         for r in self.log(n)["results"]] for n in ("report.sarif", "log.sarif"))
        self.assertEqual(len(mine), 5)
        self.assertEqual(mine, theirs)

    def test_what_no_validator_sees(self):
        run_ = json.loads(self.project.read("report.sarif"))["runs"][0]
        rules = run_["tool"]["driver"]["rules"]
        for rule in rules:
            for key in ("shortDescription", "fullDescription"):
                self.assertTrue(20 < len(rule[key]["text"]) <= 1024, rule["id"])
            self.assertIn("\n## Before\n", rule["help"]["markdown"])
        for result in run_["results"]:
            self.assertEqual(rules[result["ruleIndex"]]["id"], result["ruleId"])
            self.assertNotEqual(result.get("fixes"), [])
            region = result["locations"][0]["physicalLocation"]["region"]
            self.assertLessEqual({"startLine", "startColumn", "endLine", "endColumn", "byteOffset",
                                  "byteLength"}, set(region))
            for link in re.findall(r"\]\((\d+)\)", result["message"]["text"]):
                self.assertIn(int(link), [l["id"] for l in result["relatedLocations"]])
        self.assertEqual([r["fixes"][0]["description"]["text"] if "fixes" in r else None
                          for r in run_["results"] if "suppressions" not in r],
                         ["wait with an awaitable timer (safe)", "await it (safe)", None,
                          "await it (unsafe)"])
        self.assertEqual([r["suppressions"] for r in run_["results"] if "suppressions" in r],
                         [[{"kind": "inSource"}]])

    def test_what_was_not_analysed(self):
        invocation = json.loads(self.project.read("report.sarif"))["runs"][0]["invocations"][0]
        self.assertIs(invocation["executionSuccessful"], False)
        notes = invocation["toolExecutionNotifications"]
        self.assertEqual([n["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
                          for n in notes], ["broken.cpp"])
        self.assertEqual(notes[0]["level"], "error")

    def test_rdjson(self):
        reader = [PYTHON, SCRIPTS / "rdjson.py"]
        result = run([*reader, self.project.dir / "report.rdjson"])
        self.assertEqual((result.returncode, result.stdout), (0, "4\n"), describe(result))
        report = self.project.read("report.rdjson").decode()
        for old, new in (("WARNING", "warning"), ('"severity"', '"level"')):
            wrong = self.project.write("wrong.rdjson", report.replace(old, new, 1))
            self.assertEqual(run([*reader, wrong]).returncode, 1, new)

    def test_requests_to_github(self):
        document = self.modules / "@octokit/openapi/generated/api.github.com.json"
        request = "post /repos/{owner}/{repo}/pulls/{pull_number}/reviews"
        # A diff in which two files are new: each line of theirs can be commented on.
        parts = []
        for name in ("b.cpp", "d.cpp"):
            lines = self.project.read(name).decode().splitlines(keepends=True)
            parts += ["--- /dev/null\n", f"+++ b/{name}\n", f"@@ -0,0 +1,{len(lines)} @@\n",
                      *("+" + line for line in lines)]
        self.project.write("change.diff", "".join(parts))
        made = self.project.asyncmend("--quiet", "--verify=off", "--diff-from=change.diff",
                                      "--format=github-review", f"--commit={'0123456789' * 4}",
                                      "b.cpp", "d.cpp")
        self.assertEqual(made.returncode, 1, describe(made))
        review = json.loads(made.stdout)
        self.assertEqual({c["path"] for c in review["comments"]}, {"b.cpp", "d.cpp"})
        self.assertTrue(any("```suggestion" in c["body"] for c in review["comments"]))
        good = self.project.write("review.json", made.stdout)
        self.assertEqual(self.check(good, document, request)[0], 0)
        review["comments"][0]["line"] = str(review["comments"][0]["line"])
        wrong = self.project.write("wrong.json", json.dumps(review))
        self.assertEqual(self.check(wrong, document, request)[0], 1)


if __name__ == "__main__":
    unittest.main()
