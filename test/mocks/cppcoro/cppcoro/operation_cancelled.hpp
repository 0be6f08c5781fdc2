//===- operation_cancelled.hpp - What a cancelled operation throws --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_CPPCORO_CPPCORO_OPERATION_CANCELLED_HPP
#define MOCKS_CPPCORO_CPPCORO_OPERATION_CANCELLED_HPP

#include <exception>

namespace cppcoro {
class operation_cancelled : public std::exception {};
} // namespace cppcoro

#endif // MOCKS_CPPCORO_CPPCORO_OPERATION_CANCELLED_HPP
