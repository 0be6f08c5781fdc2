//===- async_scope.hpp - Background senders that are joined -----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBUNIFEX_UNIFEX_ASYNC_SCOPE_HPP
#define MOCKS_LIBUNIFEX_UNIFEX_ASYNC_SCOPE_HPP

#include <unifex/v1/async_scope.hpp>
#include <unifex/v2/async_scope.hpp>

#endif // MOCKS_LIBUNIFEX_UNIFEX_ASYNC_SCOPE_HPP
