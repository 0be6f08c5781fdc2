//===- expected.hpp - A value or a status -----------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBCORO_CORO_EXPECTED_HPP
#define MOCKS_LIBCORO_CORO_EXPECTED_HPP

namespace coro {

// Stands for tl::expected or std::expected.
template <typename T, typename E> class expected {
public:
  auto has_value() const noexcept -> bool { return false; }
  explicit operator bool() const noexcept { return false; }
  auto value() -> T & { throw; }
  auto operator*() -> T & { throw; }
  auto error() -> E & { throw; }
};
template <typename E> class expected<void, E> {
public:
  auto has_value() const noexcept -> bool { return false; }
  explicit operator bool() const noexcept { return false; }
  auto value() const -> void {}
  auto error() -> E & { throw; }
};

} // namespace coro

#endif // MOCKS_LIBCORO_CORO_EXPECTED_HPP
