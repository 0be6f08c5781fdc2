//===- exception.hpp - What an interrupted wait throws ----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_USERVER_USERVER_ENGINE_EXCEPTION_HPP
#define MOCKS_USERVER_USERVER_ENGINE_EXCEPTION_HPP

#include <stdexcept>
#include <userver/engine/task/cancel.hpp>

namespace userver::engine {

class WaitInterruptedException : public std::runtime_error {
public:
  explicit WaitInterruptedException(TaskCancellationReason);
};
class TaskCancelledException : public std::runtime_error {
public:
  explicit TaskCancelledException(TaskCancellationReason);
};

} // namespace userver::engine

#endif // MOCKS_USERVER_USERVER_ENGINE_EXCEPTION_HPP
