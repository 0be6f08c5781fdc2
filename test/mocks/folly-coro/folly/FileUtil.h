//===- FileUtil.h - Blocking files, next to empty ---------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_FILEUTIL_H
#define MOCKS_FOLLY_CORO_FOLLY_FILEUTIL_H

#include <cstddef>
#include <limits>

namespace folly {

template <class Container>
bool readFile(const char *FileName, Container &Out,
              size_t NumBytes = std::numeric_limits<size_t>::max());
template <class Container>
bool writeFile(const Container &Data, const char *FileName, int Flags = 0);

} // namespace folly

#endif // MOCKS_FOLLY_CORO_FOLLY_FILEUTIL_H
