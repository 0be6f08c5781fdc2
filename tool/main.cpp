//===- main.cpp - The command ---------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "driver.h"
#include "options.h"
#include "llvm/Support/raw_ostream.h"

using namespace asyncmend;

static int fail(llvm::Error E) {
  llvm::errs() << "asyncmend: error: " << llvm::toString(std::move(E)) << "\n";
  return 2;
}

int main(int Argc, const char **Argv) {
  llvm::Expected<Invocation> I = parseOptions(Argc, Argv);
  if (!I)
    return fail(I.takeError());
  if (I->What == Invocation::PrintOnly) {
    llvm::outs() << I->Output;
    return 0;
  }
  llvm::Expected<int> Code = runAsyncmend(I->Opts);
  return Code ? *Code : fail(Code.takeError());
}
