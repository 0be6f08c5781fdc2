//===- just_from.hpp - The value of a function ------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_JUST_FROM_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_JUST_FROM_HPP

#include <unifex/mock_sender.hpp>

namespace unifex {
namespace _just_from {
inline const struct _fn {
  template <typename Callable> constexpr auto operator()(Callable &&) const {
    return _mock::_sender<std::invoke_result_t<Callable>>();
  }
} just_from{};
} // namespace _just_from
using _just_from::just_from;
} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_JUST_FROM_HPP
