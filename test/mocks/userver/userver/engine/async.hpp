//===- async.hpp - Tasks without a span -------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_USERVER_USERVER_ENGINE_ASYNC_HPP
#define MOCKS_USERVER_USERVER_ENGINE_ASYNC_HPP

#include <functional>
#include <type_traits>
#include <userver/engine/task/task_processor_fwd.hpp>
#include <userver/engine/task/task_with_result.hpp>

namespace userver::engine {

template <typename Function, typename... Args>
[[nodiscard]] auto AsyncNoSpan(TaskProcessor &, Function &&, Args &&...) {
  return TaskWithResult<std::invoke_result_t<Function, Args...>>();
}
template <typename Function, typename... Args>
  requires std::is_invocable_v<Function, Args...>
[[nodiscard]] auto AsyncNoSpan(Function &&, Args &&...) {
  return TaskWithResult<std::invoke_result_t<Function, Args...>>();
}

} // namespace userver::engine

#endif // MOCKS_USERVER_USERVER_ENGINE_ASYNC_HPP
