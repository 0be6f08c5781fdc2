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
  std::string What = llvm::toString(std::move(E));
  if (!What.empty())
    llvm::errs() << "asyncmend: error: " << What << "\n";
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
