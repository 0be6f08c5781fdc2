//===- abort_source.hh - Cancellation ---------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_CORE_ABORT_SOURCE_HH
#define MOCKS_SEASTAR_SEASTAR_CORE_ABORT_SOURCE_HH

#include <exception>
#include <stdexcept>

namespace seastar {

class abort_requested_exception : public std::exception {};

class abort_source {
public:
  void check() const;
  bool abort_requested() const noexcept;
  void request_abort() noexcept;
};

} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_CORE_ABORT_SOURCE_HH
