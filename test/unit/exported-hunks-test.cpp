//===- exported-hunks-test.cpp --------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Random edits of random files: the YAML by clang-apply-replacements and the
// diff by git must both give the bytes that --fix would write.
//
//===----------------------------------------------------------------------===//

#include "output/emitter.h"
#include "report-builder.h"
#include "temp-tree.h"
#include <random>

using namespace asyncmend;

namespace {

class RandomEdits : public testing::TestWithParam<int>, public ReportBuilder {
protected:
  void SetUp() override {
    Generator.seed(GetParam());
    if (pick(2))
      Tree.write("s/.clang-format", "BasedOnStyle: LLVM\nColumnLimit: 50\n");
    std::vector<std::vector<Finding>> PerTu;
    for (const char *Name : {"s/a.cpp", "s/b.cpp", "s/c.cpp"}) {
      std::string Text = source(), Path = Tree.write(Name, Text);
      R.Sources[Path] = Text;
      tu(Path, Tree.path());
      std::vector<Finding> &Found = PerTu.emplace_back();
      for (int I = 0; I < 5; ++I)
        if (Finding F = randomFinding(Path, Text); !F.Fixes.empty())
          Found.push_back(F);
    }
    R.Findings = mergeFindings(PerTu);
    finish();
  }

  size_t pick(size_t Below) { return Generator() % Below; }

  std::string source() {
    static constexpr const char *Lines[] = {
        "  foo(1, 2);\n", "\n", "  // c\xc3\xa9\n",
        "  if (x) {\n    bar();\n  }\n",
        "  auto  l = [&](int a) { return a ; };\n"};
    std::string Text =
        pick(3) ? "#include <boost/asio.hpp>\n#include <chrono>\n\n" : "";
    Text += "void f() {\n";
    for (size_t I = pick(12); I > 0; --I)
      Text += Lines[pick(5)];
    Text += pick(2) ? "}\n" : "}";
    std::string Out = pick(4) ? "" : "\xef\xbb\xbf";
    bool CarriageReturns = pick(2);
    for (char C : Text) {
      if (C == '\n' && CarriageReturns)
        Out += '\r';
      Out += C;
    }
    return Out;
  }

  /// No fix in it where there is nothing to fix.
  Finding randomFinding(const std::string &Path, const std::string &Text) {
    Finding F;
    F.Rule = "rule";
    size_t At = Text.find(pick(2) ? "foo" : "bar", pick(Text.size()));
    if (At == std::string::npos)
      return F;
    auto Span = [&](size_t Begin, size_t End) {
      return asyncmend::Span{Path, uint32_t(Begin), uint32_t(End - Begin)};
    };
    F.Where = Span(At, At + 3);
    size_t Line = Text.rfind('\n', At) + 1, Next = Text.find('\n', At) + 1;
    const Edit Edits[] = {
        {F.Where, "co_await foo"},
        {Span(At, At), "co_await "},
        {Span(At, Text.find(';', At)), "co_await wait(executor, 1000, use)"},
        {Span(Line, Line), "  int one;\n  int two;\n"},
        {Span(Line, Next), ""},
        {Span(Line, Next), "  gone();\n"}};
    F.Fixes.push_back({"t", Safety::Safe, {Edits[pick(6)]}, {}});
    if (pick(2))
      F.Fixes[0].Includes.push_back(
          {Path, pick(2) ? "boost/asio/steady_timer.hpp" : "thread", true});
    return F;
  }

  void expectChangedThenRestore(const char *By) {
    for (const FileChange &C : R.Changes) {
      EXPECT_EQ(TempTree::slurp(C.Path), C.After) << By;
      Tree.write(C.Path.substr(Tree.path().size() + 1), C.Before);
    }
  }

  TempTree Tree;
  std::mt19937 Generator;
};

TEST_P(RandomEdits, AllConsumersAgree) {
  ASSERT_EQ(llvm::toString(exportFixes(R, Tree.path("fixes/"))), "");
  EXPECT_EQ(Tree.run({"clang-apply-replacements-19", "fixes"}), "");
  expectChangedThenRestore("clang-apply-replacements");

  std::string Diff;
  llvm::raw_string_ostream OS(Diff);
  emitDiff(R, {false, Tree.path()}, OS);
  EXPECT_EQ(Diff.empty(), R.Changes.empty());
  if (Diff.empty())
    return;
  Tree.write("patch", Diff);
  EXPECT_EQ(Tree.run({"git", "apply", "--whitespace=nowarn", "patch"}), "");
  expectChangedThenRestore("git apply");
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomEdits, testing::Range(0, 25));

} // namespace
