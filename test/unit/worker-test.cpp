//===- worker-test.cpp ----------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "parse.h"
#include "temp-tree.h"
#include "worker.h"
#include "gmock/gmock.h"

using namespace asyncmend;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::StartsWith;

namespace {

class Worker : public testing::Test {
protected:
  Worker() {
    Options.Rules = {"blocking-sleep", "missing-co-await"};
    Options.Profiles = &builtInProfiles();
    Command.Directory = Tree.path();
  }

  llvm::Expected<TuResult> run(llvm::StringRef Code,
                               std::vector<std::string> Flags = {}) {
    Command.File = Tree.write("a.cpp", Code);
    Command.Arguments = {"clang++", "-std=c++20", "-isystem",
                         ASYNCMEND_UNIT_DIR};
    llvm::copy(Flags, std::back_inserter(Command.Arguments));
    Command.Arguments.push_back("a.cpp");
    return analyzeTu(Command, Options);
  }

  TuResult result(llvm::StringRef Code, std::vector<std::string> Flags = {}) {
    llvm::Expected<TuResult> R = run(Code, std::move(Flags));
    if (R)
      return std::move(*R);
    ADD_FAILURE() << llvm::toString(R.takeError());
    return {};
  }

  TempTree Tree;
  CompileCommand Command;
  WorkerOptions Options;
};

const std::string Sleeping = "#include <fake-asio.h>\n"
                             "boost::asio::awaitable<void> f() {\n"
                             "  task();\n"
                             "  sleep(1);\n"
                             "  co_return;\n"
                             "}\n";

TEST_F(Worker, RunsTheRulesThatAreAskedFor) {
  EXPECT_THAT(result(Sleeping).Findings, SizeIs(2));
  Options.Rules = {"blocking-sleep"};
  TuResult R = result(Sleeping);
  ASSERT_THAT(R.Findings, SizeIs(1));
  EXPECT_EQ(R.Findings.front().Rule, "blocking-sleep");
  EXPECT_EQ(R.Findings.front().Where.Path, Command.File);
  EXPECT_EQ(R.Errors, 0u);
}

TEST_F(Worker, FilesAreRealPathsWithHashes) {
  std::string Header = Tree.write("inc/h.h", "// x\n");
  TuResult R = result("#include \"inc/../inc/h.h\"\n");
  ASSERT_THAT(R.Files, SizeIs(2));
  EXPECT_EQ(R.Files[0].Path, Command.File);
  EXPECT_EQ(R.Files[1].Path, Header);
  EXPECT_EQ(R.Files[1].Hash, hashContents("// x\n"));
}

TEST_F(Worker, ErrorsAreCountedAndTheFirstIsKept) {
  TuResult R = result("int x = y;\nint z = w;\n");
  EXPECT_EQ(R.Errors, 2u);
  EXPECT_THAT(R.FirstError, HasSubstr("a.cpp:1:9: error: "));
}

TEST_F(Worker, WarningsAreNoErrors) {
  EXPECT_EQ(result("int f() {}\n", {"-Wall", "-Werror"}).Errors, 0u);
}

TEST_F(Worker, OverlayReplacesWhatIsOnDisk) {
  result("int x = y;\n");
  Options.Overlay[Command.File] = "int x = 1;\n";
  EXPECT_EQ(result("int x = y;\n").Errors, 0u);
}

TEST_F(Worker, OverlayOfAHeader) {
  std::string Header = Tree.write("h.h", "int broken = y;\n");
  Options.Overlay[Header] = "int good = 1;\n";
  EXPECT_EQ(result("#include \"h.h\"\nint z = good;\n").Errors, 0u);
}

TEST_F(Worker, BodiesInSystemHeadersAreReadOnlyWhenVerifying) {
  Tree.write("sys/lib.h", "template <class T> int f(T t) { return t.none; }\n"
                          "inline int g() { return f(1); }\n");
  std::vector<std::string> Flags = {"-isystem", "sys"};
  EXPECT_EQ(result("#include <lib.h>\n", Flags).Errors, 0u);
  Options.ParseEverything = true;
  EXPECT_EQ(result("#include <lib.h>\n", Flags).Errors, 1u);
}

TEST_F(Worker, UnusableCommands) {
  llvm::Expected<TuResult> NoSource = [&] {
    Command.Arguments = {"clang++", "--version"};
    return analyzeTu(Command, Options);
  }();
  ASSERT_FALSE(NoSource);
  EXPECT_THAT(llvm::toString(NoSource.takeError()),
              StartsWith("its compile command cannot be used"));
}

TEST_F(Worker, AFlagThatClangDoesNotKnowIsMentioned) {
  TuResult R = result(Sleeping, {"-fno-such-flag"});
  EXPECT_THAT(R.DriverError, HasSubstr("-fno-such-flag"));
  EXPECT_THAT(R.Findings, SizeIs(2));
}

TEST_F(Worker, MissingSource) {
  Command.File = Tree.path("none.cpp");
  Command.Arguments = {"clang++", "none.cpp"};
  llvm::Expected<TuResult> R = analyzeTu(Command, Options);
  if (R) {
    EXPECT_GT(R->Errors, 0u);
    EXPECT_THAT(R->FirstError, HasSubstr("none.cpp"));
  } else {
    EXPECT_THAT(llvm::toString(R.takeError()), HasSubstr("none.cpp"));
  }
}

TEST_F(Worker, JsonRoundTrip) {
  TuResult R = result(Sleeping + "int x = y;\n", {"-fno-such-flag"});
  R.HiddenInHeaders = 3;
  TuResult Back;
  llvm::json::Path::Root Root;
  ASSERT_TRUE(fromJSON(toJSON(R), Back, Root));
  EXPECT_EQ(Back.Findings, R.Findings);
  ASSERT_EQ(Back.Files.size(), R.Files.size());
  EXPECT_EQ(Back.Files.front().Path, R.Files.front().Path);
  EXPECT_EQ(Back.Files.front().Hash, R.Files.front().Hash);
  EXPECT_EQ(Back.Errors, R.Errors);
  EXPECT_EQ(Back.FirstError, R.FirstError);
  EXPECT_EQ(Back.DriverError, R.DriverError);
  EXPECT_EQ(Back.HiddenInHeaders, 3u);
}

TEST(ResourceDirectory, IsThere) { EXPECT_FALSE(checkResourceDirectory()); }

} // namespace
