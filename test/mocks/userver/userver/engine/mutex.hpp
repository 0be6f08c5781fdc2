//===- mutex.hpp - A mutex that suspends ------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_USERVER_USERVER_ENGINE_MUTEX_HPP
#define MOCKS_USERVER_USERVER_ENGINE_MUTEX_HPP

#include <userver/engine/deadline.hpp>

namespace userver::engine {

class Mutex final {
public:
  Mutex();
  ~Mutex();
  Mutex(const Mutex &) = delete;
  void lock();
  void unlock();
  [[nodiscard]] bool try_lock() noexcept;
};

} // namespace userver::engine

#endif // MOCKS_USERVER_USERVER_ENGINE_MUTEX_HPP
