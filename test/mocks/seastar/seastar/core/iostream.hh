//===- iostream.hh - Streams of bytes ---------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_CORE_IOSTREAM_HH
#define MOCKS_SEASTAR_SEASTAR_CORE_IOSTREAM_HH

#include <seastar/core/future.hh>
#include <seastar/core/sstring.hh>
#include <seastar/core/temporary_buffer.hh>

namespace seastar {

template <typename CharType> class input_stream {
public:
  input_stream(input_stream &&) = default;
  future<temporary_buffer<CharType>> read() noexcept;
  future<> close() noexcept;
};

template <typename CharType> class output_stream {
public:
  output_stream(output_stream &&) = default;
  future<> write(const sstring &) noexcept;
  future<> flush() noexcept;
  future<> close() noexcept;
};

} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_CORE_IOSTREAM_HH
