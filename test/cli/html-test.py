"""The page of --format=html, in a browser: it shows what was found, and runs nothing of it."""
import json
import pathlib
import re
import time
import unittest

from browser import Browser, chromium
from support import MINI_FLAGS, MINI_INCLUDES, SLEEPY, STUCK, UNSAFE, Project, describe

MANY = 2000
LONGEST_LOAD, LONGEST_FILTER = 5.0, 1.0  # seconds; generous: other tests run beside this one
# What would run, or end the script it stands in, if a page took it for markup.
NASTY = MINI_INCLUDES + """\
// <!-- <script> </script><img src=x onerror="window.hurt=1"> &lt; \u2028
net::awaitable<void> nasty(const char *s = "</script><script>window.hurt=1</script>")
{
    usleep(sizeof("<b>&amp;</b>--><img src=x onerror='window.hurt=1'>"));
    co_return;
}
"""
LATIN = SLEEPY.replace("usleep(20);", "usleep(20); // caf\u00e9").encode("latin-1")
BROKEN = "int broken( {\n"
UNITS = {"src/a.cpp": SLEEPY, "src/nasty.cpp": NASTY, "src/latin.cpp": LATIN,
         "net/stuck.cpp": STUCK, "top.cpp": UNSAFE, "net/broken.cpp": BROKEN}


def data_of(page):
    """The block of JSON in the page, and what stands before and behind it."""
    return re.fullmatch(r'(.*<script type="application/json" id="data">)(.*?)(</script>.*)', page,
                        re.S).groups()


def many(page):
    """The same page with many findings, in more rules and folders."""
    before, data, behind = data_of(page)
    report = json.loads(data)
    some, report["findings"] = report["findings"], []
    for i in range(MANY):
        finding = dict(some[i % len(some)], rule=f"rule-{i % 22}", folder=f"folder-{i % 15}")
        finding["path"] = f"{finding['folder']}/file-{i}.cpp"
        report["findings"].append(finding)
    return before + json.dumps(report).replace("<", "\\u003c") + behind


class Html(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        chromium()  # or skip before anything is done
        cls.project = Project(flags=MINI_FLAGS)
        cls.addClassCleanup(cls.project.__exit__)
        for name, content in UNITS.items():
            cls.project.unit(name, content)
        result = cls.project.asyncmend(
            "--verify=off", "--quiet", f"--root={cls.project.dir}", "--format=html",
            "--output=report.html", "--format=json", "--output=report.json")
        assert result.returncode == 2 and not result.stdout, describe(result)
        cls.found = json.loads(cls.project.read("report.json"))["findings"]
        cls.page = cls.project.read("report.html").decode()
        cls.project.write("many.html", many(cls.page))
        cls.browser = Browser()
        cls.addClassCleanup(cls.browser.__exit__)

    def setUp(self):
        self.browser.media(prefers_color_scheme="light", prefers_reduced_motion="no-preference")
        self.browser.size(1280)
        self.open()

    def open(self, name="report.html", hash_=""):
        self.browser.open((self.project.dir / name).as_uri() + hash_)

    def run_js(self, script):
        return self.browser.run(script)

    def text(self, selector):
        return self.run_js(f"document.querySelector({json.dumps(selector)})?.innerText")

    def texts(self, selector):
        return self.run_js(f"[...document.querySelectorAll({json.dumps(selector)})]"
                           ".map(e => e.innerText)")

    def click(self, selector):
        self.run_js(f"document.querySelector({json.dumps(selector)}).click()")

    def hash(self):
        # It is written when the reader pauses.
        return self.run_js("new Promise(r => setTimeout(() => r(location.hash), 300))")

    def shown_paths(self):
        return [t.split(":")[0] for t in self.texts(".list .row .at")]

    def paths(self, chosen=lambda f: True):
        return [str(pathlib.Path(f["path"]).relative_to(self.project.dir))
                for f in self.found if chosen(f)]

    def open_row(self, path):
        """Opens the findings of a file and gives the selector of the first one's panel."""
        row = self.run_js("(() => { for (const row of document.querySelectorAll('.row'))"
                          f" if (row.innerText.includes({json.dumps(path)}))"
                          " { row.click(); return row.id; } })()")
        return "#" + row.replace("row", "panel")

    def test_needs_nothing_and_complains_of_nothing(self):
        self.assertEqual(self.browser.requests, [(self.project.dir / "report.html").as_uri()])
        self.assertEqual(self.browser.complaints, [])
        # Nor could it, whatever a script wanted.
        for script, directive in (("fetch('http://127.0.0.1:9/')", "connect-src"),
                                  ("new Image().src = 'http://127.0.0.1:9/'", "img-src"),
                                  ("import('http://127.0.0.1:9/')", "script-src-elem")):
            blocked = self.run_js(
                "new Promise(done => { document.addEventListener('securitypolicyviolation',"
                f" e => done(e.effectiveDirective), {{once: true}}); {script}; }})")
            self.assertEqual(blocked, directive)

    def test_head_and_totals(self):
        self.assertIn(str(self.project.dir), self.text("#about"))
        self.assertIn("5 analysed, 1 failed", self.text("#about"))
        self.click("#remarks summary")
        self.assertIn("net/broken.cpp", self.text("#remarks"))
        totals = dict(zip(self.texts(".state span"), map(int, self.texts(".state strong"))))
        self.assertEqual(totals, {"fixed": 0, "fixable, safe": 3, "fixable, unsafe": 1,
                                  "suggestion": 0, "fix withheld": 0, "fix in conflict": 0,
                                  "no fix": 1})
        self.assertEqual(self.texts(".plots figure:nth-child(1) .name"),
                         ["blocking-sleep", "missing-co-await"])
        self.assertEqual(self.texts(".plots figure:nth-child(2) .bar"),
                         ["src\n3", "(top)\n1", "net\n1"])
        self.assertEqual(self.texts(".plots figure:nth-child(3) .bar"),
                         ["boost-asio\n4", "(none known)\n1"])
        self.assertEqual({f["framework"] for f in self.found}, {"boost-asio", ""})
        widths = self.run_js("[...document.querySelectorAll('.plots figure:nth-child(2) .track')]"
                             ".map(t => [...t.children].reduce((n, p) => n + p.offsetWidth, 0)"
                             " / t.offsetWidth)")
        self.assertAlmostEqual(widths[0], 1, delta=0.02)
        self.assertAlmostEqual(widths[2], 1 / 3, delta=0.02)

    def test_filters(self):
        self.assertEqual(self.shown_paths(), self.paths())
        self.assertEqual(self.text("#count"), "5 findings")
        bar = ".plots figure:nth-child(2) li:nth-child(1) .bar"
        self.click(bar)
        self.assertEqual(self.shown_paths(), self.paths(lambda f: "/src/" in f["path"]))
        self.assertEqual(self.text("#count"), "3 of 5 findings")
        self.assertEqual(self.run_js(f"document.querySelector({bar!r}).ariaPressed"), "true")
        self.assertEqual(self.run_js("document.querySelector('#filter-folder').value"), "src")
        self.assertEqual(self.hash(), "#folder=src")
        # The totals are those of what is shown; a second click shows all again.
        self.assertEqual(self.texts(".state strong"), ["0", "3", "0", "0", "0", "0", "0"])
        self.click(bar)
        self.assertEqual(self.text("#count"), "5 findings")
        for key, value, chosen in (
                ("rule", "missing-co-await", lambda f: f["rule"] == "missing-co-await"),
                ("state", "none", lambda f: f["state"] == "none"),
                ("framework", "(none known)", lambda f: f["framework"] == ""),
                ("severity", "error", lambda f: f["severity"] == "error"),
                ("folder", ".", lambda f: f["path"].endswith("/top.cpp"))):
            choose = (f"s = document.querySelector('#filter-{key}'); s.value = %s;"
                      "s.dispatchEvent(new Event('change'))")
            self.run_js("var " + choose % json.dumps(value))
            self.assertEqual(self.shown_paths(), self.paths(chosen), key)
            self.assertEqual(len(self.shown_paths()), 1, key)
            self.click("#clear")
        self.run_js("document.querySelector('#search').focus()")
        for letter in "Latin sleep":
            self.browser.key(letter)
        self.assertEqual(self.shown_paths(), ["src/latin.cpp"])
        self.browser.key("Z")
        self.assertEqual(self.text("#count"), "0 of 5 findings")
        self.browser.key("Escape")
        self.assertEqual(self.text("#count"), "5 findings")

    def test_address_keeps_filters_and_what_is_open(self):
        self.click(".state:has(.none)")
        self.click(".row")
        address = self.hash()
        self.open(hash_=address)
        self.assertEqual(self.shown_paths(), ["net/stuck.cpp"])
        self.assertEqual(self.run_js("document.querySelector('.row').ariaExpanded"), "true")
        self.assertEqual(self.hash(), address)
        # Of another report, or of nobody.
        self.open(hash_="#rule=gone&open=77.x&q=%3Cb%3E&hurt=1")
        self.assertEqual(self.text("#count"), "0 of 5 findings")
        self.assertEqual(self.run_js("document.querySelector('#search').value"), "<b>")
        self.assertEqual(self.browser.complaints, [])

    def test_details(self):
        panel = self.open_row("src/a.cpp")
        self.assertRegex(self.text(panel + " .verdict"), r"^Fix, safe: \w.*--fix\)")
        self.assertEqual(self.text(panel + " .snippet mark"), "usleep")
        self.assertEqual("".join(self.texts(panel + " .snippet mark")), "usleep(20)")
        self.assertIn("usleep(20)", "".join(self.texts(panel + " .diff td.line.out")))
        self.assertIn("co_await net::steady_timer(", "".join(
            self.texts(panel + " .diff td.line.in")))
        self.assertIn("co_await", self.texts(panel + " .diff .in mark"))
        self.assertNotIn("20", self.texts(panel + " .diff mark"))
        self.assertIn("co_return", self.texts(panel + " .diff .same .k"))
        self.click(panel + " .rule summary")
        self.run_js("new Promise(requestAnimationFrame)")
        self.assertIn("Why it is a bug", self.text(panel + " .rule"))
        panel = self.open_row("net/stuck.cpp")
        stuck = next(f for f in self.found if f["state"] == "none")
        self.assertEqual(self.text(panel + " .verdict"), "No fix: " + stuck["why"])
        self.assertIsNone(self.text(panel + " .diff"))
        panel = self.open_row("top.cpp")
        self.assertRegex(self.text(panel + " .verdict"), r"^Fix, unsafe: .*--unsafe-fixes")
        panel = self.open_row("src/latin.cpp")
        self.assertIn("caf\ufffd", self.text(panel + " .diff"))

    def test_source_is_no_markup(self):
        _, data, behind = data_of(self.page)
        self.assertNotRegex(data, "[<>&\u2028]")
        self.assertNotIn("hurt", behind)
        panel = self.open_row("src/nasty.cpp")
        self.assertIn('"</script><script>window.hurt=1</script>"', self.text(panel + " .snippet"))
        self.assertIn("<b>&amp;</b>-->", self.text(panel + " .diff"))
        self.assertIn("<!-- <script> </script><img", self.text(panel))
        self.assertEqual(self.run_js("[typeof window.hurt, document.images.length,"
                                     " document.scripts.length, document.querySelectorAll('b').length]"),
                         ["undefined", 0, 2, 0])
        self.assertEqual(self.browser.complaints, [])

    def test_highlighter(self):
        def tokens(text):
            lines = self.run_js(f"highlight({json.dumps(text)})")
            self.assertEqual("\n".join("".join(t for _, t in line) for line in lines), text)
            return [[t for t in line if t[0]] for line in lines]
        for text, expected in (
                ("int i = 1'000; // x", [[["k", "int"], ["n", "1'000"], ["c", "// x"]]]),
                ('R"x(a)"\n)x", \'"\')', [[["s", 'R"x(a)"']], [["s", ')x"'], ["s", "'\"'"]]]),
                ('LR"(open\n', [[["s", 'LR"(open']], []]),
                ("a(); /* b */ c", [[["c", "/* b */"]]]),
                ("/* a\n b", [[["c", "/* a"]], [["c", " b"]]]),
                ("#include <a>\na < b > c", [[["k", "#include"], ["s", "<a>"]], []]),
                ('"open\nif0', [[["s", '"open']], []]),
                ("", [[]])):
            self.assertEqual(tokens(text), expected)

    def test_sides_of_a_diff(self):
        def rows(*lines):
            text = "\n".join(["--- a", "+++ b", *lines, ""])
            return self.run_js(f"hunksOf({json.dumps(text)})[0].rows")
        # What stays alike is beside itself, wherever it has come to.
        self.assertEqual(rows("@@ -1,2 +1,4 @@", "-run(one);", "-stop(two);", "+guard g;", "+{",
                              "+    run(one);", "+    stop(two);"),
                         [[None, 0], [None, 1], [0, 2], [1, 3]])
        self.assertEqual(rows("@@ -1,1 +1,1 @@", "-a();", "\\ No newline at end of file", "+b;",
                              "\\ No newline at end of file"), [[0, 0]])
        self.assertEqual(rows("@@ -1,3 +1,1 @@", " x", "-a();\r", "-b();\r"),
                         [[0, 0], [1, None], [2, None]])
        self.assertEqual(self.run_js("changedRanges('  a(b, c);', '    a(d, c);')"),
                         [[[4, 5]], [[6, 7]]])

    def focus(self):
        return self.run_js("document.activeElement.id")

    def test_keyboard(self):
        key = self.browser.key
        key("/")
        self.assertEqual(self.focus(), "search")
        key("/")
        key("j")
        self.assertEqual(self.run_js("document.querySelector('#search').value"), "/j")
        key("Escape")
        key("Escape")
        self.assertEqual((self.focus(), self.text("#count")), ("", "5 findings"))
        for name, expected in (("j", "row-0"), ("j", "row-1"), ("ArrowDown", "row-2"),
                               ("k", "row-1"), ("ArrowUp", "row-0"), ("k", "row-0")):
            key(name)
            self.assertEqual(self.focus(), expected, name)
        self.assertNotEqual(self.run_js("getComputedStyle(document.activeElement).outlineStyle"),
                            "none")
        opened = "document.querySelector('#row-0').ariaExpanded +"\
                 " document.querySelector('#panel-0').checkVisibility()"
        for name, expected in (("Enter", "truetrue"), ("Escape", "falsefalse")):
            key(name)
            self.assertEqual(self.run_js(opened), expected, name)
        self.assertEqual(self.focus(), "row-0")
        key("?")
        self.assertTrue(self.run_js("document.querySelector('#help').open"))
        key("Escape")
        self.assertFalse(self.run_js("document.querySelector('#help').open"))

    def test_every_control_has_a_name(self):
        nodes = self.browser.call("Accessibility.getFullAXTree")["nodes"]
        names = [(n["role"]["value"], n.get("name", {}).get("value", "")) for n in nodes
                 if not n.get("ignored") and n.get("role")]
        controls = [(r, n) for r, n in names if r in ("button", "combobox", "searchbox", "region")]
        self.assertGreater(len(controls), 25)
        self.assertEqual([c for c in controls if not c[1].strip()], [])
        self.assertIn("status", {r for r, _ in names})

    def brightness(self):
        colour = self.run_js("getComputedStyle(document.body).backgroundColor")
        return sum(map(int, re.findall(r"\d+", colour)[:3])) / 3

    def test_colours(self):
        self.assertGreater(self.brightness(), 200)
        self.browser.media(prefers_color_scheme="dark")
        self.assertLess(self.brightness(), 60)
        # auto, light, dark, auto
        for limits in ((200, 255), (0, 60)):
            self.click("#theme")
            self.assertTrue(limits[0] < self.brightness() < limits[1], self.text("#theme"))
        self.click("#theme")
        self.assertEqual(self.text("#theme"), "Colours: auto")

    def test_motion(self):
        self.assertNotEqual(self.run_js("getComputedStyle(document.querySelector('.track i'))"
                                        ".transitionDuration"), "0s")
        self.browser.media(prefers_reduced_motion="reduce")
        self.assertEqual(self.run_js("getComputedStyle(document.querySelector('.track i'))"
                                     ".transitionProperty"), "none")

    def test_sizes(self):
        panel = self.open_row("src/a.cpp")
        sides = f"""(() => {{
            const row = [...document.querySelectorAll('{panel} .diff tr')]
                .find(r => r.querySelector('.out') && r.querySelector('.in'));
            const [out, into] = ['.out', '.in'].map(c =>
                row.querySelector('td.line' + c).getBoundingClientRect());
            return [into.left - out.right, into.top - out.top]; }})()"""
        for width, beside in ((1280, True), (390, False)):
            self.browser.size(width)
            right, down = self.run_js(sides)
            self.assertEqual((right >= 0, down == 0), (beside, beside), width)
            self.assertLessEqual(self.run_js("document.documentElement.scrollWidth"), width)

    def test_many(self):
        self.open("many.html")
        load = self.run_js("performance.getEntriesByType('navigation')[0].loadEventEnd") / 1000
        count = "document.querySelectorAll('.list > li').length"
        self.assertEqual(self.text("#count"), "2,000 findings")
        self.assertLess(self.run_js(count), 300)
        times = self.run_js("""
            ['s', 'file-1', 'file-19', 'nothing such', ''].map((text) => {
              const search = document.querySelector('#search'), start = performance.now();
              search.value = text;
              search.dispatchEvent(new Event('input'));
              document.body.offsetHeight;
              return performance.now() - start; })""")
        print(f"{MANY} findings: loaded in {load:.2f} s, filtered in",
              ", ".join(f"{t:.0f}" for t in times), "ms")
        self.assertLess(load, LONGEST_LOAD)
        self.assertLess(max(times) / 1000, LONGEST_FILTER)
        # More come as the reader does.
        before, deadline = self.run_js(count), time.monotonic() + 30
        while self.run_js(count) <= before and time.monotonic() < deadline:
            self.run_js("window.scrollTo(0, document.body.scrollHeight);"
                        "new Promise(requestAnimationFrame)")
        self.assertGreater(self.run_js(count), before)
        self.click(".bars .bar")
        self.assertEqual(self.text("#count"), "91 of 2,000 findings")
        self.click("#clear")
        self.run_js("dispatchEvent(new Event('beforeprint'))")
        self.assertEqual(self.run_js(count), MANY)
        self.assertEqual(self.browser.complaints, [])


if __name__ == "__main__":
    unittest.main()
