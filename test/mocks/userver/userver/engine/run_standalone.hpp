//===- run_standalone.hpp - Runs tasks without a service --------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_USERVER_USERVER_ENGINE_RUN_STANDALONE_HPP
#define MOCKS_USERVER_USERVER_ENGINE_RUN_STANDALONE_HPP

#include <cstddef>
#include <functional>

namespace userver::engine {
void RunStandalone(std::function<void()>);
void RunStandalone(std::size_t WorkerThreads, std::function<void()>);
} // namespace userver::engine

#endif // MOCKS_USERVER_USERVER_ENGINE_RUN_STANDALONE_HPP
