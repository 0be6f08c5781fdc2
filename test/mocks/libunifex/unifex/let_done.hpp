//===- let_done.hpp - What to do instead of being done ----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_LET_DONE_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_LET_DONE_HPP

#include <unifex/mock_sender.hpp>

namespace unifex {

namespace _let_d::_cpo {
struct _fn {
  template <_mock::sender Source, typename Done>
  auto operator()(Source &&, Done &&) const {
    return _mock::_sender<_mock::value_t<Source>>();
  }
};
} // namespace _let_d::_cpo

inline constexpr _let_d::_cpo::_fn let_done{};

} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_LET_DONE_HPP
