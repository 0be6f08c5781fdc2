//===- app-template.hh - The program ----------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_CORE_APP_TEMPLATE_HH
#define MOCKS_SEASTAR_SEASTAR_CORE_APP_TEMPLATE_HH

#include <functional>
#include <seastar/core/future.hh>

namespace seastar {

class app_template {
public:
  app_template();
  int run(int, char **, std::function<future<int>()> &&) noexcept;
  int run(int, char **, std::function<future<>()> &&) noexcept;
};

} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_CORE_APP_TEMPLATE_HH
