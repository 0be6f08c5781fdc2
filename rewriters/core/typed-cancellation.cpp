//===- typed-cancellation.cpp - A handler that passes it on ---------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/typed-cancellation.h"
#include "core/fill.h"
#include "core/layout.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using llvm::Expected;

namespace asyncmend {

Expected<Fix> passCancellation(const TuModel &Tu, const Coroutine &C,
                               const SwallowingHandler &H) {
  SourceLocation Catch = H.Handler->getCatchLoc();
  Place At{C.Function, Catch, Ancestors(H.Stack)};
  Filler Fill(Tu, C, At);
  Fill.need(C.framework()->Failures.Cancellation.Headers);
  std::string Indent = indentAt(Tu, Catch), Step = indentStep(Tu, Catch), Text;
  for (const std::string &Type : H.Passed)
    Text += "catch (const " + Fill.name(Type) + " &) {\n" + Indent + Step +
            "throw;\n" + Indent + "} ";
  EditBuilder Edits(Tu);
  Edits.replace(Catch, Text + "catch")
      .include(Catch, Fill.needs(), C.framework()->UmbrellaHeaders);
  return std::move(Edits).done(Safety::Unsafe, "let the cancellation pass");
}

} // namespace asyncmend
