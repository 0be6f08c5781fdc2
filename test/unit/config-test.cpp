//===- config-test.cpp - The file .asyncmend ------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "config.h"
#include "temp-tree.h"
#include <gmock/gmock.h>

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

namespace asyncmend {
namespace {

class ConfigFile : public testing::Test {
protected:
  std::string complaint(llvm::StringRef Text) {
    auto C = readConfig(Tree.write(".asyncmend", Text));
    return C ? "" : llvm::toString(C.takeError());
  }

  EffectiveConfig found(llvm::StringRef File, Config CommandLine = {}) {
    ConfigFinder Finder(std::move(CommandLine), "");
    auto C = Finder.forFile(Tree.path() + "/" + File.str());
    if (!C) {
      ADD_FAILURE() << llvm::toString(C.takeError());
      return {};
    }
    return **C;
  }

  TempTree Tree;
};

TEST_F(ConfigFile, NothingIsTheDefault) {
  EffectiveConfig C = found("a.cpp");
  EXPECT_THAT(C.Rules, Contains("blocking-sleep"));
  EXPECT_EQ(C.Wishes.FanOutLimit, 100u);
  EXPECT_EQ(C.Wishes.DetachedHandler, "");
  EXPECT_EQ(C.Wishes.Timeout, "");
  EXPECT_EQ(C.Wishes.Runtime, RuntimeMode::Include);
  EXPECT_THAT(C.Tiers, IsEmpty());
}

TEST_F(ConfigFile, EveryKey) {
  Tree.write(".asyncmend", "# ours\n"
                           "Rules: '-*,blocking-sleep'\n"
                           "HeaderFilter: 'include/.*'\n"
                           "FanOutLimit: 8\n"
                           "DetachedHandler: app::report\n"
                           "Timeout: 250ms\n"
                           "Runtime: vendor:third_party\n"
                           "Profiles: [tools/own.json]\n"
                           "Tiers:\n  'missing-co*': suggestion\n"
                           "  missing-co-await: unsafe\n");
  EffectiveConfig C = found("src/a.cpp");
  EXPECT_THAT(C.Rules, ElementsAre("blocking-sleep"));
  EXPECT_THAT(C.Wishes.NamedRules, ElementsAre("blocking-sleep"));
  EXPECT_EQ(C.HeaderFilter, "include/.*");
  EXPECT_EQ(C.Wishes.FanOutLimit, 8u);
  EXPECT_EQ(C.Wishes.DetachedHandler, "app::report");
  EXPECT_EQ(C.Wishes.Timeout, "250ms");
  EXPECT_EQ(C.Wishes.Runtime, RuntimeMode::Vendor);
  EXPECT_EQ(C.Wishes.VendorDirectory, Tree.path() + "/third_party");
  EXPECT_THAT(C.Profiles, ElementsAre(Tree.path() + "/tools/own.json"));
  EXPECT_THAT(C.Tiers, ElementsAre(Pair("missing-co-await", Safety::Unsafe)));
}

TEST_F(ConfigFile, TheNearestOneCounts) {
  Tree.write(".asyncmend", "FanOutLimit: 5\nRules: blocking-sleep\n");
  Tree.write("a/.asyncmend", "FanOutLimit: 6\n");
  Tree.write("b/.asyncmend", "InheritParentConfig: true\nFanOutLimit: 7\n"
                             "Rules: missing-co-await\n");
  EXPECT_EQ(found("x.cpp").Wishes.FanOutLimit, 5u);
  EXPECT_EQ(found("a/deep/x.cpp").Wishes.FanOutLimit, 6u);
  EXPECT_THAT(found("a/x.cpp").Rules, Contains("missing-co-await"));
  EXPECT_EQ(found("b/x.cpp").Wishes.FanOutLimit, 7u);
  EXPECT_THAT(found("b/x.cpp").Rules,
              ElementsAre("blocking-sleep", "missing-co-await"));
}

TEST_F(ConfigFile, TheCommandLineWins) {
  Tree.write(".asyncmend", "FanOutLimit: 5\nRules: blocking-sleep\n"
                           "Profiles: [a.json]\n");
  Config Mine;
  Mine.Rules = "missing-co-await";
  Mine.FanOutLimit = 3;
  Mine.Profiles = {"/b.json"};
  EffectiveConfig C = found("x.cpp", Mine);
  EXPECT_THAT(C.Rules, ElementsAre("missing-co-await"));
  EXPECT_EQ(C.Wishes.FanOutLimit, 3u);
  EXPECT_THAT(C.Profiles, ElementsAre(Tree.path() + "/a.json", "/b.json"));
}

TEST_F(ConfigFile, Complaints) {
  EXPECT_THAT(complaint("FanOutLimit: 3\nFanoutlimit: 4\n"),
              HasSubstr(".asyncmend:2:1: unknown key 'Fanoutlimit'"));
  EXPECT_THAT(complaint("FanOutLimit: many\n"), HasSubstr(":1:14: "));
  EXPECT_THAT(complaint("\nFanOutLimit: 0\n"),
              HasSubstr(":2:1: FanOutLimit: must be at least 1"));
  EXPECT_THAT(complaint("Rules: blocking-slep\n"),
              HasSubstr(":1:1: Rules: there is no rule 'blocking-slep'"));
  EXPECT_THAT(complaint("Runtime: magic\n"), HasSubstr(":1:1: Runtime: "));
  EXPECT_THAT(complaint("Runtime: 'vendor:'\n"), HasSubstr("Runtime: "));
  EXPECT_THAT(complaint("HeaderFilter: '('\n"), HasSubstr("HeaderFilter: "));
  EXPECT_THAT(complaint("Tiers: {blocking-sleep: sure}\n"),
              HasSubstr(":1:25: "));
  EXPECT_THAT(complaint("- Rules\n"), HasSubstr(":1:1: "));
  EXPECT_THAT(complaint("Rules: 'a\n"), HasSubstr(".asyncmend:"));
  EXPECT_EQ(complaint("# nothing\n"), "");
  EXPECT_EQ(complaint(""), "");
}

TEST_F(ConfigFile, WhatIsDumpedCanBeReadAgain) {
  Tree.write(".asyncmend", "Rules: blocking-sleep\nFanOutLimit: 4\n"
                           "Tiers: {blocking-sleep: unsafe}\n"
                           "Runtime: none\n");
  EffectiveConfig C = found("x.cpp");
  Tree.write(".asyncmend", dump(C));
  EffectiveConfig Again = found("x.cpp");
  EXPECT_EQ(dump(Again), dump(C));
  EXPECT_EQ(Again.Tiers, C.Tiers);
  EXPECT_EQ(Again.Wishes, C.Wishes);
}

} // namespace
} // namespace asyncmend
