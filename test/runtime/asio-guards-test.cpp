//===- asio-guards-test.cpp - Teardowns, deadlines, locks -----------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "asio-test.h"
#include <exception>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

/// No default constructor, and cannot be copied.
struct Value {
  explicit Value(int i) : number(std::make_unique<int>(i)) {}
  std::unique_ptr<int> number;
};

TEST(ScopeExit, RunsOnce) {
  int calls = 0;
  {
    asyncmend::scope_exit guard([&] { ++calls; });
    EXPECT_EQ(calls, 0);
  }
  EXPECT_EQ(calls, 1);
  {
    asyncmend::scope_exit guard([&] { ++calls; });
    guard.reset();
    EXPECT_EQ(calls, 2);
  }
  EXPECT_EQ(calls, 2);
  {
    asyncmend::scope_exit guard([&] { ++calls; });
    guard.release();
  }
  EXPECT_EQ(calls, 2);
}

TEST(ScopeExit, RunsOnAnException) {
  int calls = 0;
  try {
    asyncmend::scope_exit guard([&] { ++calls; });
    throw std::runtime_error("");
  } catch (...) {
  }
  EXPECT_EQ(calls, 1);
}

std::exception_ptr errorOf(const char *text) {
  return std::make_exception_ptr(std::runtime_error(text));
}

TEST(RethrowErrors, LeavesOneAsItIs) {
  asyncmend::rethrow_errors(std::exception_ptr(), std::exception_ptr());
  EXPECT_THROW(asyncmend::rethrow_errors(std::exception_ptr(), errorOf("b")),
               std::runtime_error);
  try {
    asyncmend::rethrow_errors(errorOf("a"), std::exception_ptr());
  } catch (const std::exception &e) {
    EXPECT_STREQ(e.what(), "a");
    EXPECT_EQ(dynamic_cast<const asyncmend::several_errors *>(&e), nullptr);
  }
}

TEST(RethrowErrors, KeepsSeveral) {
  try {
    asyncmend::rethrow_errors(errorOf("a"), errorOf("b"));
    FAIL();
  } catch (const asyncmend::several_errors &e) {
    EXPECT_EQ(e.errors().size(), 2u);
  }
  try {
    asyncmend::rethrow_errors(errorOf("a"), std::make_exception_ptr(1));
    FAIL();
  } catch (const std::runtime_error &e) {
    EXPECT_STREQ(e.what(), "2 errors: a; unknown error");
  }
}

TEST(RethrowErrors, KeepsTheCodeOfTheFirst) {
  auto aborted = std::make_exception_ptr(
      system_error(net::error::operation_aborted, "read"));
  try {
    asyncmend::rethrow_errors(aborted, errorOf("b"));
    FAIL();
  } catch (const system_error &e) {
    EXPECT_EQ(e.code(), net::error::operation_aborted);
    EXPECT_NE(dynamic_cast<const asyncmend::several_errors *>(&e), nullptr);
  }
}

class Guards : public Runner {
protected:
  std::atomic<int> closed = 0;

  net::awaitable<void> close() {
    co_await asyncmend::sleep_for(2ms);
    ++closed;
  }
};

INSTANTIATE_TEST_SUITE_P(, Guards, ::testing::Bool(), [](const auto &Info) {
  return Info.param ? "Pool" : "OneThread";
});

TEST_P(Guards, TeardownAfterAValue) {
  run([&]() -> net::awaitable<void> {
    Value v = co_await asyncmend::with_teardown(
        [&]() -> net::awaitable<Value> {
          co_await asyncmend::sleep_for(1ms);
          EXPECT_EQ(closed, 0);
          co_return Value(5);
        },
        [&]() -> net::awaitable<void> { co_await close(); });
    EXPECT_EQ(*v.number, 5);
    EXPECT_EQ(closed, 1);
  });
}

TEST_P(Guards, TeardownAfterAnException) {
  std::string what;
  run([&]() -> net::awaitable<void> {
    try {
      co_await asyncmend::with_teardown(
          [&]() -> net::awaitable<void> {
            co_await asyncmend::sleep_for(1ms);
            throw std::runtime_error("body");
          },
          [&]() -> net::awaitable<void> {
            co_await close();
            throw std::runtime_error("teardown");
          });
    } catch (const std::runtime_error &e) {
      what = e.what();
    }
  });
  EXPECT_EQ(what, "body");
  EXPECT_EQ(closed, 1);
}

TEST_P(Guards, ErrorOfTheTeardownAlone) {
  std::string what;
  run([&]() -> net::awaitable<void> {
    try {
      co_await asyncmend::with_teardown(
          [&]() -> net::awaitable<int> { co_return 1; },
          [&]() -> net::awaitable<void> {
            co_await close();
            throw std::runtime_error("teardown");
          });
    } catch (const std::runtime_error &e) {
      what = e.what();
    }
  });
  EXPECT_EQ(what, "teardown");
}

TEST_P(Guards, TeardownAfterACancellation) {
  std::atomic<bool> later = false;
  std::exception_ptr outcome =
      runAndCancel(20ms, [&]() -> net::awaitable<void> {
        co_await asyncmend::with_teardown(
            []() -> net::awaitable<void> {
              co_await asyncmend::sleep_for(10s);
            },
            [&]() -> net::awaitable<void> {
              co_await close();
              co_await close();
            });
        later = true;
      });
  EXPECT_TRUE(isAborted(outcome));
  EXPECT_EQ(closed, 2);
  EXPECT_FALSE(later);
}

TEST_P(Guards, CancellationDuringTheTeardownIsKept) {
  std::atomic<bool> reached = false, later = false;
  std::exception_ptr outcome =
      runAndCancel(20ms, [&]() -> net::awaitable<void> {
        co_await asyncmend::with_teardown(
            []() -> net::awaitable<void> { co_return; },
            [&]() -> net::awaitable<void> {
              co_await asyncmend::sleep_for(60ms);
              co_await close();
            });
        reached = true;
        co_await asyncmend::sleep_for(1ms);
        later = true;
      });
  EXPECT_EQ(closed, 1);
  EXPECT_TRUE(reached);
  EXPECT_FALSE(later);
  EXPECT_TRUE(isAborted(outcome));
}

TEST_P(Guards, TeardownLeavesTheCancellationStateAsItWas) {
  run([&]() -> net::awaitable<void> {
    auto nothing = []() -> net::awaitable<void> { co_return; };
    co_await asyncmend::with_teardown(nothing, nothing);
    EXPECT_TRUE(co_await net::this_coro::throw_if_cancelled());
    co_await net::this_coro::throw_if_cancelled(false);
    co_await asyncmend::with_teardown(nothing, nothing);
    EXPECT_FALSE(co_await net::this_coro::throw_if_cancelled());
  });
}

TEST_P(Guards, NestedTeardownsRunInsideOut) {
  std::string order;
  run([&]() -> net::awaitable<void> {
    try {
      co_await asyncmend::with_teardown(
          [&]() -> net::awaitable<void> {
            co_await asyncmend::with_teardown(
                []() -> net::awaitable<void> {
                  throw std::runtime_error("");
                  co_return;
                },
                [&]() -> net::awaitable<void> {
                  co_await close();
                  order += "inner ";
                });
          },
          [&]() -> net::awaitable<void> {
            co_await close();
            order += "outer";
          });
    } catch (const std::runtime_error &) {
    }
  });
  EXPECT_EQ(order, "inner outer");
}

net::awaitable<Value> answer(std::chrono::milliseconds after) {
  co_await asyncmend::sleep_for(after);
  co_return Value(42);
}

TEST_P(Guards, InTime) {
  run([&]() -> net::awaitable<void> {
    Value v = co_await asyncmend::with_timeout(answer(1ms), 10s);
    EXPECT_EQ(*v.number, 42);
    co_await asyncmend::with_timeout(asyncmend::sleep_for(1ms), 10s);
  });
}

TEST_P(Guards, TooLate) {
  std::atomic<bool> cancelled = false;
  run([&]() -> net::awaitable<void> {
    auto slow = [&]() -> net::awaitable<void> {
      try {
        co_await asyncmend::sleep_for(10s);
      } catch (const system_error &e) {
        cancelled = e.code() == net::error::operation_aborted;
        throw;
      }
    };
    bool late = false;
    try {
      co_await asyncmend::with_timeout(slow(), 10ms);
    } catch (const system_error &e) {
      late = e.code() == net::error::timed_out;
    }
    EXPECT_TRUE(late);
  });
  EXPECT_TRUE(cancelled);
}

TEST_P(Guards, AnErrorComesThroughAtOnce) {
  const auto begin = std::chrono::steady_clock::now();
  std::string what;
  run([&]() -> net::awaitable<void> {
    auto fails = []() -> net::awaitable<int> {
      co_await asyncmend::sleep_for(1ms);
      throw std::runtime_error("inner");
    };
    try {
      co_await asyncmend::with_timeout(fails(), 30s);
    } catch (const std::runtime_error &e) {
      what = e.what();
    }
  });
  EXPECT_EQ(what, "inner");
  EXPECT_LT(std::chrono::steady_clock::now() - begin, 15s);
}

TEST_P(Guards, CancelledBeforeTheDeadline) {
  std::exception_ptr outcome = runAndCancel(20ms, []() -> net::awaitable<void> {
    co_await asyncmend::with_timeout(asyncmend::sleep_for(20s), 30s);
  });
  EXPECT_TRUE(isAborted(outcome));
}

TEST_P(Guards, SleepsUntil) {
  run([]() -> net::awaitable<void> {
    const auto time = std::chrono::system_clock::now() + 5ms;
    co_await asyncmend::sleep_until(time);
    EXPECT_GE(std::chrono::system_clock::now(), time);
    co_await asyncmend::sleep_for(std::chrono::duration<double>(0.001));
  });
}

TEST_P(Guards, MutexExcludes) {
  std::atomic<int> inside = 0;
  int total = 0; // Guarded by the mutex; a race is TSan's to find.
  bool alone = true;
  run([&]() -> net::awaitable<void> {
    asyncmend::async_mutex mutex(co_await net::this_coro::executor);
    co_await asyncmend::for_each_limited(
        std::views::iota(0, 40), 8, [&](int) -> net::awaitable<void> {
          auto lock = co_await mutex.scoped_lock();
          alone = alone && ++inside == 1;
          ++total;
          co_await asyncmend::sleep_for(200us);
          --inside;
        });
  });
  EXPECT_EQ(total, 40);
  EXPECT_TRUE(alone);
}

TEST_P(Guards, WaitingForAMutexCanBeCancelled) {
  bool again = false;
  run([&]() -> net::awaitable<void> {
    asyncmend::async_mutex mutex(co_await net::this_coro::executor);
    auto lock = co_await mutex.scoped_lock();
    bool late = false;
    auto wait = [&]() -> net::awaitable<void> {
      auto second = co_await mutex.scoped_lock();
    };
    try {
      co_await asyncmend::with_timeout(wait(), 10ms);
    } catch (const system_error &) {
      late = true;
    }
    EXPECT_TRUE(late);
    lock.unlock();
    auto third = co_await mutex.scoped_lock();
    auto moved = std::move(third);
    again = true;
  });
  EXPECT_TRUE(again);
}

TEST_P(Guards, NothingIsLeftWhenTheContextIsDestroyedBeforeTheEnd) {
  auto token = std::make_shared<int>(0);
  {
    net::io_context context;
    net::co_spawn(
        context,
        [token]() -> net::awaitable<void> {
          auto body = [token]() -> net::awaitable<void> {
            co_await asyncmend::with_timeout(asyncmend::sleep_for(10s), 20s);
          };
          auto last = [token]() -> net::awaitable<void> { co_return; };
          co_await asyncmend::with_teardown(body, last);
        },
        net::detached);
    context.run_for(5ms);
  }
  EXPECT_EQ(token.use_count(), 1);
}

} // namespace
