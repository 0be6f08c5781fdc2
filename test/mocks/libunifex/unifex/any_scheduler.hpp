//===- any_scheduler.hpp - A scheduler of any type --------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_ANY_SCHEDULER_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_ANY_SCHEDULER_HPP

#include <unifex/mock_sender.hpp>

namespace unifex {
namespace _any_sched {
struct any_scheduler {
  _mock::_sender<void> schedule() const { return {}; }
};
} // namespace _any_sched
using any_scheduler = _any_sched::any_scheduler;
} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_ANY_SCHEDULER_HPP
