//===- inplace_stop_token.hpp - Cancellation --------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_INPLACE_STOP_TOKEN_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_INPLACE_STOP_TOKEN_HPP

namespace unifex {

class inplace_stop_token {
public:
  bool stop_requested() const noexcept { return false; }
  bool stop_possible() const noexcept { return false; }
};
class inplace_stop_source {
public:
  inplace_stop_token get_token() noexcept { return {}; }
  bool request_stop() noexcept { return false; }
  bool stop_requested() const noexcept { return false; }
};

} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_INPLACE_STOP_TOKEN_HPP
