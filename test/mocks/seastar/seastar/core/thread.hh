//===- thread.hh - Stackful threads -----------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_CORE_THREAD_HH
#define MOCKS_SEASTAR_SEASTAR_CORE_THREAD_HH

#include <seastar/core/future.hh>

namespace seastar {

class thread_attributes {};

class thread {
public:
  template <typename Func> thread(Func) {}
  future<> join() { return {}; }
  static void yield();
  static bool running_in_thread();
};

template <typename Func, typename... Args>
inline futurize_t<std::invoke_result_t<Func, Args...>>
async(Func &&, Args &&...) noexcept {
  return {};
}

} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_CORE_THREAD_HH
