//===- SafeTask.h - Tasks whose type says what they may refer to --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_CORO_SAFE_SAFETASK_H
#define MOCKS_FOLLY_CORO_FOLLY_CORO_SAFE_SAFETASK_H

#include <folly/coro/safe/NowTask.h>

namespace folly {

enum class safe_alias {
  unsafe,
  unsafe_closure_internal,
  unsafe_member_internal,
  co_cleanup_safe_ref,
  maybe_value
};

namespace coro {

template <safe_alias, typename = void> class safe_task;
template <safe_alias, typename = void> class safe_task_with_executor;

namespace detail {
template <safe_alias S, typename T>
class safe_task_promise final : public ValuePromise<T> {
public:
  safe_task<S, T> get_return_object() noexcept;
};
} // namespace detail

template <safe_alias S, typename T> class [[nodiscard]] safe_task final {
public:
  using promise_type = detail::safe_task_promise<S, T>;
  safe_task(safe_task &&) noexcept {}
  ~safe_task() {}
  friend detail::Awaiter<T> co_viaIfAsync(Executor::KeepAlive<>,
                                          safe_task &&) noexcept {
    return {};
  }

private:
  friend promise_type;
  safe_task() noexcept {}
};

template <safe_alias S, typename T>
safe_task<S, T> detail::safe_task_promise<S, T>::get_return_object() noexcept {
  return {};
}

template <typename T = void>
using value_task = safe_task<safe_alias::maybe_value, T>;
template <typename T = void>
using co_cleanup_safe_task = safe_task<safe_alias::co_cleanup_safe_ref, T>;
template <typename T = void>
using closure_task = safe_task<safe_alias::unsafe_closure_internal, T>;
template <typename T = void>
using member_task = safe_task<safe_alias::unsafe_member_internal, T>;

} // namespace coro
} // namespace folly

#endif // MOCKS_FOLLY_CORO_FOLLY_CORO_SAFE_SAFETASK_H
