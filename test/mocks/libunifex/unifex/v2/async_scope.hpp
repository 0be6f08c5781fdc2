//===- async_scope.hpp - The scope of spawn_detached and spawn_future --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_V2_ASYNC_SCOPE_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_V2_ASYNC_SCOPE_HPP

#include <unifex/mock_sender.hpp>

namespace unifex {
namespace v2 {
struct async_scope final {
  async_scope() noexcept {}
  ~async_scope() {}
  [[nodiscard]] auto join() noexcept { return _mock::_sender<void>(); }
};
} // namespace v2
} // namespace unifex

#endif // MOCKS_LIBUNIFEX_UNIFEX_V2_ASYNC_SCOPE_HPP
