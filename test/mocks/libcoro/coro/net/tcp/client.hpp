//===- client.hpp - A connection --------------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBCORO_CORO_NET_TCP_CLIENT_HPP
#define MOCKS_LIBCORO_CORO_NET_TCP_CLIENT_HPP

#include <chrono>
#include <coro/scheduler.hpp>
#include <span>

namespace coro::net {

enum class connect_status { connected, timeout, error };
class io_status {
public:
  auto is_ok() const -> bool;
};
class socket_address;

namespace tcp {

class client {
public:
  explicit client(std::unique_ptr<coro::scheduler> &, const socket_address &);
  client(client &&) noexcept;
  ~client();
  auto connect(std::chrono::milliseconds = {})
      -> coro::task<net::connect_status>;
  template <typename buffer_type>
  auto read_some(buffer_type &, std::chrono::milliseconds = {})
      -> coro::task<std::pair<io_status, std::span<char>>> {
    return {};
  }
  template <typename buffer_type>
  auto read_exact(buffer_type &, std::chrono::milliseconds = {})
      -> coro::task<std::pair<io_status, std::span<char>>> {
    return {};
  }
  template <typename buffer_type>
  auto write_all(const buffer_type &, std::chrono::milliseconds = {})
      -> coro::task<std::pair<io_status, std::span<const char>>> {
    return {};
  }
};

} // namespace tcp
} // namespace coro::net

#endif // MOCKS_LIBCORO_CORO_NET_TCP_CLIENT_HPP
