//===- read.hpp - Whole files, on another task processor --------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_USERVER_USERVER_FS_READ_HPP
#define MOCKS_USERVER_USERVER_FS_READ_HPP

#include <string>
#include <userver/engine/task/task_processor_fwd.hpp>

namespace userver::fs {
std::string ReadFileContents(engine::TaskProcessor &, const std::string &);
} // namespace userver::fs

#endif // MOCKS_USERVER_USERVER_FS_READ_HPP
