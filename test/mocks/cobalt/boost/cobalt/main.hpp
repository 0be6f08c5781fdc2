//===- main.hpp - The coroutine that is the program -------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_COBALT_BOOST_COBALT_MAIN_HPP
#define MOCKS_COBALT_BOOST_COBALT_MAIN_HPP

#include <boost/cobalt/detail/mock-await.hpp>
#include <boost/cobalt/op.hpp>

namespace boost::cobalt {
namespace detail {
struct main_promise;
}
class main;
} // namespace boost::cobalt

auto co_main(int argc, char *argv[]) -> boost::cobalt::main;

namespace boost::cobalt {

class main {
public:
  using promise_type = detail::main_promise;

private:
  friend promise_type;
  main() {}
};

struct detail::main_promise : mock_promise_base<std::suspend_always> {
  void return_value(int = 0) {}
  main get_return_object() { return {}; }
};

} // namespace boost::cobalt

#endif // MOCKS_COBALT_BOOST_COBALT_MAIN_HPP
