"""What readers of each format do with the fixes in it: by its own rules, and strictly.

Each takes a report and the files of a tree (bytes by name) and gives the files as they are
with all fixes applied that it offers. Of two that cannot both be applied the first is.
"""
import json
import urllib.parse

MARK = b"\xef\xbb\xbf"


class Misfit(Exception):
    """A report says what its format does not allow."""


def expect(condition, what):
    if not condition:
        raise Misfit(what)


def utf16_offset(text, line, column):
    """The place in a str of a line from 1 and a column from 0 in units of UTF-16."""
    starts = [0] + [i + 1 for i, c in enumerate(text) if c == "\n"]
    expect(1 <= line <= len(starts), f"line {line} of {len(starts)}")
    begin = starts[line - 1]
    end = text.find("\n", begin)
    units = text[begin:len(text) if end < 0 else end].encode("utf-16-le")
    expect(0 <= 2 * column <= len(units), f"column {column} of line {line}")
    return begin + len(units[:2 * column].decode("utf-16-le"))


class Tree:
    """Collects the edits of fixes; a fix is taken whole or not at all."""

    def __init__(self, files):
        self.files = files
        self.edits = {name: set() for name in files}  # (begin, end, text) in characters
        self.texts = {}

    def text(self, name):
        expect(name in self.files, f"there is no {name}")
        if name not in self.texts:
            data = self.files[name]
            mark = data.startswith(MARK)
            self.texts[name] = (data[len(MARK):] if mark else data).decode(), mark
        return self.texts[name][0]

    def add(self, fix):
        """`fix`: edits (name, begin, end, text)."""
        for i, (name, begin, end, _) in enumerate(fix):
            expect(begin <= end, f"{name}: an edit ends before it begins")
            for other in fix[:i]:
                expect(other[0] != name or end <= other[1] or other[2] <= begin,
                       f"{name}: edits of one fix overlap")
        new = [e for e in fix if e[1:] not in self.edits[e[0]]]
        if not any(begin < e and b < end or begin == end == b == e
                   for name, begin, end, _ in new for b, e, _ in self.edits[name]):
            for name, *edit in new:
                self.edits[name].add(tuple(edit))

    def done(self):
        made = dict(self.files)
        for name, edits in self.edits.items():
            if not edits:
                continue
            text = self.text(name)
            for begin, end, new in sorted(edits, reverse=True):
                text = text[:begin] + new + text[end:]
            made[name] = (MARK if self.texts[name][1] else b"") + text.encode()
        return made


def apply_sarif(report, files):
    """Columns are of UTF-16, from 1; a byte order mark is none."""
    run = json.loads(report)["runs"][0]
    expect(run["columnKind"] == "utf16CodeUnits", "columnKind")
    target = Tree(files)

    def edit(change, replacement):
        location = change["artifactLocation"]
        expect(location["uriBaseId"] == "SRCROOT", location)
        name = urllib.parse.unquote(location["uri"], errors="strict")
        text, region = target.text(name), replacement["deletedRegion"]
        begin = utf16_offset(text, region["startLine"], region["startColumn"] - 1)
        end = utf16_offset(text, region["endLine"], region["endColumn"] - 1)
        mark = len(MARK) if files[name].startswith(MARK) else 0
        expect(region["byteOffset"] == mark + len(text[:begin].encode()), "byteOffset")
        expect(region["byteLength"] == len(text[begin:end].encode()), "byteLength")
        return name, begin, end, replacement.get("insertedContent", {}).get("text", "")

    for result in run["results"]:
        for fix in result.get("fixes", [])[:1]:
            expect(fix["artifactChanges"] and fix["description"]["text"], "an empty fix")
            names = [json.dumps(c["artifactLocation"]) for c in fix["artifactChanges"]]
            expect(len(names) == len(set(names)), "a file twice in one fix")
            target.add([edit(c, r) for c in fix["artifactChanges"] for r in c["replacements"]])
    return target.done()


def apply_gerrit(report, files):
    """Columns are of UTF-16, from 0; a byte order mark is one character."""
    target = Tree(files)

    def edit(replacement):
        name, place = replacement["path"], replacement["range"]
        text = target.text(name)
        mark = "\ufeff" if files[name].startswith(MARK) else ""
        begin, end = (utf16_offset(mark + text, place[side + "_line"], place[side + "_character"])
                      - len(mark) for side in ("start", "end"))
        return name, begin, end, replacement["replacement"]

    for comments in json.loads(report)["comments"].values():
        for comment in comments:
            expect(comment["line"] == comment["range"]["end_line"], "line is not the range's")
            for fix in comment.get("fix_suggestions", [])[:1]:
                expect(fix["description"] and fix["replacements"], "an empty suggestion")
                target.add([edit(r) for r in fix["replacements"]])
    return target.done()


def apply_rdjson(report, files):
    """Whole lines; one suggestion a finding; the file keeps the ends of its lines."""
    target = Tree(files)
    for finding in json.loads(report)["diagnostics"]:
        suggestions = finding.get("suggestions", [])
        expect(len(suggestions) <= 1, "rival suggestions")
        for suggestion in suggestions:
            name, place = finding["location"]["path"], suggestion["range"]
            expect("column" not in {**place["start"], **place["end"]}, "a column")
            expect(suggestion["text"] and not suggestion["text"].endswith("\n"), "its text")
            text = target.text(name)
            end_of_line = "\r\n" if "\r\n" in text else "\n"
            first, last = place["start"]["line"], place["end"]["line"]
            begin = utf16_offset(text, first, 0)
            end = utf16_offset(text, last, 0)
            rest = text[end:].split("\n", 1)[0]
            end += len(rest.removesuffix("\r"))
            expect(first > 1 or not files[name].startswith(MARK), "the line of the mark")
            target.add([(name, begin, end, suggestion["text"].replace("\n", end_of_line))])
    return target.done()
