//===- Init.h - What main must have, next to empty --------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_FOLLY_CORO_FOLLY_INIT_INIT_H
#define MOCKS_FOLLY_CORO_FOLLY_INIT_INIT_H

namespace folly {

class Init {
public:
  Init(int *Argc, char ***Argv, bool RemoveFlags = true);
  ~Init();
};
void init(int *Argc, char ***Argv, bool RemoveFlags = true);

} // namespace folly

#endif // MOCKS_FOLLY_CORO_FOLLY_INIT_INIT_H
