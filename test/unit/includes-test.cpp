//===- includes-test.cpp --------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/includes.h"
#include "parse.h"
#include "clang/Basic/FileManager.h"
#include "gtest/gtest.h"

using namespace asyncmend;

namespace {

void withGraph(
    llvm::StringRef Code, std::map<std::string, std::string> Files,
    llvm::function_ref<void(const IncludeGraph &, clang::FileEntryRef)> Check) {
  ParseOptions Options;
  Options.Files = std::move(Files);
  parse(
      Code,
      [&](const TuModel &Tu) {
        auto Main =
            Tu.sources().getFileEntryRefForID(Tu.sources().getMainFileID());
        ASSERT_TRUE(Main);
        Check(Tu.includes(), *Main);
      },
      Options);
}

TEST(IncludeGraph, DirectAndThroughOwnHeaders) {
  withGraph("#include \"mine.h\"\n#include <lib/a.h>\n",
            {{"/project/mine.h", "#include <lib/b.h>\n"},
             {"/system/lib/a.h", "#include <lib/c.h>\n"},
             {"/system/lib/b.h", ""},
             {"/system/lib/c.h", ""}},
            [](const IncludeGraph &G, clang::FileEntryRef Main) {
              EXPECT_TRUE(G.includesDirectly(Main, "lib/a.h"));
              EXPECT_TRUE(G.includesDirectly(Main, "lib/b.h"));
              EXPECT_FALSE(G.includesDirectly(Main, "lib/c.h"));
              EXPECT_TRUE(G.reaches(Main, "lib/c.h"));
              EXPECT_FALSE(G.reaches(Main, "lib/d.h"));
            });
}

TEST(IncludeGraph, GuardedSecondIncludeCounts) {
  withGraph("#include <lib/a.h>\n#include <lib/b.h>\n",
            {{"/system/lib/a.h", "#include <lib/b.h>\n"},
             {"/system/lib/b.h", "#pragma once\n"}},
            [](const IncludeGraph &G, clang::FileEntryRef Main) {
              EXPECT_TRUE(G.includesDirectly(Main, "lib/b.h"));
            });
}

TEST(IncludeGraph, CyclesEnd) {
  withGraph("#include \"a.h\"\n",
            {{"/project/a.h", "#pragma once\n#include \"b.h\"\n"},
             {"/project/b.h", "#pragma once\n#include \"a.h\"\n"}},
            [](const IncludeGraph &G, clang::FileEntryRef Main) {
              EXPECT_FALSE(G.reaches(Main, "none.h"));
              EXPECT_TRUE(G.reaches(Main, "b.h"));
            });
}

TEST(IncludeGraph, IncludesThatAreSwitchedOffDoNotCount) {
  withGraph("#if 0\n#include <lib/a.h>\n#endif\n", {},
            [](const IncludeGraph &G, clang::FileEntryRef Main) {
              EXPECT_FALSE(G.reaches(Main, "lib/a.h"));
            });
}

} // namespace
