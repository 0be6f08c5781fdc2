//===- Synchronized.h - A value with a blocking mutex, next to empty --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_SYNCHRONIZED_H
#define MOCKS_FOLLY_CORO_FOLLY_SYNCHRONIZED_H

#include <mutex>

namespace folly {

template <class T, class Mutex = std::mutex> struct Synchronized {
  class LockedPtr {
  public:
    LockedPtr(LockedPtr &&) noexcept;
    ~LockedPtr();
    T *operator->() const;
    T &operator*() const;
    void unlock();
  };
  using RLockedPtr = LockedPtr;
  LockedPtr wlock();
  RLockedPtr rlock();
  LockedPtr lock();
  template <class Function> auto withWLock(Function &&F) { return F(*wlock()); }
};

} // namespace folly

#endif // MOCKS_FOLLY_CORO_FOLLY_SYNCHRONIZED_H
