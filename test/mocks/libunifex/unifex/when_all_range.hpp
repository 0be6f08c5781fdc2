//===- when_all_range.hpp - All of a range at once --------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_WHEN_ALL_RANGE_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_WHEN_ALL_RANGE_HPP

#include <unifex/mock_sender.hpp>

namespace unifex {

namespace _when_all_range::_cpo {
struct _fn {
  template <_mock::sender Sender> auto operator()(std::vector<Sender>) const {
    using T = _mock::value_t<Sender>;
    return _mock::_sender<std::conditional_t<
        std::is_void_v<T>, void, std::vector<_mock::non_void_t<T>>>>();
  }
};
} // namespace _when_all_range::_cpo

inline constexpr _when_all_range::_cpo::_fn when_all_range{};

} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_WHEN_ALL_RANGE_HPP
