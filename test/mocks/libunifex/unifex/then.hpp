//===- then.hpp - What comes afterwards -------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_THEN_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_THEN_HPP

#include <unifex/mock_sender.hpp>

namespace unifex {

namespace _then {
template <typename F, typename T> struct _result {
  using type = std::invoke_result_t<F, T>;
};
template <typename F> struct _result<F, void> {
  using type = std::invoke_result_t<F>;
};
namespace _cpo {
template <typename F> struct _closure {
  template <_mock::sender S> friend auto operator|(S &&, _closure) {
    return _mock::_sender<typename _result<F, _mock::value_t<S>>::type>();
  }
};
struct _fn {
  template <_mock::sender S, typename F>
  constexpr auto operator()(S &&, F &&) const {
    return _mock::_sender<typename _result<F, _mock::value_t<S>>::type>();
  }
  template <typename F> constexpr auto operator()(F &&) const {
    return _closure<std::decay_t<F>>();
  }
};
} // namespace _cpo
} // namespace _then

inline constexpr _then::_cpo::_fn then{};

} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_THEN_HPP
