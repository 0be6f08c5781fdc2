"""The Debian package: what is in it, and that it works where it was unpacked.

Installing it with apt on a bare machine is test/fresh-machine --package.
"""
import json
import pathlib
import re
import shutil
import tempfile
import unittest

from support import ROOT, SLEEPY, SLEEPY_LINE, binary, describe, findings, mini_project, run

BUILD = pathlib.Path(binary()).parent.parent
PAGE = (ROOT / "docs/integrations/packages.md").read_text()
CONSUMER = """\
cmake_minimum_required(VERSION 3.25)
project(consumer CXX)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
find_package(asyncmend 0.1 REQUIRED)
add_executable(consumer consumer.cpp)
target_link_libraries(consumer PRIVATE asyncmend::runtime)
asyncmend_add_target(mend-report --exit-zero)
asyncmend_check_while_compiling(consumer)
if(NOT ASYNCMEND_TIDY_PLUGIN)
  message(FATAL_ERROR "no plugin")
endif()
"""
PROGRAM = """\
#include <asio/awaitable.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#include <asyncmend/asio.hpp>
#include <unistd.h>
#include <vector>

asio::awaitable<void> all(std::vector<int> &seen)
{
    usleep(1);
    co_await asyncmend::for_each_limited(std::vector{1, 2, 3}, 2, [&](int n) -> asio::awaitable<void> {
        seen.push_back(n);
        co_return;
    });
}

int main()
{
    asio::io_context context;
    std::vector<int> seen;
    asio::co_spawn(context, all(seen), asio::detached);
    context.run();
    return seen.size() == 3 ? 0 : 1;
}
"""


def block(word):
    """The page's command with this word, for this build directory."""
    command, = re.findall(rf"```sh\n(.*{word}.*)\n```", PAGE)
    return re.sub(r"(?<=--build )build\b|\bbuild(?=/CPack| --prefix)", str(BUILD), command)


class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.dir = pathlib.Path(tempfile.mkdtemp(prefix="asyncmend-")).resolve()
        made = run(["sh", "-ec", block("cpack")], cwd=cls.dir)
        assert made.returncode == 0, describe(made)
        cls.deb, = (cls.dir / "build").glob("*.deb")
        cls.root = cls.dir / "root"
        unpacked = run(["dpkg-deb", "-x", cls.deb, cls.root])
        assert unpacked.returncode == 0, describe(unpacked)
        cls.usr = cls.root / "usr"

    @classmethod
    def tearDownClass(cls):
        shutil.rmtree(cls.dir, ignore_errors=True)

    def test_contents(self):
        files = {str(p.relative_to(self.root)) for p in self.root.rglob("*") if p.is_file()}
        wanted = {"usr/bin/asyncmend", "usr/lib/asyncmend/asyncmend-tidy.so",
                  "usr/share/asyncmend/schema.json", "usr/share/man/man1/asyncmend.1.gz",
                  "usr/share/bash-completion/completions/asyncmend",
                  "usr/share/zsh/vendor-completions/_asyncmend",
                  "usr/share/fish/vendor_completions.d/asyncmend.fish",
                  "usr/share/doc/asyncmend/copyright", "usr/share/doc/asyncmend/changelog.gz",
                  *(f"usr/include/asyncmend/{p.name}"
                    for p in (ROOT / "rewriters/runtime/asyncmend").iterdir())}
        others = {f for f in files - wanted if not f.startswith("usr/lib/cmake/asyncmend/")}
        self.assertEqual((wanted - files, others), (set(), set()))
        json.loads((self.usr / "share/asyncmend/schema.json").read_text())

    def test_dependencies(self):
        def field(name):
            return run(["dpkg-deb", "-f", self.deb, name]).stdout
        for library in ("libc6", "libstdc++6", "libclang-cpp19", "libllvm19"):
            self.assertIn(library, field("Depends"))
        self.assertIn("libclang-common-19-dev", field("Depends"))
        self.assertEqual(field("Recommends").strip(), "clang-tidy-19")
        self.assertNotIn("clang-tidy", field("Depends"))

    def test_lintian(self):
        if not shutil.which("lintian"):
            self.skipTest("lintian is not installed")
        result = run(["lintian", "--no-tag-display-limit", "--fail-on=error", self.deb])
        self.assertEqual(result.returncode, 0, describe(result))

    def test_command(self):
        with mini_project(a=SLEEPY) as project:
            result = run([self.usr / "bin/asyncmend", "-p", project.dir, "--format=json"])
            self.assertEqual([f["line"] for f in findings(result)], [SLEEPY_LINE], describe(result))

    def test_plugin(self):
        with mini_project(a=SLEEPY) as project:
            result = run(["clang-tidy-19", f"--load={self.usr}/lib/asyncmend/asyncmend-tidy.so",
                          "--checks=-*,asyncmend-*", "-p", project.dir, project.dir / "a.cpp"])
            self.assertIn("[asyncmend-blocking-sleep]", result.stdout, describe(result))

    def test_plugin_brings_no_clang(self):
        needed = run(["objdump", "-p", self.usr / "lib/asyncmend/asyncmend-tidy.so"]).stdout
        self.assertIn("NEEDED", needed)
        self.assertNotRegex(needed, r"NEEDED .*(clang|LLVM)")

    def test_find_package(self):
        source = self.dir / "consumer"
        source.mkdir()
        (source / "CMakeLists.txt").write_text(CONSUMER)
        (source / "consumer.cpp").write_text(PROGRAM)
        steps = [["cmake", "-S", source, "-B", source / "build", "-G", "Ninja",
                  "-DCMAKE_CXX_COMPILER=clang++-19", "-DCMAKE_CXX_FLAGS=-DASIO_HAS_CO_AWAIT=1",
                  f"-DCMAKE_PREFIX_PATH={self.usr}"],
                 ["cmake", "--build", source / "build"],
                 [source / "build/consumer"],
                 ["cmake", "--build", source / "build", "--target", "mend-report"]]
        for number, step in enumerate(steps):
            result = run(step)
            self.assertEqual(result.returncode, 0, describe(result))
            if number in (1, 3):
                self.assertIn("[asyncmend-blocking-sleep]", result.stdout)

    def test_from_source(self):
        result = run(["sh", "-ec", block("--install")], env={"HOME": str(self.dir / "home")})
        self.assertEqual(result.returncode, 0, describe(result))
        version = run([self.dir / "home/.local/bin/asyncmend", "--version"])
        self.assertTrue(version.stdout.startswith("asyncmend "), describe(version))

    def test_manual_page(self):
        page = run(["gzip", "-dc", self.usr / "share/man/man1/asyncmend.1.gz"]).stdout
        told = page.replace("\\-", "-")
        for line in run([binary(), "--help"]).stdout.splitlines():
            option = re.match(r"  (--?[a-z-]+)", line)
            # Those of LLVM's parser need no page.
            if option and not option.group(1).startswith(("--help-", "--print-")):
                self.assertIn(f"\\fB{option.group(1)}\\fR", told)
        if shutil.which("groff"):
            (self.dir / "page").write_text(page)
            result = run(["groff", "-man", "-Tutf8", "-ww", self.dir / "page"])
            self.assertEqual((result.returncode, result.stderr), (0, ""))


class Completion(unittest.TestCase):
    def complete(self, *words):
        script = (f"source <({binary()} --generate=bash); COMP_WORDS=({' '.join(words)}); "
                  "COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); compopt() { :; }; "
                  "_asyncmend; printf '%s\\n' \"${COMPREPLY[@]}\"")
        result = run(["bash", "-uc", script])
        self.assertEqual((result.returncode, result.stderr), (0, ""), describe(result))
        return result.stdout.split()

    def test_bash(self):
        self.assertEqual(self.complete("asyncmend", "--ver"),
                         ["--verify=", "--verify-profile=", "--version"])
        self.assertEqual(self.complete("asyncmend", "--fix", "--verify", "=", "e"), ["each"])
        self.assertIn("json", self.complete("asyncmend", "--format", "="))
        self.assertEqual(self.complete("asyncmend", "--explain", "=", "missing-c"),
                         ["missing-co-await"])
        self.assertEqual(self.complete("asyncmend", "src/"), [])
        self.assertNotIn("--generate=", self.complete("asyncmend", "--"))

    def test_other_shells(self):
        for shell in ("zsh", "fish"):
            text = run([binary(), f"--generate={shell}"]).stdout
            self.assertIn("verify-profile", text)
            if shutil.which(shell):
                with tempfile.NamedTemporaryFile("w") as file:
                    file.write(text)
                    file.flush()
                    result = run([shell, "-n", file.name])
                self.assertEqual((result.returncode, result.stderr), (0, ""), describe(result))

    def test_no_other_kind(self):
        result = run([binary(), "--generate=pdf"])
        self.assertEqual(result.returncode, 2)
        self.assertIn("'pdf'", result.stderr)


if __name__ == "__main__":
    unittest.main()
