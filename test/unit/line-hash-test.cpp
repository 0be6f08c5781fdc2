//===- line-hash-test.cpp -------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/line-hash.h"
#include "gmock/gmock.h"

using namespace asyncmend;
using testing::ElementsAre;

namespace {

// The values are those that github/codeql-action computes in its own tests.
TEST(LineHash, AsGithubComputesIt) {
  EXPECT_THAT(lineHashes(" a\nb\n  \t\tc\n d"),
              ElementsAre("271789c17abda88f:1", "54703d4cd895b18:1",
                          "180aee12dab6264:1", "a23a3dc5e078b07b:1"));
  EXPECT_THAT(lineHashes(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End"),
              ElementsAre("8b7cf3e952e7aeb2:1", "b1ae1287ec4718d9:1",
                          "bff680108adb0fcc:1", "c6805c5e1288b612:1",
                          "b86d3392aea1be30:1", "e6ceba753e1a442:1"));
}

TEST(LineHash, LineEndsAndBlanksDoNotCount) {
  std::string Text = "first line\n\nthird one\n";
  EXPECT_EQ(lineHashes(Text), lineHashes("first line\r\n\r\n\tthird one\r\n"));
  EXPECT_EQ(lineHashes(Text), lineHashes("  firstline\r\rthird  one\r"));
  EXPECT_NE(lineHashes(Text), lineHashes("first line\nthird one\n"));
}

TEST(LineHash, EqualLinesAreNumbered) {
  std::string Same(120, 'x');
  std::vector<std::string> Hashes =
      lineHashes(Same + "\n" + Same + "\nother\n");
  ASSERT_EQ(Hashes.size(), 4u); // There is a line behind the last line end.
  EXPECT_TRUE(llvm::StringRef(Hashes[0]).ends_with(":1"));
  EXPECT_TRUE(llvm::StringRef(Hashes[1]).ends_with(":2"));
  EXPECT_EQ(llvm::StringRef(Hashes[0]).drop_back(),
            llvm::StringRef(Hashes[1]).drop_back());
}

TEST(LineHash, LinesAboveDoNotCount) {
  std::string Text = "f();\n" + std::string(150, 'y') + "\n";
  EXPECT_EQ(lineHashes(Text)[0], lineHashes("new\n" + Text)[1]);
}

TEST(LineHash, AnyBytes) {
  EXPECT_EQ(lineHashes("").size(), 1u);
  EXPECT_EQ(lineHashes("caf\xe9\n"), lineHashes("caf\xef\xbf\xbd\n"));
  EXPECT_NE(lineHashes("\xf0\x9f\x98\x80\n"), lineHashes("\xc3\xa9\n"));
}

} // namespace
