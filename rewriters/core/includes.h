//===- includes.h - Who includes whom in one TU -----------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_INCLUDES_H
#define ASYNCMEND_CORE_INCLUDES_H

#include "clang/Lex/PPCallbacks.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringRef.h"
#include <memory>
#include <string>
#include <vector>

namespace asyncmend {

/// The include graph, kept by the preprocessor's callbacks. Edges that an
/// include guard made empty are there too.
class IncludeGraph {
public:
  /// Callbacks that fill this graph; it must outlive them.
  std::unique_ptr<clang::PPCallbacks> callbacks(clang::Preprocessor &PP);

  /// Does `From`, or a header outside the system that it leads to, spell an
  /// include of `Header` ("boost/asio.hpp")?
  bool includesDirectly(clang::FileEntryRef From, llvm::StringRef Header) const;

  /// Does any chain of includes lead from `From` to `Header`?
  bool reaches(clang::FileEntryRef From, llvm::StringRef Header) const;

private:
  friend class IncludeRecorder;

  struct Edge {
    std::string Spelled;
    const clang::FileEntry *To = nullptr; ///< Null when it was not found.
    bool ToSystem = false;
  };

  bool search(const clang::FileEntry *From, llvm::StringRef Header,
              bool ThroughSystem) const;

  llvm::DenseMap<const clang::FileEntry *, std::vector<Edge>> Edges;
};

} // namespace asyncmend

#endif // ASYNCMEND_CORE_INCLUDES_H
