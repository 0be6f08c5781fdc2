//===- temporary_buffer.hh - A buffer that can be moved ---------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_CORE_TEMPORARY_BUFFER_HH
#define MOCKS_SEASTAR_SEASTAR_CORE_TEMPORARY_BUFFER_HH

#include <cstddef>

namespace seastar {

template <typename CharType> class temporary_buffer {
public:
  temporary_buffer(temporary_buffer &&) noexcept;
  size_t size() const noexcept;
  bool empty() const noexcept;
};

} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_CORE_TEMPORARY_BUFFER_HH
