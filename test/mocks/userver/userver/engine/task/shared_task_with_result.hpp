//===- shared_task_with_result.hpp - Tasks that can be copied ---*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_USERVER_USERVER_ENGINE_TASK_SHARED_TASK_WITH_RESULT_HPP
#define MOCKS_USERVER_USERVER_ENGINE_TASK_SHARED_TASK_WITH_RESULT_HPP

#include <userver/engine/exception.hpp>
#include <userver/engine/task/task.hpp>

namespace userver::engine {

class [[nodiscard]] SharedTask : public TaskBase {
public:
  SharedTask();
  SharedTask(const SharedTask &) noexcept;
  ~SharedTask();
};
template <typename T>
class [[nodiscard]] SharedTaskWithResult : public SharedTask {
public:
  decltype(auto) Get() const & noexcept(false) {
    return static_cast<const T &>(value());
  }

private:
  const T &value() const { throw; }
};

} // namespace userver::engine

#endif // MOCKS_USERVER_USERVER_ENGINE_TASK_SHARED_TASK_WITH_RESULT_HPP
