//===- read.hpp - Whole files, with the thread ------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_USERVER_USERVER_FS_BLOCKING_READ_HPP
#define MOCKS_USERVER_USERVER_FS_BLOCKING_READ_HPP

#include <string>

namespace userver::fs::blocking {
std::string ReadFileContents(const std::string &Path);
} // namespace userver::fs::blocking

#endif // MOCKS_USERVER_USERVER_FS_BLOCKING_READ_HPP
