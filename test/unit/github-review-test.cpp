//===- github-review-test.cpp ---------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/emitter.h"
#include "report-builder.h"
#include "gmock/gmock.h"

using namespace asyncmend;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

namespace {

class GithubReview : public testing::Test {
protected:
  GithubReview() {
    B.R.Sources["/r/a.cpp"] = "one();\ntwo();\nthree();\n";
    B.R.Sources["/r/b.cpp"] = "four();\n";
    B.R.Sources["/else/c.cpp"] = "five();\n";
    B.R.Shown.emplace();
    for (const char *Path : {"/r/a.cpp", "/r/b.cpp", "/else/c.cpp"})
      (*B.R.Shown)[Path] = {{1, 9}};
  }

  llvm::json::Object review() {
    EmitOptions O;
    O.WorkingDirectory = O.Root = "/r";
    std::string Text;
    llvm::raw_string_ostream OS(Text);
    emitGithubReview(B.R, O, OS);
    auto Json = llvm::json::parse(OS.str());
    if (!Json) {
      ADD_FAILURE() << llvm::toString(Json.takeError());
      return {};
    }
    return std::move(*Json->getAsObject());
  }

  /// The text of the only comment.
  std::string comment() {
    llvm::json::Object Review = review();
    const llvm::json::Array *Comments = Review.getArray("comments");
    if (!Comments || Comments->size() != 1) {
      ADD_FAILURE() << "not one comment";
      return "";
    }
    return (*Comments)[0].getAsObject()->getString("body")->str();
  }

  ReportBuilder B;
};

TEST_F(GithubReview, Suggestion) {
  B.fixed("/r/a.cpp", "two", "2");
  EXPECT_THAT(comment(), HasSubstr("```suggestion\n2();\n```\n"));
}

TEST_F(GithubReview, FixInTwoFiles) {
  ReportedFinding &F = B.fixed("/r/a.cpp", "two", "2");
  F.F.Fixes[0].Edits.push_back({B.span("/r/b.cpp", "four"), "4"});
  EXPECT_THAT(comment(), AllOf(HasSubstr("more than one file"),
                               HasSubstr("```diff\n--- a/a.cpp\n"),
                               HasSubstr("+++ b/b.cpp\n"),
                               Not(HasSubstr("suggestion\n"))));
}

TEST_F(GithubReview, SketchesAndWithheldFixes) {
  B.fixed("/r/a.cpp", "two", "2", Safety::Suggestion);
  EXPECT_THAT(comment(), AllOf(HasSubstr("sketch"), HasSubstr("+2();"),
                               Not(HasSubstr("```suggestion"))));
  B.R.Findings[0].State = FixState::Withheld;
  B.R.Findings[0].Why = "error: a_b";
  EXPECT_THAT(comment(),
              AllOf(HasSubstr("No fix: error: a\\_b"), Not(HasSubstr("```"))));
}

TEST_F(GithubReview, LongDiffsAreLeftOut) {
  B.R.Sources["/r/a.cpp"] = "two(); // \xe9" + std::string(70000, 'x') + "\n";
  B.fixed("/r/a.cpp", "two", "2");
  EXPECT_THAT(comment(), HasSubstr("too long"));
}

TEST_F(GithubReview, FilesOutsideTheRepository) {
  B.fixed("/else/c.cpp", "five", "5");
  llvm::json::Object Review = review();
  EXPECT_TRUE(Review.getArray("comments")->empty());
  EXPECT_THAT(Review.getString("body")->str(), HasSubstr("/else/c.cpp:1"));
}

TEST_F(GithubReview, MarkdownIsKeptApart) {
  B.finding("/r/a.cpp", "two").F.Message = "a <b> *c* `d`\n# e";
  EXPECT_THAT(comment(), HasSubstr("a \\<b\\> \\*c\\* \\`d\\` \\# e"));
}

TEST_F(GithubReview, WhatWasAppliedIsDone) {
  B.fixed("/r/a.cpp", "two", "2");
  B.finish().Applied = true;
  EXPECT_TRUE(review().getArray("comments")->empty());
}

TEST_F(GithubReview, LongListsEnd) {
  B.R.Shown->clear();
  for (int I = 0; I != 130; ++I)
    B.finding("/r/a.cpp", "two");
  std::string Body = review().getString("body")->str();
  EXPECT_THAT(Body, AllOf(HasSubstr("130 findings"), HasSubstr("and 30 more")));
}

} // namespace
