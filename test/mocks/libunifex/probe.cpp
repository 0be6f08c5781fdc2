//===- probe.cpp - Each name of libunifex, as it is used --------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Compiled with the mock, and by the opt-in job with the real headers.
#include <unifex/async_mutex.hpp>
#include <unifex/async_scope.hpp>
#include <unifex/at_coroutine_exit.hpp>
#include <unifex/done_as_optional.hpp>
#include <unifex/get_stop_token.hpp>
#include <unifex/just.hpp>
#include <unifex/just_from.hpp>
#include <unifex/let_done.hpp>
#include <unifex/on.hpp>
#include <unifex/scheduler_concepts.hpp>
#include <unifex/single_thread_context.hpp>
#include <unifex/spawn_detached.hpp>
#include <unifex/spawn_future.hpp>
#include <unifex/static_thread_pool.hpp>
#include <unifex/stop_when.hpp>
#include <unifex/sync_wait.hpp>
#include <unifex/task.hpp>
#include <unifex/then.hpp>
#include <unifex/timed_single_thread_context.hpp>
#include <unifex/v2/async_scope.hpp>
#include <unifex/when_all.hpp>
#include <unifex/when_all_range.hpp>

#include <chrono>
#include <mutex>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
using Timed = unifex::timed_single_thread_context;

unifex::task<int> child() { co_return 1; }
unifex::task<void> quiet() { co_return; }

unifex::task<void> sleeping(Timed &Context) {
  std::this_thread::sleep_for(1ms);
  co_await unifex::schedule_after(Context.get_scheduler(), 1ms);
  auto Sched = Context.get_scheduler();
  co_await unifex::schedule_at(Sched, Timed::clock_t::now() + 1ms);
  co_await unifex::schedule(Sched);
}

unifex::task<void> forgotten(Timed &Context) {
  auto D = child();
  unifex::schedule_after(Context.get_scheduler(), 1ms);
  unifex::when_all(child(), child());
  static_assert(std::is_same_v<decltype(child()), unifex::task<int>>);
  static_assert(std::is_same_v<unifex::task<int>,
                               unifex::_task::_task<int, false>::type>);
  int I = co_await std::move(D);
  (void)I;
}

unifex::task<void> fanOut(unifex::static_thread_pool &Pool) {
  unifex::async_scope Scope;
  static_assert(std::is_same_v<unifex::async_scope, unifex::v1::async_scope>);
  Scope.detached_spawn_on(Pool.get_scheduler(), quiet());
  co_await Scope.complete();
  std::vector<unifex::task<int>> Workers;
  auto All = co_await unifex::when_all_range(std::move(Workers));
  static_assert(std::is_same_v<decltype(All), std::vector<int>>);
}

unifex::task<void> closing() {
  co_await unifex::at_coroutine_exit(
      []() -> unifex::task<void> { co_await quiet(); });
  co_await child();
}

unifex::task<void> detached(unifex::static_thread_pool &Pool) {
  unifex::v2::async_scope Scope;
  unifex::spawn_detached(unifex::on(Pool.get_scheduler(), quiet()), Scope);
  auto Future =
      unifex::spawn_future(unifex::on(Pool.get_scheduler(), child()), Scope);
  int I = co_await std::move(Future);
  co_await Scope.join();
  (void)I;
}

unifex::task<void> gathering() {
  auto [A, B] = co_await unifex::when_all(child(), child());
  int I = std::get<0>(std::get<0>(A)) + std::get<0>(std::get<0>(B));
  (void)I;
}

unifex::task<int> cancelled() {
  auto Token = co_await unifex::get_stop_token();
  if (Token.stop_requested())
    co_return 0;
  int I = co_await unifex::let_done(child(), [] { return unifex::just(0); });
  auto Maybe = co_await unifex::done_as_optional(child());
  static_assert(std::is_same_v<decltype(Maybe), std::optional<int>>);
  co_return I;
}

unifex::task<void> entry() {
  int I = *unifex::sync_wait(child());
  co_await child();
  (void)I;
}

unifex::task<int> offload(unifex::static_thread_pool &Pool) {
  co_return co_await unifex::on(Pool.get_scheduler(),
                                unifex::just_from([] { return 1; }));
}

struct Guarded {
  unifex::async_mutex Mutex;

  unifex::task<void> work() {
    co_await Mutex.async_lock();
    std::unique_lock G(Mutex, std::adopt_lock);
    co_await child();
  }
};

unifex::task<bool> limited(Timed &Context) {
  auto R = co_await (
      child() |
      unifex::stop_when(unifex::schedule_after(Context.get_scheduler(), 1ms)) |
      unifex::done_as_optional());
  static_assert(std::is_same_v<decltype(R), std::optional<int>>);
  co_return R.has_value();
}

unifex::task<void> inside() {
  auto Sched = co_await unifex::current_scheduler();
  co_await unifex::schedule(Sched);
  int I = co_await unifex::then(child(), [](int I) { return I + 1; });
  I += co_await (child() | unifex::then([](int I) { return I + 1; }));
  (void)I;
}

int main() {
  unifex::single_thread_context Thread;
  unifex::sync_wait(unifex::on(Thread.get_scheduler(), quiet()));
  return *unifex::sync_wait(child());
}
