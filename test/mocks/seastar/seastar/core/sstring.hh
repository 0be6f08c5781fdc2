//===- sstring.hh - The library's string ------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_CORE_SSTRING_HH
#define MOCKS_SEASTAR_SEASTAR_CORE_SSTRING_HH

#include <string>

namespace seastar {
using sstring = std::string;
} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_CORE_SSTRING_HH
