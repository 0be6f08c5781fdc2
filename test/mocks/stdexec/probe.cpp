//===- probe.cpp - Each name of stdexec, as it is used ----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Compiled with the mock, and by the opt-in job with the real headers.
#include <exec/async_scope.hpp>
#include <exec/at_coroutine_exit.hpp>
#include <exec/single_thread_context.hpp>
#include <exec/start_detached.hpp>
#include <exec/static_thread_pool.hpp>
#include <exec/task.hpp>
#include <exec/timed_scheduler.hpp>
#include <exec/timed_thread_scheduler.hpp>
#include <exec/when_any.hpp>
#include <stdexec/execution.hpp>

#include <chrono>
#include <optional>
#include <thread>

using namespace std::chrono_literals;
using Timed = exec::timed_thread_context;

exec::task<int> child() { co_return 1; }
exec::task<void> quiet() { co_return; }

exec::task<void> sleeping(Timed &Context) {
  std::this_thread::sleep_for(1ms);
  co_await exec::schedule_after(Context.get_scheduler(), 1ms);
  auto Sched = Context.get_scheduler();
  co_await exec::schedule_at(Sched, exec::now(Sched) + 1ms);
  co_await stdexec::schedule(Sched);
}

exec::task<void> forgotten(Timed &Context) {
  auto D = child();
  exec::schedule_after(Context.get_scheduler(), 1ms);
  static_assert(std::is_same_v<exec::task<int>,
                               experimental::execution::__task::basic_task<
                                   int, exec::default_task_context<int>>>);
  int I = co_await std::move(D);
  (void)I;
}

exec::task<void> closing() {
  co_await exec::at_coroutine_exit(
      []() -> exec::task<void> { co_await quiet(); });
  co_await child();
}

exec::task<void> detached(exec::static_thread_pool &Pool) {
  exec::async_scope Scope;
  auto Work = stdexec::schedule(Pool.get_scheduler()) | stdexec::then([] {});
  Scope.spawn(Work);
  auto Future = Scope.spawn_future(stdexec::just(1));
  int I = co_await std::move(Future);
  co_await Scope.on_empty();
  exec::start_detached(Work);
  (void)I;
}

exec::task<void> gathering() {
  auto [A, B] = co_await stdexec::when_all(stdexec::just(1), stdexec::just(2));
  co_await stdexec::when_all(child(), quiet());
  int I = A + B;
  (void)I;
}

exec::task<int> cancelled() {
  auto Token = co_await stdexec::get_stop_token();
  if (Token.stop_requested())
    co_return 0;
  auto Maybe = co_await stdexec::stopped_as_optional(child());
  static_assert(std::is_same_v<decltype(Maybe), std::optional<int>>);
  co_return co_await stdexec::let_stopped(child(),
                                          [] { return stdexec::just(0); });
}

exec::task<void> entry() {
  auto [I] = stdexec::sync_wait(stdexec::just(1)).value();
  co_await child();
  (void)I;
}

exec::task<int> offload(exec::static_thread_pool &Pool) {
  co_return co_await stdexec::starts_on(
      Pool.get_scheduler(), stdexec::just() | stdexec::then([] { return 1; }));
}

exec::task<bool> limited(Timed &Context) {
  auto R = co_await exec::when_any(
      child() | stdexec::then([](int I) { return std::optional<int>(I); }),
      exec::schedule_after(Context.get_scheduler(), 1ms) |
          stdexec::then([] { return std::optional<int>(); }));
  static_assert(std::is_same_v<decltype(R), std::optional<int>>);
  co_return R.has_value();
}

exec::task<void> inside() {
  auto Sched = co_await stdexec::get_scheduler();
  co_await stdexec::schedule(Sched);
}

int main() {
  exec::single_thread_context Thread;
  stdexec::sync_wait(stdexec::schedule(Thread.get_scheduler()));
  auto [I] = stdexec::sync_wait(child()).value();
  return I;
}
