//===- stop_token.hpp - Cancellation ----------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_STDEXEC_STDEXEC_STOP_TOKEN_HPP
#define MOCKS_STDEXEC_STDEXEC_STOP_TOKEN_HPP

#include <stdexec/__detail/__mock.hpp>

namespace stdexec {

class inplace_stop_token {
public:
  bool stop_requested() const noexcept { return false; }
  bool stop_possible() const noexcept { return false; }
};
class inplace_stop_source {
public:
  inplace_stop_token get_token() const noexcept { return {}; }
  bool request_stop() noexcept { return false; }
};

struct get_stop_token_t {
  auto operator()() const noexcept {
    return __mock::__sender<inplace_stop_token>();
  }
};
inline constexpr get_stop_token_t get_stop_token{};

} // namespace stdexec

#endif // MOCKS_STDEXEC_STDEXEC_STOP_TOKEN_HPP
