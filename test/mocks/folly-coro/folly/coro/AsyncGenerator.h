//===- AsyncGenerator.h - A generator that may wait between values --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_CORO_ASYNCGENERATOR_H
#define MOCKS_FOLLY_CORO_FOLLY_CORO_ASYNCGENERATOR_H

#include <folly/coro/Task.h>

namespace folly::coro {

template <typename Reference, typename Value = std::remove_cvref_t<Reference>,
          bool RequiresCleanup = false>
class AsyncGenerator;

namespace detail {
template <typename Reference, typename Value, bool RequiresCleanup = false>
class AsyncGeneratorPromise final : public BasePromise {
public:
  AsyncGenerator<Reference, Value, RequiresCleanup>
  get_return_object() noexcept;
  void return_void() noexcept {}
  using BasePromise::yield_value;
  std::suspend_always yield_value(Reference &&) noexcept { return {}; }
};
} // namespace detail

template <typename Reference, typename Value, bool RequiresCleanup>
class [[nodiscard]] AsyncGenerator {
public:
  using promise_type =
      detail::AsyncGeneratorPromise<Reference, Value, RequiresCleanup>;
  class NextResult {
  public:
    bool has_value() const noexcept;
    explicit operator bool() const noexcept;
    Reference value() const;
    Reference operator*() const;
  };
  class NextSemiAwaitable {
  public:
    auto viaIfAsync(Executor::KeepAlive<>) const {
      return detail::Awaiter<NextResult>();
    }
  };
  AsyncGenerator(AsyncGenerator &&) noexcept {}
  ~AsyncGenerator() {}
  NextSemiAwaitable next() noexcept { return {}; }

private:
  friend promise_type;
  AsyncGenerator() {}
};

template <typename Reference, typename Value, bool RequiresCleanup>
AsyncGenerator<Reference, Value, RequiresCleanup>
detail::AsyncGeneratorPromise<Reference, Value,
                              RequiresCleanup>::get_return_object() noexcept {
  return {};
}

template <typename Reference, typename Value = std::remove_cvref_t<Reference>>
using CleanableAsyncGenerator = AsyncGenerator<Reference, Value, true>;

} // namespace folly::coro

#endif // MOCKS_FOLLY_CORO_FOLLY_CORO_ASYNCGENERATOR_H
