//===- task_group.hpp - Background tasks that are waited for ----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_LIBCORO_CORO_TASK_GROUP_HPP
#define MOCKS_LIBCORO_CORO_TASK_GROUP_HPP

#include <coro/event.hpp>
#include <coro/task.hpp>
#include <memory>

namespace coro {

template <typename executor_type> class task_group {
public:
  explicit task_group(executor_type *) {}
  explicit task_group(std::unique_ptr<executor_type> &) {}
  task_group(const task_group &) = delete;
  ~task_group() {}
  [[nodiscard]] auto start(coro::task<void> &&) -> bool { return true; }
  [[nodiscard]] auto size() const -> std::size_t { return 0; }
  [[nodiscard]] auto empty() const -> bool { return true; }
  auto operator co_await() const noexcept -> event::awaiter { return {}; }
};

} // namespace coro

#endif // MOCKS_LIBCORO_CORO_TASK_GROUP_HPP
