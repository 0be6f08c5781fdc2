//===- task_processor_fwd.hpp - Where tasks run -----------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_USERVER_USERVER_ENGINE_TASK_TASK_PROCESSOR_FWD_HPP
#define MOCKS_USERVER_USERVER_ENGINE_TASK_TASK_PROCESSOR_FWD_HPP

namespace userver::engine {
class TaskProcessor;
} // namespace userver::engine

#endif // MOCKS_USERVER_USERVER_ENGINE_TASK_TASK_PROCESSOR_FWD_HPP
