//===- work-holders.h - Objects that tasks run on ---------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_WORK_HOLDERS_H
#define ASYNCMEND_CORE_WORK_HOLDERS_H

#include "core/tu-model.h"

namespace asyncmend {

/// Tells the objects whose `run()` or `wait()` may wait for tasks from those
/// whose members only have such names.
class WorkHolders {
public:
  explicit WorkHolders(const TuModel &Tu);

  /// May an object of that type have tasks run, or wait for their end? It is a
  /// context, a pool, a thread, a future, an executor of `Executor`'s type, or
  /// has one, also behind pointers and in containers. Yes for a class of which
  /// too little is seen.
  bool mayHold(clang::QualType T, clang::QualType Executor) const;

private:
  bool mayHold(clang::QualType T, clang::QualType Executor,
               unsigned Depth) const;
  bool isHolder(clang::QualType T, clang::QualType Executor) const;

  const TuModel &Tu;
  llvm::StringSet<> Classes;
};

} // namespace asyncmend

#endif // ASYNCMEND_CORE_WORK_HOLDERS_H
