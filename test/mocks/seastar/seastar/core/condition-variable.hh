//===- condition-variable.hh - A condition variable that suspends --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_CORE_CONDITION_VARIABLE_HH
#define MOCKS_SEASTAR_SEASTAR_CORE_CONDITION_VARIABLE_HH

#include <seastar/core/future.hh>

namespace seastar {

class broken_condition_variable : public std::exception {};
class condition_variable_timed_out : public std::exception {};

class condition_variable {
public:
  future<> wait() noexcept;
  template <typename Pred> future<> wait(Pred &&) noexcept { return {}; }
  void signal() noexcept;
  void broadcast() noexcept;
  void broken() noexcept;
};

} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_CORE_CONDITION_VARIABLE_HH
