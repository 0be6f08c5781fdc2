//===- SimpleAsyncIO.h - Files without blocking, next to empty --*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_IO_ASYNC_SIMPLEASYNCIO_H
#define MOCKS_FOLLY_CORO_FOLLY_IO_ASYNC_SIMPLEASYNCIO_H

#include <folly/coro/Task.h>
#include <sys/types.h>

namespace folly {

class SimpleAsyncIO {
public:
  struct Config {
    Config &setMaxRequests(size_t) { return *this; }
    Config &setCompletionExecutor(Executor::KeepAlive<>) { return *this; }
  };
  explicit SimpleAsyncIO(Config = Config());
  virtual ~SimpleAsyncIO();
  coro::Task<int> co_pread(int Fd, void *Buffer, size_t Size, off_t Start);
  coro::Task<int> co_pwrite(int Fd, const void *Buffer, size_t Size,
                            off_t Start);
};

} // namespace folly

#endif // MOCKS_FOLLY_CORO_FOLLY_IO_ASYNC_SIMPLEASYNCIO_H
