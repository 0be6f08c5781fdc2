//===- include-insert.h - Where a new #include goes -------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// clang::tooling::HeaderIncludes looks only at the first unbroken run of
// #include lines. Measured on 19.1.7, it puts <boost/asio/steady_timer.hpp>
// before a `#define BOOST_ASIO_NO_DEPRECATED` that is meant for it, into an
// `#ifndef NOMINMAX` block that it takes for an include guard, and among the
// standard headers where an #if stands between those and Boost's. Hence this.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_INCLUDE_INSERT_H
#define ASYNCMEND_TOOL_INCLUDE_INSERT_H

#include "core/finding.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <string>
#include <vector>

namespace asyncmend {

/// New lines at one place of a file; line ends are '\n'.
struct IncludeInsertion {
  uint32_t Offset = 0;
  std::string Text;
  std::vector<size_t> Requests; ///< Indices into what was wanted.
};

/// Places those of `Wanted` that `Code`, the text of `Path`, does not include
/// yet: beside the includes with which they share the longest directory prefix,
/// in their quotes, sorted among them; before no macro that is defined ahead of
/// these, and in no `#if` block but the include guard. Runtime headers go below
/// what is included of frameworks. Sorted by offset.
std::vector<IncludeInsertion>
insertIncludes(llvm::StringRef Path, llvm::StringRef Code,
               llvm::ArrayRef<IncludeEdit> Wanted);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_INCLUDE_INSERT_H
