//===- fstream.hh - Streams of files ----------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_CORE_FSTREAM_HH
#define MOCKS_SEASTAR_SEASTAR_CORE_FSTREAM_HH

#include <seastar/core/file.hh>
#include <seastar/core/iostream.hh>

namespace seastar {
input_stream<char> make_file_input_stream(file);
future<output_stream<char>> make_file_output_stream(file) noexcept;
} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_CORE_FSTREAM_HH
