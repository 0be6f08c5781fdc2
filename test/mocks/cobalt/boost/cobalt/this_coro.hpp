//===- this_coro.hpp - What a coroutine can ask of its promise --*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_THIS_CORO_HPP
#define MOCKS_COBALT_BOOST_COBALT_THIS_CORO_HPP

#include <boost/asio/cancellation_state.hpp>
#include <boost/asio/this_coro.hpp>

namespace boost::cobalt::this_coro {

using namespace asio::this_coro;

struct allocator_t {};
constexpr allocator_t allocator;
struct cancelled_t {};
constexpr cancelled_t cancelled;
struct initial_t {};
constexpr initial_t initial;

} // namespace boost::cobalt::this_coro

#endif // MOCKS_COBALT_BOOST_COBALT_THIS_CORO_HPP
