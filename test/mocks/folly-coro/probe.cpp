//===- probe.cpp - Each name of folly::coro, as it is used ------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Compiled with the mock, and by the opt-in job with the real headers.
#include <folly/FileUtil.h>
#include <folly/OperationCancelled.h>
#include <folly/Synchronized.h>
#include <folly/coro/AsyncGenerator.h>
#include <folly/coro/AsyncScope.h>
#include <folly/coro/BlockingWait.h>
#include <folly/coro/BoundedQueue.h>
#include <folly/coro/Collect.h>
#include <folly/coro/CurrentExecutor.h>
#include <folly/coro/Error.h>
#include <folly/coro/Invoke.h>
#include <folly/coro/Mutex.h>
#include <folly/coro/ScopeExit.h>
#include <folly/coro/SharedMutex.h>
#include <folly/coro/Sleep.h>
#include <folly/coro/Synchronized.h>
#include <folly/coro/Task.h>
#include <folly/coro/Timeout.h>
#include <folly/coro/WithCancellation.h>
#include <folly/coro/safe/NowTask.h>
#include <folly/coro/safe/SafeTask.h>
#include <folly/executors/CPUThreadPoolExecutor.h>
#include <folly/executors/GlobalExecutor.h>
#include <folly/executors/IOThreadPoolExecutor.h>
#include <folly/fibers/Semaphore.h>
#include <folly/init/Init.h>
#include <folly/io/async/EventBase.h>
#include <folly/io/async/ScopedEventBaseThread.h>

#include <string>
#include <thread>
#include <type_traits>
#include <vector>

using namespace std::chrono_literals;
namespace coro = folly::coro;
using coro::Task;

Task<int> child() { co_return 1; }
Task<> quiet() { co_return; }
coro::now_task<int> now() { co_return co_await child(); }
coro::NowTask<void> nowVoid() { co_return; }
coro::value_task<int> value(int I) { co_return I; }
coro::AsyncGenerator<int &&> numbers() { co_yield 1; }

Task<void> sleeping(std::chrono::steady_clock::time_point When) {
  std::this_thread::sleep_for(1ms);
  co_await coro::sleep(1ms);
  co_await folly::coro::sleep(std::chrono::ceil<folly::HighResDuration>(
      When - std::chrono::steady_clock::now()));
  co_await folly::coro::sleepReturnEarlyOnCancel(10us);
}

Task<void> forgotten() {
  auto D = child();
  coro::Mutex M;
  static_assert(std::is_same_v<decltype(child()), folly::coro::Task<int>>);
  static_assert(std::is_same_v<coro::semi_await_result_t<Task<int>>, int>);
  static_assert(
      std::is_void_v<coro::semi_await_result_t<decltype(M.co_lock())>>);
  static_assert(!std::is_copy_constructible_v<Task<int>>);
  static_assert(std::is_move_constructible_v<Task<int>>);
  static_assert(!std::is_move_constructible_v<coro::now_task<int>>);
  int Sum = co_await std::move(D) + co_await now() + co_await value(1);
  co_await M.co_lock();
  M.unlock();
  (void)Sum;
}

Task<void> fanOut(std::vector<Task<int>> Tasks, std::vector<Task<>> Quiet) {
  auto A = coro::collectAllRange(std::move(Tasks));
  static_assert(std::is_same_v<decltype(A), Task<std::vector<int>>>);
  std::vector<int> All = co_await std::move(A);
  auto W = folly::coro::collectAllWindowed(std::vector<Task<int>>(), 8);
  static_assert(std::is_same_v<decltype(W), Task<std::vector<int>>>);
  co_await std::move(W);
  co_await folly::coro::collectAllWindowed(std::move(Quiet), 8);
  auto T =
      co_await folly::coro::collectAllTryWindowed(std::vector<Task<int>>(), 8);
  static_assert(std::is_same_v<decltype(T), std::vector<folly::Try<int>>>);
  co_await coro::collectAllRange(std::vector<Task<>>());
  coro::BoundedQueue<int> Queue(8);
  co_await Queue.enqueue(1);
  int Item = co_await Queue.dequeue();
  folly::fibers::Semaphore Slots(8);
  co_await Slots.co_wait();
  Slots.signal();
  (void)Item;
}

struct Resource {
  Task<void> close() { co_return; }
};

Task<int> closing(Resource R) {
  auto &&[Kept] = co_await folly::coro::co_scope_exit(
      [](Resource R) -> Task<void> { co_await R.close(); }, std::move(R));
  static_assert(std::is_same_v<decltype(Kept), Resource &>);
  co_await folly::coro::co_scope_exit([]() -> Task<void> { co_return; });
  co_return 1;
}

Task<void> detached(folly::Executor::KeepAlive<> Ex, folly::Executor *Raw) {
  folly::SemiFuture<int> S = co_withExecutor(Ex, child()).start();
  coro::co_withExecutor(Raw, quiet()).start([](folly::Try<void> &&R) {
    if (R.hasException())
      (void)R.exception().what();
  });
  auto F = child().semi().via(Ex);
  static_assert(std::is_same_v<decltype(F), folly::Future<int>>);
  static_assert(std::is_same_v<decltype(coro::co_withExecutor(Ex, child())),
                               folly::coro::TaskWithExecutor<int>>);
  folly::coro::CancellableAsyncScope Scope(/*throwOnJoin=*/true);
  Scope.add(co_withExecutor(Ex, quiet()));
  Scope.requestCancellation();
  co_await Scope.joinAsync();
  co_await Scope.cancelAndJoinAsync();
  folly::coro::AsyncScope Plain;
  Plain.add(coro::co_withExecutor(Ex, quiet()));
  co_await Plain.joinAsync();
  co_await std::move(F);
}

Task<int> gathering() {
  auto [A, B] = co_await coro::collectAll(child(), child());
  static_assert(std::is_same_v<decltype(A), int>);
  auto [C, D] = co_await folly::coro::collectAllTry(child(), quiet());
  static_assert(std::is_same_v<decltype(C), folly::Try<int>>);
  static_assert(std::is_same_v<decltype(D), folly::Try<void>>);
  auto E = co_await coro::collectAllTryRange(std::vector<Task<int>>());
  auto [Which, First] = co_await coro::collectAny(child(), child());
  static_assert(std::is_same_v<decltype(First), folly::Try<int>>);
  co_return A + B + *C + E[0].value() + int(Which);
}

Task<void> cancelled() {
  static_assert(std::is_base_of_v<std::exception, folly::OperationCancelled>);
  try {
    co_await child();
  } catch (const folly::OperationCancelled &) {
    throw;
  } catch (const std::exception &) {
  }
  auto R = co_await coro::co_awaitTry(child());
  static_assert(std::is_same_v<decltype(R), folly::Try<int>>);
  if (R.hasException<folly::OperationCancelled>())
    co_yield folly::coro::co_stopped_may_throw;
  co_await folly::coro::co_safe_point;
  const folly::CancellationToken &Token =
      co_await folly::coro::co_current_cancellation_token;
  if (Token.isCancellationRequested())
    co_yield coro::co_error(std::runtime_error("no"));
  folly::CancellationSource Source;
  co_await coro::co_withCancellation(Source.getToken(), child());
  Source.requestCancellation();
  co_await coro::co_nothrow(child());
}

Task<void> entry() {
  int A = folly::coro::blockingWait(child());
  int B = child().semi().get();
  auto Ex = folly::getGlobalCPUExecutor();
  folly::coro::blockingWait(co_withExecutor(Ex, quiet()));
  co_await child();
  (void)(A + B);
}

Task<int> offload(folly::Future<int> F, std::string Path) {
  std::string Text;
  folly::readFile(Path.c_str(), Text);
  int A = co_await std::move(F);
  int B = co_await co_withExecutor(
      folly::getGlobalCPUExecutor(),
      folly::coro::co_invoke([&]() -> Task<int> { co_return 1; }));
  co_await co_withExecutor(folly::getGlobalIOExecutor(), child());
  co_return A + B;
}

struct Guarded {
  coro::Mutex Mutex;
  coro::SharedMutex Shared;
  coro::Synchronized<int> Value;
  folly::Synchronized<int> Blocking;

  Task<void> work() {
    auto G = co_await Mutex.co_scoped_lock();
    static_assert(std::is_same_v<decltype(G), std::unique_lock<coro::Mutex>>);
    auto R = co_await Shared.co_scoped_lock_shared();
    auto W = co_await Value.wLock();
    *W = 1;
    auto L = Blocking.wlock();
    *L = 2;
    co_await child();
  }
};

Task<void> limited() {
  int A = co_await folly::coro::timeout(child(), 10ms);
  static_assert(std::is_same_v<decltype(coro::timeout(child(), 10ms)),
                               folly::coro::Task<int>>);
  static_assert(std::is_same_v<decltype(coro::timeout(now(), 10ms)),
                               folly::coro::now_task<int>>);
  static_assert(std::is_base_of_v<std::exception, folly::FutureTimeout>);
  co_await folly::coro::timeoutNoDiscard(quiet(), 10ms);
  (void)A;
}

Task<void> dangling(folly::Executor::KeepAlive<> Ex, std::string S) {
  co_withExecutor(Ex, [S]() -> Task<void> { co_return; }()).start();
  co_withExecutor(Ex, coro::co_invoke([S]() -> Task<void> { co_return; }))
      .start();
  co_await quiet();
}

Task<void> inside() {
  folly::Executor *Ex = co_await folly::coro::co_current_executor;
  co_await coro::co_reschedule_on_current_executor;
  auto G = numbers();
  while (auto Item = co_await G.next())
    (void)*Item;
  (void)Ex;
}

void clients() {
  folly::EventBase Base;
  folly::ScopedEventBaseThread Thread;
  folly::CPUThreadPoolExecutor Cpu(2);
  folly::IOThreadPoolExecutor Io(2);
  Base.loop();
  Cpu.join();
  folly::EventBase *Of = Thread.getEventBase();
  (void)Of;
}

int main(int Argc, char **Argv) {
  folly::Init Init(&Argc, &Argv);
  return folly::coro::blockingWait(
      co_withExecutor(folly::getGlobalCPUExecutor(), child()));
}
