//===- executors.h - Where results are made ---------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_CONCURRENCPP_CONCURRENCPP_EXECUTORS_H
#define MOCKS_CONCURRENCPP_CONCURRENCPP_EXECUTORS_H

#include <concurrencpp/results.h>
#include <functional>
#include <string>

namespace concurrencpp {

class executor {
public:
  virtual ~executor() noexcept = default;
  const std::string name;
  template <class callable_type, class... argument_types>
  void post(callable_type &&, argument_types &&...) {}
  template <class callable_type, class... argument_types>
  auto submit(callable_type &&, argument_types &&...) {
    return result<std::invoke_result_t<callable_type, argument_types...>>();
  }
  virtual void shutdown() = 0;
};

class inline_executor : public executor {
public:
  void shutdown() override;
};
class thread_pool_executor : public executor {
public:
  void shutdown() override;
  int max_concurrency_level() const noexcept;
};
class thread_executor : public executor {
public:
  void shutdown() override;
};
class worker_thread_executor : public executor {
public:
  void shutdown() override;
};
class manual_executor : public executor {
public:
  void shutdown() override;
  bool loop_once();
  std::size_t loop(std::size_t);
};

} // namespace concurrencpp

#endif // MOCKS_CONCURRENCPP_CONCURRENCPP_EXECUTORS_H
