//===- shard_id.hh - The number of the shard --------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_CORE_SHARD_ID_HH
#define MOCKS_SEASTAR_SEASTAR_CORE_SHARD_ID_HH

namespace seastar {
unsigned this_shard_id() noexcept;
} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_CORE_SHARD_ID_HH
