//===- probe.cpp - Each name of libcoro, as it is used ----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Compiled with the mock, and by the opt-in job with the real headers.
#include <coro/coro.hpp>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

using namespace std::chrono_literals;

coro::task<int> child() { co_return 1; }
coro::task<> quiet() { co_return; }
coro::generator<int> numbers() { co_yield 1; }
using Scheduler = std::unique_ptr<coro::scheduler>;

coro::task<void> sleeping(Scheduler &S) {
  std::this_thread::sleep_for(1ms);
  co_await S->yield_for(1ms);
  co_await S->yield_until(std::chrono::steady_clock::now() + 1ms);
  co_await S->schedule_after(1ms);
  co_await S->schedule();
  co_await S->yield();
}

coro::task<void> forgotten(Scheduler &S) {
  auto D = child();
  S->schedule();
  static_assert(std::is_same_v<decltype(child()), coro::task<int>>);
  static_assert(!std::is_copy_constructible_v<coro::task<int>>);
  int Sum = co_await std::move(D);
  (void)Sum;
}

coro::task<void> gated(coro::semaphore<8> &Slots) {
  if (co_await Slots.acquire() != coro::semaphore_acquire_result::acquired)
    co_return;
  co_await quiet();
  co_await Slots.release();
}

coro::task<int> gathering(std::vector<coro::task<int>> Tasks) {
  int Sum = 0;
  auto All = co_await coro::when_all(std::move(Tasks));
  for (auto &R : All)
    Sum += R.return_value();
  auto [A, B] = co_await coro::when_all(child(), quiet());
  Sum += A.return_value();
  B.return_value();
  std::vector<coro::task<int>> More;
  Sum += co_await coro::when_any(std::move(More));
  auto First = co_await coro::when_any(std::stop_source(), child(), child());
  co_return Sum + int(First.index());
}

coro::task<void> detached(Scheduler &S) {
  S->spawn_detached(quiet());
  co_await S->spawn_joinable(quiet());
  coro::task_group<coro::scheduler> Group(S);
  (void)Group.start(quiet());
  co_await Group;
  auto T = quiet();
  T.resume();
}

coro::task<void> entry() {
  int I = coro::sync_wait(child());
  co_await child();
  (void)I;
}

coro::task<int> offload(std::unique_ptr<coro::thread_pool> &Pool,
                        Scheduler &S) {
  co_await Pool->schedule();
  int I = co_await Pool->schedule(child());
  co_await S->schedule();
  co_await S->poll(0, coro::poll_op::read, 10ms);
  co_return I;
}

coro::task<void> talking(coro::net::tcp::client Client, std::string Text) {
  auto Status = co_await Client.connect(10ms);
  if (Status != coro::net::connect_status::connected)
    co_return;
  auto [Wrote, Left] = co_await Client.write_all(Text);
  auto [Read, Got] = co_await Client.read_some(Text, 10ms);
  co_await Client.read_exact(Text);
  (void)Left, (void)Got;
}

struct Guarded {
  coro::mutex Mutex;

  coro::task<void> work() {
    auto G = co_await Mutex.scoped_lock();
    static_assert(std::is_same_v<decltype(G), coro::scoped_lock>);
    co_await Mutex.lock();
    Mutex.unlock();
    co_await child();
  }
};

coro::task<int> limited(Scheduler &S) {
  auto R = co_await S->schedule(child(), 10ms);
  static_assert(
      std::is_same_v<decltype(R), coro::expected<int, coro::timeout_status>>);
  if (!R)
    co_return R.error() == coro::timeout_status::timeout;
  co_return *R;
}

coro::task<void> generated() {
  for (int I : numbers())
    (void)I;
  coro::event Event;
  Event.set();
  co_await Event;
  coro::latch Latch(1);
  Latch.count_down();
  co_await Latch;
}

int main() {
  auto S = coro::scheduler::make_unique();
  auto Pool = coro::thread_pool::make_unique();
  return coro::sync_wait(S->schedule(child()));
}
