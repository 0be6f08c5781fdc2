//===- compile-commands-test.cpp ------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One test for each thing that real databases hold and that Clang's own reader
// answers with silence, an abort or an unknown argument.
//
//===----------------------------------------------------------------------===//

#include "compile-commands.h"
#include "temp-tree.h"
#include "gmock/gmock.h"

using namespace asyncmend;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

namespace {

std::string replaceAll(std::string Text, const std::string &From,
                       const std::string &To) {
  for (size_t At = 0; (At = Text.find(From, At)) != std::string::npos;
       At += To.size())
    Text.replace(At, From.size(), To);
  return Text;
}

class Database : public testing::Test {
protected:
  /// Reads a database; "$D" in it stands for the temporary directory. The
  /// result: each command's words joined by blanks, or "error: ...".
  std::vector<std::string> load(const std::string &Text) {
    std::string File = Tree.write("compile_commands.json",
                                  replaceAll(Text, "$D", Tree.path()));
    auto Commands = loadDatabase(File, Adjust);
    if (!Commands)
      return {"error: " + replaceAll(llvm::toString(Commands.takeError()),
                                     Tree.path(), "$D")};
    All = *Commands;
    std::vector<std::string> Out;
    for (const CompileCommand &C : All)
      Out.push_back(
          replaceAll(llvm::join(C.Arguments, " "), Tree.path(), "$D"));
    return Out;
  }

  /// The same for one entry of x.cpp with this command line.
  std::string command(const std::string &Line) {
    std::vector<std::string> Out =
        load("[{\"directory\":\"$D\",\"file\":\"x.cpp\",\"command\":\"" +
             replaceAll(replaceAll(Line, "\\", "\\\\"), "\"", "\\\"") + "\"}]");
    return Out.empty() ? "" : Out[0];
  }

  void SetUp() override {
    for (const char *Name : {"x.cpp", "y.cpp", "x.c", "x.hpp"})
      Tree.write(Name, "");
  }

  TempTree Tree;
  CommandAdjustments Adjust;
  std::vector<CompileCommand> All;
};

TEST_F(Database, ArgumentsWinOverCommand) {
  EXPECT_THAT(load(R"([{"directory":"$D","file":"x.cpp","command":"no x.cpp",
                        "arguments":["g++","-DA=a b","x.cpp"]}])"),
              ElementsAre("g++ -DA=a b x.cpp"));
  EXPECT_EQ(All[0].File, Tree.path("x.cpp"));
  EXPECT_EQ(All[0].Directory, Tree.path());
  EXPECT_THAT(All[0].Arguments, ElementsAre("g++", "-DA=a b", "x.cpp"));
}

TEST_F(Database, RelativeFileAndDirectory) {
  Tree.write("build/note", "");
  EXPECT_THAT(load(R"([{"directory":"build","file":"../x.cpp",
                        "command":"g++ -I. ../x.cpp"}])"),
              ElementsAre("g++ -I. ../x.cpp"));
  EXPECT_EQ(All[0].File, Tree.path("x.cpp"));
  EXPECT_EQ(All[0].Directory, Tree.path("build"));
}

TEST_F(Database, MissingDirectory) {
  EXPECT_THAT(load("[\n  {\"directory\":\"$D/gone\",\"file\":\"x.cpp\","
                   "\"command\":\"g++ x.cpp\"}]"),
              ElementsAre("error: $D/compile_commands.json:2:3: entry for "
                          "'x.cpp': the directory '$D/gone' does not exist"));
}

TEST_F(Database, UnknownKeysOfAnyShape) {
  EXPECT_THAT(load(R"([{"foo":{"a":[1,{"b":null}]},"directory":"$D",
                        "file":"x.cpp","output":"x.o","command":"g++ x.cpp",
                        "bar":"z"}])"),
              ElementsAre("g++ x.cpp"));
}

TEST_F(Database, EntryWithoutCommand) {
  EXPECT_THAT(load("[{\"directory\":\"$D\",\"file\":\"x.cpp\"}]"),
              ElementsAre("error: $D/compile_commands.json:1:2: the entry has "
                          "neither \"command\" nor \"arguments\""));
}

TEST_F(Database, OtherMalformedEntries) {
  EXPECT_THAT(load("[{\"file\":\"x.cpp\",\"command\":\"g++\"}]")[0],
              HasSubstr("1:2: the entry has no \"directory\""));
  EXPECT_THAT(load("[{\"directory\":\"$D\",\"command\":\"g++\"}]")[0],
              HasSubstr("the entry has no \"file\""));
  EXPECT_THAT(load("[{\"directory\":\"$D\",\"file\":1}]")[0],
              HasSubstr("\"file\" is not a string"));
  EXPECT_THAT(load("[{\"directory\":\"$D\",\"file\":\"x.cpp\","
                   "\"arguments\":[]}]")[0],
              HasSubstr("\"arguments\" is not an array with strings"));
  EXPECT_THAT(load("[{\"directory\":\"$D\",\"file\":\"x.cpp\","
                   "\"arguments\":[1]}]")[0],
              HasSubstr("an element that is not a string"));
  EXPECT_THAT(load("[{\"directory\":\"$D\",\"file\":\"x.cpp\","
                   "\"command\":\"  \"}]")[0],
              HasSubstr("\"command\" is empty"));
  EXPECT_THAT(load("[1]")[0], HasSubstr("element 1 of the array"));
  EXPECT_THAT(load("{}")[0], HasSubstr("is an array of objects"));
}

TEST_F(Database, SyntaxErrorHasItsPlace) {
  EXPECT_THAT(load("[\n {\"directory\" \"$D\"}]"),
              ElementsAre(StartsWith("error: $D/compile_commands.json:2:")));
  EXPECT_THAT(load("[\n {\"directory\" \"$D\"}]")[0],
              HasSubstr("expected ':'"));
  EXPECT_THAT(load("")[0], HasSubstr(":1:1: "));
  EXPECT_THAT(load("[{\"directory\":\"\xe9\"}]")[0],
              HasSubstr("ill-formed UTF-8"));
}

TEST_F(Database, ByteOrderMarkAndTrailingCommas) {
  EXPECT_THAT(load("\xef\xbb\xbf[{\"directory\":\"$D\",\"file\":\"x.cpp\","
                   "\"command\":\"g++ -DA=',]' x.cpp\",},\n]\n"),
              ElementsAre("g++ -DA=,] x.cpp"));
}

TEST_F(Database, EmptyArray) {
  EXPECT_THAT(load("[]"), ElementsAre("error: $D/compile_commands.json: the "
                                      "compile database is empty"));
}

TEST_F(Database, BlanksAndQuotes) {
  Tree.write("a b/c d.cpp", "");
  EXPECT_THAT(load(R"([{"directory":"$D/a b","file":"c d.cpp",
     "command":"g++ \"-DS=\\\"q\\\"\" -DT='x y' -I\\ z \"c d.cpp\""}])"),
              ElementsAre("g++ -DS=\"q\" -DT=x y -I z c d.cpp"));
  EXPECT_EQ(All[0].Arguments.back(), "c d.cpp");
}

TEST_F(Database, EntriesOfOneFile) {
  // Ninja's multi-configuration generator writes one entry a configuration.
  EXPECT_THAT(
      load(
          R"([{"directory":"$D","file":"x.cpp","command":"g++ -g -o D/x.o -c x.cpp"},
               {"directory":"$D","file":"x.cpp","command":"g++ -g -o R/x.o -c x.cpp"},
               {"directory":"$D","file":"x.cpp","command":"g++ -O2 -DNDEBUG -c x.cpp"}])"),
      ElementsAre("g++ -g x.cpp", "g++ -O2 -DNDEBUG x.cpp"));
}

TEST_F(Database, ResponseFiles) {
  Tree.write("flags.rsp", "-DA=1 @more.rsp\n");
  Tree.write("more.rsp", "'-DB=x y' -MD");
  EXPECT_EQ(command("g++ @flags.rsp -c x.cpp"), "g++ -DA=1 -DB=x y x.cpp");
  EXPECT_EQ(command("g++ @x.dir/x.o.modmap -c x.cpp"), "g++ x.cpp");
  EXPECT_THAT(command("g++ @gone.rsp -c x.cpp"),
              HasSubstr("response file '$D/gone.rsp': No such file"));
  Tree.write("loop.rsp", "@loop.rsp");
  EXPECT_THAT(command("g++ @loop.rsp x.cpp"), HasSubstr("includes itself"));
}

TEST_F(Database, Wrappers) {
  for (const char *Wrapper :
       {"ccache", "/usr/bin/ccache", "sccache", "distcc", "icecc", "gomacc",
        "ccache distcc", "sccache ccache icecc", "env X=1", "env -i X=1 Y=2",
        "/usr/bin/env -u LANG -u LC_ALL X=1", "X=1 Y=2",
        "ccache compiler_check=content", "unknown-wrapper",
        "/bin/bash ./libtool --tag=CXX --mode=compile",
        "libtool --silent --tag CXX --mode compile"})
    EXPECT_EQ(command(std::string(Wrapper) + " g++ -DA -c x.cpp"),
              "g++ -DA x.cpp")
        << Wrapper;
  EXPECT_EQ(command("distcc -c x.cpp"), "c++ x.cpp");
  EXPECT_EQ(command("ccache /opt/x86_64-linux-gnu-g++-12 x.cpp"),
            "/opt/x86_64-linux-gnu-g++-12 x.cpp");
}

TEST_F(Database, CustomWrapper) {
  EXPECT_THAT(command("launch --fast mycxx x.cpp"),
              HasSubstr("'mycxx' is neither a flag nor a source file; if "
                        "'launch' is a wrapper"));
  Adjust.Wrappers = {"launch"};
  EXPECT_EQ(command("/opt/launch --fast A=1 mycxx x.cpp"), "mycxx x.cpp");
}

TEST_F(Database, WrapperWithoutCompiler) {
  EXPECT_THAT(command("ccache"), HasSubstr("no compiler follows 'ccache'"));
  EXPECT_THAT(command("libtool --mode=link g++ x.cpp"),
              HasSubstr("libtool runs in mode 'link'"));
  EXPECT_THAT(command("env -C /tmp g++ x.cpp"),
              HasSubstr("changes the directory"));
}

TEST_F(Database, LinkLinesAndSeveralInputs) {
  EXPECT_THAT(command("g++ -o app x.o y.o -lz"),
              HasSubstr("the command compiles or links 'x.o' instead"));
  EXPECT_THAT(command("g++ -c y.cpp"), HasSubstr("'y.cpp' instead"));
  EXPECT_THAT(command("g++ -c"), HasSubstr("names no source file"));
  EXPECT_THAT(command("g++ -x c++ -"), HasSubstr("standard input"));
  // The entry says which of them is meant.
  EXPECT_EQ(command("g++ x.cpp y.cpp z.o libq.a -lz -o app"), "g++ x.cpp");
}

TEST_F(Database, LinkEntriesAreLeftOut) {
  EXPECT_THAT(
      load(R"([{"directory":"$D","file":"app","command":"g++ x.o -o app"},
                       {"directory":"$D","file":"x.cpp","command":"g++ x.cpp"}])"),
      ElementsAre("g++ x.cpp"));
}

TEST_F(Database, ForeignLanguagesAreLeftOut) {
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

TEST_F(Database, GccOnlyFlags) {
  for (const char *Flag : {"-fconcepts",
                           "-fmodules-ts",
                           "-fmodule-mapper=x.modmap",
                           "-fdeps-format=p1689r5",
                           "-fdeps-file=x.ddi",
                           "-fdeps-target=x.o",
                           "-fno-canonical-system-headers",
                           "-fno-gnu-unique",
                           "-fipa-pta",
                           "-fanalyzer",
                           "-mno-direct-extern-access",
                           "-fvar-tracking-assignments",
                           "-freport-bug",
                           "-fimplicit-constexpr",
                           "-fcontracts",
                           "-fdump-tree-all",
                           "-fdump-lang-class=x",
                           "-fabi-version=11",
                           "-fconstexpr-ops-limit=9",
                           "-ffold-simple-inlines",
                           "-fcoroutines-ts",
                           "-Werror",
                           "-Werror=logical-op",
                           "-pedantic-errors",
                           "-fprofile-use=gone",
                           "-fprofile-use",
                           "-aux-info x.X",
                           "-dumpbase x.cpp",
                           "-dumpbase-ext .cpp",
                           "-imultiarch x86_64-linux-gnu",
                           "-wrapper gdb,--args",
                           "-fplugin=x.so",
                           "-fplugin-arg-x-y=1",
                           "-mindirect-branch=thunk",
                           "-mfunction-return=thunk",
                           "-fdiagnostics-format=json",
                           "-fhardened",
                           "-gstatement-frontiers",
                           "-specs=x"})
    EXPECT_EQ(command(std::string("g++ -O2 ") + Flag + " -DA -c x.cpp"),
              "g++ -O2 -DA x.cpp")
        << Flag;
}

TEST_F(Database, FlagsThatStay) {
  std::string Line = "g++ -fcoroutines -flto=auto -fno-plt --param ssp=4 "
                     "-Wlogical-op -Wno-error=x -std=gnu++20 -isystem inc "
                     "-include a.h -march=native -D A=1 -U B x.cpp";
  EXPECT_EQ(command(Line), Line);
}

TEST_F(Database, OutputsAndDependencies) {
  EXPECT_EQ(
      command("g++ -MD -MT x.o -MF x.d -MQ y -MP -MMD -MG -o x.o -ox.o "
              "-save-temps=obj --save-temps -c -S --serialize-diagnostics "
              "x.dia -ftime-trace -Wp,-MD,x.d -Wl,-z -Xlinker -x -v "
              "-emit-llvm x.cpp"),
      "g++ x.cpp");
}

TEST_F(Database, PluginsOfTheCompilerProper) {
  EXPECT_EQ(command("clang++ -Xclang -load -Xclang p.so -Xclang -add-plugin "
                    "-Xclang p -Xclang -plugin-arg-p -Xclang a -Xclang "
                    "-fno-validate-pch x.cpp"),
            "clang++ -Xclang -fno-validate-pch x.cpp");
}

TEST_F(Database, PrecompiledHeaders) {
  Tree.write("p.hxx", "");
  EXPECT_EQ(command("clang++ -Xclang -include-pch -Xclang p.hxx.pch -Xclang "
                    "-include -Xclang p.hxx x.cpp"),
            "clang++ -Xclang -include -Xclang p.hxx x.cpp");
  EXPECT_EQ(command("clang++ -include-pch p.hxx.pch x.cpp"),
            "clang++ -include p.hxx x.cpp");
  EXPECT_THAT(command("clang++ -include-pch gone.pch x.cpp"),
              HasSubstr("precompiled header 'gone.pch' does not exist"));
}

TEST_F(Database, MicrosoftDrivers) {
  EXPECT_EQ(command("cl.exe /nologo /std:c++20 /DFOO /EHsc /c /Fox.obj x.cpp"),
            "cl.exe --driver-mode=cl /nologo /std:c++20 /DFOO /EHsc -- x.cpp");
  EXPECT_EQ(command("clang-cl /std:c++20 -- " + Tree.path("x.cpp")),
            "clang-cl --driver-mode=cl /std:c++20 -- $D/x.cpp");
  EXPECT_EQ(command("clang-cl /DX " + Tree.path("x.cpp")),
            "clang-cl --driver-mode=cl /DX -- $D/x.cpp");
}

TEST_F(Database, Nvcc) {
  EXPECT_THAT(command("nvcc -gencode a,b --expt-relaxed-constexpr x.cpp"),
              HasSubstr("Clang cannot take the flags of 'nvcc'"));
}

TEST_F(Database, MissingValue) {
  EXPECT_THAT(command("g++ x.cpp -I"),
              HasSubstr("the value of '-I' is missing"));
}

TEST_F(Database, HeadersAndOddSuffixes) {
  EXPECT_THAT(
      load(R"([{"directory":"$D","file":"x.hpp","command":"g++ -c x.hpp"},
               {"directory":"$D","file":"m.ixx","command":"g++ -c m.ixx"}])"),
      ElementsAre("g++ -x c++ x.hpp", "g++ -x c++ m.ixx"));
}

TEST_F(Database, Adjustments) {
  Adjust.ExtraArgs = {"-DLAST"};
  Adjust.ExtraArgsBefore = {"-DFIRST"};
  Adjust.RemovedArgs = {"-DGONE", "-fbad"};
  EXPECT_EQ(command("ccache g++ -DGONE -DGONE=1 -fbad x.cpp -DZ"),
            "g++ -DFIRST -DGONE=1 x.cpp -DZ -DLAST");
  EXPECT_EQ(command("clang-cl /DX -- x.cpp"),
            "clang-cl --driver-mode=cl -DFIRST /DX -DLAST -- x.cpp");
}

TEST_F(Database, SymbolicLink) {
  ASSERT_FALSE(llvm::sys::fs::create_link("x.cpp", Tree.path("link.cpp")));
  EXPECT_THAT(load(R"([{"directory":"$D","file":"link.cpp",
                        "command":"g++ $D/link.cpp"}])"),
              ElementsAre("g++ $D/link.cpp"));
  EXPECT_EQ(All[0].File, Tree.path("x.cpp"));
}

TEST_F(Database, FileOfALaterBuildStep) {
  EXPECT_THAT(load(R"([{"directory":"$D","file":"gen/moc.cpp",
                        "command":"g++ gen/moc.cpp"}])"),
              ElementsAre("g++ gen/moc.cpp"));
  EXPECT_EQ(All[0].File, Tree.path("gen/moc.cpp"));
}

TEST_F(Database, Find) {
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
  std::string select(std::vector<std::string> Positionals) {
    std::vector<CompileCommand> List;
    for (const char *Name : {"x.cpp", "y.cpp", "sub/z.cpp"})
      List.push_back({Tree.path(Name), Tree.path(), {}});
    auto Chosen = selectCommands(List, Positionals);
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

} // namespace
