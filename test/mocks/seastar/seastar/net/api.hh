//===- api.hh - Connections -------------------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_NET_API_HH
#define MOCKS_SEASTAR_SEASTAR_NET_API_HH

#include <seastar/core/iostream.hh>
#include <seastar/core/lowres_clock.hh>

namespace seastar {

class socket_address {
public:
  socket_address() noexcept = default;
};

class connected_socket {
public:
  connected_socket();
  connected_socket(connected_socket &&) noexcept;
  input_stream<char> input();
  output_stream<char> output(size_t BufferSize = 8192);
  void shutdown_output();
};

} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_NET_API_HH
