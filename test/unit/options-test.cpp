//===- options-test.cpp ---------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "options.h"
#include "rule-selection.h"
#include "gmock/gmock.h"

using namespace asyncmend;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;

namespace {

llvm::Expected<Invocation> read(std::vector<const char *> Words) {
  Words.insert(Words.begin(), "asyncmend");
  return parseOptions(Words.size(), Words.data());
}

Options options(std::vector<const char *> Words) {
  auto I = read(std::move(Words));
  if (!I) {
    ADD_FAILURE() << llvm::toString(I.takeError());
    return {};
  }
  EXPECT_EQ(I->What, Invocation::Run);
  return std::move(I->Opts);
}

std::string complaint(std::vector<const char *> Words) {
  auto I = read(std::move(Words));
  return I ? "none" : llvm::toString(I.takeError());
}

std::string printed(std::vector<const char *> Words) {
  auto I = read(std::move(Words));
  if (!I) {
    ADD_FAILURE() << llvm::toString(I.takeError());
    return {};
  }
  EXPECT_EQ(I->What, Invocation::PrintOnly);
  return I->Output;
}

TEST(Options, Defaults) {
  Options O = options({});
  EXPECT_FALSE(O.FromCommandLine.Rules || O.FromCommandLine.Runtime);
  EXPECT_FALSE(O.Fix || O.UnsafeFixes || O.Diff || O.AllowDirty || O.Quiet);
  EXPECT_EQ(O.Verify, VerifyMode::Batch);
  ASSERT_EQ(O.Outputs.size(), 1u);
  EXPECT_EQ(O.Outputs[0].Format->Name, "text");
  EXPECT_GE(O.Jobs, 1u);
  EXPECT_GT(O.TuTimeout, 0u);
  EXPECT_GT(O.TuMemory, 0u);
  EXPECT_FALSE(O.FixedFlags);
}

TEST(Options, Everything) {
  Options O = options({"-p",
                       "build",
                       "a.cpp",
                       "src/.*",
                       "-j3",
                       "--extra-arg=-DA",
                       "--extra-arg-before=-DB",
                       "--removed-arg=-DC",
                       "--wrapper=mycache",
                       "--header-filter=inc/",
                       "--fix",
                       "--unsafe-fixes",
                       "--diff",
                       "--allow-dirty",
                       "--verify=each",
                       "--export-fixes=out/",
                       "--format=json",
                       "--quiet",
                       "--use-color",
                       "--exit-zero",
                       "--tu-timeout=7",
                       "--tu-memory=9",
                       "--profile=mine.json",
                       "--inject-fault=hang:x.cpp"});
  EXPECT_EQ(O.Database, "build");
  EXPECT_THAT(O.Positionals, ElementsAre("a.cpp", "src/.*"));
  EXPECT_EQ(O.Jobs, 3u);
  EXPECT_THAT(O.Adjust.ExtraArgs, ElementsAre("-DA"));
  EXPECT_THAT(O.Adjust.ExtraArgsBefore, ElementsAre("-DB"));
  EXPECT_THAT(O.Adjust.RemovedArgs, ElementsAre("-DC"));
  EXPECT_THAT(O.Adjust.Wrappers, ElementsAre("mycache"));
  EXPECT_EQ(O.FromCommandLine.HeaderFilter, "inc/");
  EXPECT_TRUE(O.Fix && O.UnsafeFixes && O.Diff && O.AllowDirty && O.Quiet);
  EXPECT_TRUE(O.Color && O.ExitZero);
  EXPECT_EQ(O.Verify, VerifyMode::Each);
  EXPECT_EQ(O.ExportFixes, "out/");
  EXPECT_EQ(O.Outputs[0].Format->Name, "json");
  EXPECT_EQ(O.TuTimeout, 7u);
  EXPECT_EQ(O.TuMemory, 9u);
  EXPECT_THAT(O.FromCommandLine.Profiles, ElementsAre("mine.json"));
  ASSERT_EQ(O.Faults.size(), 1u);
  EXPECT_EQ(O.Faults.front().What, Fault::Hang);
}

TEST(Options, FlagsAfterTwoDashes) {
  Options O = options({"a.cpp", "--", "-std=c++20", "--", "-x"});
  EXPECT_THAT(O.Positionals, ElementsAre("a.cpp"));
  ASSERT_TRUE(O.FixedFlags);
  EXPECT_THAT(*O.FixedFlags, ElementsAre("-std=c++20", "--", "-x"));
  ASSERT_TRUE(options({"a.cpp", "--"}).FixedFlags);
}

TEST(Options, WordsToRepeatLeaveThePositionalsOut) {
  Options O = options({"-p", "build", "a.cpp", "--quiet"});
  EXPECT_THAT(O.Repeat, ElementsAre("-p", "build", "--quiet"));
  // The database may have the name of a file that is asked for.
  EXPECT_THAT(options({"-p", "x", "x", "--quiet"}).Repeat,
              ElementsAre("-p", "x", "--quiet"));
}

std::vector<std::string> rules(llvm::StringRef Globs) {
  auto Selection = selectRules(Globs);
  if (!Selection) {
    ADD_FAILURE() << llvm::toString(Selection.takeError());
    return {};
  }
  return Selection->Slugs;
}

TEST(OptionsRules, Globs) {
  EXPECT_THAT(rules(""), IsSupersetOf({"blocking-sleep", "missing-co-await"}));
  EXPECT_THAT(rules("blocking-sl*"), ElementsAre("blocking-sleep"));
  EXPECT_THAT(rules("-*,asyncmend-missing-co-await"),
              ElementsAre("missing-co-await"));
  EXPECT_THAT(rules("-blocking-sleep"), AllOf(Contains("missing-co-await"),
                                              Not(Contains("blocking-sleep"))));
  EXPECT_THAT(rules("*,-missing*"), AllOf(Contains("blocking-sleep"),
                                          Not(Contains("missing-co-await"))));
}

TEST(OptionsRules, NamedOnesAreRemembered) {
  EXPECT_THAT(selectRules("*,blocking-sleep")->Named,
              ElementsAre("blocking-sleep"));
  EXPECT_THAT(selectRules("blocking-sleep,-*,missing*")->Named, IsEmpty());
}

TEST(OptionsRules, Complaints) {
  EXPECT_THAT(complaint({"--rules=blocking-slep"}),
              HasSubstr("no rule 'blocking-slep'"));
  EXPECT_THAT(complaint({"--rules=-*"}), HasSubstr("no rule to run"));
  EXPECT_THAT(complaint({"--rules=[a"}), HasSubstr("--rules"));
}

TEST(OptionsComplaints, OneSentenceEach) {
  EXPECT_THAT(complaint({"--no-such-flag"}), HasSubstr("--no-such-flag"));
  EXPECT_THAT(complaint({"--header-filter=("}), HasSubstr("--header-filter"));
  EXPECT_THAT(complaint({"--line-filter=x"}), HasSubstr("--line-filter"));
  EXPECT_THAT(complaint({"--line-filter=[{\"name\":\"a\",\"lines\":[[3,1]]}]"}),
              HasSubstr("--line-filter"));
  EXPECT_THAT(complaint({"--export-fixes="}), HasSubstr("--export-fixes"));
  EXPECT_THAT(complaint({"--inject-fault=x"}), HasSubstr("--inject-fault"));
  for (const char *Word : {"--no-such-flag", "--header-filter=("})
    EXPECT_THAT(complaint({Word}), testing::Not(HasSubstr("\n")));
}

TEST(OptionsComplaints, ValuesAreComplainedOfByTheParserItself) {
  testing::internal::CaptureStderr();
  EXPECT_EQ(complaint({"--verify=some"}), "");
  EXPECT_EQ(complaint({"-jx"}), "");
  EXPECT_THAT(
      testing::internal::GetCapturedStderr(),
      testing::AllOf(HasSubstr("--verify option"), HasSubstr("-j option")));
}

TEST(OptionsLineFilter, AsClangTidyWritesIt) {
  Options O = options({"--line-filter=[{\"name\":\"a.cpp\",\"lines\":[[1,3],"
                       "[5,5]]},{\"name\":\"b.h\"}]"});
  ASSERT_EQ(O.Lines.size(), 2u);
  EXPECT_EQ(O.Lines[0].Name, "a.cpp");
  EXPECT_THAT(O.Lines[0].Lines,
              ElementsAre(testing::Pair(1, 3), testing::Pair(5, 5)));
  EXPECT_THAT(O.Lines[1].Lines, IsEmpty());
}

TEST(OptionsChange, Kinds) {
  EXPECT_EQ(options({}).Change.What, ChangeRequest::Everything);
  Options O = options({"--changed"});
  EXPECT_EQ(O.Change.What, ChangeRequest::Changed);
  EXPECT_EQ(O.Change.Name, "");
  EXPECT_EQ(options({"--changed=main", "a.cpp"}).Change.Name, "main");
  EXPECT_EQ(options({"--staged"}).Change.What, ChangeRequest::Staged);
  EXPECT_EQ(options({"--diff-from=-"}).Change.Name, "-");
  EXPECT_THAT(complaint({"--staged", "--diff-from=-"}), HasSubstr("only one"));
}

TEST(OptionsChange, FixesAreVerifiedAlone) {
  for (const char *Word : {"--changed", "--staged", "--diff-from=x"}) {
    EXPECT_EQ(options({Word}).Verify, VerifyMode::Each);
    EXPECT_EQ(options({Word, "--verify=batch"}).Verify, VerifyMode::Batch);
  }
}

TEST(OptionsBaseline, WholeRunsOnly) {
  for (const char *Writer : {"--write-baseline=b", "--prune-baseline"})
    for (const char *Part : {"--changed", "--staged", "--diff-from=x",
                             "--line-filter=[{\"name\":\"a.cpp\"}]"})
      EXPECT_THAT(complaint({Writer, Part}), HasSubstr("whole files"));
  EXPECT_EQ(options({"--write-baseline=b"}).WriteBaseline, "b");
  EXPECT_THAT(complaint({"--write-baseline=b", "--prune-baseline"}),
              HasSubstr("together"));
  EXPECT_EQ(*options({"--baseline="}).FromCommandLine.Baseline, "");
  EXPECT_TRUE(
      llvm::StringRef(*options({"--baseline=b"}).FromCommandLine.Baseline)
          .starts_with("/"));
}

TEST(OptionsPrint, Rules) {
  EXPECT_THAT(printed({"--list-rules"}), HasSubstr("blocking-sleep"));
  EXPECT_THAT(printed({"--list-rules", "--markdown"}),
              HasSubstr("| [`missing-co-await`](docs/rules/"));
}

TEST(OptionsPrint, UnknownPage) {
  EXPECT_THAT(complaint({"--explain=nothing"}), HasSubstr("'nothing'"));
}

TEST(Options, PathsInReports) {
  EXPECT_EQ(options({}).Paths, PathMode::Usual);
  EXPECT_EQ(options({"--path-mode=relative"}).Paths, PathMode::Relative);
  EXPECT_EQ(options({"--path-mode=absolute"}).Paths, PathMode::Absolute);
  EXPECT_EQ(options({"--root=src"}).Root, "src");
  EXPECT_THAT(complaint({"--root="}), HasSubstr("--root needs a directory"));
}

} // namespace
