"""Only what changed: --changed and --staged."""
import json
import pathlib
import unittest

from repository import Repository, TWICE
from support import CLEAN, MINI_INCLUDES, SLEEPY, SLEEPY_LINE, describe, findings


class Changed(Repository):
    def test_touched_line_is_reported_and_an_old_one_is_not(self):
        project = self.repository(a=TWICE, b=SLEEPY)
        self.assertEqual(self.lines(project, "--changed"), [])
        self.edit(project, "a.cpp", "usleep(2)", "usleep(3)")
        self.assertEqual(self.lines(project, "--changed"), [("a.cpp", 17)])
        result = project.asyncmend("--changed")
        self.assertIn("1 finding that no change has to do with not shown", result.stderr)
        self.assertEqual(len(self.lines(project)), 3)

    def test_a_line_elsewhere_in_the_function_is_no_cause(self):
        project = self.repository(a=TWICE)
        self.edit(project, "a.cpp", "co_return 2;", "co_return 3;")
        self.assertEqual(self.lines(project, "--changed"), [])

    def test_a_removal_in_the_function_is_a_cause(self):
        project = self.repository(a=TWICE.replace("    usleep(2);\n",
                                                  "    usleep(2);\n    int gone = 1;\n    (void)gone;\n"))
        self.edit(project, "a.cpp", "    int gone = 1;\n    (void)gone;\n", "")
        self.assertEqual(self.lines(project, "--changed"), [("a.cpp", 17)])

    def test_a_removal_outside_is_none(self):
        project = self.repository(a=TWICE.replace("\n\nnet::awaitable<int> second",
                                                  "\nint gone;\n\nnet::awaitable<int> second"))
        self.edit(project, "a.cpp", "int gone;\n", "")
        self.assertEqual(self.lines(project, "--changed"), [])

    def test_a_new_head_is_a_cause(self):
        project = self.repository(a=TWICE.replace("net::awaitable<int> second()",
                                                  "static net::awaitable<int> second()"))
        self.edit(project, "a.cpp", "static net", "net")
        self.assertEqual(self.lines(project, "--changed"), [("a.cpp", 17)])

    def test_a_note_that_is_touched(self):
        project = self.repository(a=MINI_INCLUDES + """\
net::awaitable<void> job(const int &number) { (void)number; co_return; }
net::awaitable<void> dropped()
{
    job(1);
    co_return;
}
""")
        notes = [n["line"] for f in json.loads(project.asyncmend("--format=json").stdout)["findings"]
                 for n in f["notes"]]
        whole = self.lines(project)
        self.assertTrue(whole)
        self.edit(project, "a.cpp", "job(const", "job( const")
        expected = whole if 9 in notes else []
        self.assertEqual(self.lines(project, "--changed"), expected)

    def test_committed_and_uncommitted_work_of_a_branch(self):
        project = self.repository(a=TWICE, b=SLEEPY)
        self.git(project, "checkout", "-qb", "work")
        self.edit(project, "a.cpp", "usleep(1)", "usleep(10)")
        self.commit(project)
        self.edit(project, "a.cpp", "usleep(2)", "usleep(20)")
        self.assertEqual(self.lines(project, "--changed"), [("a.cpp", 11), ("a.cpp", 17)])
        self.assertEqual(self.lines(project, "--changed=HEAD"), [("a.cpp", 17)])
        # What main has got meanwhile is not ours.
        self.git(project, "stash", "-q")
        self.git(project, "checkout", "-q", "main")
        self.edit(project, "b.cpp", "usleep(20)", "usleep(21)")
        self.commit(project)
        self.git(project, "checkout", "-q", "work")
        self.assertEqual(self.lines(project, "--changed=main"), [("a.cpp", 11)])

    def test_the_default_is_the_upstream(self):
        project = self.repository(a=TWICE)
        self.edit(project, "a.cpp", "usleep(1)", "usleep(10)")
        self.commit(project)
        self.git(project, "update-ref", "refs/remotes/origin/trunk", "HEAD~")
        self.git(project, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
        self.assertEqual(self.lines(project, "--changed"), [("a.cpp", 11)])

    def test_new_file(self):
        project = self.repository(a=CLEAN)
        project.unit("new file é.cpp", SLEEPY)
        self.assertEqual(self.lines(project, "--changed"), [("new file é.cpp", SLEEPY_LINE)])
        self.git(project, "add", "-A")
        self.assertEqual(self.lines(project, "--changed"), [("new file é.cpp", SLEEPY_LINE)])

    def test_renamed_file(self):
        project = self.repository(a=TWICE)
        (project.dir / "a.cpp").unlink()
        project.entries.clear()
        project.unit("moved.cpp", TWICE)
        self.git(project, "add", "-A")
        self.assertEqual(self.lines(project, "--changed"), [])
        self.edit(project, "moved.cpp", "usleep(2)", "usleep(3)")
        self.assertEqual(self.lines(project, "--changed"), [("moved.cpp", 17)])

    def test_git_settings_of_the_user_do_not_matter(self):
        project = self.repository(a=TWICE)
        for key, value in (("diff.noprefix", "true"), ("diff.mnemonicPrefix", "true"),
                           ("color.ui", "always"), ("diff.external", "false"),
                           ("diff.relative", "true"), ("core.quotePath", "false")):
            self.git(project, "config", key, value)
        self.edit(project, "a.cpp", "usleep(2)", "usleep(3)")
        self.assertEqual(self.lines(project, "--changed"), [("a.cpp", 17)])

    def test_from_a_directory_below_the_top(self):
        project = self.repository(a=TWICE)
        (project.dir / "sub").mkdir()
        self.edit(project, "a.cpp", "usleep(2)", "usleep(3)")
        self.assertEqual(self.lines(project, "--changed", cwd=project.dir / "sub"),
                         [("a.cpp", 17)])

    def test_positional_arguments_restrict_further(self):
        project = self.repository(a=CLEAN, b=CLEAN)
        project.write("a.cpp", SLEEPY)
        project.write("b.cpp", SLEEPY)
        self.assertEqual(self.lines(project, "--changed", "b.cpp"), [("b.cpp", SLEEPY_LINE)])

    def test_only_reported_findings_are_fixed(self):
        project = self.repository(a=TWICE)
        self.edit(project, "a.cpp", "usleep(2)", "usleep(3)")
        result = project.asyncmend("--changed", "--fix", "--allow-dirty")
        self.assertEqual(result.returncode, 0, describe(result))
        text = project.read("a.cpp").decode()
        self.assertIn("usleep(1)", text)
        self.assertIn("microseconds(3)", text)

    def test_verification_is_of_each_fix_alone(self):
        project = self.repository(a=CLEAN)
        project.write("a.cpp", TWICE)
        result = project.asyncmend("--changed", "--format=json", "--quiet")
        self.assertEqual([f["state"] for f in findings(result)], ["chosen", "chosen"])
        off = project.asyncmend("--changed", "--verify=off", "--format=json", "--quiet")
        self.assertEqual(findings(off), findings(result))


class Headers(Repository):
    def test_a_changed_header_selects_its_readers(self):
        project = self.repository(a='#include "inc/h.hpp"\n', b=SLEEPY,
                                  c='#define H "inc/h.hpp"\n#include H\n')
        project.write("inc/h.hpp", "#pragma once\n" + CLEAN.replace("clean", "old"))
        self.commit(project)
        project.write("inc/h.hpp", "#pragma once\n" + SLEEPY)
        result = project.asyncmend("--changed", "--format=json")
        report = json.loads(result.stdout)
        self.assertEqual([pathlib.Path(t["file"]).name for t in report["translationUnits"]],
                         ["a.cpp", "c.cpp"])
        self.assertEqual([(pathlib.Path(f["path"]).name, f["line"], f["seenIn"])
                          for f in report["findings"]], [("h.hpp", SLEEPY_LINE + 1, 2)])
        self.assertEqual(self.lines(project, "--changed", "--header-filter=/elsewhere/"), [])

    def test_broken_units_that_the_change_does_not_concern(self):
        project = self.repository(a='#include "missing.hpp"\n#error no\n', b=CLEAN)
        project.write("b.cpp", CLEAN + "int more;\n")
        result = project.asyncmend("--changed")
        self.assertEqual(result.returncode, 0, describe(result))
        self.assertIn("1 translation unit", result.stderr)

    def test_what_cannot_be_scanned_is_looked_at(self):
        project = self.repository(b=CLEAN)
        project.unit("a.cpp", SLEEPY, flags=["--target=nonsense"])
        self.commit(project)
        project.write("b.cpp", CLEAN + "int more;\n")
        report = json.loads(project.asyncmend("--changed", "--format=json", "--quiet").stdout)
        self.assertEqual([pathlib.Path(t["file"]).name for t in report["translationUnits"]],
                         ["b.cpp", "a.cpp"])


class WholeProgram(Repository):
    def test_a_rule_that_concludes_from_all_units(self):
        caller = MINI_INCLUDES + "void plain();\nnet::awaitable<int> f() { plain(); co_return 1; }\n"
        project = self.repository(a=caller.replace("co_return 1", "co_return 2").replace(
            "plain(); ", ""), b="#include <unistd.h>\nvoid plain() { usleep(1); }\n")
        project.write("a.cpp", caller)
        rule = "--rules=transitive-blocking"
        self.assertEqual(self.lines(project, rule), [("a.cpp", 10)])
        # Half of the chain was not read: silence, and a warning.
        self.assertEqual(self.lines(project, rule, "--changed"), [])
        self.assertIn("transitive-blocking", project.asyncmend(rule, "--changed").stderr)
        self.assertNotIn("transitive-blocking", project.asyncmend("--changed").stderr)
        self.edit(project, "b.cpp", "usleep(1)", "usleep(2)")
        self.assertEqual(self.lines(project, rule, "--changed"), [("a.cpp", 10)])


class NothingToDo(Repository):
    # A crash that is provoked shows that no TU was parsed.
    NO_PARSE = ("--inject-fault=crash:a.cpp", "--inject-fault=crash:b.cpp")

    def expect_nothing(self, project, *arguments):
        result = project.asyncmend(*arguments, *self.NO_PARSE)
        self.assertEqual(result.returncode, 0, describe(result))
        self.assertIn("no relevant changes", result.stderr)
        self.assertEqual(result.stdout, "")

    def test_nothing_changed(self):
        self.expect_nothing(self.repository(a=SLEEPY, b=SLEEPY), "--changed")

    def test_documents_and_foreign_files(self):
        project = self.repository(a=SLEEPY, b=SLEEPY)
        project.write("README.md", "text\n")
        project.write("unread.hpp", "int unread;\n")
        project.write("data.bin", b"\0\1\2")
        self.expect_nothing(project, "--changed")
        self.git(project, "add", "-A")
        self.expect_nothing(project, "--staged")

    def test_deleted_file(self):
        project = self.repository(a=SLEEPY, b=SLEEPY)
        project.write("gone.hpp", "int gone;\n")
        self.commit(project)
        (project.dir / "gone.hpp").unlink()
        self.expect_nothing(project, "--changed")

    def test_empty_diff(self):
        project = self.repository(a=SLEEPY, b=SLEEPY)
        project.write("empty", "")
        self.expect_nothing(project, "--diff-from=empty")

    def test_a_report_is_written_all_the_same(self):
        project = self.repository(a=SLEEPY)
        result = project.asyncmend("--changed", "--format=json")
        self.assertEqual(findings(result), [])


class Staged(Repository):
    def test_only_the_index_counts(self):
        project = self.repository(a=TWICE, b=CLEAN)
        self.edit(project, "a.cpp", "usleep(1)", "usleep(10)")
        project.write("b.cpp", SLEEPY)
        self.git(project, "add", "a.cpp")
        self.assertEqual(self.lines(project, "--staged"), [("a.cpp", 11)])

    def test_the_staged_text_is_judged(self):
        project = self.repository(a=CLEAN)
        project.write("a.cpp", SLEEPY)
        self.git(project, "add", "a.cpp")
        project.write("a.cpp", "#error unfinished work\n")
        result = project.asyncmend("--staged")
        self.assertEqual(result.returncode, 1, describe(result))
        self.assertIn(f"a.cpp:{SLEEPY_LINE}:", result.stdout)
        self.assertIn("co_await net::steady_timer(co_await net::this_coro::executor", result.stdout)
        self.assertRegex(result.stderr, "the staged text is what counts .*a.cpp")

    def test_a_header_with_unstaged_changes(self):
        project = self.repository(a='#include "h.hpp"\n' + CLEAN)
        project.write("h.hpp", "#pragma once\n")
        self.commit(project)
        project.write("a.cpp", '#include "h.hpp"\n' + SLEEPY)
        self.git(project, "add", "a.cpp")
        project.write("h.hpp", "#error unfinished work\n")
        self.assertEqual(self.lines(project, "--staged"), [("a.cpp", SLEEPY_LINE + 1)])

    def test_such_a_file_is_not_fixed(self):
        project = self.repository(a=CLEAN)
        project.write("a.cpp", SLEEPY)
        self.git(project, "add", "a.cpp")
        project.write("a.cpp", SLEEPY + "// more\n")
        result = project.asyncmend("--staged", "--fix", "--allow-dirty")
        self.assertEqual(result.returncode, 2, describe(result))
        self.assertIn("unstaged changes", result.stderr)
        self.assertEqual(project.read("a.cpp").decode(), SLEEPY + "// more\n")

    def test_line_ends_of_the_working_tree(self):
        project = self.repository(a=CLEAN)
        project.write(".gitattributes", "*.cpp text eol=crlf\n")
        self.commit(project)
        project.write("a.cpp", SLEEPY.replace("\n", "\r\n"))
        self.git(project, "add", "a.cpp")
        self.assertEqual(self.lines(project, "--staged"), [("a.cpp", SLEEPY_LINE)])
        project.write("a.cpp", "other\r\n")
        self.assertEqual(self.lines(project, "--staged"), [("a.cpp", SLEEPY_LINE)])


if __name__ == "__main__":
    unittest.main()
