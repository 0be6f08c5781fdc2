//===- program.h - What the TUs of a program say together -------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A rule that needs more than one TU contributes plain data while each of them
// is looked at (in a process of its own), and concludes from all of it later.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_PROGRAM_H
#define ASYNCMEND_CORE_PROGRAM_H

#include "core/finding.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <map>
#include <string>
#include <vector>

namespace asyncmend {

/// Something that a function does, at one place.
struct Act {
  std::string Name; ///< For people: "load()".
  Span Where;
  std::string Key = {};  ///< Of the function that is called.
  bool Reported = false; ///< May a finding be reported there?

  bool operator==(const Act &) const = default;
};

/// What one function does, under a key that is the same in every TU.
struct FunctionFacts {
  std::string Key;
  std::string Name;
  bool IsCoroutine = false;
  std::string FrameworkId;  ///< As in Finding.
  std::vector<Act> Blocks;  ///< Calls that block the thread.
  std::vector<Act> Calls;   ///< Calls of functions that may have a body.
  std::vector<Act> Unknown; ///< Calls of what only the run decides.

  bool operator==(const FunctionFacts &) const = default;
};

/// Can the task of one coroutine end with an error that is worth knowing?
struct TaskFacts {
  std::string Key;
  bool Fails = false;                    ///< Whatever the others do.
  std::vector<std::string> IfFails = {}; ///< Keys: if one of these fails.

  bool operator==(const TaskFacts &) const = default;
};

/// The functions of all TUs.
class Program {
public:
  /// A function that is known already (from a header, say) is the same one;
  /// what may be reported in one TU may be reported.
  void add(FunctionFacts F);

  void add(TaskFacts F);

  /// May one of these functions fail? Those that no TU has the body of may.
  bool mayFail(llvm::ArrayRef<std::string> Keys) const;

  const FunctionFacts *find(llvm::StringRef Key) const;
  /// In the order of their keys.
  const std::map<std::string, FunctionFacts, std::less<>> &functions() const {
    return Functions;
  }

private:
  std::map<std::string, FunctionFacts, std::less<>> Functions;
  std::map<std::string, TaskFacts, std::less<>> Tasks;
};

llvm::json::Value toJSON(const FunctionFacts &F);
bool fromJSON(const llvm::json::Value &V, FunctionFacts &F, llvm::json::Path P);

llvm::json::Value toJSON(const TaskFacts &F);
bool fromJSON(const llvm::json::Value &V, TaskFacts &F, llvm::json::Path P);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_PROGRAM_H
