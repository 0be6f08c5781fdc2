//===- cancellation_token.hpp - Cancellation, as a parameter ----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_CPPCORO_CPPCORO_CANCELLATION_TOKEN_HPP
#define MOCKS_CPPCORO_CPPCORO_CANCELLATION_TOKEN_HPP

namespace cppcoro {

class cancellation_token {
public:
  cancellation_token() noexcept {}
  bool can_be_cancelled() const noexcept { return false; }
  bool is_cancellation_requested() const noexcept { return false; }
  void throw_if_cancellation_requested() const;
};

} // namespace cppcoro

#endif // MOCKS_CPPCORO_CPPCORO_CANCELLATION_TOKEN_HPP
