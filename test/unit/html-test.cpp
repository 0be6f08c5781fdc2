//===- html-test.cpp ------------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/embedded.h"
#include "output/emitter.h"
#include "report-builder.h"
#include "llvm/ADT/StringExtras.h"
#include "gmock/gmock.h"
#include <nlohmann/json.hpp>

using namespace asyncmend;
using testing::HasSubstr;
using testing::Not;

namespace {

class Html : public testing::Test, public ReportBuilder {
protected:
  std::string page() {
    std::string Out;
    llvm::raw_string_ostream OS(Out);
    emitHtml(R, {false, "/top", "/top"}, OS);
    return Out;
  }
  std::string block() {
    std::string Page = page();
    return llvm::StringRef(Page)
        .split("id=\"data\">")
        .second.split("</script>")
        .first.str();
  }
  nlohmann::json data() {
    return nlohmann::json::parse(block(), nullptr, /*allow_exceptions=*/false);
  }
};

TEST_F(Html, PageIsWhole) {
  std::string Page = page();
  EXPECT_THAT(Page, testing::StartsWith("<!DOCTYPE html>"));
  EXPECT_THAT(Page, testing::EndsWith("</html>\n"));
  EXPECT_THAT(Page, Not(HasSubstr("{{")));
  // Each part that it is made of is there.
  llvm::StringRef Rest = embeddedFile("page.html");
  for (unsigned Parts = 0;; ++Parts) {
    auto [Text, After] = Rest.split("{{");
    if (After.empty()) {
      EXPECT_GT(Parts, 5u);
      break;
    }
    auto [Name, Next] = After.split("}}");
    if (Name != "data") {
      EXPECT_FALSE(embeddedFile(Name).empty()) << Name.str();
      EXPECT_THAT(Page, HasSubstr(embeddedFile(Name).str()));
    }
    Rest = Next;
  }
  EXPECT_EQ(data()["findings"], nlohmann::json::array());
}

TEST_F(Html, StatesOfReaders) {
  R.Sources["/top/a.cpp"] = "f(); g(); h(); i(); j(); k();\n";
  fixed("/top/a.cpp", "f()", "1");
  fixed("/top/a.cpp", "g()", "2", Safety::Unsafe);
  fixed("/top/a.cpp", "h()", "3", Safety::Suggestion);
  finding("/top/a.cpp", "i()");
  ReportedFinding &Bad = fixed("/top/a.cpp", "j()", "withheld-text");
  Bad.State = FixState::Withheld;
  Bad.Why = "does not compile";
  finish();
  auto States = [&] {
    std::vector<std::string> Out;
    nlohmann::json Findings = data()["findings"];
    for (const auto &F : Findings)
      Out.push_back(F["state"]);
    return Out;
  };
  EXPECT_THAT(States(), testing::ElementsAre("safe", "unsafe", "suggestion",
                                             "none", "withheld"));
  nlohmann::json J = data();
  EXPECT_EQ(J["findings"][3]["why"], "too hard");
  EXPECT_EQ(J["findings"][4]["why"], "does not compile");
  EXPECT_THAT(page(), Not(HasSubstr("withheld-text")));
  for (unsigned I : {0u, 1u, 2u})
    EXPECT_EQ(J["findings"][I]["diffs"].size(), 1u) << I;
  // What was applied is fixed, and the lines are still the old ones.
  R.Applied = true;
  EXPECT_THAT(States(), testing::ElementsAre("fixed", "unsafe", "suggestion",
                                             "none", "withheld"));
  EXPECT_THAT(data()["findings"][0]["diffs"][0]["text"].get<std::string>(),
              HasSubstr("\n-f(); g()"));
}

TEST_F(Html, PlacesAndFolders) {
  R.Sources["/top/src/net/a.cpp"] =
      "1\n2\n3\n\xc3\xa9\xf0\x9f\x98\x80 f();\n5\n";
  R.Sources["/top/b.cpp"] = R.Sources["/else/c.cpp"] = "f();";
  finding("/top/src/net/a.cpp", "f()").F.FrameworkId = "folly";
  finding("/top/b.cpp", "f()");
  finding("/else/c.cpp", "f()");
  nlohmann::json J = data()["findings"];
  EXPECT_EQ(J[0]["folder"], "src");
  EXPECT_EQ(J[0]["path"], "src/net/a.cpp");
  EXPECT_EQ(J[0]["framework"], "folly");
  EXPECT_EQ(J[0]["first"], 2);
  EXPECT_EQ(J[0]["lines"].size(), 4u);
  EXPECT_EQ(J[0]["mark"], (nlohmann::json{4, 5, 4, 8}));
  EXPECT_EQ(J[1]["folder"], ".");
  EXPECT_EQ(J[1]["framework"], "");
  EXPECT_EQ(J[1]["lines"], nlohmann::json{"f();"});
  EXPECT_EQ(J[2]["folder"], "(outside)");
  EXPECT_EQ(J[2]["path"], "/else/c.cpp");
}

TEST_F(Html, NothingOfASourceIsMarkup) {
  R.Sources["/top/a.cpp"] =
      "f(); // </script><!-- <script> & \xe2\x80\xa8 \xe2\x80\xa9 \xff\n";
  fixed("/top/a.cpp", "f()", "g(\"</SCRIPT>\")").F.Message = "<b>";
  finish();
  std::string Block = block();
  for (const char *Bad : {"<", ">", "&", "\xe2\x80\xa8", "\xe2\x80\xa9"})
    EXPECT_THAT(Block, Not(HasSubstr(Bad)));
  nlohmann::json F = data()["findings"][0];
  EXPECT_EQ(F["message"], "<b>");
  EXPECT_EQ(F["lines"][0], "f(); // </script><!-- <script> & \xe2\x80\xa8 "
                           "\xe2\x80\xa9 \xef\xbf\xbd");
  EXPECT_THAT(F["diffs"][0]["text"].get<std::string>(),
              HasSubstr("+g(\"</SCRIPT>\"); // </script>"));
}

TEST_F(Html, FailedUnits) {
  tu("/top/a.cpp");
  R.Tus.push_back({"/top/b.cpp", "/build", "crashed", "clang b.cpp"});
  nlohmann::json J = data();
  EXPECT_EQ(J["units"], 2);
  ASSERT_EQ(J["failures"].size(), 1u);
  EXPECT_EQ(J["failures"][0]["file"], "b.cpp");
  EXPECT_EQ(J["failures"][0]["failure"], "crashed");
}

} // namespace
