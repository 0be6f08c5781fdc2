//===- background_task_storage.hpp - Detached tasks that are waited for --*- C++
//-*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_USERVER_USERVER_CONCURRENT_BACKGROUND_TASK_STORAGE_HPP
#define MOCKS_USERVER_USERVER_CONCURRENT_BACKGROUND_TASK_STORAGE_HPP

#include <string>
#include <userver/engine/task/task.hpp>

namespace userver::concurrent {

class BackgroundTaskStorage final {
public:
  BackgroundTaskStorage();
  ~BackgroundTaskStorage();
  void CancelAndWait() noexcept;
  template <typename... Args> void AsyncDetach(std::string, Args &&...) {}
};

} // namespace userver::concurrent

#endif // MOCKS_USERVER_USERVER_CONCURRENT_BACKGROUND_TASK_STORAGE_HPP
