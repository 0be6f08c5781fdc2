//===- when_any.hpp - The first of several ----------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_STDEXEC_EXEC_WHEN_ANY_HPP
#define MOCKS_STDEXEC_EXEC_WHEN_ANY_HPP

#include <stdexec/execution.hpp>

namespace experimental::execution {

namespace __when_any {
struct __when_any_t {
  template <stdexec::sender First, stdexec::sender... Others>
  auto operator()(First &&, Others &&...) const {
    return stdexec::__mock::__sender<stdexec::__mock::value_t<First>>();
  }
};
inline constexpr __when_any_t when_any{};
} // namespace __when_any
using __when_any::when_any;

} // namespace experimental::execution

namespace exec = experimental::execution;

#endif // MOCKS_STDEXEC_EXEC_WHEN_ANY_HPP
