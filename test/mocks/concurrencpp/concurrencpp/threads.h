//===- threads.h - A lock that suspends -------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_CONCURRENCPP_CONCURRENCPP_THREADS_H
#define MOCKS_CONCURRENCPP_CONCURRENCPP_THREADS_H

#include <concurrencpp/results.h>

namespace concurrencpp {

class async_lock;

class scoped_async_lock {
public:
  scoped_async_lock() noexcept = default;
  scoped_async_lock(scoped_async_lock &&) noexcept;
  ~scoped_async_lock() noexcept;
  void unlock();
  bool owns_lock() const noexcept;
};

class async_lock {
public:
  ~async_lock() noexcept;
  lazy_result<scoped_async_lock> lock(std::shared_ptr<executor>);
  lazy_result<bool> try_lock();
  void unlock();
};

} // namespace concurrencpp

#endif // MOCKS_CONCURRENCPP_CONCURRENCPP_THREADS_H
