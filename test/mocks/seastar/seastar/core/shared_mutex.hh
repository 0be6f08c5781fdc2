//===- shared_mutex.hh - Readers and writers that suspend -------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_CORE_SHARED_MUTEX_HH
#define MOCKS_SEASTAR_SEASTAR_CORE_SHARED_MUTEX_HH

#include <mutex>
#include <seastar/core/future.hh>
#include <shared_mutex>

namespace seastar {

class shared_mutex {
public:
  shared_mutex() noexcept = default;
  future<> lock_shared() noexcept;
  future<> lock() noexcept;
  bool try_lock() noexcept;
  bool try_lock_shared() noexcept;
  void unlock() noexcept;
  void unlock_shared() noexcept;
};

template <typename Func>
futurize_t<std::invoke_result_t<Func>> with_lock(shared_mutex &,
                                                 Func &&) noexcept {
  return {};
}
template <typename Func>
futurize_t<std::invoke_result_t<Func>> with_shared(shared_mutex &,
                                                   Func &&) noexcept {
  return {};
}
template <typename T> future<std::unique_lock<T>> get_unique_lock(T &) {
  return {};
}
template <typename T> future<std::shared_lock<T>> get_shared_lock(T &) {
  return {};
}

} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_CORE_SHARED_MUTEX_HH
