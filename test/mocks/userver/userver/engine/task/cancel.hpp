//===- cancel.hpp - Cancellation --------------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_USERVER_USERVER_ENGINE_TASK_CANCEL_HPP
#define MOCKS_USERVER_USERVER_ENGINE_TASK_CANCEL_HPP

namespace userver::engine {

enum class TaskCancellationReason { kNone, kUserRequest, kDeadline, kShutdown };

namespace current_task {
bool IsCancelRequested() noexcept;
bool ShouldCancel() noexcept;
void CancellationPoint();
} // namespace current_task

class TaskCancellationBlocker final {
public:
  TaskCancellationBlocker();
  ~TaskCancellationBlocker();
};

} // namespace userver::engine

#endif // MOCKS_USERVER_USERVER_ENGINE_TASK_CANCEL_HPP
