//===- compile-commands-test.cpp ------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "database-fixture.h"

using namespace asyncmend;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

using CompileCommands = Database;

TEST_F(CompileCommands, RelativeFileAndDirectory) {
  Tree.write("build/note", "");
  EXPECT_THAT(load(R"([{"directory":"build","file":"../x.cpp",
                        "command":"g++ -I. ../x.cpp"}])"),
              ElementsAre("g++ -I. ../x.cpp"));
  EXPECT_EQ(All[0].File, Tree.path("x.cpp"));
  EXPECT_EQ(All[0].Directory, Tree.path("build"));
}

TEST_F(CompileCommands, MissingDirectory) {
  EXPECT_THAT(load("[\n  {\"directory\":\"$D/gone\",\"file\":\"x.cpp\","
                   "\"command\":\"g++ x.cpp\"}]"),
              ElementsAre("error: $D/compile_commands.json:2:3: entry for "
                          "'x.cpp': the directory '$D/gone' does not exist"));
}

TEST_F(CompileCommands, EntriesOfOneFile) {
  // Ninja's multi-configuration generator writes one entry a configuration.
  EXPECT_THAT(
      load(
          R"([{"directory":"$D","file":"x.cpp","command":"g++ -g -o D/x.o -c x.cpp"},
               {"directory":"$D","file":"x.cpp","command":"g++ -g -o R/x.o -c x.cpp"},
               {"directory":"$D","file":"x.cpp","command":"g++ -O2 -DNDEBUG -c x.cpp"}])"),
      ElementsAre("g++ -g x.cpp", "g++ -O2 -DNDEBUG x.cpp"));
}

TEST_F(CompileCommands, LinkEntriesAreLeftOut) {
  EXPECT_THAT(
      load(R"([{"directory":"$D","file":"app","command":"g++ x.o -o app"},
                       {"directory":"$D","file":"x.cpp","command":"g++ x.cpp"}])"),
      ElementsAre("g++ x.cpp"));
}

TEST_F(CompileCommands, ForeignLanguagesAreLeftOut) {
  Tree.write("a.S", "");
  EXPECT_THAT(load(R"([{"directory":"$D","file":"x.c","command":"gcc -c x.c"},
               {"directory":"$D","file":"a.S","command":"g++ -c a.S"},
               {"directory":"$D","file":"k.cu","command":"nvcc -c k.cu"},
               {"directory":"$D","file":"f.f90","command":"gfortran f.f90"},
               {"directory":"$D","file":"x.cpp","command":"g++ -x c x.cpp"},
               {"directory":"$D","file":"x.c","command":"gcc -x c++ -c x.c"},
               {"directory":"$D","file":"x.c","command":"g++ -c x.c"}])"),
              ElementsAre("gcc -x c++ x.c", "g++ x.c"));
  EXPECT_THAT(
      load(R"([{"directory":"$D","file":"x.c","command":"cc x.c"}])")[0],
      HasSubstr("no entry of the compile database is C++"));
}

TEST_F(CompileCommands, SymbolicLink) {
  ASSERT_FALSE(llvm::sys::fs::create_link("x.cpp", Tree.path("link.cpp")));
  EXPECT_THAT(load(R"([{"directory":"$D","file":"link.cpp",
                        "command":"g++ $D/link.cpp"}])"),
              ElementsAre("g++ $D/link.cpp"));
  EXPECT_EQ(All[0].File, Tree.path("x.cpp"));
}

TEST_F(CompileCommands, FileOfALaterBuildStep) {
  EXPECT_THAT(load(R"([{"directory":"$D","file":"gen/moc.cpp",
                        "command":"g++ gen/moc.cpp"}])"),
              ElementsAre("g++ gen/moc.cpp"));
  EXPECT_EQ(All[0].File, Tree.path("gen/moc.cpp"));
}

TEST_F(CompileCommands, Find) {
  Tree.write("compile_commands.json", "[]");
  Tree.write("sub/build/compile_commands.json", "[]");
  Tree.write("sub/src/deep/x", "");
  auto Found = [&](llvm::StringRef Path, llvm::StringRef Start) {
    auto Name = findDatabase(Path, Start);
    return Name ? replaceAll(*Name, Tree.path(), "$D")
                : "error: " + llvm::toString(Name.takeError());
  };
  EXPECT_EQ(Found("", Tree.path("sub/src/deep")),
            "$D/sub/build/compile_commands.json");
  EXPECT_EQ(Found("", Tree.path()), "$D/compile_commands.json");
  EXPECT_EQ(Found(Tree.path(), "/"), "$D/compile_commands.json");
  EXPECT_EQ(Found(Tree.path("compile_commands.json"), "/"),
            "$D/compile_commands.json");
  EXPECT_THAT(Found(Tree.path("sub"), "/"),
              HasSubstr("there is no compile database '"));
  EXPECT_THAT(Found("", "/"), HasSubstr("name its directory with -p"));
}

class FixedCommands : public Database {
protected:
  std::string fixed(std::vector<std::string> Files,
                    std::vector<std::string> Flags) {
    auto Commands = fixedCommands(Files, Flags, Tree.path(), Adjust);
    if (!Commands)
      return "error: " + llvm::toString(Commands.takeError());
    std::string Out;
    for (const CompileCommand &C : *Commands)
      Out += replaceAll(llvm::join(C.Arguments, " "), Tree.path(), "$D") + ";";
    return Out;
  }
};

TEST_F(FixedCommands, PlainFlags) {
  EXPECT_EQ(fixed({"x.cpp", "y.cpp"}, {"-std=c++20", "-I", "inc"}),
            "clang++ -std=c++20 -I inc x.cpp;"
            "clang++ -std=c++20 -I inc y.cpp;");
  EXPECT_EQ(fixed({"x.cpp"}, {}), "clang++ x.cpp;");
}

TEST_F(FixedCommands, CMakeClangTidyForm) {
  Adjust.ExtraArgsBefore = {"--driver-mode=g++"};
  EXPECT_EQ(fixed({Tree.path("x.cpp")}, {"/usr/bin/c++", "-Iinc", "-o", "x.o",
                                         "-c", Tree.path("x.cpp")}),
            "/usr/bin/c++ --driver-mode=g++ -Iinc $D/x.cpp;");
}

TEST_F(FixedCommands, Header) {
  Tree.write("h.h", "");
  EXPECT_EQ(fixed({"h.h"}, {"-DA"}), "clang++ -DA -x c++ h.h;");
}

TEST_F(FixedCommands, Refusals) {
  EXPECT_THAT(fixed({"gone.cpp"}, {}), HasSubstr("'gone.cpp' does not exist"));
  EXPECT_THAT(fixed({"x.c"}, {"gcc"}), HasSubstr("'x.c' is not C++"));
}

class Select : public Database {
protected:
  std::string select(std::vector<std::string> Positionals,
                     bool SkipUnknown = false) {
    std::vector<CompileCommand> List;
    for (const char *Name : {"x.cpp", "y.cpp", "sub/z.cpp"})
      List.push_back({Tree.path(Name), Tree.path(), {}});
    auto Chosen = selectCommands(List, Positionals, SkipUnknown);
    if (!Chosen)
      return "error: " + llvm::toString(Chosen.takeError());
    std::string Out;
    for (const CompileCommand &C : *Chosen)
      Out += replaceAll(C.File, Tree.path() + "/", "") + ";";
    return Out;
  }
};

TEST_F(Select, ByFileDirectoryAndExpression) {
  Tree.write("sub/z.cpp", "");
  EXPECT_EQ(select({}), "x.cpp;y.cpp;sub/z.cpp;");
  EXPECT_EQ(select({Tree.path("y.cpp"), Tree.path("x.cpp")}), "x.cpp;y.cpp;");
  EXPECT_EQ(select({Tree.path("sub")}), "sub/z.cpp;");
  EXPECT_EQ(select({"[xz]\\.cpp$"}), "x.cpp;sub/z.cpp;");
}

TEST_F(Select, WhatChoosesNothingIsAnError) {
  EXPECT_THAT(select({Tree.path("x.hpp")}),
              HasSubstr("x.hpp' is not in the compile database"));
  EXPECT_THAT(select({"nothing-like-it"}),
              HasSubstr("no file of the compile database matches"));
  EXPECT_THAT(select({"("}), HasSubstr("nor a regular expression"));
}

TEST_F(Select, WhatChoosesNothingIsSkippedOnRequest) {
  EXPECT_EQ(select({Tree.path("x.hpp"), "y\\.cpp"}, /*SkipUnknown=*/true),
            "y.cpp;");
  EXPECT_EQ(select({Tree.path("x.hpp")}, /*SkipUnknown=*/true), "");
  EXPECT_THAT(select({"("}, /*SkipUnknown=*/true),
              HasSubstr("nor a regular expression"));
}

} // namespace
