"""What asyncmend tells of frameworks, and a profile that somebody else writes."""
import json
import re
import unittest

from support import ROOT, Project, binary, describe, findings, run

PAGE = (ROOT / "docs" / "profiles.md").read_text()


def blocks(language):
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.M | re.S)


class Company:
    """The worked example of docs/profiles.md as a project."""

    def __enter__(self):
        header, before, self.after = blocks("cpp")[:3]
        self.project = Project(flags=["-Iinclude"])
        self.project.write("include/corp/async.h", header)
        self.project.write("company.json", blocks("json")[0])
        self.project.unit("refresh.cpp", before)
        return self

    def __exit__(self, *_):
        self.project.__exit__()


class Told(unittest.TestCase):
    def test_list(self):
        result = run([binary(), "--list-frameworks"])
        self.assertEqual(result.returncode, 0, describe(result))
        ids = [line.split()[0] for line in result.stdout.splitlines()]
        self.assertIn("boost-asio", ids)
        self.assertIn("folly-coro", ids)
        self.assertEqual(len(ids), len(set(ids)))

    def test_list_with_ones_own(self):
        with Company() as company:
            result = run([binary(), f"--profile={company.project.dir}/company.json", "--list-frameworks"])
        self.assertRegex(result.stdout, r"(?m)^corp +coroutines +corp +corp::Task$")

    def test_explain(self):
        with Company() as company:
            result = run([binary(), f"--profile={company.project.dir}/company.json",
                          "--explain-framework=corp"])
        self.assertEqual(result.returncode, 0, describe(result))
        for words in ("corp::Task: nothing runs until it is awaited",
                      "co_await {object:timers}after({duration})", "a corp::TimerWheel"):
            self.assertIn(words, result.stdout)
        self.assertRegex(result.stdout, r"(?m)^  blocking-sleep +fix$")
        self.assertRegex(result.stdout, r"(?m)^  blocking-io +report, with a reason$")

    def test_explain_nothing_known(self):
        result = run([binary(), "--explain-framework=corp"])
        self.assertEqual(result.returncode, 2)
        self.assertIn("there is no framework 'corp'; known are ", result.stderr)

    def test_schema_admits_what_ships(self):
        # The system's own interpreter has the package; that of the build may not.
        folder = ROOT / "rewriters/profiles"
        profiles = sorted(p for p in folder.glob("*.json") if p.name != "schema.json")
        checked = run(["/usr/bin/python3", "-c", VALIDATE, folder / "schema.json", *profiles])
        self.assertEqual((checked.returncode, checked.stdout), (0, ""), describe(checked))

    def test_each_key_is_described(self):
        schema = json.loads((ROOT / "rewriters/profiles/schema.json").read_text())

        def look(node, path):
            for key, value in node.get("properties", {}).items():
                here = f"{path}/{key}"
                shared = value.get("$ref", "") in ("#/$defs/strings", "#/$defs/version")
                if not shared:
                    self.assertTrue(value.get("description") or "$ref" in value, here)
                look(value, here)
            if isinstance(node.get("items"), dict):
                look(node["items"], path + "/items")

        look(schema, "")
        for name, node in schema["$defs"].items():
            look(node, f"$defs/{name}")


VALIDATE = """
import json, sys
import jsonschema
schema = json.load(open(sys.argv[1]))
jsonschema.Draft202012Validator.check_schema(schema)
check = jsonschema.Draft202012Validator(schema)
for path in sys.argv[2:]:
    for error in check.iter_errors(json.load(open(path))):
        print(path, error.json_path, error.message)
"""


# As Asio up to 1.22 is with clang.
WITHOUT = """\
#include <asio/awaitable.hpp>
asio::awaitable<void> work() { co_return; }
"""


class Hints(unittest.TestCase):
    def trouble(self, header, flags=()):
        with Project(flags=["-isystem", "."]) as project:
            project.write("asio/awaitable.hpp", header)
            project.unit("a.cpp", WITHOUT, flags)
            result = project.asyncmend("--format=json")
        self.assertEqual(result.returncode, 2, describe(result))
        return json.loads(result.stdout)["translationUnits"][0]["failure"]

    def test_what_is_missing(self):
        self.assertIn("--extra-arg=-DASIO_HAS_CO_AWAIT=1", self.trouble("namespace asio {}\n"))

    def test_another_error(self):
        text = "namespace asio { template <typename T> class awaitable; }\n"
        self.assertNotIn("ASIO_HAS_CO_AWAIT", self.trouble(text))


class Own(unittest.TestCase):
    def test_example_of_the_page(self):
        with Company() as company:
            project = company.project
            result = project.asyncmend("--profile=company.json", "--fix", "--unsafe-fixes",
                                       "--allow-dirty", "--format=json")
            self.assertEqual(result.returncode, 0, describe(result))
            self.assertEqual({f["rule"] for f in findings(result)},
                             {"blocking-sleep", "client-in-loop", "missing-co-await",
                              "sync-wait-in-coroutine", "unbounded-fan-out"})
            self.assertEqual(project.read("refresh.cpp").decode(), company.after)
            again = project.asyncmend("--profile=company.json", "--format=json")
            self.assertEqual(findings(again), [], describe(again))

    def test_nothing_in_scope(self):
        with Company() as company:
            company.project.unit("alone.cpp", '#include <corp/async.h>\n#include <thread>\n'
                                 "corp::Task<> alone()\n{\n"
                                 "    std::this_thread::sleep_for(std::chrono::seconds(1));\n"
                                 "    co_return;\n}\n")
            result = company.project.asyncmend("--profile=company.json", "--format=json", "alone.cpp")
            why = [f["why"] for f in findings(result)]
            self.assertEqual(len(why), 1, describe(result))
            self.assertIn("a corp::TimerWheel is needed for it, and none is in scope", why[0])

    def test_symbol_instead_of_a_version(self):
        with Company() as company:
            project = company.project
            profile = json.loads(project.read("company.json"))
            newer = {**profile["timers"][0], "symbol": "corp::TimerWheel::after_exactly",
                     "to": "co_await {object:timers}after_exactly({duration})"}
            project.write("company.json", json.dumps({**profile, "timers": [newer, *profile["timers"]]}))
            for declared, used in ((False, "after("), (True, "after_exactly(")):
                if declared:
                    header = project.read("include/corp/async.h").decode()
                    project.write("include/corp/async.h", header.replace(
                        "class TimerWheel {\npublic:",
                        "class TimerWheel {\npublic:\n    Task<> after_exactly(std::chrono::milliseconds);"))
                found = findings(project.asyncmend("--profile=company.json", "--format=json",
                                                   "--rules=blocking-sleep"))
                self.assertIn(f"co_await wheel.{used}", found[0]["fixes"][0]["edits"][0]["text"])

    def test_verify(self):
        with Company() as company:
            result = company.project.asyncmend("--verify-profile=company.json")
            self.assertEqual(result.returncode, 0, describe(result))
            self.assertRegex(result.stdout, r"compiles +timers: co_await {object:timers}after")
            self.assertRegex(result.stdout, r"compiles +rewrites: co_await {task}")
            self.assertIn("entries work here", result.stdout)

    def test_verify_says_what_does_not_fit(self):
        with Company() as company:
            project = company.project
            profile = json.loads(project.read("company.json"))
            profile["coroutine_types"].append({"name": "corp::Job", "start": "eager"})
            profile["timers"][0]["to"] = "co_await {object:timers}later({duration})"
            profile["timers"][0]["headers"] = ["corp/timers.h"]
            project.write("company.json", json.dumps(profile))
            result = project.asyncmend("--verify-profile=company.json")
            self.assertEqual(result.returncode, 1, describe(result))
            self.assertRegex(result.stdout, r"not found +corp::Job\n")
            self.assertRegex(result.stdout, r"no header +<corp/timers.h>\n")
            self.assertRegex(result.stdout, r"fails +timers: .*\n.*no member named 'later'")
            self.assertRegex(result.stdout, r"3 of \d+ entries do not work here")

    def test_verify_without_a_task(self):
        with Company() as company:
            company.project.write("words.json", '{"schema": "asyncmend/profile@1", "id": "words"}')
            result = company.project.asyncmend("--verify-profile=words.json")
            self.assertEqual(result.returncode, 2, describe(result))
            self.assertIn("nothing to try", result.stderr)


if __name__ == "__main__":
    unittest.main()
