//===- probe.cpp - Each name of cppcoro, as it is used ----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Compiled with the mock, and by the opt-in job with the real headers; what is
// for Windows only, or does not compile there, is not in it.
#include <cppcoro/async_generator.hpp>
#include <cppcoro/async_mutex.hpp>
#include <cppcoro/cancellation_source.hpp>
#include <cppcoro/cancellation_token.hpp>
#include <cppcoro/generator.hpp>
#include <cppcoro/operation_cancelled.hpp>
#include <cppcoro/schedule_on.hpp>
#include <cppcoro/shared_task.hpp>
#include <cppcoro/static_thread_pool.hpp>
#include <cppcoro/sync_wait.hpp>
#include <cppcoro/task.hpp>
#include <cppcoro/when_all.hpp>
#include <cppcoro/when_all_ready.hpp>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

namespace cc = cppcoro;
using namespace std::chrono_literals;

cppcoro::task<int> child() { co_return 1; }
cc::task<> quiet() { co_return; }
cc::shared_task<int> shared() { co_return co_await child(); }
cc::async_generator<int> numbers() { co_yield 1; }
cc::generator<int> plain() { co_yield 1; }

cc::task<> forgotten(cc::async_mutex &Mutex) {
  std::this_thread::sleep_for(1ms);
  auto D = child();
  Mutex.lock_async();
  Mutex.scoped_lock_async();
  static_assert(std::is_same_v<decltype(child()), cppcoro::task<int>>);
  static_assert(
      std::is_same_v<cc::awaitable_traits<cc::task<int>>::await_result_t, int>);
  static_assert(!std::is_copy_constructible_v<cc::task<int>>);
  static_assert(std::is_copy_constructible_v<cc::shared_task<int>>);
  int Sum = co_await std::move(D) + co_await shared();
  (void)Sum;
}

cc::task<int> gathering(std::vector<cc::task<int>> Tasks,
                        std::vector<cc::task<>> Quiet) {
  std::vector<int> All = co_await cc::when_all(std::move(Tasks));
  co_await cc::when_all(std::move(Quiet));
  auto [A, B] = co_await cppcoro::when_all(child(), child());
  static_assert(std::is_same_v<decltype(A), int>);
  auto [P, Q] = co_await cppcoro::when_all_ready(child(), quiet());
  try {
    A += P.result();
    Q.result();
  } catch (const std::exception &) {
  }
  std::vector<cc::task<int>> More;
  for (auto &R : co_await cc::when_all_ready(std::move(More)))
    A += R.result();
  co_return A + B;
}

cc::task<> cancelled(cc::cancellation_token Token) {
  static_assert(std::is_base_of_v<std::exception, cc::operation_cancelled>);
  try {
    co_await child();
  } catch (const cppcoro::operation_cancelled &) {
    throw;
  } catch (const std::exception &) {
  }
  Token.throw_if_cancellation_requested();
  if (Token.is_cancellation_requested())
    co_return;
}

cc::task<> entry() {
  int I = cppcoro::sync_wait(child());
  co_await child();
  (void)I;
}

cc::task<int> offload(cc::static_thread_pool &Pool) {
  co_await Pool.schedule();
  co_return co_await cppcoro::schedule_on(Pool, child());
}

struct Guarded {
  cc::async_mutex Mutex;

  cc::task<> work() {
    auto G = co_await Mutex.scoped_lock_async();
    static_assert(std::is_same_v<decltype(G), cppcoro::async_mutex_lock>);
    co_await Mutex.lock_async();
    Mutex.unlock();
    co_await child();
  }
};

cc::task<> generated() {
  auto G = numbers();
  for (auto It = co_await G.begin(); It != G.end(); co_await ++It)
    (void)*It;
  for (int I : plain())
    (void)I;
}

cc::task<int> dangling(const std::string &Text) { co_return int(Text.size()); }

int main() {
  cc::static_thread_pool Pool(2);
  cc::cancellation_source Source;
  Source.request_cancellation();
  cc::sync_wait(cancelled(Source.token()));
  return cc::sync_wait(cc::schedule_on(Pool, child()));
}
