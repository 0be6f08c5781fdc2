//===- sync_wait.hpp - Waits for a sender with the thread -------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_SYNC_WAIT_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_SYNC_WAIT_HPP

#include <unifex/mock_sender.hpp>

namespace unifex {

namespace _sync_wait_cpo {
struct _fn {
  template <_mock::sender Sender>
  auto operator()(Sender &&) const
      -> std::optional<_mock::non_void_t<_mock::value_t<Sender>>> {
    return std::nullopt;
  }
};
} // namespace _sync_wait_cpo

inline constexpr _sync_wait_cpo::_fn sync_wait{};

} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_SYNC_WAIT_HPP
