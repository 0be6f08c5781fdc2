//===- get_stop_token.hpp - The task's token --------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_GET_STOP_TOKEN_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_GET_STOP_TOKEN_HPP

#include <unifex/inplace_stop_token.hpp>
#include <unifex/mock_sender.hpp>

namespace unifex {

namespace _get_stop_token {
struct _awaitable : _mock::_sender<inplace_stop_token> {};
inline const struct _fn {
  constexpr auto operator()() const noexcept { return _awaitable(); }
} get_stop_token{};
} // namespace _get_stop_token

using _get_stop_token::get_stop_token;

} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_GET_STOP_TOKEN_HPP
