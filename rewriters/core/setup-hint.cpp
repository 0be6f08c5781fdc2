//===- setup-hint.cpp - Frameworks that lack coroutines -------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/setup-hint.h"
#include "core/lookup.h"

using namespace clang;

namespace asyncmend {

std::string setupHint(const TuModel &Tu) {
  const SourceManager &Sources = Tu.sources();
  auto Main = Sources.getFileEntryRefForID(Sources.getMainFileID());
  if (!Main)
    return "";
  for (const Framework &F : Tu.profiles().frameworks())
    for (const SetupHint &H : F.Hints)
      if (Tu.includes().reaches(*Main, H.Header) &&
          !lookUp(Tu.ast(), H.Undeclared))
        return H.Text;
  return "";
}

} // namespace asyncmend
