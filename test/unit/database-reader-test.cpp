//===- database-reader-test.cpp -------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "database-fixture.h"

using namespace asyncmend;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;

namespace {

using ReadDatabase = Database;

TEST_F(ReadDatabase, ArgumentsWinOverCommand) {
  EXPECT_THAT(load(R"([{"directory":"$D","file":"x.cpp","command":"no x.cpp",
                        "arguments":["g++","-DA=a b","x.cpp"]}])"),
              ElementsAre("g++ -DA=a b x.cpp"));
  EXPECT_EQ(All[0].File, Tree.path("x.cpp"));
  EXPECT_EQ(All[0].Directory, Tree.path());
  EXPECT_THAT(All[0].Arguments, ElementsAre("g++", "-DA=a b", "x.cpp"));
}

TEST_F(ReadDatabase, UnknownKeysOfAnyShape) {
  EXPECT_THAT(load(R"([{"foo":{"a":[1,{"b":null}]},"directory":"$D",
                        "file":"x.cpp","output":"x.o","command":"g++ x.cpp",
                        "bar":"z"}])"),
              ElementsAre("g++ x.cpp"));
}

TEST_F(ReadDatabase, EntryWithoutCommand) {
  EXPECT_THAT(load("[{\"directory\":\"$D\",\"file\":\"x.cpp\"}]"),
              ElementsAre("error: $D/compile_commands.json:1:2: the entry has "
                          "neither \"command\" nor \"arguments\""));
}

TEST_F(ReadDatabase, OtherMalformedEntries) {
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

TEST_F(ReadDatabase, SyntaxErrorHasItsPlace) {
  EXPECT_THAT(load("[\n {\"directory\" \"$D\"}]"),
              ElementsAre(StartsWith("error: $D/compile_commands.json:2:")));
  EXPECT_THAT(load("[\n {\"directory\" \"$D\"}]")[0],
              HasSubstr("expected ':'"));
  EXPECT_THAT(load("")[0], HasSubstr(":1:1: "));
  EXPECT_THAT(load("[{\"directory\":\"\xe9\"}]")[0],
              HasSubstr("ill-formed UTF-8"));
}

TEST_F(ReadDatabase, PlacesOfEntriesOnOneLine) {
  EXPECT_THAT(load("[{\"directory\":\"$D\",\"file\":\"x.cpp\","
                   "\"command\":\"g++ x.cpp\"}, {}]")[0],
              HasSubstr(":" + std::to_string(Tree.path().size() + 57) + ": "));
}

TEST_F(ReadDatabase, ByteOrderMarkAndTrailingCommas) {
  EXPECT_THAT(load("\xef\xbb\xbf[{\"directory\":\"$D\",\"file\":\"x.cpp\","
                   "\"command\":\"g++ -DA=',]' x.cpp\",},\n]\n"),
              ElementsAre("g++ -DA=,] x.cpp"));
}

TEST_F(ReadDatabase, EmptyArray) {
  EXPECT_THAT(load("[]"), ElementsAre("error: $D/compile_commands.json: the "
                                      "compile database is empty"));
}

TEST_F(ReadDatabase, BlanksAndQuotes) {
  Tree.write("a b/c d.cpp", "");
  EXPECT_THAT(load(R"([{"directory":"$D/a b","file":"c d.cpp",
     "command":"g++ \"-DS=\\\"q\\\"\" -DT='x y' -I\\ z \"c d.cpp\""}])"),
              ElementsAre("g++ -DS=\"q\" -DT=x y -I z c d.cpp"));
  EXPECT_EQ(All[0].Arguments.back(), "c d.cpp");
}

} // namespace
