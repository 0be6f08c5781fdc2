//===- execution.hpp - The algorithms, all of them objects ------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_STDEXEC_STDEXEC_EXECUTION_HPP
#define MOCKS_STDEXEC_STDEXEC_EXECUTION_HPP

#include <stdexec/stop_token.hpp>

namespace stdexec {

struct inline_scheduler {
  __mock::__sender<void> schedule() const noexcept { return {}; }
};

namespace __mock {
struct __any_scheduler {
  __sender<void> schedule() const noexcept { return {}; }
};
} // namespace __mock

struct schedule_t {
  template <class Scheduler> auto operator()(Scheduler &&S) const noexcept {
    return S.schedule();
  }
};
inline constexpr schedule_t schedule{};

struct get_scheduler_t {
  auto operator()() const noexcept {
    return __mock::__sender<__mock::__any_scheduler>();
  }
};
inline constexpr get_scheduler_t get_scheduler{};

struct just_t {
  auto operator()() const { return __mock::__sender<void>(); }
  template <class T> auto operator()(T &&) const {
    return __mock::__sender<std::decay_t<T>>();
  }
};
inline constexpr just_t just{};

struct then_t {
  template <class F> struct __closure {
    template <sender S> friend auto operator|(S &&, __closure) {
      return __mock::__sender<
          typename __mock::__result<F, __mock::value_t<S>>::type>();
    }
  };
  template <sender S, class F> auto operator()(S &&, F &&) const {
    return __mock::__sender<
        typename __mock::__result<F, __mock::value_t<S>>::type>();
  }
  template <class F> auto operator()(F &&) const {
    return __closure<std::decay_t<F>>();
  }
};
inline constexpr then_t then{};

namespace __mock {
/// A closure that leaves the type of the value as it is.
struct __same_closure {
  template <sender S> friend auto operator|(S &&, __same_closure) {
    return __sender<value_t<S>>();
  }
};
} // namespace __mock

struct upon_error_t {
  template <sender S, class F> auto operator()(S &&, F &&) const {
    return __mock::__sender<__mock::value_t<S>>();
  }
  template <class F> auto operator()(F &&) const {
    return __mock::__same_closure();
  }
};
inline constexpr upon_error_t upon_error{};

struct let_stopped_t {
  template <sender S, class F> auto operator()(S &&, F &&) const {
    return __mock::__sender<__mock::value_t<S>>();
  }
  template <class F> auto operator()(F &&) const {
    return __mock::__same_closure();
  }
};
inline constexpr let_stopped_t let_stopped{};

struct stopped_as_optional_t {
  struct __closure {
    template <sender S> friend auto operator|(S &&, __closure) {
      return __mock::__sender<std::optional<__mock::value_t<S>>>();
    }
  };
  template <sender S> auto operator()(S &&) const {
    return __mock::__sender<std::optional<__mock::value_t<S>>>();
  }
  auto operator()() const noexcept { return __closure(); }
};
inline constexpr stopped_as_optional_t stopped_as_optional{};

struct when_all_t {
  template <sender... Senders> auto operator()(Senders &&...) const {
    using T = decltype(std::tuple_cat(
        std::declval<__mock::__as_tuple<__mock::value_t<Senders>>>()...));
    return __mock::__sender<typename __mock::__joined<T>::type>();
  }
};
inline constexpr when_all_t when_all{};

struct starts_on_t {
  template <class Scheduler, sender S>
  auto operator()(Scheduler &&, S &&) const {
    return __mock::__sender<__mock::value_t<S>>();
  }
};
inline constexpr starts_on_t starts_on{};

struct on_t {
  template <class Scheduler, sender S>
  auto operator()(Scheduler &&, S &&) const {
    return __mock::__sender<__mock::value_t<S>>();
  }
};
inline constexpr on_t on{};

struct sync_wait_t {
  template <sender S>
  auto operator()(S &&) const
      -> std::optional<__mock::__as_tuple<__mock::value_t<S>>> {
    return std::nullopt;
  }
};
inline constexpr sync_wait_t sync_wait{};

class counting_scope {
public:
  struct token {};
  counting_scope() noexcept {}
  ~counting_scope() {}
  token get_token() noexcept { return {}; }
  auto join() noexcept { return __mock::__sender<void>(); }
  void close() noexcept {}
  void request_stop() noexcept {}
};

struct spawn_t {
  template <sender S, class Token> void operator()(S &&, Token) const {}
};
inline constexpr spawn_t spawn{};

class run_loop {
public:
  struct scheduler {
    __mock::__sender<void> schedule() const noexcept { return {}; }
  };
  run_loop() noexcept;
  ~run_loop();
  scheduler get_scheduler() noexcept { return {}; }
  void run() noexcept;
  void finish() noexcept;
};

// The task of the standard's draft.
template <class T = void, class Env = void>
class [[nodiscard]] task : public __mock::__sender<T> {
public:
  using promise_type = __mock::__promise<task, T>;
  task(task &&) noexcept {}
  ~task() {}

private:
  friend promise_type;
  task() noexcept {}
};

} // namespace stdexec

#endif // MOCKS_STDEXEC_STDEXEC_EXECUTION_HPP
