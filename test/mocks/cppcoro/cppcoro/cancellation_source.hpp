//===- cancellation_source.hpp - Where cancellation comes from --*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_CPPCORO_CPPCORO_CANCELLATION_SOURCE_HPP
#define MOCKS_CPPCORO_CPPCORO_CANCELLATION_SOURCE_HPP

#include <cppcoro/cancellation_token.hpp>

namespace cppcoro {

class cancellation_source {
public:
  cancellation_source();
  cancellation_token token() const noexcept;
  void request_cancellation();
  bool is_cancellation_requested() const noexcept;
};

} // namespace cppcoro

#endif // MOCKS_CPPCORO_CPPCORO_CANCELLATION_SOURCE_HPP
