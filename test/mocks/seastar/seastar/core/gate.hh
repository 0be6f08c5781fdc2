//===- gate.hh - Background work that is waited for -------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_CORE_GATE_HH
#define MOCKS_SEASTAR_SEASTAR_CORE_GATE_HH

#include <seastar/core/future.hh>

namespace seastar {

class gate_closed_exception : public std::exception {};

class gate {
public:
  gate() noexcept {}
  gate(gate &&) noexcept {}
  virtual ~gate() {}
  bool try_enter() noexcept { return true; }
  void enter() {}
  void leave() noexcept {}
  void check() const {}
  future<> close() noexcept { return {}; }
  bool is_closed() const noexcept { return false; }

  class holder {
  public:
    holder() noexcept {}
    explicit holder(gate &) {}
    holder(const holder &) noexcept {}
    holder(holder &&) noexcept {}
    ~holder() {}
    void release() noexcept {}
  };
  holder hold() { return holder(*this); }
};

template <typename Func> inline auto with_gate(gate &, Func &&) {
  return futurize_t<std::invoke_result_t<Func>>();
}
template <typename Func> inline auto try_with_gate(gate &, Func &&) noexcept {
  return futurize_t<std::invoke_result_t<Func>>();
}

} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_CORE_GATE_HH
