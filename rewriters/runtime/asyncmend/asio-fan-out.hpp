//===- asio-fan-out.hpp - A task per item, some at a time -------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_ASIO_FAN_OUT_HPP
#define ASYNCMEND_ASIO_FAN_OUT_HPP

#include "asio-flavour.hpp"
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <deque>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <ranges>
#include <tuple>
#include <utility>
#include <vector>

namespace asyncmend {
ASYNCMEND_FLAVOUR {
  namespace detail {

  /// Coroutines that work on one thing, and the handler that waits for the last
  /// of them. Only their completion handlers own it, so that everything goes
  /// when the execution context is destroyed before they end.
  template <typename Handler>
  class crew : public std::enable_shared_from_this<crew<Handler>> {
  public:
    crew(Handler h, std::size_t size, std::atomic<bool> &stop)
        : handler(std::move(h)), guard(net::get_associated_executor(handler)),
          signals(size), left(size), stopped(stop) {}

    template <typename E, typename Executor, typename MakeWorker>
    void start(const Executor &ex, MakeWorker make) {
      auto slot = net::get_associated_cancellation_slot(handler);
      if (slot.is_connected())
        slot.assign([weak = this->weak_from_this()](net::cancellation_type t) {
          if (auto self = weak.lock())
            self->cancel(t);
        });
      auto self = this->shared_from_this();
      for (net::cancellation_signal &signal : signals)
        net::co_spawn(own_strand<E>(ex), make(),
                      net::bind_cancellation_slot(
                          signal.slot(), [self](std::exception_ptr e) {
                            if (e) // It was cancelled before it began.
                              self->stopped = true;
                            self->leave();
                          }));
    }

  private:
    void cancel(net::cancellation_type type) {
      stopped = true;
      for (net::cancellation_signal &signal : signals)
        signal.emit(type);
    }

    void leave() {
      if (left.fetch_sub(1) == 1)
        net::post(guard.get_executor(),
                  [self = this->shared_from_this()] { self->complete(); });
    }

    void complete() {
      auto slot = net::get_associated_cancellation_slot(handler);
      if (slot.is_connected())
        slot.clear();
      Handler last = std::move(handler);
      guard.reset();
      std::move(last)();
    }

    Handler handler;
    net::executor_work_guard<net::associated_executor_t<Handler>> guard;
    std::deque<net::cancellation_signal> signals;
    std::atomic<std::size_t> left;
    std::atomic<bool> &stopped;
  };

  /// What the workers share. Lives in the frame of the coroutine that waits.
  template <typename Range, typename Function> class job {
  public:
    using iterator = std::ranges::iterator_t<Range>;
    // An input iterator's item may be gone when it moves on.
    using item = std::conditional_t<std::ranges::forward_range<Range>,
                                    std::ranges::range_reference_t<Range>,
                                    std::ranges::range_value_t<Range>>;
    using traits = traits_of<Function, std::ranges::range_reference_t<Range>>;
    using value = typename traits::value_type;
    using executor = typename traits::executor_type;
    using slot =
        std::conditional_t<std::is_void_v<value>, char, std::optional<value>>;

    job(Range &range, Function &f)
        : next(std::ranges::begin(range)), end(std::ranges::end(range)),
          function(f) {}

    net::awaitable<void, executor> work() {
      while (std::optional<taken> mine = take()) {
        try {
          if constexpr (std::is_void_v<value>)
            co_await function(static_cast<item &&>(mine->it));
          else
            mine->result->emplace(
                co_await function(static_cast<item &&>(mine->it)));
        } catch (...) {
          fail(std::current_exception());
        }
      }
    }

    std::atomic<bool> stopped = false;
    std::exception_ptr error; ///< The first.
    std::deque<slot> results; ///< A deque does not move what is in it.

  private:
    struct taken {
      item it;
      slot *result;
    };

    std::optional<taken> take() {
      std::scoped_lock lock(mutex);
      if (stopped || next == end)
        return std::nullopt;
      try {
        slot *result = nullptr;
        if constexpr (!std::is_void_v<value>)
          result = &results.emplace_back();
        std::optional<taken> mine(std::in_place, taken{*next, result});
        ++next;
        return mine;
      } catch (...) { // The range itself is broken: nothing can follow.
        stopped = true;
        if (!error)
          error = std::current_exception();
        return std::nullopt;
      }
    }

    void fail(std::exception_ptr e) {
      std::scoped_lock lock(mutex);
      if (!error)
        error = e;
    }

    std::mutex mutex;
    iterator next;
    std::ranges::sentinel_t<Range> end;
    Function &function;
  };

  template <typename Range> std::size_t crew_size(Range &range, std::size_t n) {
    n = std::max<std::size_t>(n, 1);
    if constexpr (std::ranges::sized_range<Range>)
      n = std::min<std::size_t>(n, std::ranges::size(range));
    return n;
  }

  template <typename Value>
  using results_of = std::conditional_t<
      std::is_void_v<Value>, void,
      std::vector<std::conditional_t<std::is_void_v<Value>, char, Value>>>;

  /// `Range` is a reference for an lvalue; everything else is kept in the
  /// frame.
  template <typename Range, typename Function,
            typename Job = job<std::remove_reference_t<Range>, Function>,
            typename E = typename Job::executor>
  net::awaitable<results_of<typename Job::value>, E>
  for_each_on(std::optional<E> asked, Range range, std::size_t limit,
              Function function) {
    E ex = asked ? *asked : co_await net::this_coro::executor;
    Job shared(range, function);
    // With nobody to wait for, nobody would ever resume this coroutine.
    if (std::size_t size = crew_size(range, limit)) {
      auto begin = [&](auto handler) {
        using crew_type = crew<decltype(handler)>;
        std::make_shared<crew_type>(std::move(handler), size, shared.stopped)
            ->template start<E>(ex, [&shared] { return shared.work(); });
      };
      co_await net::async_initiate<const net::use_awaitable_t<E> &, void()>(
          begin, net::use_awaitable_t<E>());
    }
    if (shared.error)
      std::rethrow_exception(shared.error);
    if (shared.stopped)
      throw system_error(net::error::operation_aborted);
    if constexpr (!std::is_void_v<typename Job::value>) {
      std::vector<typename Job::value> values;
      for (auto &result : shared.results)
        values.push_back(std::move(*result));
      co_return values;
    }
  }

  } // namespace detail

  /// Runs `co_await fn(item)` for each item of a range, at most `limit` (at
  /// least one) at a time, and waits for all of them. `fn` returns
  /// awaitable<T>; for a T other than void the values come back as a
  /// std::vector<T> in the order of the range. Every item is run, also after
  /// one has failed; the first error is then thrown. A cancellation reaches
  /// those that run, and no further item is begun. The range is referred to if
  /// it is an lvalue, else kept; items are taken from it one at a time, by
  /// whichever thread is free.
  template <std::ranges::input_range Range, typename Function>
  auto for_each_limited(Range && range, std::size_t limit, Function fn) {
    using E = typename detail::job<std::remove_reference_t<Range>,
                                   Function>::executor;
    return detail::for_each_on<Range, Function>(
        std::optional<E>(), std::forward<Range>(range), limit, std::move(fn));
  }

  /// The same, with the tasks on `ex` instead of the caller's executor.
  template <typename Executor, std::ranges::input_range Range,
            typename Function>
  auto for_each_limited(Executor ex, Range && range, std::size_t limit,
                        Function fn) {
    using E = typename detail::job<std::remove_reference_t<Range>,
                                   Function>::executor;
    return detail::for_each_on<Range, Function>(std::optional<E>(std::move(ex)),
                                                std::forward<Range>(range),
                                                limit, std::move(fn));
  }

  namespace detail {

  template <typename... Args, std::size_t... I>
  auto transpose(std::vector<std::size_t> order,
                 std::vector<std::optional<std::tuple<Args...>>> rows,
                 std::index_sequence<I...>) {
    std::tuple<std::vector<std::size_t>, std::vector<Args>...> columns;
    std::get<0>(columns) = std::move(order);
    for (auto &row : rows)
      (std::get<I + 1>(columns).push_back(std::move(std::get<I>(*row))), ...);
    return columns;
  }

  template <typename Operation>
  using outcome_of =
      typename awaitable_traits<decltype(std::declval<Operation>()(
          ASYNCMEND_AS_TUPLE(net::use_awaitable)))>::value_type;

  } // namespace detail

  /// What make_parallel_group(ops).async_wait(wait_for_all(), use_awaitable)
  /// gives, with at most `limit` of the deferred operations under way at a
  /// time: the order of completion, then one vector for each argument of the
  /// operations' completion signature. Empty for no operations. A cancellation
  /// is thrown, since some operations may never have begun.
  template <typename Operation>
  auto wait_for_all_limited(std::vector<Operation> ops, std::size_t limit)
      -> net::awaitable<decltype(detail::transpose(
          {},
          std::declval<
              std::vector<std::optional<detail::outcome_of<Operation>>>>(),
          std::make_index_sequence<
              std::tuple_size_v<detail::outcome_of<Operation>>>()))> {
    using outcome = detail::outcome_of<Operation>;
    std::vector<std::optional<outcome>> done(ops.size());
    std::vector<std::size_t> order;
    std::mutex mutex;
    auto run = [&](std::size_t i) -> net::awaitable<void> {
      outcome result =
          co_await std::move(ops[i])(ASYNCMEND_AS_TUPLE(net::use_awaitable));
      std::scoped_lock lock(mutex);
      done[i].emplace(std::move(result));
      order.push_back(i);
    };
    co_await for_each_limited(std::views::iota(std::size_t(0), ops.size()),
                              limit, run);
    co_return detail::transpose(
        std::move(order), std::move(done),
        std::make_index_sequence<std::tuple_size_v<outcome>>());
  }

} // ASYNCMEND_FLAVOUR
} // namespace asyncmend

#endif // ASYNCMEND_ASIO_FAN_OUT_HPP
