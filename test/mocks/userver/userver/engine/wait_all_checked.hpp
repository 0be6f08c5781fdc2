//===- wait_all_checked.hpp - The end of all tasks --------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_USERVER_USERVER_ENGINE_WAIT_ALL_CHECKED_HPP
#define MOCKS_USERVER_USERVER_ENGINE_WAIT_ALL_CHECKED_HPP

#include <userver/engine/task/task_with_result.hpp>

namespace userver::engine {
template <typename... Tasks> void WaitAllChecked(Tasks &...) {}
} // namespace userver::engine

#endif // MOCKS_USERVER_USERVER_ENGINE_WAIT_ALL_CHECKED_HPP
