//===- on.hpp - A sender on a scheduler -------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_ON_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_ON_HPP

#include <unifex/mock_sender.hpp>

namespace unifex {
namespace _on {
inline const struct _fn {
  template <typename Scheduler, _mock::sender Sender>
  auto operator()(Scheduler &&, Sender &&) const {
    return _mock::_sender<_mock::value_t<Sender>>();
  }
} on{};
} // namespace _on
using _on::on;
} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_ON_HPP
