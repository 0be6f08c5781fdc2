//===- path-names-test.cpp ------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/path-names.h"
#include "temp-tree.h"

using namespace asyncmend;

namespace {

TEST(PathNames, BelowTheRoot) {
  PathNames Names("/top/", /*Absolute=*/false);
  EXPECT_EQ(Names.name("/top/src/a b.cpp"), "src/a b.cpp");
  EXPECT_EQ(Names.name("/top"), ".");
  EXPECT_EQ(Names.name("/topmost/a.cpp"), "/topmost/a.cpp");
  EXPECT_EQ(Names.below("/topmost/a.cpp"), std::nullopt);
  EXPECT_EQ(PathNames("/", false).name("/a.cpp"), "a.cpp");
  EXPECT_EQ(PathNames("/top", true).name("/top/a.cpp"), "/top/a.cpp");
}

TEST(PathNames, LinkedFromBelowTheRoot) {
  TempTree Tree;
  std::string Real = Tree.write("real/src/a.cpp", "");
  std::string Other = Tree.write("real/src/b.cpp", "");
  Tree.write("box/src/b.cpp", "");
  Tree.run({"ln", "-s", Real, "box/src/a.cpp"});
  PathNames Names(Tree.path("box"), /*Absolute=*/false);
  EXPECT_EQ(Names.name(Real), "src/a.cpp");
  EXPECT_EQ(Names.name(Other), Other); // A namesake is another file.
}

TEST(PathNames, PercentEncoded) {
  EXPECT_EQ(percentEncoded("src/c++/a_b-c.~9"), "src/c++/a_b-c.~9");
  EXPECT_EQ(percentEncoded("a b/\xc3\xa9\\:%?#[\""),
            "a%20b/%C3%A9%5C%3A%25%3F%23%5B%22");
}

} // namespace
