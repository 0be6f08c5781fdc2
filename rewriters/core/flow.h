//===- flow.h - What holds where in a function ------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Facts ("this file is open") that statements begin and end are followed
// through the control flow graph of a function. A fact holds at a place if it
// does on some path that leads there. Exceptions are paths, too: what may throw
// leads to the handlers around it, and out of the function if none takes all.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_FLOW_H
#define ASYNCMEND_CORE_FLOW_H

#include "core/tu-model.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <memory>
#include <optional>
#include <vector>

namespace asyncmend {

/// A place at which a function can be left.
struct WayOut {
  enum Kind {
    Suspension, ///< May be destroyed there; a cancellation throws there.
    Throw,      ///< A call that may throw, or a throw.
    Return,     ///< A return, or the end of the function.
  };
  Kind How;
  const clang::Stmt *Where; ///< Null at the end of the function.
};

/// What becomes of control that has entered a handler.
enum class AfterHandler {
  Throws,   ///< It leaves the handler by exceptions only.
  Ends,     ///< The function may end, with no suspension on the way.
  Suspends, ///< It may reach a suspension.
};

/// The result of following facts.
class FlowFacts {
public:
  /// Does the fact hold when control reaches `S`, which is spelled in the
  /// function? False for statements that cannot be reached.
  bool holdsAt(const clang::Stmt &S, unsigned Fact) const;

  /// Where the function can be left while the fact holds, in source order.
  std::vector<WayOut> waysOut(unsigned Fact) const;

private:
  friend class Flow;
  llvm::DenseMap<const clang::Stmt *, llvm::BitVector> Before;
  std::vector<std::pair<WayOut, llvm::BitVector>> Exits;
};

/// The control flow graph of one function, with its exceptional edges.
class Flow {
public:
  /// Nothing where Clang cannot build the graph.
  static std::optional<Flow> of(const TuModel &Tu, const FunctionBody &F);

  /// What `S` makes of the facts once it has been evaluated. `Begins` counts
  /// from the next statement on; what `Ends` holds no more if `S` throws.
  struct Effect {
    llvm::SmallVector<unsigned, 1> Begins, Ends;
  };
  using EffectOf = llvm::function_ref<Effect(const clang::Stmt &S)>;
  /// Facts that end where `Condition` turns out to be `Value`.
  using EndsIf = llvm::function_ref<llvm::SmallVector<unsigned, 1>(
      const clang::Expr &Condition, bool Value)>;

  /// `AtStart`: the facts that hold when the function is entered.
  FlowFacts follow(unsigned Facts, EffectOf Effects, EndsIf Tests,
                   llvm::ArrayRef<unsigned> AtStart = {}) const;

  /// `Awaits`: statements that count as suspensions though they are none.
  AfterHandler
  after(const clang::CXXCatchStmt &Handler,
        llvm::function_ref<bool(const clang::Stmt &S)> Awaits) const;

private:
  class Solver;

  /// The handlers around a statement, innermost first.
  struct Spelled {
    llvm::SmallVector<const clang::CXXTryStmt *, 1> Tries;
  };

  const TuModel *Tu = nullptr;
  const clang::Stmt *End = nullptr;
  std::shared_ptr<clang::CFG> Graph;
  llvm::DenseMap<const clang::Stmt *, Spelled> Known;
  llvm::DenseMap<const clang::Stmt *, const clang::CFGBlock *> Handlers;
};

/// May evaluating `S` itself, not what is below it, end with an exception? A
/// suspension may; functions of the C library never do, `noexcept` or not.
bool mayThrow(const TuModel &Tu, const clang::Stmt &S);

/// A co_await or co_yield at which the coroutine may really be suspended.
bool isSuspension(const TuModel &Tu, const clang::Stmt &S);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_FLOW_H
