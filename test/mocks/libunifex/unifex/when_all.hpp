//===- when_all.hpp - Several at once ---------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_WHEN_ALL_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_WHEN_ALL_HPP

#include <unifex/mock_sender.hpp>

namespace unifex {

namespace _when_all::_cpo {
struct _fn {
  template <_mock::sender... Senders> auto operator()(Senders &&...) const {
    return _mock::_sender<std::tuple<std::variant<
        typename _mock::_tuple_of<_mock::value_t<Senders>>::type>...>>();
  }
};
} // namespace _when_all::_cpo

inline constexpr _when_all::_cpo::_fn when_all{};

} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_WHEN_ALL_HPP
