//===- asio-test.h - Running coroutines on threads of all kinds -*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TEST_RUNTIME_ASIO_TEST_H
#define ASYNCMEND_TEST_RUNTIME_ASIO_TEST_H

#ifdef STANDALONE
#include <asio.hpp>
namespace net = asio;
using system_error = asio::system_error;
#else
#include <boost/asio.hpp>
namespace net = boost::asio;
using system_error = boost::system::system_error;
#endif

#include <asyncmend/asio.hpp>
#include <atomic>
#include <chrono>
#include <future>
#include <gtest/gtest.h>
#include <memory>

using namespace std::chrono_literals;

/// Runs a coroutine function to its end, on one thread or on a pool of four.
class Runner : public ::testing::TestWithParam<bool> {
protected:
  template <typename Function> void run(Function f) {
    if (GetParam()) {
      pool = std::make_unique<net::thread_pool>(4);
      auto done = net::co_spawn(*pool, f, net::use_future);
      pool->join();
      done.get();
    } else {
      context = std::make_unique<net::io_context>(1);
      auto done = net::co_spawn(*context, f, net::use_future);
      context->run();
      done.get();
    }
  }

  /// The same, and cancels it after `delay`. Its outcome comes back.
  template <typename Function>
  std::exception_ptr runAndCancel(std::chrono::milliseconds delay, Function f) {
    std::exception_ptr outcome;
    run([&]() -> net::awaitable<void> {
      auto strand = net::make_strand(co_await net::this_coro::executor);
      net::cancellation_signal signal;
      std::promise<std::exception_ptr> promise;
      auto future = promise.get_future();
      // The signal and what it cancels share a strand.
      auto both = [&]() -> net::awaitable<void> {
        net::co_spawn(strand, f,
                      net::bind_cancellation_slot(
                          signal.slot(),
                          [&](std::exception_ptr e) { promise.set_value(e); }));
        co_await asyncmend::sleep_for(delay);
        signal.emit(net::cancellation_type::terminal);
        auto end = net::steady_timer::clock_type::now() + 20s;
        while (future.wait_for(0s) != std::future_status::ready &&
               net::steady_timer::clock_type::now() < end)
          co_await asyncmend::sleep_for(1ms);
      };
      co_await net::co_spawn(strand, both, net::use_awaitable);
      outcome = future.get();
    });
    return outcome;
  }

private:
  // Threads of another context may still be on their way out of post().
  std::unique_ptr<net::thread_pool> pool;
  std::unique_ptr<net::io_context> context;
};

inline bool isAborted(std::exception_ptr e) {
  try {
    if (e)
      std::rethrow_exception(e);
  } catch (const system_error &error) {
    return error.code() == net::error::operation_aborted;
  } catch (...) {
  }
  return false;
}

/// How many are in flight, and how many have been at most.
struct Gauge {
  std::atomic<int> now = 0, peak = 0, begun = 0, ended = 0;

  void enter() {
    ++begun;
    int n = ++now, seen = peak;
    while (n > seen && !peak.compare_exchange_weak(seen, n)) {
    }
  }
  void leave() {
    --now;
    ++ended;
  }
};

#endif // ASYNCMEND_TEST_RUNTIME_ASIO_TEST_H
