//===- asio-errors.hpp - What several tasks ended with ----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_ASIO_ERRORS_HPP
#define ASYNCMEND_ASIO_ERRORS_HPP

#include "asio-flavour.hpp"
#include <exception>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace asyncmend {
inline namespace ASYNCMEND_FLAVOUR {

/// Part of the exception that rethrow_errors throws for several: all of them,
/// in the order of the tasks.
class several_errors {
public:
  explicit several_errors(std::vector<std::exception_ptr> all)
      : list(std::move(all)) {}
  virtual ~several_errors() = default;

  const std::vector<std::exception_ptr> &errors() const noexcept {
    return list;
  }

private:
  std::vector<std::exception_ptr> list;
};

/// Where the first is a system_error, so that handlers for that see its code.
class several_system_errors : public system_error, public several_errors {
public:
  several_system_errors(const error_code &code, const std::string &text,
                        std::vector<std::exception_ptr> all)
      : system_error(code, text), several_errors(std::move(all)) {}
};

/// Where it is anything else.
class several_other_errors : public std::runtime_error, public several_errors {
public:
  several_other_errors(const std::string &text,
                       std::vector<std::exception_ptr> all)
      : std::runtime_error(text), several_errors(std::move(all)) {}
};

namespace detail {

inline std::string text_of(const std::exception_ptr &error) {
  try {
    std::rethrow_exception(error);
  } catch (const std::exception &e) {
    return e.what();
  } catch (...) {
    return "unknown error";
  }
}

[[noreturn]] inline void throw_all(std::vector<std::exception_ptr> errors) {
  std::string text = std::to_string(errors.size()) + " errors: ";
  for (std::size_t i = 0; i != errors.size(); ++i)
    text += (i == 0 ? "" : "; ") + text_of(errors[i]);
  try {
    std::rethrow_exception(errors.front());
  } catch (const system_error &e) {
    throw several_system_errors(e.code(), text, std::move(errors));
  } catch (...) {
    throw several_other_errors(text, std::move(errors));
  }
}

} // namespace detail

/// Throws what is set: one error as it is, several as one exception that is
/// several_errors as well and whose what() names each.
template <typename... Errors> void rethrow_errors(const Errors &...errors) {
  std::vector<std::exception_ptr> set;
  for (const std::exception_ptr &error :
       std::initializer_list<std::exception_ptr>{errors...})
    if (error)
      set.push_back(error);
  if (set.size() == 1)
    std::rethrow_exception(set.front());
  if (!set.empty())
    detail::throw_all(std::move(set));
}

} // namespace ASYNCMEND_FLAVOUR
} // namespace asyncmend

#endif // ASYNCMEND_ASIO_ERRORS_HPP
