//===- semaphore.hpp - A semaphore that suspends ----------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_USERVER_USERVER_ENGINE_SEMAPHORE_HPP
#define MOCKS_USERVER_USERVER_ENGINE_SEMAPHORE_HPP

#include <cstddef>
#include <userver/engine/deadline.hpp>

namespace userver::engine {

class Semaphore final {
public:
  using Counter = std::size_t;
  explicit Semaphore(Counter);
  ~Semaphore();
  void lock_shared();
  void unlock_shared();
  [[nodiscard]] bool try_lock_shared();
};

class SemaphoreLock final {
public:
  explicit SemaphoreLock(Semaphore &);
  SemaphoreLock(SemaphoreLock &&) noexcept;
  ~SemaphoreLock();
  [[nodiscard]] bool OwnsLock() const noexcept;
};

} // namespace userver::engine

#endif // MOCKS_USERVER_USERVER_ENGINE_SEMAPHORE_HPP
