//===- sink-test.cpp ------------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/sink.h"
#include "parse.h"
#include "gmock/gmock.h"

using namespace asyncmend;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

namespace {

constexpr RuleInfo Rule = {"blocking-sleep", Severity::Warning, true, ""};

/// What a rewriter would say of one call: a fix with this text, or none.
using Verdict = llvm::function_ref<llvm::Expected<Fix>(const Spot &)>;

llvm::Error refusal(const char *Why) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Why);
}

Fix fixWith(std::string Text, Safety Level = Safety::Safe) {
  return {"title", Level, {{{"/project/test.cpp", 0, 1}, Text}}, {}};
}

struct Reported {
  std::vector<Finding> Findings;
  unsigned Hidden = 0;
};

Reported report(llvm::StringRef Code, Verdict Say,
                const ReportFilter &Filter = {},
                const ParseOptions &Options = {}) {
  Reported Result;
  parseAsio(
      Code,
      [&](const TuModel &Tu) {
        FindingSink Sink(Tu, Filter);
        Sink.setRule(Rule);
        for (const Spot &At : callsOf(Tu, "here"))
          Sink.report(*At.In, At.E->getSourceRange(), "message", Say(At));
        Result.Hidden = Sink.hiddenInHeaders();
        Result.Findings = Sink.take();
      },
      Options);
  return Result;
}

llvm::Expected<Fix> same(const Spot &) { return fixWith("x"); }

const std::string Function =
    "boost::asio::awaitable<void> f() { here(); co_return; }\n";
const std::string Template = "template <class T>\n"
                             "boost::asio::awaitable<void> f(T) {\n"
                             "  here(); co_return;\n"
                             "}\n"
                             "void use() { f(1); f('c'); }\n";

TEST(Sink, TheFunctionAroundAFinding) {
  auto Around = [](const std::string &Code) {
    Reported R = report(Code, same);
    EXPECT_THAT(R.Findings, SizeIs(1));
    if (R.Findings.empty())
      return std::string();
    const Finding &F = R.Findings.front();
    EXPECT_EQ(F.Head.end(), F.Body.Offset);
    // The file begins with includes.
    size_t Shift = F.Where.Offset - Code.find("here()");
    return Code.substr(F.Head.Offset - Shift, F.Head.Length) + "|" +
           Code.substr(F.Body.Offset - Shift, F.Body.Length);
  };
  EXPECT_EQ(Around("int i;\nboost::asio::awaitable<void>\nf(int i)\n"
                   "{ here(); co_return; }\nint j;\n"),
            "boost::asio::awaitable<void>\nf(int i)\n|{ here(); co_return; }");
  EXPECT_EQ(Around("auto l = [](int i) -> boost::asio::awaitable<void> "
                   "{ here(); co_return; };\n"),
            "[](int i) -> boost::asio::awaitable<void> |"
            "{ here(); co_return; }");
}

TEST(Sink, SuppressedFindingsAreKeptApart) {
  std::string Code = Function;
  Code.insert(Code.size() - 1, " // NOLINT(asyncmend-blocking-sleep)");
  std::vector<Finding> Suppressed;
  parseAsio(Code, [&](const TuModel &Tu) {
    FindingSink Sink(Tu, {});
    Sink.setRule(Rule);
    for (const Spot &At : callsOf(Tu, "here"))
      Sink.report(*At.In, At.E->getSourceRange(), "message", same(At));
    EXPECT_THAT(Sink.take(), IsEmpty());
    Suppressed = Sink.takeSuppressed();
  });
  ASSERT_THAT(Suppressed, SizeIs(1));
  EXPECT_EQ(Suppressed[0].Rule, "blocking-sleep");
  EXPECT_THAT(Suppressed[0].Fixes, IsEmpty());
  EXPECT_NE(Suppressed[0].WhyNoFix, "");
}

TEST(Sink, FindingIsFilledFromTheRule) {
  Reported R = report(Function, same);
  ASSERT_THAT(R.Findings, SizeIs(1));
  const Finding &F = R.Findings.front();
  EXPECT_EQ(F.Rule, "blocking-sleep");
  EXPECT_EQ(F.Message, "message");
  EXPECT_EQ(F.Level, Severity::Warning);
  EXPECT_EQ(F.Where.Path, "/project/test.cpp");
  EXPECT_EQ(F.Where.Length, std::string("here()").size());
  EXPECT_THAT(F.Fixes, ElementsAre(fixWith("x")));
}

TEST(Sink, FrameworkIsThatOfTheCoroutine) {
  Reported R =
      report(Function + "struct own { struct promise_type {\n"
                        "  own get_return_object();\n"
                        "  std::suspend_never initial_suspend();\n"
                        "  std::suspend_never final_suspend() noexcept;\n"
                        "  void return_void();\n"
                        "  void unhandled_exception();\n"
                        "}; };\n"
                        "own g() { here(); co_return; }\n",
             same);
  std::vector<std::string> Ids;
  for (const Finding &F : R.Findings)
    Ids.push_back(F.FrameworkId);
  EXPECT_THAT(Ids, ElementsAre("boost-asio", ""));
}

TEST(Sink, AnErrorIsTheReason) {
  Reported R = report(Function, [](const Spot &) { return refusal("why"); });
  ASSERT_THAT(R.Findings, SizeIs(1));
  EXPECT_THAT(R.Findings.front().Fixes, IsEmpty());
  EXPECT_EQ(R.Findings.front().WhyNoFix, "why");
}

TEST(Sink, SortedByPlace) {
  Reported R = report("boost::asio::awaitable<void> f() {\n"
                      "  here(); here(); here(); co_return;\n"
                      "}",
                      same);
  ASSERT_THAT(R.Findings, SizeIs(3));
  EXPECT_LT(R.Findings[0].Where.Offset, R.Findings[1].Where.Offset);
  EXPECT_LT(R.Findings[1].Where.Offset, R.Findings[2].Where.Offset);
}

TEST(Sink, NolintIsSilent) {
  EXPECT_THAT(report("boost::asio::awaitable<void> f() {\n"
                     "  here(); // NOLINT(asyncmend-blocking-sleep)\n"
                     "  here(); // NOLINT(asyncmend-missing-co-await)\n"
                     "  co_return;\n"
                     "}",
                     same)
                  .Findings,
              SizeIs(1));
}

TEST(Sink, LineFilter) {
  std::string Code = "boost::asio::awaitable<void> f() {\n"
                     "  here();\n"
                     "  here();\n"
                     "  co_return;\n"
                     "}";
  auto Count = [&](LineFilterEntry Entry) {
    ReportFilter Filter;
    Filter.Lines.push_back(std::move(Entry));
    return report(Code, same, Filter).Findings.size();
  };
  // The include of the fake is line 1.
  EXPECT_EQ(Count({"test.cpp", {{3, 3}}}), 1u);
  EXPECT_EQ(Count({"test.cpp", {{1, 2}, {4, 9}}}), 1u);
  EXPECT_EQ(Count({"test.cpp", {}}), 2u);
  EXPECT_EQ(Count({"other.cpp", {}}), 0u);
}

TEST(Sink, HeadersOnlyWhereTheFilterMatches) {
  ParseOptions Options;
  Options.Files["/project/mine.h"] = "inline " + Function;
  std::string Code = "#include \"mine.h\"\n";
  Reported Without = report(Code, same, {}, Options);
  EXPECT_THAT(Without.Findings, IsEmpty());
  EXPECT_EQ(Without.Hidden, 1u);
  Reported With = report(Code, same, {"mine", {}, {}}, Options);
  EXPECT_THAT(With.Findings, SizeIs(1));
  EXPECT_EQ(With.Hidden, 0u);
  EXPECT_THAT(report(Code, same, {"other", {}, {}}, Options).Findings,
              IsEmpty());
}

TEST(Sink, MacroIsReportedWhereItIsUsed) {
  parseAsio(
      "#define CALL() here()\n"
      "boost::asio::awaitable<void> f() { CALL(); co_return; }",
      [](const TuModel &Tu) {
        FindingSink Sink(Tu, {});
        Sink.setRule(Rule);
        const Coroutine *C = coroutineCalled(Tu, "f");
        walkSpelled(C->written(), [&](const clang::Stmt &S, const Ancestors &) {
          if (llvm::isa<clang::CallExpr>(S))
            Sink.report(*C, S.getSourceRange(), "m", refusal("macro"));
        });
        std::vector<Finding> Findings = Sink.take();
        ASSERT_THAT(Findings, SizeIs(1));
        EXPECT_EQ(Findings.front().Where.Length, std::string("CALL").size());
      });
}

TEST(SinkTemplates, PatternAndInstantiationsAreOneFinding) {
  Reported R = report(Template, same);
  ASSERT_THAT(R.Findings, SizeIs(1));
  ASSERT_THAT(R.Findings.front().Fixes, SizeIs(1));
  EXPECT_EQ(R.Findings.front().Fixes.front().Level, Safety::Safe);
}

TEST(SinkTemplates, ThePatternsTextWins) {
  Reported R = report(Template, [](const Spot &At) -> llvm::Expected<Fix> {
    return fixWith(At.In->IsPattern ? "pattern" : "instance");
  });
  ASSERT_THAT(R.Findings, SizeIs(1));
  EXPECT_THAT(R.Findings.front().Fixes, ElementsAre(fixWith("pattern")));
}

TEST(SinkTemplates, ThePatternIsKnownFirstThoughDeclaredEarlier) {
  Reported R = report(
      "template <class T> boost::asio::awaitable<void> f(T);\n" + Template,
      same);
  ASSERT_THAT(R.Findings, SizeIs(1));
  EXPECT_THAT(R.Findings.front().Fixes, ElementsAre(fixWith("x")));
}

llvm::Expected<Fix> onlyInInstances(const Spot &At) {
  if (At.In->IsPattern)
    return refusal("not known");
  return fixWith("x");
}

TEST(SinkTemplates, InstantiationsDecideWhereThePatternCannot) {
  Reported R = report(Template, onlyInInstances);
  ASSERT_THAT(R.Findings, SizeIs(1));
  EXPECT_THAT(R.Findings.front().Fixes, ElementsAre(fixWith("x")));
}

TEST(SinkTemplates, InAHeaderTheyDecideLess) {
  ParseOptions Options;
  Options.Files["/project/mine.h"] = Template;
  Reported R = report("#include \"mine.h\"\n", onlyInInstances,
                      {"mine", {}, {}}, Options);
  ASSERT_THAT(R.Findings, SizeIs(1));
  EXPECT_THAT(R.Findings.front().Fixes,
              ElementsAre(fixWith("x", Safety::Unsafe)));
}

TEST(SinkTemplates, InstantiationsThatDisagreeHaveNoFix) {
  int Next = 0;
  Reported R = report(Template, [&](const Spot &At) -> llvm::Expected<Fix> {
    if (At.In->IsPattern)
      return refusal("not known");
    return fixWith(std::to_string(Next++));
  });
  ASSERT_THAT(R.Findings, SizeIs(1));
  EXPECT_THAT(R.Findings.front().Fixes, IsEmpty());
  EXPECT_THAT(R.Findings.front().WhyNoFix, HasSubstr("instantiations"));
}

TEST(SinkTemplates, OneInstantiationCanForbidThePatternsFix) {
  int Next = 0;
  Reported R = report(Template, [&](const Spot &) -> llvm::Expected<Fix> {
    if (Next++ == 2)
      return refusal("a lock is held");
    return fixWith("x");
  });
  ASSERT_THAT(R.Findings, SizeIs(1));
  EXPECT_THAT(R.Findings.front().Fixes, IsEmpty());
  EXPECT_EQ(R.Findings.front().WhyNoFix, "a lock is held");
}

TEST(SinkTemplates, OneInstantiationCanForbidAnothersFix) {
  int Next = 0;
  Reported R = report(Template, [&](const Spot &) -> llvm::Expected<Fix> {
    if (Next++ == 1)
      return fixWith("x");
    return refusal("no");
  });
  ASSERT_THAT(R.Findings, SizeIs(1));
  EXPECT_THAT(R.Findings.front().Fixes, IsEmpty());
  EXPECT_EQ(R.Findings.front().WhyNoFix, "no");
}

TEST(SinkTemplates, FoundInOneInstantiationOnly) {
  std::vector<Finding> Findings;
  parseAsio(Template, [&](const TuModel &Tu) {
    FindingSink Sink(Tu, {});
    Sink.setRule(Rule);
    Spot At = callsOf(Tu, "here").back();
    Sink.report(*At.In, At.E->getSourceRange(), "m", fixWith("x"));
    Findings = Sink.take();
  });
  ASSERT_THAT(Findings, SizeIs(1));
  EXPECT_THAT(Findings.front().Fixes, ElementsAre(fixWith("x")));
}

} // namespace
