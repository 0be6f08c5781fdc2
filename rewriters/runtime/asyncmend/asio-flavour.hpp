//===- asio-flavour.hpp - Boost.Asio or standalone --------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The Asio that was included before this header; else the standalone one where
// ASIO_STANDALONE is defined; else Boost's where it is installed. To decide,
// define ASYNCMEND_USE_BOOST_ASIO or ASYNCMEND_USE_STANDALONE_ASIO.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_ASIO_FLAVOUR_HPP
#define ASYNCMEND_ASIO_FLAVOUR_HPP

#if !defined(ASYNCMEND_USE_BOOST_ASIO) &&                                      \
    !defined(ASYNCMEND_USE_STANDALONE_ASIO)
#if defined(BOOST_ASIO_DETAIL_CONFIG_HPP)
#define ASYNCMEND_USE_BOOST_ASIO
#elif defined(ASIO_DETAIL_CONFIG_HPP) || defined(ASIO_STANDALONE)
#define ASYNCMEND_USE_STANDALONE_ASIO
#elif __has_include(<boost/asio/awaitable.hpp>)
#define ASYNCMEND_USE_BOOST_ASIO
#else
#define ASYNCMEND_USE_STANDALONE_ASIO
#endif
#endif

#ifdef ASYNCMEND_USE_BOOST_ASIO
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/experimental/concurrent_channel.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#if __has_include(<boost/asio/as_tuple.hpp>)
#include <boost/asio/as_tuple.hpp>
#define ASYNCMEND_AS_TUPLE ::boost::asio::as_tuple
#else
#include <boost/asio/experimental/as_tuple.hpp>
#define ASYNCMEND_AS_TUPLE ::boost::asio::experimental::as_tuple
#endif
#else
#include <asio/any_io_executor.hpp>
#include <asio/awaitable.hpp>
#include <asio/bind_cancellation_slot.hpp>
#include <asio/cancellation_signal.hpp>
#include <asio/co_spawn.hpp>
#include <asio/error.hpp>
#include <asio/executor_work_guard.hpp>
#include <asio/experimental/concurrent_channel.hpp>
#include <asio/post.hpp>
#include <asio/redirect_error.hpp>
#include <asio/steady_timer.hpp>
#include <asio/strand.hpp>
#include <asio/system_error.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>
#if __has_include(<asio/as_tuple.hpp>)
#include <asio/as_tuple.hpp>
#define ASYNCMEND_AS_TUPLE ::asio::as_tuple
#else
#include <asio/experimental/as_tuple.hpp>
#define ASYNCMEND_AS_TUPLE ::asio::experimental::as_tuple
#endif
#endif

#include <optional>
#include <type_traits>

// Each flavour has an inline namespace of its own: both may be in one program.
#ifdef ASYNCMEND_USE_BOOST_ASIO
#define ASYNCMEND_FLAVOUR inline namespace with_boost_asio
#else
#define ASYNCMEND_FLAVOUR inline namespace with_standalone_asio
#endif

namespace asyncmend {
ASYNCMEND_FLAVOUR {

#ifdef ASYNCMEND_USE_BOOST_ASIO
  namespace net = ::boost::asio;
  using error_code = ::boost::system::error_code;
  using system_error = ::boost::system::system_error;
#else
  namespace net = ::asio;
  using error_code = ::asio::error_code;
  using system_error = ::asio::system_error;
#endif

  namespace detail {

  template <typename Awaitable> struct awaitable_traits;
  template <typename T, typename E>
  struct awaitable_traits<net::awaitable<T, E>> {
    using value_type = T;
    using executor_type = E;
  };

  template <typename Function, typename... Args>
  using traits_of = awaitable_traits<std::invoke_result_t<Function &, Args...>>;

  /// A strand on `ex` where the coroutine's executor type can hold one: on a
  /// pool of threads, cancelling must not race with what is cancelled. An
  /// executor type of the user's own must be such a strand, or run on one
  /// thread.
  template <typename Wanted, typename Executor> auto own_strand(Executor ex) {
    if constexpr (std::is_convertible_v<net::strand<Executor>, Wanted>)
      return net::make_strand(ex);
    else
      return ex;
  }

  /// Holds a result that may not be there; nothing for void.
  struct no_result {};
  template <typename T>
  using kept = std::conditional_t<
      std::is_void_v<T>, no_result,
      std::optional<std::conditional_t<std::is_void_v<T>, no_result, T>>>;

  } // namespace detail
} // ASYNCMEND_FLAVOUR
} // namespace asyncmend

#endif // ASYNCMEND_ASIO_FLAVOUR_HPP
