//===- shared_mutex.hpp - Readers and writers that suspend ------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_USERVER_USERVER_ENGINE_SHARED_MUTEX_HPP
#define MOCKS_USERVER_USERVER_ENGINE_SHARED_MUTEX_HPP

namespace userver::engine {

class SharedMutex final {
public:
  SharedMutex();
  ~SharedMutex() = default;
  SharedMutex(const SharedMutex &) = delete;
  void lock();
  void unlock();
  bool try_lock();
  void lock_shared();
  void unlock_shared();
};

} // namespace userver::engine

#endif // MOCKS_USERVER_USERVER_ENGINE_SHARED_MUTEX_HPP
