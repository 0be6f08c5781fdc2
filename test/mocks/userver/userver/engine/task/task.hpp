//===- task.hpp - Tasks -----------------------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_USERVER_USERVER_ENGINE_TASK_TASK_HPP
#define MOCKS_USERVER_USERVER_ENGINE_TASK_TASK_HPP

#include <chrono>
#include <userver/engine/deadline.hpp>

namespace userver::engine {

class [[nodiscard]] TaskBase {
public:
  bool IsValid() const;
  bool IsFinished() const;
  void Wait() const noexcept(false);
  template <typename Rep, typename Period>
  void WaitFor(const std::chrono::duration<Rep, Period> &) const
      noexcept(false) {}
  void WaitUntil(Deadline) const;
  void RequestCancel();
  void SyncCancel() noexcept;

protected:
  TaskBase();
  ~TaskBase();
};

class [[nodiscard]] Task : public TaskBase {
public:
  Task();
  Task(Task &&) noexcept;
  ~Task();
  void Detach() &&;
};

} // namespace userver::engine

#endif // MOCKS_USERVER_USERVER_ENGINE_TASK_TASK_HPP
