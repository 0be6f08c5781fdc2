//===- fake-std.h - The little of std that tests need -----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Small on purpose: the real <chrono> and <mutex> would make up most of the
// time that the unit tests take. The fixtures use the real ones.

#ifndef FAKE_STD_H
#define FAKE_STD_H

#include <coroutine>

extern "C" unsigned sleep(unsigned seconds);
extern "C" int nanosleep(const struct timespec *, struct timespec *);

namespace std {

template <class T> struct fake_remove_reference {
  using type = T;
};
template <class T> struct fake_remove_reference<T &> {
  using type = T;
};
template <class T>
constexpr typename fake_remove_reference<T>::type &&move(T &&value) noexcept {
  return static_cast<typename fake_remove_reference<T>::type &&>(value);
}

template <long N, long D = 1> struct ratio {};

namespace chrono {
template <class Rep, class Period = ratio<1>> struct duration {
  constexpr explicit duration(Rep count) : count(count) {}
  Rep count;
};
using seconds = duration<long>;
using milliseconds = duration<long, ratio<1, 1000>>;
inline namespace _V2 {
struct steady_clock {
  using duration = milliseconds;
};
struct system_clock {
  using duration = milliseconds;
};
} // namespace _V2
template <class Clock, class Duration = typename Clock::duration>
struct time_point {};
template <class To, class From> To ceil(From);
} // namespace chrono

namespace this_thread {
template <class Rep, class Period>
void sleep_for(const chrono::duration<Rep, Period> &) {}
template <class Clock, class Duration>
void sleep_until(const chrono::time_point<Clock, Duration> &) {}
} // namespace this_thread

class mutex {
public:
  void lock();
  bool try_lock();
  void unlock();
};
struct defer_lock_t {};
inline constexpr defer_lock_t defer_lock;
template <class M> class lock_guard {
public:
  explicit lock_guard(M &);
  lock_guard(const lock_guard &) = delete;
  ~lock_guard();
};
template <class... M> class scoped_lock {
public:
  explicit scoped_lock(M &...);
  ~scoped_lock();
};
template <class M> class unique_lock {
public:
  unique_lock() noexcept;
  explicit unique_lock(M &);
  unique_lock(M &, defer_lock_t) noexcept;
  unique_lock(unique_lock &&) noexcept;
  unique_lock &operator=(unique_lock &&) noexcept;
  ~unique_lock();
  void lock();
  bool try_lock();
  void unlock();
  M *release();
  bool owns_lock() const;
};
template <class A, class B> void lock(A &, B &);

template <class T> class unique_ptr {
public:
  unique_ptr() noexcept;
  explicit unique_ptr(T *);
  unique_ptr(unique_ptr &&) noexcept;
  ~unique_ptr();
  T *operator->() const;
  void reset(T * = nullptr);
};
template <class T, class... Args> unique_ptr<T> make_unique(Args &&...);
template <class T> class optional {
public:
  optional();
  ~optional();
  template <class... Args> T &emplace(Args &&...);
};

} // namespace std

#endif // FAKE_STD_H
