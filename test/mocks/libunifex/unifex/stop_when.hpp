//===- stop_when.hpp - Ends one sender when another is done -----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_STOP_WHEN_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_STOP_WHEN_HPP

#include <unifex/mock_sender.hpp>

namespace unifex {

namespace _stop_when_cpo {
struct _closure {
  template <_mock::sender S> friend auto operator|(S &&, _closure) {
    return _mock::_sender<_mock::value_t<S>>();
  }
};
struct _fn {
  template <_mock::sender Source, _mock::sender Trigger>
  auto operator()(Source &&, Trigger &&) const {
    return _mock::_sender<_mock::value_t<Source>>();
  }
  template <_mock::sender Trigger> auto operator()(Trigger &&) const {
    return _closure();
  }
};
} // namespace _stop_when_cpo

inline constexpr _stop_when_cpo::_fn stop_when{};

} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_STOP_WHEN_HPP
