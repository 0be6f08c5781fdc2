"""lock-across-await beside the two checks of clang-tidy that look for the same."""
import re
import unittest

from support import Project, describe, findings, run

CHECKS = ("cppcoreguidelines-no-suspend-with-lock", "misc-coroutine-hostile-raii")

HEAD = """\
#include <coroutine>
#include <memory>
#include <mutex>
#include <utility>

struct task {
    struct promise_type {
        task get_return_object() { return {}; }
        std::suspend_never initial_suspend() { return {}; }
        std::suspend_never final_suspend() noexcept { return {}; }
        void return_void() {}
        void unhandled_exception() {}
    };
};

struct waiting {
    bool await_ready() { return false; }
    void await_suspend(std::coroutine_handle<>) {}
    int await_resume() { return 1; }
};

waiting f();
void keep(std::unique_lock<std::mutex> lock);
std::mutex m;

struct wrapper {
    std::lock_guard<std::mutex> guard{m};
};

"""

# Name, body, and whether no-suspend-with-lock, hostile-raii and we report it.
CASES = (
    ("statement", "std::lock_guard<std::mutex> g(m); co_await f();", True, True, True),
    ("initialiser", "std::lock_guard<std::mutex> g(m); int x = co_await f(); (void)x;",
     True, False, True),
    ("ctad", "std::scoped_lock g(m); co_await f();", False, True, True),
    ("unique", "std::unique_lock<std::mutex> g(m); co_await f();", True, False, True),
    ("ctad_unique_initialiser", "std::unique_lock g(m); int x = co_await f(); (void)x;",
     False, False, True),
    ("if_initialiser", "if (std::lock_guard<std::mutex> g(m); true) { co_await f(); }",
     False, False, True),
    ("switch_initialiser",
     "switch (std::lock_guard<std::mutex> g(m); 1) { default: co_await f(); }",
     False, False, True),
    ("wrapped", "wrapper g; co_await f();", False, False, True),
    ("on_heap", "auto g = std::make_unique<std::lock_guard<std::mutex>>(m); co_await f();",
     False, False, True),
    ("by_hand", "m.lock(); co_await f(); m.unlock();", False, False, True),
    ("unlocked", "std::unique_lock<std::mutex> g(m); g.unlock(); co_await f();",
     True, False, False),
    ("deferred", "std::unique_lock<std::mutex> g(m, std::defer_lock); co_await f();",
     True, False, False),
    ("moved", "std::unique_lock<std::mutex> g(m); keep(std::move(g)); co_await f();",
     True, False, False),
)


def source():
    return HEAD + "".join(f"task {name}() {{ {body} }}\n" for name, body, *_ in CASES)


class BesideClangTidy(unittest.TestCase):
    def setUp(self):
        self.first = source().splitlines().index("task statement() { " + CASES[0][1] + " }") + 1

    def table(self, lines):
        return {name: (self.first + i) in lines for i, (name, *_) in enumerate(CASES)}

    def test_clang_tidy_is_as_the_page_says(self):
        with Project() as project:
            project.unit("a.cpp", source())
            for column, check in enumerate(CHECKS):
                result = run(["clang-tidy-19", "--quiet", f"--checks=-*,{check}", "a.cpp", "--",
                              "-std=c++20"], cwd=project.dir)
                lines = {int(n) for n in re.findall(r"a\.cpp:(\d+):\d+: warning", result.stdout)}
                expected = {name: truth[column] for name, _, *truth in CASES}
                self.assertEqual(self.table(lines), expected, describe(result))

    def test_ours(self):
        with Project() as project:
            project.unit("a.cpp", source())
            result = project.asyncmend("--rules=-*,lock-across-await", "--format=json", "--quiet")
            lines = {f["line"] for f in findings(result)}
            expected = {name: truth[2] for name, _, *truth in CASES}
            self.assertEqual(self.table(lines), expected, describe(result))


if __name__ == "__main__":
    unittest.main()
