//===- seastar.hh - The reactor's functions ---------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_CORE_SEASTAR_HH
#define MOCKS_SEASTAR_SEASTAR_CORE_SEASTAR_HH

#include <seastar/core/file.hh>
#include <seastar/core/future.hh>
#include <seastar/core/sstring.hh>
#include <seastar/net/api.hh>
#include <string_view>

namespace seastar {
future<file> open_file_dma(std::string_view, open_flags) noexcept;
future<bool> file_exists(std::string_view) noexcept;
future<connected_socket> connect(socket_address);
} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_CORE_SEASTAR_HH
