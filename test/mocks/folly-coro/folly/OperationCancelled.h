//===- OperationCancelled.h - What a cancelled operation throws --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_OPERATIONCANCELLED_H
#define MOCKS_FOLLY_CORO_FOLLY_OPERATIONCANCELLED_H

#include <exception>

namespace folly {

struct OperationCancelled final : public std::exception {
  const char *what() const noexcept override { return "cancelled"; }
};

} // namespace folly

#endif // MOCKS_FOLLY_CORO_FOLLY_OPERATIONCANCELLED_H
