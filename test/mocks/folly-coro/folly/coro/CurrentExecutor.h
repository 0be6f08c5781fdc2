//===- CurrentExecutor.h - What a coroutine can ask of its promise --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_CORO_CURRENTEXECUTOR_H
#define MOCKS_FOLLY_CORO_FOLLY_CORO_CURRENTEXECUTOR_H

namespace folly::coro {

namespace detail {
struct co_current_executor_ {
  enum class secret_ { token_ };
  explicit constexpr co_current_executor_(secret_) {}
};
struct co_current_cancellation_token_ {
  enum class secret_ { token_ };
  explicit constexpr co_current_cancellation_token_(secret_) {}
};
class co_reschedule_on_current_executor_ {};
} // namespace detail

using co_current_executor_t = detail::co_current_executor_;
inline constexpr co_current_executor_t co_current_executor{
    co_current_executor_t::secret_::token_};

using co_current_cancellation_token_t = detail::co_current_cancellation_token_;
inline constexpr co_current_cancellation_token_t co_current_cancellation_token{
    co_current_cancellation_token_t::secret_::token_};

using co_reschedule_on_current_executor_t =
    detail::co_reschedule_on_current_executor_;
inline constexpr co_reschedule_on_current_executor_t
    co_reschedule_on_current_executor{};

class co_safe_point_t final {};
inline constexpr co_safe_point_t co_safe_point{};

} // namespace folly::coro

#endif // MOCKS_FOLLY_CORO_FOLLY_CORO_CURRENTEXECUTOR_H
