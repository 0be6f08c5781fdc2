"""The configuration file, and the options that say the same."""
import unittest

from support import DROPPED, SLEEPY, SLEEPY_FIXED, Project, describe, findings, mini_project

ACCEPTING = """\
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>

using boost::asio::ip::tcp;

boost::asio::awaitable<void> serve(tcp::socket socket);

boost::asio::awaitable<void> accept(tcp::acceptor &acceptor)
{
    for (;;) {
        auto socket = co_await acceptor.async_accept(boost::asio::use_awaitable);
        boost::asio::co_spawn(acceptor.get_executor(), serve(std::move(socket)),
                              boost::asio::detached);
    }
}
"""

SPAWNING = """\
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <vector>

boost::asio::awaitable<void> fetch(int page);

boost::asio::awaitable<void> all(std::vector<int> pages)
{
    auto executor = co_await boost::asio::this_coro::executor;
    for (int page : pages)
        boost::asio::co_spawn(executor, fetch(page), boost::asio::detached);
}
"""


class Configuration(unittest.TestCase):
    def test_rules_of_the_nearest_file(self):
        with mini_project(a=SLEEPY + DROPPED.replace("job", "task").split("net = boost::asio;")[1]
                          ) as project:
            project.write(".asyncmend", "Rules: missing-co-await\n")
            result = project.asyncmend("--format=json", "--quiet")
            self.assertEqual({f["rule"] for f in findings(result)}, {"missing-co-await"},
                             describe(result))
            result = project.asyncmend("--format=json", "--quiet", "--rules=blocking-sleep")
            self.assertEqual({f["rule"] for f in findings(result)}, {"blocking-sleep"},
                             describe(result))

    def test_tiers(self):
        with mini_project(a=SLEEPY) as project:
            project.write(".asyncmend", "Tiers:\n  blocking-sleep: unsafe\n")
            result = project.asyncmend("--fix", "--allow-dirty", "--quiet")
            self.assertEqual(result.returncode, 1, describe(result))
            self.assertEqual(project.read("a.cpp").decode(), SLEEPY)
            result = project.asyncmend("--fix", "--unsafe-fixes", "--allow-dirty", "--quiet")
            self.assertEqual(result.returncode, 0, describe(result))
            self.assertEqual(project.read("a.cpp").decode(), SLEEPY_FIXED)

    def test_bad_files_are_named_with_line_and_column(self):
        for text, place, words in (
                ("Rules: '*'\nLimits: 3\n", "2:1", "unknown key 'Limits'"),
                ("FanOutLimit: 0\n", "1:1", "at least 1"),
                ("Timeout: soon\n", "1:1", "unit"),
                ("DetachedHandler: '[]'\n", "1:1", "name of a function"),
                ("Rules: [a\n", r"\d+:\d+", "")):
            with mini_project(a=SLEEPY) as project:
                project.write(".asyncmend", text)
                result = project.asyncmend("--fix", "--allow-dirty", "--quiet")
                self.assertEqual(result.returncode, 2, describe(result))
                self.assertRegex(result.stderr, rf"\.asyncmend:{place}: ", describe(result))
                self.assertIn(words, result.stderr)
                self.assertEqual(result.stderr.count("\n"), 1, describe(result))
                self.assertEqual(project.read("a.cpp").decode(), SLEEPY)

    def test_bad_options(self):
        with mini_project(a=SLEEPY) as project:
            for option in ("--limit=0", "--limit=x", "--timeout=30", "--timeout=0s",
                           "--detached-handler=a b", "--runtime=magic", "--runtime=vendor:",
                           "--config-file=missing.yaml", "--rules=nothing"):
                result = project.asyncmend(option)
                self.assertEqual(result.returncode, 2, describe(result))
                self.assertEqual(result.stderr.count("\n"), 1, describe(result))

    def test_a_rule_that_says_more_when_it_is_named(self):
        with Project() as project:
            project.unit("a.cpp", ACCEPTING)
            for arguments, count in (((), 0), (("--rules=unbounded-*",), 0),
                                     (("--rules=unbounded-fan-out",), 1)):
                result = project.asyncmend("--format=json", "--quiet", *arguments)
                found = [f for f in findings(result) if f["rule"] == "unbounded-fan-out"]
                self.assertEqual(len(found), count, describe(result))
            project.write(".asyncmend", "Rules: unbounded-fan-out\n")
            self.assertEqual(len(findings(project.asyncmend("--format=json", "--quiet"))), 1)

    def test_limit(self):
        with Project() as project:
            project.unit("a.cpp", SPAWNING)
            project.write(".asyncmend", "FanOutLimit: 7\n")
            for arguments, limit in (((), 7), (("--limit=3",), 3)):
                [finding] = findings(project.asyncmend("--rules=unbounded-fan-out", "--format=json",
                                                       "--quiet", *arguments))
                texts = " ".join(e["text"] for e in finding["fixes"][0]["edits"])
                self.assertIn(f" = {limit};", texts)

    def test_dump(self):
        with mini_project(a=SLEEPY) as project:
            project.write(".asyncmend", "FanOutLimit: 12\n")
            result = project.asyncmend("--dump-config", "a.cpp")
            self.assertEqual(result.returncode, 0, describe(result))
            self.assertIn("FanOutLimit:", result.stdout)
            self.assertIn("12", result.stdout)
            self.assertIn("blocking-sleep", result.stdout)
            # What was printed can be used as it is.
            project.write("other.yaml", result.stdout)
            again = project.asyncmend("--dump-config", "--config-file=other.yaml", "a.cpp")
            self.assertEqual(again.stdout, result.stdout, describe(again))

    def test_profile_below_the_file(self):
        with mini_project(a=SLEEPY) as project:
            project.write("conf/own.json", "{")
            project.write(".asyncmend", "Profiles: [conf/own.json]\n")
            result = project.asyncmend("--quiet")
            self.assertEqual(result.returncode, 2, describe(result))
            self.assertIn("conf/own.json:1:", result.stderr)


if __name__ == "__main__":
    unittest.main()
