//===- profile-test.cpp ---------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/profile.h"
#include "temp-tree.h"
#include "gmock/gmock.h"

using namespace asyncmend;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

namespace {

/// A valid profile of one framework with `More` members.
std::string profile(llvm::StringRef More, llvm::StringRef Id = "mine") {
  return ("{\n"
          "  \"schema\": \"asyncmend/profile@1\",\n"
          "  \"id\": \"" +
          Id + "\"" + (More.empty() ? "" : ",\n  ") + More + "\n}\n")
      .str();
}

class Profiles : public testing::Test {
protected:
  llvm::Expected<ProfileSet> load(std::vector<std::string> Texts) {
    std::vector<std::string> Files;
    for (const std::string &Text : Texts)
      Files.push_back(
          Tree.write("p" + std::to_string(Files.size()) + ".json", Text));
    return ProfileSet::load(Files);
  }

  ProfileSet loaded(std::vector<std::string> Texts) {
    llvm::Expected<ProfileSet> Set = load(std::move(Texts));
    if (Set)
      return std::move(*Set);
    ADD_FAILURE() << llvm::toString(Set.takeError());
    return {};
  }

  /// The message, without the directory of the file.
  std::string complaint(std::vector<std::string> Texts) {
    llvm::Expected<ProfileSet> Set = load(std::move(Texts));
    if (Set)
      return "none";
    llvm::StringRef Message = llvm::StringRef();
    Text = llvm::toString(Set.takeError());
    Message = Text;
    Message.consume_front(Tree.path() + "/");
    return Message.str();
  }

  TempTree Tree;
  std::string Text;
};

TEST_F(Profiles, BuiltIn) {
  ProfileSet Set = loaded({});
  ProfileSet::TaskRef Task = Set.coroutineType("boost::asio::awaitable");
  ASSERT_TRUE(Task);
  EXPECT_EQ(Task.Home->Id, "boost-asio");
  EXPECT_TRUE(Task.Type->Lazy);
  EXPECT_EQ(Task.Type->DefaultAffinity, "boost::asio::any_io_executor");
  EXPECT_EQ(Set.coroutineType("asio::awaitable").Home->Id, "asio");
  EXPECT_TRUE(Set.awaitable("boost::asio::awaitable"));
  EXPECT_TRUE(Set.awaitable("boost::asio::experimental::promise"));
  EXPECT_FALSE(Set.coroutineType("boost::asio::experimental::promise"));
  EXPECT_FALSE(Set.coroutineType("std::vector"));
  EXPECT_TRUE(Set.isThreadGuard("std::lock_guard"));
  EXPECT_TRUE(Set.isThreadMutex("std::mutex"));
  ASSERT_TRUE(Set.blockingSleep("usleep"));
  EXPECT_TRUE(Set.blockingSleep("usleep")->ExternC);
  EXPECT_FALSE(Set.blockingSleep("puts"));
}

TEST_F(Profiles, NoVariableIsLeft) {
  ProfileSet Set = loaded({});
  for (const Framework &F : Set.frameworks())
    for (const Timer &T : F.Timers) {
      EXPECT_THAT(T.To, testing::Not(HasSubstr("{ns}")));
      EXPECT_THAT(T.Headers.Direct,
                  testing::Each(testing::Not(HasSubstr("{"))));
      if (llvm::StringRef(F.Id).ends_with("asio"))
        EXPECT_THAT(
            T.Headers.Direct,
            testing::Each(StartsWith(F.Id == "asio" ? "asio/" : "boost/")));
    }
}

TEST_F(Profiles, UserProfileExtendsABuiltInOne) {
  ProfileSet Set = loaded({profile(R"("extends": "asio-core",
    "vars": {"ns": "corp::net", "inc": "corp/net"},
    "version_macro": "CORP_VERSION")")});
  ProfileSet::TaskRef Task = Set.coroutineType("corp::net::awaitable");
  ASSERT_TRUE(Task);
  EXPECT_EQ(Task.Home->Id, "mine");
  EXPECT_FALSE(Task.Home->Timers.empty());
  EXPECT_TRUE(Set.coroutineType("boost::asio::awaitable"));
}

TEST_F(Profiles, UserProfileReplacesOneOfTheSameId) {
  ProfileSet Set = loaded(
      {profile(R"("coroutine_types": [{"name": "my::task", "start": "eager"}])",
               "asio")});
  EXPECT_TRUE(Set.coroutineType("my::task"));
  EXPECT_FALSE(Set.coroutineType("asio::awaitable"));
  EXPECT_TRUE(Set.coroutineType("boost::asio::awaitable"));
}

TEST_F(Profiles, UserProfileExtendsAnother) {
  ProfileSet Set = loaded(
      {profile(R"("abstract": true, "vars": {"ns": "one"},
                  "coroutine_types": [{"name": "{ns}::task", "start": "lazy"}])",
               "base"),
       profile(R"("extends": "base", "vars": {"ns": "two"})", "derived")});
  EXPECT_TRUE(Set.coroutineType("two::task"));
  EXPECT_FALSE(Set.coroutineType("one::task"));
}

TEST_F(Profiles, SharedListsGrow) {
  ProfileSet Set = loaded({profile(
      R"("thread_guards": ["my::guard"], "discard_ok": ["my::spawn"],
         "blocking_sleeps": [{"function": "my::nap", "kind": "duration",
                              "safety": "unsafe"}])")});
  EXPECT_TRUE(Set.isThreadGuard("my::guard"));
  EXPECT_TRUE(Set.isThreadGuard("std::lock_guard"));
  EXPECT_TRUE(Set.mayDiscard("my::spawn"));
  const BlockingSleep *Nap = Set.blockingSleep("my::nap");
  ASSERT_TRUE(Nap);
  EXPECT_EQ(Nap->Level, Safety::Unsafe);
  EXPECT_EQ(Nap->To, "{arg:0}");
}

TEST_F(Profiles, MissingFile) {
  llvm::Expected<ProfileSet> Set = ProfileSet::load({"/no/such.json"});
  ASSERT_FALSE(Set);
  EXPECT_THAT(llvm::toString(Set.takeError()),
              HasSubstr("'/no/such.json': No such file"));
}

TEST_F(Profiles, SyntaxError) {
  EXPECT_THAT(
      complaint({"{\n  \"id\": ,\n}"}),
      testing::AllOf(StartsWith("p0.json:2:9: "), HasSubstr("unexpected ','")));
  EXPECT_THAT(complaint({""}), StartsWith("p0.json:1:1: "));
  EXPECT_THAT(complaint({"{"}), StartsWith("p0.json:1:"));
}

TEST_F(Profiles, WrongType) {
  EXPECT_EQ(complaint({profile("\"display\": 5")}),
            "p0.json:4:14: /display: expected a string, found a number");
  EXPECT_EQ(complaint({profile("\"umbrella_headers\": [\"a\",\n 5]")}),
            "p0.json:5:2: /umbrella_headers/1: expected a string, found a "
            "number");
  EXPECT_EQ(complaint({"[]"}), "p0.json:1:1: /: expected an object, found an "
                               "array");
}

TEST_F(Profiles, WrongValue) {
  EXPECT_EQ(
      complaint({profile(
          "\"coroutine_types\": [{\"name\": \"t\", \"start\": \"hot\"}]")}),
      "p0.json:4:46: /coroutine_types/0/start: expected one of \"lazy\", "
      "\"eager\"");
  EXPECT_THAT(
      complaint({profile("", "Not An Id")}),
      testing::AllOf(StartsWith("p0.json:3:9: /id: "), HasSubstr("pattern")));
  EXPECT_THAT(
      complaint({profile("\"coroutine_types\": [{\"name\": \"t\", \"start\": "
                         "\"lazy\", \"min\": -1}]")}),
      HasSubstr("/coroutine_types/0/min: "));
}

TEST_F(Profiles, UnknownKey) {
  EXPECT_EQ(complaint({profile("\"timer\": []")}),
            "p0.json:4:12: /timer: there is no such key");
  EXPECT_EQ(complaint({profile("\"timers\": [{\"for\": \"duration\", \"to\": "
                               "\"x\", \"cost\": 1}]")}),
            "p0.json:4:53: /timers/0/cost: there is no such key");
}

TEST_F(Profiles, MissingKey) {
  EXPECT_EQ(complaint({"{\"schema\": \"asyncmend/profile@1\"}"}),
            "p0.json:1:1: /: key \"id\" is missing");
  EXPECT_EQ(complaint({profile("\"timers\": [{\"for\": \"duration\"}]")}),
            "p0.json:4:14: /timers/0: key \"to\" or \"no_fix\" is missing");
}

TEST_F(Profiles, UnknownBase) {
  EXPECT_EQ(complaint({profile("\"extends\": \"nobody\"")}),
            "p0.json:4:14: /extends: no profile has the id 'nobody'");
}

TEST_F(Profiles, UnknownHole) {
  auto WithTimer = [&](llvm::StringRef To) {
    return complaint({profile(
        ("\"coroutine_types\": [{\"name\": \"t\", \"start\": \"lazy\"}],\n"
         "  \"timers\": [{\"for\": \"duration\", \"to\": \"" +
         To + "\"}]")
            .str())});
  };
  EXPECT_EQ(WithTimer("f({durations})"),
            "p0.json:5:40: /timers/0/to: unknown hole {durations}");
  EXPECT_THAT(WithTimer("f({Duration})"), HasSubstr("unknown hole"));
  EXPECT_THAT(WithTimer("f({ duration })"), HasSubstr("unknown hole"));
  EXPECT_THAT(WithTimer("f({argument:0})"), HasSubstr("unknown hole"));
  EXPECT_EQ(WithTimer("t{}({duration}, {executor}, {arg:0})"), "none");
}

TEST_F(Profiles, UnbalancedText) {
  auto WithTo = [&](llvm::StringRef To) {
    return complaint({profile(("\"coroutine_types\": [],\n  \"timers\": "
                               "[{\"for\": \"duration\", \"to\": \"" +
                               To + "\"}]")
                                  .str())});
  };
  EXPECT_THAT(WithTo("f({duration)"), HasSubstr("unbalanced '{' and '}'"));
  EXPECT_THAT(WithTo("f(({duration})"), HasSubstr("unbalanced '(' and ')'"));
  EXPECT_THAT(WithTo("f)({duration}"), HasSubstr("unbalanced"));
}

TEST_F(Profiles, AnErrorInWhatIsInherited) {
  // The place is in the file that brings the pieces together.
  EXPECT_THAT(
      complaint({profile("\"abstract\": true, \"coroutine_types\": "
                         "[{\"name\": \"{ns}::t\", \"start\": "
                         "\"lazy\"}]",
                         "base"),
                 profile("\"extends\": \"base\"", "derived")}),
      testing::AllOf(StartsWith("p1.json:"), HasSubstr("unknown hole {ns}")));
}

} // namespace
