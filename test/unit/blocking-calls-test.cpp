//===- blocking-calls-test.cpp --------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/blocking-calls.h"
#include "parse.h"
#include "gtest/gtest.h"

using namespace clang;
using namespace asyncmend;

namespace {

const char *const Prelude = R"cpp(
struct error_code {};
namespace boost::asio {
struct tcp {};
struct use_future_t {};
inline constexpr use_future_t use_future;
template <class Protocol> struct basic_socket {
  void connect(int);
};
template <class Protocol> struct basic_stream_socket : basic_socket<Protocol> {
  unsigned read_some(int);
};
template <class Clock> struct own_timer { void wait(); };
template <class Stream, class Buffers> unsigned read(Stream &, Buffers);
struct thread_pool { void join(); };
} // namespace boost::asio
namespace std {
template <class T> struct basic_future { void wait(); };
template <class T> struct future : basic_future<T> {
  T get();
  template <class D> int wait_for(const D &);
};
struct thread { void join(); };
} // namespace std
namespace boost::asio {
std::future<int> co_spawn(int, int, use_future_t);
}
struct derived_socket : boost::asio::basic_stream_socket<boost::asio::tcp> {};
struct memory { unsigned read_some(int); };
template <class Rep> struct seconds {
  constexpr explicit seconds(Rep n) : n(n) {}
  Rep n;
};
extern "C" int system(const char *);
namespace own { int system(const char *); }
)cpp";

/// What the only call in `Code`, the body of a plain function, is taken for.
std::optional<BlockingCall> ask(const std::string &Parameters,
                                const std::string &Code) {
  std::optional<BlockingCall> Found;
  parseAsio(std::string(Prelude) + "void here(" + Parameters + ") { " + Code +
                "; }",
            [&](const TuModel &Tu) {
              const FunctionBody *F = functionCalled(Tu, "here");
              ASSERT_TRUE(F);
              walkSpelled(F->written(), [&](const Stmt &S, const Ancestors &) {
                if (const auto *Call = dyn_cast<CallExpr>(&S); Call && !Found)
                  Found = blockingCall(Tu, *Call);
              });
            });
  return Found;
}

TEST(BlockingCalls, MembersAreNamedAfterTheirClass) {
  auto Read = ask("boost::asio::basic_stream_socket<boost::asio::tcp> &s",
                  "s.read_some(1)");
  ASSERT_TRUE(Read);
  EXPECT_EQ(Read->Kind, BlockingKind::Io);
  EXPECT_EQ(Read->Name, "boost::asio::basic_stream_socket::read_some");
  EXPECT_TRUE(Read->Operation->OneShot);
  auto Connect = ask("derived_socket *s", "s->connect(1)");
  ASSERT_TRUE(Connect);
  EXPECT_EQ(Connect->Name, "boost::asio::basic_socket::connect");
}

TEST(BlockingCalls, FreeOperationsNeedAPeer) {
  EXPECT_TRUE(ask("derived_socket &s", "boost::asio::read(s, 1)"));
  EXPECT_FALSE(ask("memory &s", "boost::asio::read(s, 1)"));
  EXPECT_FALSE(ask("memory &s", "s.read_some(1)"));
}

TEST(BlockingCalls, FuturesOfAFrameworkAreItsOwnBusiness) {
  auto Direct = ask("", "boost::asio::co_spawn(1, 2, boost::asio::use_future)"
                        ".get()");
  ASSERT_TRUE(Direct);
  EXPECT_EQ(Direct->Kind, BlockingKind::SyncWait);
  EXPECT_TRUE(Direct->Started && Direct->Token && !Direct->Kept);
  auto Kept = ask("", "auto f = boost::asio::co_spawn(1, 2, "
                      "boost::asio::use_future); f.wait()");
  ASSERT_TRUE(Kept);
  EXPECT_EQ(Kept->Kind, BlockingKind::SyncWait);
  EXPECT_TRUE(Kept->Kept);
  auto Given = ask("std::future<int> &f", "f.get()");
  ASSERT_TRUE(Given);
  EXPECT_EQ(Given->Kind, BlockingKind::Wait);
  EXPECT_EQ(Given->Name, "std::future::get");
}

TEST(BlockingCalls, ATimeoutOfZeroWaitsForNobody) {
  EXPECT_TRUE(ask("std::future<int> &f", "f.wait_for(seconds<int>(1))"));
  EXPECT_FALSE(ask("std::future<int> &f", "f.wait_for(seconds<int>(0))"));
  EXPECT_FALSE(ask("std::future<int> &f",
                   "constexpr seconds<long> none(0); f.wait_for(none)"));
}

TEST(BlockingCalls, TheCLibraryAndItsNamesakes) {
  auto System = ask("", "system(\"true\")");
  ASSERT_TRUE(System);
  EXPECT_EQ(System->Kind, BlockingKind::File);
  EXPECT_FALSE(ask("", "own::system(\"true\")"));
  auto Join = ask("boost::asio::thread_pool &p", "p.join()");
  ASSERT_TRUE(Join);
  EXPECT_EQ(Join->Kind, BlockingKind::SyncWait);
  EXPECT_FALSE(Join->NoFix.empty());
}

} // namespace
