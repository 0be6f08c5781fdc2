"""compile_commands.json as found in the wild: it works, or one sentence says why not.

Never is a database taken for "no flags", a bad entry for "no findings", and
never does the process abort.
"""
import json
import unittest

from support import (CLEAN, MINI_FLAGS, SLEEPY, Project, binary, describe, findings, one_sentence,
                     run)

COMMAND = ["clang++-19", "-std=c++20", *MINI_FLAGS, "-c", "a.cpp"]
ABORTS = ("LLVM ERROR", "Stack dump", "terminate called", "Aborted", "without flags")
# Flags that GCC knows and Clang refuses.
GCC_ONLY = """-fconcepts -fmodules-ts -fmodule-mapper=x.modmap -fdeps-format=p1689r5 -fdeps-file=x.ddi
    -fdeps-target=x.o -fno-canonical-system-headers -fno-gnu-unique -fipa-pta -fanalyzer
    -mno-direct-extern-access -fvar-tracking-assignments -freport-bug -fimplicit-constexpr -fcontracts
    -fdump-tree-all -fabi-version=16 -fconstexpr-ops-limit=100 -fcoroutines-ts -ffold-simple-inlines
    -fprofile-use=missing.gcda""".split()
# Flags that both take, or that are about outputs only.
HARMLESS = """-fcoroutines -flto=auto -ffat-lto-objects -fstack-clash-protection -fno-plt -Wlogical-op
    -MD -MMD -save-temps -g3 -pipe""".split()


class Database(unittest.TestCase):
    def setUp(self):
        self.project = Project()
        self.addCleanup(self.project.__exit__)
        self.dir = self.project.dir
        self.project.write("a.cpp", SLEEPY)

    def entry(self, **changes):
        entry = {"directory": str(self.dir), "file": "a.cpp", "arguments": COMMAND, **changes}
        return {k: v for k, v in entry.items() if v is not None}

    def asyncmend(self, database, *arguments):
        text = database if isinstance(database, (str, bytes)) else json.dumps(database)
        self.project.write("compile_commands.json", text)
        result = self.project.asyncmend("--format=json", *arguments)
        for word in ABORTS:
            self.assertNotIn(word, result.stderr)
        self.assertGreaterEqual(result.returncode, 0, describe(result))
        return result

    def works(self, database, *arguments, count=1):
        """The sleep is found, without a word of complaint."""
        result = self.asyncmend(database, "--quiet", *arguments)
        self.assertEqual(result.returncode, 1, describe(result))
        self.assertEqual(len(findings(result)), count)
        self.assertEqual(result.stderr, "")

    def refuses(self, database, *words):
        """Exit code 2 and one sentence."""
        result = self.asyncmend(database, "--quiet")
        self.assertEqual(result.returncode, 2, describe(result))
        self.assertTrue(one_sentence(result.stderr), describe(result))
        for word in words:
            self.assertIn(word, result.stderr)

    def works_or_refuses(self, database):
        """The sleep is found, or the exit code is 2 and something names the file."""
        result = self.asyncmend(database)
        self.assertIn(result.returncode, (1, 2), describe(result))
        if result.returncode == 1:
            self.assertEqual(len(findings(result)), 1)
        else:
            self.assertRegex(result.stderr, r"a\.cpp|compile_commands\.json")

    def command(self, line, **changes):
        return [self.entry(arguments=None, command=line, **changes)]

    def test_shapes_that_work(self):
        line = " ".join(COMMAND)
        for name, database in {
            "arguments": [self.entry()],
            "command": self.command(line),
            "both, arguments win": [self.entry(command="false no such thing")],
            "absolute file": [self.entry(file=str(self.dir / "a.cpp"))],
            "output": [self.entry(output="a.o")],
            "the same entry twice": [self.entry(), self.entry()],
            "two configurations": [self.entry(), self.entry(arguments=[*COMMAND, "-DNDEBUG"])],
            "quoted define": self.command(line + r""" -DGREETING="\"hello you\"" '-DX=a b'"""),
            "outputs": [self.entry(arguments=[*COMMAND, "-o", "a.o", "-MD", "-MF", "a.d", "-MT", "a.o"])],
        }.items():
            with self.subTest(name):
                self.works(database)

    def test_byte_order_mark(self):
        self.works(b"\xef\xbb\xbf" + json.dumps([self.entry()]).encode())

    def test_relative_directory(self):
        (self.dir / "build").mkdir()
        for directory in (".", "build/.."):
            with self.subTest(directory):
                self.works([self.entry(directory=directory)])
        self.works([self.entry(directory="build", file="../a.cpp",
                               arguments=[*COMMAND[:-1], "../a.cpp"])])

    def test_blanks_in_names(self):
        self.project.write("my dir/my file.cpp", SLEEPY)
        (self.dir / "a.cpp").unlink()
        changes = {"directory": str(self.dir / "my dir"), "file": "my file.cpp"}
        line = " ".join(COMMAND[:-1])
        self.works([self.entry(**changes, arguments=[*COMMAND[:-1], "my file.cpp"])])
        self.works(self.command(line + ' "my file.cpp"', **changes))
        self.works(self.command(line + r" my\ file.cpp", **changes))

    def test_symbolic_link_to_the_database(self):
        (self.dir / "out").mkdir()
        self.project.write("out/compile_commands.json", json.dumps([self.entry()]))
        (self.dir / "compile_commands.json").symlink_to("out/compile_commands.json")
        for place in (self.dir, self.dir / "out", self.dir / "compile_commands.json"):
            result = run([binary(), "-p", place], cwd="/")
            self.assertEqual(result.returncode, 1, describe(result))

    def test_found_from_below(self):
        self.project.write("build/compile_commands.json", json.dumps([self.entry()]))
        (self.dir / "deep/er").mkdir(parents=True)
        result = run([binary()], cwd=self.dir / "deep/er")
        self.assertEqual(result.returncode, 1, describe(result))

    def test_response_file(self):
        self.project.write("flags.rsp", " ".join(COMMAND[1:4]))
        self.works([self.entry(arguments=["clang++-19", "@flags.rsp", "-c", "a.cpp"])])
        self.works_or_refuses([self.entry(arguments=[*COMMAND, "@missing.modmap"])])

    def test_compiler_wrappers(self):
        rest = COMMAND[1:]
        for wrapper in ("ccache", "sccache", "distcc", "gomacc", "icecc", "/usr/bin/ccache",
                        "ccache distcc", "env LANG=C", "env -u X A=1 ccache"):
            with self.subTest(wrapper):
                self.works([self.entry(arguments=[*wrapper.split(), "g++", *rest])])
        self.works([self.entry(arguments=["/usr/bin/g++", *rest])])
        self.works([self.entry(arguments=["x86_64-linux-gnu-g++-12", *rest])])

    def test_own_wrapper(self):
        self.works_or_refuses([self.entry(arguments=["tools/cc-wrapper.sh", "g++", *COMMAND[1:]])])
        self.works_or_refuses([self.entry(
            arguments=["libtool", "--tag=CXX", "--mode=compile", "g++", *COMMAND[1:]])])

    def test_flags_of_gcc(self):
        database = []
        for i, flag in enumerate(GCC_ONLY + HARMLESS):
            name = f"unit{i}.cpp"
            self.project.write(name, SLEEPY)
            database.append(self.entry(file=name, arguments=["g++", flag, *COMMAND[1:-1], name]))
        result = self.asyncmend(database, "-j2")
        found = {f["path"].rsplit("/", 1)[1] for f in findings(result)}
        missed = [e["arguments"][1] for e in database if e["file"] not in found]
        self.assertEqual(missed, [], describe(result))
        self.assertEqual(result.returncode, 1, describe(result))

    def test_warnings_are_no_errors(self):
        self.works([self.entry(arguments=["g++", "-Werror", "-Wall", "-Wduplicated-branches",
                                          *COMMAND[1:]])])

    def test_precompiled_header_of_gcc(self):
        self.project.write("pch.h", "#define FROM_PCH 1\n")
        self.project.write("pch.h.gch", b"gpch.not for clang")
        self.works([self.entry(arguments=[*COMMAND, "-include", "pch.h"])])

    def test_broken_databases(self):
        for name, (database, *words) in {
            "empty": ([], "compile_commands.json"),
            "no JSON": ("[{", "compile_commands.json"),
            "not a list": ({"file": "a.cpp"}, "compile_commands.json"),
            "no command": ([self.entry(), self.entry(arguments=None)], "compile_commands.json"),
            "no file": ([self.entry(file=None)], "compile_commands.json"),
            "no directory": ([self.entry(directory=None)], "compile_commands.json"),
            "arguments of numbers": ([self.entry(arguments=[1, 2])], "compile_commands.json"),
            "empty command": ([self.entry(arguments=[])], "compile_commands.json"),
        }.items():
            with self.subTest(name):
                self.refuses(database, *words)

    def test_missing_things(self):
        self.refuses([self.entry(directory=str(self.dir / "gone"))], "gone")
        result = self.asyncmend([self.entry(file="gone.cpp", arguments=[*COMMAND[:-1], "gone.cpp"])])
        self.assertEqual(result.returncode, 2, describe(result))
        self.assertIn("gone.cpp", result.stderr)

    def test_no_database(self):
        result = self.project.asyncmend()
        self.assertEqual(result.returncode, 2, describe(result))
        self.assertTrue(one_sentence(result.stderr), describe(result))
        self.assertIn("compile_commands.json", result.stderr)

    def test_file_without_an_entry(self):
        self.project.write("b.cpp", CLEAN)
        result = self.asyncmend([self.entry()], "b.cpp")
        self.assertEqual(result.returncode, 2, describe(result))
        self.assertTrue(one_sentence(result.stderr), describe(result))
        self.assertIn("b.cpp", result.stderr)

    def test_entries_that_are_no_cplusplus(self):
        self.project.write("c.c", "int main(void) { return 0; }\n")
        self.works([self.entry(),
                    self.entry(file="c.c", arguments=["cc", "-std=c11", "-c", "c.c"]),
                    self.entry(file="s.S", arguments=["cc", "-c", "s.S"])])

    def test_odd_entries(self):
        line = " ".join(COMMAND)
        for name, database in {
            "unknown key": [self.entry(foo="x")],
            "trailing comma": json.dumps([self.entry()])[:-1] + ",]",
            "two inputs": [self.entry(arguments=[*COMMAND, "b.cpp"])],
            "link line": self.command("clang++-19 a.o -o program"),
            "missing -include": [self.entry(arguments=[*COMMAND, "-include", "gone.h"])],
            "missing -include-pch": [self.entry(arguments=[*COMMAND, "-include-pch", "gone.pch"])],
            "nvcc": self.command("nvcc -gencode arch=compute_70 --expt-relaxed-constexpr " + line[11:]),
            "only the source": self.command("clang++-19 -c a.cpp"),
            "plugin": self.command(line + " -Xclang -load -Xclang gone.so -Xclang -add-plugin -Xclang x"),
        }.items():
            with self.subTest(name):
                self.works_or_refuses(database)


if __name__ == "__main__":
    unittest.main()
