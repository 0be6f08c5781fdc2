//===- smp.hh - The shards --------------------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_CORE_SMP_HH
#define MOCKS_SEASTAR_SEASTAR_CORE_SMP_HH

#include <ranges>
#include <seastar/core/future.hh>

namespace seastar {

class smp {
public:
  static unsigned count;
  template <typename Func>
  static futurize_t<std::invoke_result_t<Func>> submit_to(unsigned,
                                                          Func &&) noexcept {
    return {};
  }
  /// A boost::integer_range in the original.
  static auto all_cpus() noexcept { return std::views::iota(0U, count); }
};

} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_CORE_SMP_HH
