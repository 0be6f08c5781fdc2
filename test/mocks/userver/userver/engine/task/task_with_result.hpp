//===- task_with_result.hpp - Tasks with a result ---------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_USERVER_USERVER_ENGINE_TASK_TASK_WITH_RESULT_HPP
#define MOCKS_USERVER_USERVER_ENGINE_TASK_TASK_WITH_RESULT_HPP

#include <userver/engine/exception.hpp>
#include <userver/engine/task/task.hpp>

namespace userver::engine {

template <typename T> class [[nodiscard]] TaskWithResult : public Task {
public:
  TaskWithResult() = default;
  TaskWithResult(TaskWithResult &&) noexcept = default;
  T Get() noexcept(false) { throw; }
};

} // namespace userver::engine

#endif // MOCKS_USERVER_USERVER_ENGINE_TASK_TASK_WITH_RESULT_HPP
