//===- file.hh - Files without blocking -------------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef MOCKS_SEASTAR_SEASTAR_CORE_FILE_HH
#define MOCKS_SEASTAR_SEASTAR_CORE_FILE_HH

#include <seastar/core/future.hh>

namespace seastar {

enum class open_flags { ro, rw, create };

class file {
public:
  file() noexcept = default;
  file(file &&) noexcept {}
  file(const file &) noexcept {}
  file &operator=(file &&) noexcept { return *this; }
  future<> close() noexcept { return {}; }
  future<> flush() noexcept { return {}; }
  future<size_t> size() noexcept { return {}; }
};

template <typename Func>
futurize_t<std::invoke_result_t<Func, file &>> with_file(future<file>,
                                                         Func) noexcept {
  return {};
}
template <typename Func>
futurize_t<std::invoke_result_t<Func, file &>>
with_file_close_on_failure(future<file>, Func) noexcept {
  return {};
}

} // namespace seastar

#endif // MOCKS_SEASTAR_SEASTAR_CORE_FILE_HH
