//===- fill.h - Filling a profile's text in for one place -------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_FILL_H
#define ASYNCMEND_CORE_FILL_H

#include "core/spelling.h"
#include "core/tu-model.h"
#include "llvm/Support/Error.h"
#include <map>
#include <string>

namespace asyncmend {

/// Turns the texts of a profile into code for one place: typed holes filled,
/// names spelled as the file spells them, needed headers collected.
class Filler {
public:
  Filler(const TuModel &Tu, const Coroutine &C, const Place &At);

  /// Gives a hole its text, which is taken as it is.
  void set(llvm::StringRef Hole, std::string Text);

  /// Spells a qualified name at the place.
  std::string name(llvm::StringRef Qualified) const;

  /// Fills `Text`; {object:NAME} is what the profile calls so, if one is in
  /// scope, {param} the parameter of a stackful coroutine; {executor} and
  /// {token} take the first alternative of the framework that holds for its
  /// version and the coroutine's executor type.
  llvm::Expected<std::string> fill(llvm::StringRef Text);

  void need(const HeaderNeeds &Needs);
  const HeaderNeeds &needs() const { return Needs; }

private:
  llvm::Expected<std::string> hole(llvm::StringRef Name);
  llvm::Expected<std::string> object(llvm::StringRef Name);
  llvm::Expected<std::string>
  alternative(llvm::StringRef Hole, llvm::ArrayRef<Alternative> Alternatives);
  bool hasDefaultAffinity() const;

  const TuModel &Tu;
  const Coroutine &C;
  const Place &At;
  std::map<std::string, std::string> Holes;
  HeaderNeeds Needs;
};

/// "30s" as a duration.
std::string durationText(llvm::StringRef Amount, const Filler &Fill);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_FILL_H
