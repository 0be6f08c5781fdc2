//===- Executor.h - Executors and their keep-alive, next to empty --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_EXECUTOR_H
#define MOCKS_FOLLY_CORO_FOLLY_EXECUTOR_H

#include <functional>
#include <type_traits>

namespace folly {

using Func = std::function<void()>;
class Executor;

template <typename ExecutorT = Executor> class ExecutorKeepAlive {
public:
  ExecutorKeepAlive() = default;
  ExecutorKeepAlive(ExecutorT *To) : To(To) {}
  template <typename Other>
    requires std::is_convertible_v<Other *, ExecutorT *>
  ExecutorKeepAlive(const ExecutorKeepAlive<Other> &From) : To(From.get()) {}
  ExecutorT *get() const { return To; }
  ExecutorT *operator->() const { return To; }
  ExecutorT &operator*() const { return *To; }
  explicit operator bool() const { return To; }
  ExecutorKeepAlive copy() const { return *this; }

private:
  ExecutorT *To = nullptr;
};

class Executor {
public:
  virtual ~Executor() = default;
  virtual void add(Func) = 0;
  template <typename ExecutorT = Executor>
  using KeepAlive = ExecutorKeepAlive<ExecutorT>;
};

class DrivableExecutor : public virtual Executor {
public:
  virtual void drive() = 0;
};

template <typename ExecutorT>
Executor::KeepAlive<ExecutorT> getKeepAliveToken(ExecutorT *To) {
  return To;
}

} // namespace folly

#endif // MOCKS_FOLLY_CORO_FOLLY_EXECUTOR_H
