//===- Try.h - A value or an exception, next to empty -----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_TRY_H
#define MOCKS_FOLLY_CORO_FOLLY_TRY_H

#include <folly/ExceptionWrapper.h>
#include <folly/Unit.h>

namespace folly {

template <class T> class Try {
public:
  using element_type = T;
  T &value() &;
  T &&value() &&;
  const T &value() const &;
  T &operator*() &;
  T &&operator*() &&;
  T *operator->();
  bool hasValue() const { return true; }
  bool hasException() const { return false; }
  template <class Ex> bool hasException() const { return false; }
  exception_wrapper &exception() & { return Error; }
  void throwUnlessValue() const {}

private:
  exception_wrapper Error;
};

template <> class Try<void> {
public:
  using element_type = void;
  void value() const {}
  void operator*() const {}
  bool hasValue() const { return true; }
  bool hasException() const { return false; }
  template <class Ex> bool hasException() const { return false; }
  exception_wrapper &exception() & { return Error; }
  void throwUnlessValue() const {}

private:
  exception_wrapper Error;
};

} // namespace folly

#endif // MOCKS_FOLLY_CORO_FOLLY_TRY_H
