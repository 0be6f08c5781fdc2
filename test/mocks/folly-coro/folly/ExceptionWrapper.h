//===- ExceptionWrapper.h - Holds an exception, next to empty ---*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_EXCEPTIONWRAPPER_H
#define MOCKS_FOLLY_CORO_FOLLY_EXCEPTIONWRAPPER_H

#include <exception>
#include <string>

namespace folly {

class exception_wrapper {
public:
  exception_wrapper() noexcept = default;
  explicit exception_wrapper(std::exception_ptr) noexcept {}
  explicit operator bool() const noexcept { return false; }
  std::string what() const { return {}; }
  template <class Ex> bool is_compatible_with() const noexcept { return false; }
  [[noreturn]] void throw_exception() const { throw *this; }
};

template <class Ex, class... As>
exception_wrapper make_exception_wrapper(As &&...) {
  return {};
}

} // namespace folly

#endif // MOCKS_FOLLY_CORO_FOLLY_EXCEPTIONWRAPPER_H
