//===- variable.hpp - A value with a mutex that suspends --------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_USERVER_USERVER_CONCURRENT_VARIABLE_HPP
#define MOCKS_USERVER_USERVER_CONCURRENT_VARIABLE_HPP

#include <mutex>
#include <userver/engine/mutex.hpp>

namespace userver::concurrent {

template <typename Data, typename Lock> class LockedPtr {
public:
  LockedPtr(LockedPtr &&) noexcept;
  ~LockedPtr();
  Data *operator->() &;
  Data &operator*() &;
};

template <typename DataT, typename MutexT = engine::Mutex> class Variable {
public:
  template <typename... Args> Variable(Args &&...) {}
  LockedPtr<DataT, std::unique_lock<MutexT>> Lock();
};

} // namespace userver::concurrent

#endif // MOCKS_USERVER_USERVER_CONCURRENT_VARIABLE_HPP
