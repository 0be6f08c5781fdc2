//===- file.hh - Whole files ------------------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_UTIL_FILE_HH
#define MOCKS_SEASTAR_SEASTAR_UTIL_FILE_HH

#include <filesystem>
#include <seastar/core/future.hh>
#include <seastar/core/sstring.hh>

namespace seastar::util {
future<sstring> read_entire_file_contiguous(std::filesystem::path);
} // namespace seastar::util

#endif // MOCKS_SEASTAR_SEASTAR_UTIL_FILE_HH
