//===- done_as_optional.hpp - The done signal as an empty value --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_DONE_AS_OPTIONAL_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_DONE_AS_OPTIONAL_HPP

#include <unifex/mock_sender.hpp>

namespace unifex {

namespace _done_as_opt::_cpo {
template <typename S>
using _optional_sender =
    _mock::_sender<std::optional<_mock::non_void_t<_mock::value_t<S>>>>;
struct _closure {
  template <_mock::sender S> friend auto operator|(S &&, _closure) {
    return _optional_sender<S>();
  }
};
inline const struct _fn {
  template <_mock::sender S> auto operator()(S &&) const {
    return _optional_sender<S>();
  }
  constexpr auto operator()() const noexcept { return _closure(); }
} done_as_optional{};
} // namespace _done_as_opt::_cpo
using _done_as_opt::_cpo::done_as_optional;

} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_DONE_AS_OPTIONAL_HPP
