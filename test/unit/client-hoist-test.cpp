//===- client-hoist-test.cpp - Moving clients out of loops ----------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/client-hoist.h"
#include "parse.h"
#include <gtest/gtest.h>

using namespace clang;

namespace asyncmend {
namespace {

constexpr char Curl[] = "extern \"C\" { struct CURL; CURL *curl_easy_init(); "
                        "void curl_easy_cleanup(CURL *); "
                        "int curl_easy_perform(CURL *); }\n";

/// The plan for the variable `h` of f(), in words: why it stays, or how many
/// loops it leaves, and how it is released.
std::string planFor(std::string Code) {
  std::string Result = "nothing";
  parse(Curl + Code, [&](const TuModel &Tu) {
    ClientHoister Hoister(Tu, *functionCalled(Tu, "f"));
    for (const VarDecl *Var : Hoister.locals().all())
      if (const ClientPlan *Plan = Hoister.plan(*Var);
          Plan && Var->getName() == "h")
        Result =
            Plan->Silent ? "silent"
            : !Plan->Why.empty()
                ? Plan->Why
                : std::to_string(Plan->Depth) +
                      (Plan->Releases.LeavesEarly ? " guarded" : " released");
  });
  return Result;
}

TEST(ClientHoist, LeavesAllLoops) {
  EXPECT_EQ(planFor("void f(int n) {\n"
                    "  while (n--) {\n"
                    "    for (int i = 0; i < n; ++i) {\n"
                    "      CURL *h = curl_easy_init();\n"
                    "      curl_easy_cleanup(h);\n"
                    "    }\n"
                    "  }\n"
                    "}\n"),
            "2 released");
}

TEST(ClientHoist, AReturnWantsAGuard) {
  EXPECT_EQ(planFor("bool f(int n) {\n"
                    "  while (n--) {\n"
                    "    CURL *h = curl_easy_init();\n"
                    "    if (curl_easy_perform(h)) {\n"
                    "      curl_easy_cleanup(h);\n"
                    "      return true;\n"
                    "    }\n"
                    "    curl_easy_cleanup(h);\n"
                    "  }\n"
                    "  return false;\n"
                    "}\n"),
            "1 guarded");
}

TEST(ClientHoist, AReturnWithoutAHandleDoesNot) {
  EXPECT_EQ(planFor("bool f(int n) {\n"
                    "  while (n--) {\n"
                    "    CURL *h = curl_easy_init();\n"
                    "    if (!h)\n"
                    "      return true;\n"
                    "    curl_easy_cleanup(h);\n"
                    "  }\n"
                    "  return false;\n"
                    "}\n"),
            "1 released");
}

TEST(ClientHoist, ALeakStays) {
  EXPECT_EQ(planFor("void f(int n) {\n"
                    "  while (n--) {\n"
                    "    CURL *h = curl_easy_init();\n"
                    "    if (curl_easy_perform(h))\n"
                    "      continue;\n"
                    "    curl_easy_cleanup(h);\n"
                    "  }\n"
                    "}\n"),
            "'curl_easy_cleanup' is not called on every way out of a turn");
}

TEST(ClientHoist, TwoReleasesAreOneTooMany) {
  EXPECT_EQ(planFor("void f(int n) {\n"
                    "  while (n--) {\n"
                    "    CURL *h = curl_easy_init();\n"
                    "    if (curl_easy_perform(h)) {\n"
                    "      curl_easy_cleanup(h);\n"
                    "    }\n"
                    "    curl_easy_cleanup(h);\n"
                    "  }\n"
                    "}\n"),
            "'curl_easy_cleanup' may be called twice in a turn");
}

TEST(ClientHoist, AHandlerOfTheTurnReleases) {
  EXPECT_EQ(planFor("void g();\n"
                    "void f(int n) {\n"
                    "  while (n--) {\n"
                    "    CURL *h = curl_easy_init();\n"
                    "    try {\n"
                    "      g();\n"
                    "    } catch (...) {\n"
                    "      curl_easy_cleanup(h);\n"
                    "      throw;\n"
                    "    }\n"
                    "    curl_easy_cleanup(h);\n"
                    "  }\n"
                    "}\n"),
            "1 guarded");
}

TEST(ClientHoist, ALoopWithOneTurnIsNone) {
  EXPECT_EQ(planFor("void f() {\n"
                    "  do {\n"
                    "    CURL *h = curl_easy_init();\n"
                    "    curl_easy_cleanup(h);\n"
                    "  } while (0);\n"
                    "}\n"),
            "nothing");
}

} // namespace
} // namespace asyncmend
