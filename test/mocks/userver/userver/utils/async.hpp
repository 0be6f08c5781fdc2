//===- async.hpp - Tasks with a span ----------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_USERVER_USERVER_UTILS_ASYNC_HPP
#define MOCKS_USERVER_USERVER_UTILS_ASYNC_HPP

#include <string>
#include <userver/engine/async.hpp>
#include <userver/engine/task/shared_task_with_result.hpp>

namespace userver::utils {

template <typename Function, typename... Args>
[[nodiscard]] auto Async(std::string, Function &&, Args &&...) {
  return engine::TaskWithResult<std::invoke_result_t<Function, Args...>>();
}
template <typename Function, typename... Args>
[[nodiscard]] auto Async(engine::TaskProcessor &, std::string, Function &&,
                         Args &&...) {
  return engine::TaskWithResult<std::invoke_result_t<Function, Args...>>();
}
template <typename Function, typename... Args>
[[nodiscard]] auto CriticalAsync(std::string, Function &&, Args &&...) {
  return engine::TaskWithResult<std::invoke_result_t<Function, Args...>>();
}
template <typename Function, typename... Args>
[[nodiscard]] auto SharedAsync(std::string, Function &&, Args &&...) {
  return engine::SharedTaskWithResult<
      std::invoke_result_t<Function, Args...>>();
}
template <typename Function, typename... Args>
[[nodiscard]] auto AsyncBackground(std::string, engine::TaskProcessor &,
                                   Function &&, Args &&...) {
  return engine::TaskWithResult<std::invoke_result_t<Function, Args...>>();
}

} // namespace userver::utils

#endif // MOCKS_USERVER_USERVER_UTILS_ASYNC_HPP
