//===- asio-fan-out-test.cpp - A task per item, some at a time ------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "asio-test.h"
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <thread>

namespace {

class FanOut : public Runner {
protected:
  Gauge gauge;

  net::awaitable<int> task(int i) {
    gauge.enter();
    asyncmend::scope_exit left([&] { gauge.leave(); });
    co_await asyncmend::sleep_for(std::chrono::milliseconds(1 + i % 3));
    if (i == 13 || i == 17)
      throw std::runtime_error(std::to_string(i));
    co_return 10 * i;
  }
};

INSTANTIATE_TEST_SUITE_P(, FanOut, ::testing::Bool(), [](const auto &Info) {
  return Info.param ? "Pool" : "OneThread";
});

TEST_P(FanOut, NoMoreThanTheLimitAndAllOfThem) {
  std::vector<int> items(50, 1);
  run([&]() -> net::awaitable<void> {
    co_await asyncmend::for_each_limited(
        items, 4, [&](int i) -> net::awaitable<void> { co_await task(i); });
  });
  EXPECT_EQ(gauge.ended, 50);
  EXPECT_EQ(gauge.peak, 4);
}

TEST_P(FanOut, ResultsInOrder) {
  run([&]() -> net::awaitable<void> {
    auto results = co_await asyncmend::for_each_limited(
        std::views::iota(20, 60), 7,
        [&](int i) -> net::awaitable<int> { co_return co_await task(i); });
    EXPECT_EQ(results.size(), 40u);
    for (int i = 0; i != 40; ++i)
      EXPECT_EQ(results[i], 10 * (20 + i));
  });
}

TEST_P(FanOut, EveryItemRunsAndTheFirstErrorIsKept) {
  std::string what;
  run([&]() -> net::awaitable<void> {
    try {
      co_await asyncmend::for_each_limited(
          std::views::iota(0, 30), 1,
          [&](int i) -> net::awaitable<void> { co_await task(i); });
    } catch (const std::runtime_error &e) {
      what = e.what();
    }
  });
  EXPECT_EQ(what, "13");
  EXPECT_EQ(gauge.ended, 30);
}

TEST_P(FanOut, EmptyRangeEndsAtOnce) {
  std::vector<int> none;
  size_t results = 1;
  run([&]() -> net::awaitable<void> {
    auto fn = [&](int i) -> net::awaitable<int> { return task(i); };
    results = (co_await asyncmend::for_each_limited(none, 3, fn)).size();
  });
  EXPECT_EQ(results, 0u);
  EXPECT_EQ(gauge.begun, 0);
}

TEST_P(FanOut, LimitOfZeroIsOne) {
  run([&]() -> net::awaitable<void> {
    co_await asyncmend::for_each_limited(
        std::views::iota(0, 5), 0,
        [&](int i) -> net::awaitable<void> { co_await task(i); });
  });
  EXPECT_EQ(gauge.ended, 5);
  EXPECT_EQ(gauge.peak, 1);
}

TEST_P(FanOut, LvaluesAreReferredToAndTemporariesKept) {
  std::map<std::string, int> ages{{"a", 1}, {"b", 2}};
  run([&]() -> net::awaitable<void> {
    co_await asyncmend::for_each_limited(
        ages, 2, [&](auto &entry) -> net::awaitable<void> {
          auto &[name, age] = entry;
          co_await task(age);
          age *= 100;
        });
    auto later = asyncmend::for_each_limited(
        std::vector<std::string>{"some text that is long enough", "more"}, 1,
        [&](const std::string &s) -> net::awaitable<void> {
          EXPECT_FALSE(s.empty());
          co_await task(1);
        });
    co_await std::move(later);
  });
  EXPECT_EQ(ages["a"], 100);
  EXPECT_EQ(ages["b"], 200);
  EXPECT_EQ(gauge.ended, 4);
}

TEST_P(FanOut, InputRangeAndPipeline) {
  std::istringstream text("1 2 3 4");
  std::atomic<int> sum = 0;
  run([&]() -> net::awaitable<void> {
    auto add = [&](int i) -> net::awaitable<void> {
      co_await task(i);
      sum += i;
    };
    co_await asyncmend::for_each_limited(std::views::istream<int>(text), 3,
                                         add);
    std::vector<int> v{1, 2, 3, 4};
    co_await asyncmend::for_each_limited(
        v | std::views::filter([](int i) { return i % 2 == 0; }), 3, add);
  });
  EXPECT_EQ(sum, 16);
}

TEST_P(FanOut, OnAnotherExecutor) {
  net::thread_pool other(2);
  std::set<std::thread::id> ids;
  std::mutex mutex;
  run([&]() -> net::awaitable<void> {
    const auto here = std::this_thread::get_id();
    co_await asyncmend::for_each_limited(
        other.get_executor(), std::views::iota(0, 10), 3,
        [&](int i) -> net::awaitable<void> {
          co_await task(i);
          std::scoped_lock lock(mutex);
          ids.insert(std::this_thread::get_id());
        });
    EXPECT_FALSE(ids.contains(here));
  });
  other.join();
  EXPECT_LE(ids.size(), 2u);
  EXPECT_EQ(gauge.ended, 10);
}

TEST_P(FanOut, CancellationReachesTheTasksAndNoneIsBegunAfterIt) {
  std::atomic<int> aborted = 0;
  std::exception_ptr outcome =
      runAndCancel(30ms, [&]() -> net::awaitable<void> {
        co_await asyncmend::for_each_limited(
            std::views::iota(0, 50), 5, [&](int) -> net::awaitable<void> {
              gauge.enter();
              asyncmend::scope_exit left([&] { gauge.leave(); });
              try {
                co_await asyncmend::sleep_for(10s);
              } catch (const system_error &) {
                ++aborted;
                throw;
              }
            });
      });
  EXPECT_TRUE(isAborted(outcome));
  EXPECT_EQ(gauge.begun, 5);
  EXPECT_EQ(gauge.ended, 5);
  EXPECT_EQ(aborted, 5);
}

TEST_P(FanOut, CancellationThatTheTasksSwallowIsThrownAllTheSame) {
  std::exception_ptr outcome =
      runAndCancel(30ms, [&]() -> net::awaitable<void> {
        co_await asyncmend::for_each_limited(
            std::views::iota(0, 50), 5, [&](int) -> net::awaitable<void> {
              gauge.enter();
              try {
                co_await asyncmend::sleep_for(10s);
              } catch (...) {
              }
            });
      });
  EXPECT_TRUE(isAborted(outcome));
  EXPECT_EQ(gauge.begun, 5);
}

TEST_P(FanOut, NestedOnes) {
  run([&]() -> net::awaitable<void> {
    co_await asyncmend::for_each_limited(
        std::views::iota(0, 4), 2, [&](int) -> net::awaitable<void> {
          co_await asyncmend::for_each_limited(
              std::views::iota(0, 6), 3,
              [&](int i) -> net::awaitable<void> { co_await task(i); });
        });
  });
  EXPECT_EQ(gauge.ended, 24);
  EXPECT_LE(gauge.peak, 6);
}

TEST_P(FanOut, NothingIsLeftWhenTheContextIsDestroyedBeforeTheEnd) {
  auto token = std::make_shared<int>(0);
  {
    net::io_context context;
    net::co_spawn(
        context,
        [token]() -> net::awaitable<void> {
          // Named: g++ 12 destroys a closure with copies twice if it is a
          // temporary of an expression with a co_await.
          auto sleep = [token](int) -> net::awaitable<void> {
            co_await asyncmend::sleep_for(10s);
          };
          co_await asyncmend::for_each_limited(std::views::iota(0, 10), 3,
                                               sleep);
        },
        net::detached);
    context.run_for(5ms);
    EXPECT_GT(token.use_count(), 1);
  }
  EXPECT_EQ(token.use_count(), 1);
}

TEST_P(FanOut, RangeThatThrows) {
  bool caught = false;
  run([&]() -> net::awaitable<void> {
    auto bad = std::views::iota(0, 10) | std::views::transform([](int i) {
                 return i < 3 ? i : throw std::out_of_range("no more");
               });
    try {
      co_await asyncmend::for_each_limited(
          bad, 2, [&](int i) -> net::awaitable<void> { co_await task(i); });
    } catch (const std::out_of_range &) {
      caught = true;
    }
  });
  EXPECT_TRUE(caught);
  EXPECT_EQ(gauge.ended, 3);
}

#ifndef STANDALONE // Asio 1.22 has no deferred operations.
TEST_P(FanOut, DeferredOperationsKeepTheShapeOfAGroup) {
  run([&]() -> net::awaitable<void> {
    auto ex = co_await net::this_coro::executor;
    std::vector<decltype(net::co_spawn(ex, task(0), net::deferred))> ops;
    for (int i = 10; i != 30; ++i)
      ops.push_back(net::co_spawn(ex, task(i), net::deferred));
    auto [order, errors, values] =
        co_await asyncmend::wait_for_all_limited(std::move(ops), 4);
    EXPECT_EQ(std::set(order.begin(), order.end()).size(), 20u);
    EXPECT_TRUE(errors[3] && errors[7]);
    EXPECT_EQ(std::count(errors.begin(), errors.end(), nullptr), 18);
    EXPECT_EQ(values[19], 290);
    std::vector<decltype(net::co_spawn(ex, task(0), net::deferred))> none;
    auto [o, e, v] =
        co_await asyncmend::wait_for_all_limited(std::move(none), 4);
    EXPECT_TRUE(o.empty() && e.empty() && v.empty());
  });
  EXPECT_EQ(gauge.peak, 4);
}
#endif

} // namespace
