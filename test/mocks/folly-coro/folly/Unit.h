//===- Unit.h - The value of a void future, next to empty -------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_UNIT_H
#define MOCKS_FOLLY_CORO_FOLLY_UNIT_H

namespace folly {
struct Unit {};
inline constexpr Unit unit{};
} // namespace folly

#endif // MOCKS_FOLLY_CORO_FOLLY_UNIT_H
