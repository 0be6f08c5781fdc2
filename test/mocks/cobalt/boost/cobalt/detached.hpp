//===- detached.hpp - The coroutine that nobody waits for -------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_DETACHED_HPP
#define MOCKS_COBALT_BOOST_COBALT_DETACHED_HPP

#include <boost/cobalt/detail/mock-await.hpp>
#include <boost/cobalt/op.hpp>

namespace boost::cobalt {

namespace detail {
struct detached_promise;
}

struct detached {
  using promise_type = detail::detached_promise;
};

struct detail::detached_promise : mock_promise<std::suspend_never, void> {
  [[nodiscard]] detached get_return_object() { return {}; }
};

} // namespace boost::cobalt

#endif // MOCKS_COBALT_BOOST_COBALT_DETACHED_HPP
