//===- fill-test.cpp ------------------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/fill.h"
#include "parse.h"
#include "gmock/gmock.h"

using namespace asyncmend;
using testing::ElementsAre;
using testing::HasSubstr;

namespace {

/// Fills `Text` at here() in `Code`; an error reads "error: why".
std::string filled(llvm::StringRef Code, llvm::StringRef Text,
                   HeaderNeeds *Needs = nullptr, unsigned Version = 102600) {
  std::string Result;
  parseAsio(Code,
            [&](const TuModel &Tu) {
              Spot Call = callOf(Tu);
              Place At = Call.place();
              Filler Fill(Tu, *Call.In, At);
              Fill.set("duration", "boost::asio::left_alone");
              llvm::Expected<std::string> Out = Fill.fill(Text);
              Result = Out ? *Out : "error: " + llvm::toString(Out.takeError());
              if (Needs)
                *Needs = Fill.needs();
            },
            {.Files = {},
             .Flags = {"-DBOOST_ASIO_VERSION=" + std::to_string(Version)}});
  return Result;
}

const std::string Default = "namespace net = boost::asio;\n"
                            "net::awaitable<void> f() { here(); co_return; }\n";
const std::string Other =
    "namespace net = boost::asio;\n"
    "net::awaitable<void, net::io_context::executor_type> f() {\n"
    "  here(); co_return;\n"
    "}\n";

TEST(Filler, NamesAreSpelledAndHolesTakenAsTheyAre) {
  EXPECT_EQ(filled(Default, "boost::asio::steady_timer(e, {duration})"),
            "net::steady_timer(e, boost::asio::left_alone)");
}

TEST(Filler, AnEmptyPairIsAnInitialiser) {
  EXPECT_EQ(filled(Default, "boost::asio::any_io_executor{}"),
            "net::any_io_executor{}");
  EXPECT_EQ(filled(Default, "f({}, {duration})"),
            "f({}, boost::asio::left_alone)");
}

TEST(Filler, UnknownHole) {
  EXPECT_THAT(filled(Default, "x {nothing} y"), HasSubstr("{nothing}"));
  EXPECT_THAT(filled(Default, "x {open"), HasSubstr("error: "));
}

TEST(Filler, ExecutorAndTokenOfTheFramework) {
  HeaderNeeds Needs;
  EXPECT_EQ(filled(Default, "{executor}, {token}", &Needs),
            "co_await net::this_coro::executor, net::use_awaitable");
  EXPECT_THAT(Needs.Reachable, ElementsAre("boost/asio/this_coro.hpp",
                                           "boost/asio/use_awaitable.hpp"));
}

TEST(Filler, TokenForAnotherExecutorType) {
  HeaderNeeds Needs;
  EXPECT_EQ(filled(Other, "{token}", &Needs), "net::deferred");
  EXPECT_THAT(Needs.Direct, ElementsAre("boost/asio/deferred.hpp"));
}

TEST(Filler, TokenByVersion) {
  EXPECT_EQ(filled(Other, "{token}", nullptr, 101800),
            "net::use_awaitable_t<net::io_context::executor_type>{}");
}

TEST(Filler, ExecutorTypeAsWritten) {
  EXPECT_EQ(filled("template <class Ex>\n"
                   "boost::asio::awaitable<void, Ex> f() {\n"
                   "  here(); co_return;\n"
                   "}\n",
                   "{token}", nullptr, 101800),
            "boost::asio::use_awaitable_t<Ex>{}");
  EXPECT_EQ(filled("using Ex = boost::asio::io_context::executor_type;\n"
                   "template <class T>\n"
                   "using Task = boost::asio::awaitable<T, Ex>;\n"
                   "Task<void> f() { here(); co_return; }\n",
                   "{token}", nullptr, 101800),
            "boost::asio::use_awaitable_t<Ex>{}");
}

TEST(Filler, NeedsAreKeptOnce) {
  parseAsio(Default, [](const TuModel &Tu) {
    Spot Call = callOf(Tu);
    Place At = Call.place();
    Filler Fill(Tu, *Call.In, At);
    Fill.need({{"a.h"}, {"b.h"}});
    Fill.need({{"a.h", "c.h"}, {"b.h"}});
    EXPECT_THAT(Fill.needs().Direct, ElementsAre("a.h", "c.h"));
    EXPECT_THAT(Fill.needs().Reachable, ElementsAre("b.h"));
    EXPECT_EQ(Fill.name("boost::asio::ip::tcp"), "net::ip::tcp");
  });
}

} // namespace
