//===- compile-flags-test.cpp ---------------------------------------------===//
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

using CompileFlags = Database;

TEST_F(CompileFlags, LinkLinesAndSeveralInputs) {
  EXPECT_THAT(command("g++ -o app x.o y.o -lz"),
              HasSubstr("the command compiles or links 'x.o' instead"));
  EXPECT_THAT(command("g++ -c y.cpp"), HasSubstr("'y.cpp' instead"));
  EXPECT_THAT(command("g++ -c"), HasSubstr("names no source file"));
  EXPECT_THAT(command("g++ -x c++ -"), HasSubstr("standard input"));
  // The entry says which of them is meant.
  EXPECT_EQ(command("g++ x.cpp y.cpp z.o libq.a -lz -o app"), "g++ x.cpp");
}

TEST_F(CompileFlags, GccOnlyFlags) {
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

TEST_F(CompileFlags, FlagsThatStay) {
  std::string Line = "g++ -fcoroutines -flto=auto -fno-plt --param ssp=4 "
                     "-Wlogical-op -Wno-error=x -std=gnu++20 -isystem inc "
                     "-include a.h -march=native -D A=1 -U B x.cpp";
  EXPECT_EQ(command(Line), Line);
}

TEST_F(CompileFlags, OutputsAndDependencies) {
  EXPECT_EQ(
      command("g++ -MD -MT x.o -MF x.d -MQ y -MP -MMD -MG -o x.o -ox.o "
              "-save-temps=obj --save-temps -c -S --serialize-diagnostics "
              "x.dia -ftime-trace -Wp,-MD,x.d -Wl,-z -Xlinker -x -v "
              "-emit-llvm x.cpp"),
      "g++ x.cpp");
}

TEST_F(CompileFlags, PluginsOfTheCompilerProper) {
  EXPECT_EQ(command("clang++ -Xclang -load -Xclang p.so -Xclang -add-plugin "
                    "-Xclang p -Xclang -plugin-arg-p -Xclang a -Xclang "
                    "-fno-validate-pch x.cpp"),
            "clang++ -Xclang -fno-validate-pch x.cpp");
}

TEST_F(CompileFlags, PrecompiledHeaders) {
  Tree.write("p.hxx", "");
  EXPECT_EQ(command("clang++ -Xclang -include-pch -Xclang p.hxx.pch -Xclang "
                    "-include -Xclang p.hxx x.cpp"),
            "clang++ -Xclang -include -Xclang p.hxx x.cpp");
  EXPECT_EQ(command("clang++ -include-pch p.hxx.pch x.cpp"),
            "clang++ -include p.hxx x.cpp");
  EXPECT_THAT(command("clang++ -include-pch gone.pch x.cpp"),
              HasSubstr("precompiled header 'gone.pch' does not exist"));
}

TEST_F(CompileFlags, MicrosoftDrivers) {
  EXPECT_EQ(command("cl.exe /nologo /std:c++20 /DFOO /EHsc /c /Fox.obj x.cpp"),
            "cl.exe --driver-mode=cl /nologo /std:c++20 /DFOO /EHsc -- x.cpp");
  EXPECT_EQ(command("clang-cl /std:c++20 -- " + Tree.path("x.cpp")),
            "clang-cl --driver-mode=cl /std:c++20 -- $D/x.cpp");
  EXPECT_EQ(command("clang-cl /DX " + Tree.path("x.cpp")),
            "clang-cl --driver-mode=cl /DX -- $D/x.cpp");
}

TEST_F(CompileFlags, Nvcc) {
  EXPECT_THAT(command("nvcc -gencode a,b --expt-relaxed-constexpr x.cpp"),
              HasSubstr("Clang cannot take the flags of 'nvcc'"));
}

TEST_F(CompileFlags, MissingValue) {
  EXPECT_THAT(command("g++ x.cpp -I"),
              HasSubstr("the value of '-I' is missing"));
}

TEST_F(CompileFlags, HeadersAndOddSuffixes) {
  EXPECT_THAT(
      load(R"([{"directory":"$D","file":"x.hpp","command":"g++ -c x.hpp"},
               {"directory":"$D","file":"m.ixx","command":"g++ -c m.ixx"}])"),
      ElementsAre("g++ -x c++ x.hpp", "g++ -x c++ m.ixx"));
}

TEST_F(CompileFlags, Adjustments) {
  Adjust.ExtraArgs = {"-DLAST"};
  Adjust.ExtraArgsBefore = {"-DFIRST"};
  Adjust.RemovedArgs = {"-DGONE", "-fbad"};
  EXPECT_EQ(command("ccache g++ -DGONE -DGONE=1 -fbad x.cpp -DZ"),
            "g++ -DFIRST -DGONE=1 x.cpp -DZ -DLAST");
  EXPECT_EQ(command("clang-cl /DX -- x.cpp"),
            "clang-cl --driver-mode=cl -DFIRST /DX -DLAST -- x.cpp");
}

TEST_F(CompileFlags, ClangRunsWhatComesOut) {
  Tree.write("pre.h", "");
  for (const char *Line :
       {"ccache g++ -fconcepts -fmodules-ts -fno-canonical-system-headers "
        "-fabi-version=11 -Werror -Wlogical-op -mtune=foo -std=gnu++20 -c "
        "x.cpp",
        "g++ -MD -MF x.d -fprofile-use=gone -include pre.h -save-temps x.cpp",
        "nice-wrapper g++ -flto=auto -ffat-lto-objects -fno-plt "
        "-fdiagnostics-format=json -c x.cpp -o x.o",
        "g++ -c x.hpp -o x.gch x.cpp", "clang-cl /std:c++20 /EHsc /c x.cpp",
        "g++ -include-pch pre.h.gch -fplugin=gone.so x.cpp"}) {
    std::string Result = command(Line);
    ASSERT_EQ(All.size(), 1u) << Result;
    std::vector<llvm::StringRef> Words = {"clang++-19", "-fsyntax-only"};
    for (const std::string &Word : llvm::drop_begin(All[0].Arguments))
      Words.push_back(Word);
    EXPECT_THAT(Tree.run(Words), testing::Not(HasSubstr("error"))) << Result;
  }
}

} // namespace
