//===- Transport.h - A connection, next to empty ----------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_IO_CORO_TRANSPORT_H
#define MOCKS_FOLLY_CORO_FOLLY_IO_CORO_TRANSPORT_H

#include <chrono>
#include <folly/coro/Task.h>
#include <folly/io/async/EventBase.h>
#include <string>

namespace folly {

template <class Iter> class Range {
public:
  Range(Iter Begin, Iter End);
};
using ByteRange = Range<const unsigned char *>;
using MutableByteRange = Range<unsigned char *>;

class SocketAddress {
public:
  SocketAddress();
  SocketAddress(const char *Host, unsigned short Port);
};

namespace coro {

class TransportIf {
public:
  virtual ~TransportIf() = default;
  virtual Task<size_t> read(MutableByteRange, std::chrono::milliseconds) = 0;
  Task<size_t> read(void *Buffer, size_t Length, std::chrono::milliseconds);
  virtual Task<Unit>
      write(ByteRange,
            std::chrono::milliseconds = std::chrono::milliseconds(0)) = 0;
  virtual void close() = 0;
  virtual void closeWithReset() = 0;
};

class Transport : public TransportIf {
public:
  Transport(Transport &&) = default;
  static Task<Transport> newConnectedSocket(EventBase *, const SocketAddress &,
                                            std::chrono::milliseconds);
  using TransportIf::read;
  Task<size_t> read(MutableByteRange, std::chrono::milliseconds) override;
  Task<Unit>
      write(ByteRange,
            std::chrono::milliseconds = std::chrono::milliseconds(0)) override;
  void close() override;
  void closeWithReset() override;
};

} // namespace coro
} // namespace folly

#endif // MOCKS_FOLLY_CORO_FOLLY_IO_CORO_TRANSPORT_H
