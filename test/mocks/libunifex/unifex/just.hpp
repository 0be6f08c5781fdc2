//===- just.hpp - A value at once -------------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_JUST_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_JUST_HPP

#include <unifex/mock_sender.hpp>

namespace unifex {
namespace _just_cpo {
inline const struct just_fn {
  template <typename T> constexpr auto operator()(T &&) const {
    return _mock::_sender<std::decay_t<T>>();
  }
  constexpr auto operator()() const { return _mock::_sender<void>(); }
} just{};
} // namespace _just_cpo
using _just_cpo::just;
} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_JUST_HPP
