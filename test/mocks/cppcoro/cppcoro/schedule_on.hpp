//===- schedule_on.hpp - A task on another scheduler ------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_CPPCORO_CPPCORO_SCHEDULE_ON_HPP
#define MOCKS_CPPCORO_CPPCORO_SCHEDULE_ON_HPP

#include <cppcoro/task.hpp>

namespace cppcoro {
template <typename SCHEDULER, typename AWAITABLE>
auto schedule_on(SCHEDULER &, AWAITABLE)
    -> task<detail::mock_result_t<AWAITABLE>> {
  return {};
}
} // namespace cppcoro

#endif // MOCKS_CPPCORO_CPPCORO_SCHEDULE_ON_HPP
