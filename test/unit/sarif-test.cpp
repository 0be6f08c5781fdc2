//===- sarif-test.cpp -----------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/emitter.h"
#include "report-builder.h"
#include "gmock/gmock.h"
#include <nlohmann/json.hpp>

using namespace asyncmend;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

class Sarif : public testing::Test, public ReportBuilder {
protected:
  nlohmann::json run(EmitOptions O = {false, "/top", "/top"}) {
    std::string Out;
    llvm::raw_string_ostream OS(Out);
    emitSarif(R, O, OS);
    return nlohmann::json::parse(Out, nullptr,
                                 /*allow_exceptions=*/false)["runs"][0];
  }
  /// The keys of an object.
  std::vector<std::string> keys(const nlohmann::json &J) {
    std::vector<std::string> Out;
    for (const auto &[Key, Value] : J.items())
      Out.push_back(Key);
    return Out;
  }
};

TEST_F(Sarif, AFixOfSeveralFiles) {
  R.Sources["/top/a b.cpp"] = "/* \xc3\xa9\xf0\x9f\x98\x80 */ f();\n";
  R.Sources["/top/h.h"] = "void f();\nvoid g();\n";
  ReportedFinding &F = fixed("/top/a b.cpp", "f()", "co_await f()");
  F.F.Fixes[0].Edits.push_back({span("/top/h.h", "void"), "task"});
  F.F.Fixes[0].Edits.push_back({span("/top/h.h", "g"), "k"});
  finish();
  nlohmann::json Changes = run()["results"][0]["fixes"][0]["artifactChanges"];
  ASSERT_EQ(Changes.size(), 2u);
  EXPECT_EQ(Changes[0]["artifactLocation"]["uri"], "a%20b.cpp");
  EXPECT_EQ(Changes[0]["replacements"][0]["deletedRegion"],
            nlohmann::json({{"startLine", 1},
                            {"startColumn", 11},
                            {"endLine", 1},
                            {"endColumn", 14},
                            {"byteOffset", 13},
                            {"byteLength", 3}}));
  EXPECT_EQ(Changes[0]["replacements"][0]["insertedContent"]["text"],
            "co_await f()");
  EXPECT_EQ(Changes[1]["artifactLocation"]["uri"], "h.h");
  EXPECT_EQ(Changes[1]["replacements"].size(), 2u);
}

TEST_F(Sarif, OnlyGoodFixes) {
  R.Sources["/top/a.cpp"] = "f(); g(); h(); k();\n";
  fixed("/top/a.cpp", "f()", "x()").State = FixState::Withheld;
  fixed("/top/a.cpp", "g()", "x()", Safety::Suggestion);
  finding("/top/a.cpp", "h()").F.Message = "about h[0]";
  fixed("/top/a.cpp", "k()", "x()").State = FixState::Conflict;
  R.Findings[1].State = FixState::Offered;
  nlohmann::json Results = run()["results"];
  ASSERT_EQ(Results.size(), 4u);
  for (size_t I : {0, 2, 3})
    EXPECT_FALSE(Results[I].contains("fixes")) << I;
  EXPECT_EQ(Results[1]["fixes"][0]["description"]["text"],
            "do better (suggestion)");
  EXPECT_EQ(Results[2]["message"]["text"], "about h[0]\nNo fix: too hard.");
}

TEST_F(Sarif, NotesAreLinked) {
  R.Sources["/top/a.cpp"] = "x[i](1); y;\n";
  ReportedFinding &F = finding("/top/a.cpp", "x[i](1)");
  F.F.Notes.push_back({"made [here]", span("/top/a.cpp", "y")});
  nlohmann::json Result = run()["results"][0];
  EXPECT_EQ(Result["message"]["text"], "about x\\[i\\](1)\nNo fix: too hard.\n"
                                       "[made \\[here\\]](1)");
  EXPECT_EQ(Result["relatedLocations"][0]["id"], 1);
  EXPECT_EQ(Result["relatedLocations"][0]["physicalLocation"]["region"]
                  ["startColumn"],
            10);
}

TEST_F(Sarif, Paths) {
  R.Sources["/top/a.cpp"] = R.Sources["/else where/b.cpp"] = "f();\n";
  finding("/else where/b.cpp", "f()");
  finding("/top/a.cpp", "f()");
  nlohmann::json Run = run(), Full = run({false, "/", "/top", true});
  EXPECT_EQ(Run["originalUriBaseIds"]["SRCROOT"]["uri"], "file:///top/");
  auto Place = [](const nlohmann::json &Run, size_t Index) {
    return Run["results"][Index]["locations"][0]["physicalLocation"]
              ["artifactLocation"];
  };
  EXPECT_EQ(Place(Run, 0)["uri"], "file:///else%20where/b.cpp");
  EXPECT_FALSE(Place(Run, 0).contains("uriBaseId"));
  EXPECT_EQ(Place(Run, 1)["uri"], "a.cpp");
  EXPECT_EQ(Place(Run, 1)["uriBaseId"], "SRCROOT");
  EXPECT_EQ(Place(Run, 1)["index"], 1);
  EXPECT_EQ(Place(Full, 1)["uri"], "file:///top/a.cpp");
  EXPECT_EQ(Run["artifacts"][1]["location"]["uri"], "a.cpp");
  EXPECT_EQ(Run["artifacts"][1]["length"], 5);
  EXPECT_EQ(Run["artifacts"][1]["hashes"]["sha-256"],
            "07e31bc72b2ad3dba52c286fff0df6aee22da664b9ff525abb56e08ac5368c77");
}

TEST_F(Sarif, WhatIsEmptyIsLeftOut) {
  nlohmann::json Run = run();
  EXPECT_EQ(Run["results"], nlohmann::json::array());
  EXPECT_FALSE(Run.contains("artifacts"));
  EXPECT_EQ(Run["invocations"][0],
            nlohmann::json({{"executionSuccessful", true}}));
}

TEST_F(Sarif, Limits) {
  R.Sources["/top/a.cpp"] = "f();\n";
  for (size_t I = 0; I < 25002; ++I)
    finding("/top/a.cpp", "f()").F.Level =
        I < 2 ? Severity::Info : Severity::Warning;
  R.Findings[25001].F.Notes.assign(200, {"again", span("/top/a.cpp", "f()")});
  nlohmann::json Run = run();
  EXPECT_EQ(Run["results"].size(), 25000u);
  EXPECT_EQ(Run["results"][0]["level"], "warning");
  EXPECT_EQ(Run["results"].back()["relatedLocations"].size(), 100u);
  EXPECT_THAT(
      Run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"],
      HasSubstr("2 findings are left out"));
}

TEST_F(Sarif, FixesThatAreTooLargeForAHost) {
  // What does not get smaller by compression.
  std::string Noise;
  for (uint64_t X = 88172645463325252ull; Noise.size() < (15u << 20);) {
    X ^= X << 13, X ^= X >> 7, X ^= X << 17;
    Noise += char(33 + X % 90);
  }
  R.Sources["/top/a.cpp"] = "f();\n";
  fixed("/top/a.cpp", "f()", "/*" + Noise + "*/");
  R.Findings[0].State = FixState::Offered;
  nlohmann::json Run = run();
  ASSERT_EQ(Run["results"].size(), 1u);
  EXPECT_FALSE(Run["results"][0].contains("fixes"));
  EXPECT_THAT(
      Run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"],
      HasSubstr("The fixes are left out"));
}

TEST_F(Sarif, SourcesInAnyEncoding) {
  R.Sources["/top/a.cpp"] = "// caf\xe9\nf();\n";
  fixed("/top/a.cpp", "f()", "g()").F.Message = "caf\xe9";
  finish();
  nlohmann::json Result = run()["results"][0];
  EXPECT_FALSE(Result.contains("fixes"));
  EXPECT_THAT(Result["message"]["text"], HasSubstr("not UTF-8"));
}

} // namespace
