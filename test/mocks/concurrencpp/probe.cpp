//===- probe.cpp - Each name of concurrencpp, as it is used -----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Compiled with the mock, and by the opt-in job with the real headers.
#include <concurrencpp/concurrencpp.h>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

namespace cc = concurrencpp;
using namespace std::chrono_literals;
using Pool = std::shared_ptr<concurrencpp::thread_pool_executor>;
using Timers = std::shared_ptr<concurrencpp::timer_queue>;

concurrencpp::result<int> child() { co_return 1; }
cc::result<void> quiet() { co_return; }
cc::lazy_result<int> lazy() { co_return 1; }
cc::shared_result<int> shared() { return child(); }
cc::null_result forget() { co_return; }
cc::result<int> worker(cc::executor_tag, Pool, int I) { co_return I; }
cc::generator<int> numbers() { co_yield 1; }

cc::result<void> sleeping(Timers Queue, Pool Ex) {
  std::this_thread::sleep_for(1ms);
  co_await Queue->make_delay_object(1ms, Ex);
  co_await Queue->make_delay_object(
      std::chrono::duration_cast<std::chrono::milliseconds>(5us), Ex);
}

cc::result<void> forgotten(cc::async_lock &Lock, Pool Ex) {
  child();
  lazy();
  Lock.lock(Ex);
  forget();
  auto D = child();
  auto L = lazy();
  static_assert(std::is_same_v<decltype(child()), concurrencpp::result<int>>);
  int Sum = co_await D + co_await L + co_await shared();
  cc::result<cc::result<int>> Twice =
      Ex->submit([]() -> cc::result<int> { co_return 1; });
  Sum += co_await (co_await Twice);
}

cc::result<int> gathering(Pool Ex) {
  Ex->post([] {});
  std::vector<cc::result<int>> Workers;
  Workers.push_back(worker({}, Ex, 1));
  auto All = co_await cc::when_all(Ex, Workers.begin(), Workers.end());
  static_assert(
      std::is_same_v<decltype(All), std::vector<concurrencpp::result<int>>>);
  auto Both = co_await concurrencpp::when_all(Ex, child(), quiet());
  int I = co_await std::get<0>(Both);
  co_await std::get<1>(Both);
  co_return I;
}

cc::result<void> cancelled() {
  try {
    co_await child();
  } catch (const cc::errors::broken_task &) {
    throw;
  } catch (const cc::errors::runtime_shutdown &) {
    throw;
  } catch (const std::exception &) {
  }
}

cc::result<void> entry() {
  int I = child().get();
  child().wait();
  auto D = child();
  D.wait_for(1ms);
  co_await child();
  (void)I;
}

cc::result<int> offload(cc::runtime &Runtime, Pool Ex) {
  int I = co_await Runtime.background_executor()->submit([] { return 1; });
  co_await concurrencpp::resume_on(Ex);
  co_return I;
}

struct Guarded {
  cc::async_lock Lock;

  cc::result<void> work(Pool Ex) {
    auto G = co_await Lock.lock(Ex);
    static_assert(std::is_same_v<decltype(G), concurrencpp::scoped_async_lock>);
    co_await child();
  }
};

cc::result<std::size_t> limited(Timers Queue, Pool Ex) {
  auto R = co_await cc::when_any(Ex, child(),
                                 Queue->make_delay_object(10ms, Ex).run());
  co_return R.index;
}

int main() {
  cc::runtime Runtime;
  auto Timer = Runtime.timer_queue()->make_timer(
      1ms, 1ms, Runtime.thread_pool_executor(), [] {});
  Timer.cancel();
  for (int I : numbers())
    (void)I;
  return worker({}, Runtime.thread_pool_executor(), 1).get();
}
