//===- probe.cpp - Each name of userver, as it is used ----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Compiled with the mock, and by the opt-in job with the real headers.
#include <userver/concurrent/background_task_storage.hpp>
#include <userver/concurrent/variable.hpp>
#include <userver/engine/async.hpp>
#include <userver/engine/exception.hpp>
#include <userver/engine/get_all.hpp>
#include <userver/engine/mutex.hpp>
#include <userver/engine/run_standalone.hpp>
#include <userver/engine/semaphore.hpp>
#include <userver/engine/shared_mutex.hpp>
#include <userver/engine/sleep.hpp>
#include <userver/engine/task/cancel.hpp>
#include <userver/engine/wait_all_checked.hpp>
#include <userver/fs/read.hpp>
#include <userver/utils/async.hpp>

#include <chrono>
#include <mutex>
#include <shared_mutex>
#include <thread>
#include <vector>

namespace engine = userver::engine;
namespace utils = userver::utils;
using namespace std::chrono_literals;

int work() { return 1; }

void sleeping() {
  std::this_thread::sleep_for(1ms);
  userver::engine::SleepFor(1ms);
  engine::InterruptibleSleepFor(1ms);
  engine::SleepUntil(engine::Deadline::FromDuration(1ms));
  engine::Yield();
}

int fanOut(engine::Semaphore &Slots) {
  std::vector<engine::TaskWithResult<int>> Tasks;
  Tasks.push_back(utils::Async("name", [&Slots] {
    engine::SemaphoreLock Held(Slots);
    return work();
  }));
  auto All = engine::GetAll(Tasks);
  static_assert(std::is_same_v<decltype(All), std::vector<int>>);
  auto Shared = utils::SharedAsync("name", [] { return work(); });
  auto Critical = utils::CriticalAsync("name", [] { return work(); });
  auto Second = utils::Async("name", [] { return work(); });
  engine::WaitAllChecked(Second, Critical);
  return Shared.Get() + Second.Get() + Critical.Get();
}

struct Owner {
  userver::concurrent::BackgroundTaskStorage Storage;

  void start() {
    engine::AsyncNoSpan([] {}).Detach();
    Storage.AsyncDetach("name", [] {});
  }
};

void cancelled() {
  static_assert(
      std::is_base_of_v<std::runtime_error, engine::WaitInterruptedException>);
  static_assert(
      std::is_base_of_v<std::runtime_error, engine::TaskCancelledException>);
  try {
    utils::Async("name", [] { return work(); }).Get();
  } catch (const engine::WaitInterruptedException &) {
    throw;
  } catch (const engine::TaskCancelledException &) {
    throw;
  } catch (const std::exception &) {
  }
  engine::current_task::CancellationPoint();
  if (engine::current_task::ShouldCancel())
    return;
  engine::TaskCancellationBlocker Blocker;
}

std::string offload(engine::TaskProcessor &Processor) {
  int I = utils::Async(Processor, "name", [] { return work(); }).Get();
  return userver::fs::ReadFileContents(Processor, "name") + std::to_string(I);
}

struct Guarded {
  engine::Mutex Mutex;
  engine::SharedMutex Shared;
  userver::concurrent::Variable<int> Value;

  void touch() {
    std::lock_guard Lock(Mutex);
    std::shared_lock Reading(Shared);
    auto Held = Value.Lock();
    *Held = 1;
    engine::SleepFor(1ms);
  }
};

void limited() {
  auto Task = utils::Async("name", [] { return work(); });
  Task.WaitFor(10ms);
  if (!Task.IsFinished())
    Task.SyncCancel();
}

int main() {
  engine::RunStandalone([] { sleeping(); });
}
