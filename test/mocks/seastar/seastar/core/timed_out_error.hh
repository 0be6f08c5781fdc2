//===- timed_out_error.hh - What a timeout throws ---------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_CORE_TIMED_OUT_ERROR_HH
#define MOCKS_SEASTAR_SEASTAR_CORE_TIMED_OUT_ERROR_HH

#include <exception>

namespace seastar {
class timed_out_error : public std::exception {};
struct default_timeout_exception_factory {
  static auto timeout() { return timed_out_error(); }
};
} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_CORE_TIMED_OUT_ERROR_HH
