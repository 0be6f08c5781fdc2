//===- get_all.hpp - The results of all tasks -------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_USERVER_USERVER_ENGINE_GET_ALL_HPP
#define MOCKS_USERVER_USERVER_ENGINE_GET_ALL_HPP

#include <userver/engine/task/task_with_result.hpp>
#include <vector>

namespace userver::engine {
template <typename T> std::vector<T> GetAll(std::vector<TaskWithResult<T>> &) {
  return {};
}
inline void GetAll(std::vector<TaskWithResult<void>> &) {}
} // namespace userver::engine

#endif // MOCKS_USERVER_USERVER_ENGINE_GET_ALL_HPP
