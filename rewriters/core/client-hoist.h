//===- client-hoist.h - Moving clients out of loops -------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_CLIENT_HOIST_H
#define ASYNCMEND_CORE_CLIENT_HOIST_H

#include "core/client-release.h"
#include "core/client-site.h"
#include "core/hoist.h"
#include "core/invariance.h"

namespace asyncmend {

/// What becomes of one client that a loop builds anew in each turn.
struct ClientPlan {
  const clang::VarDecl *Var = nullptr;
  ClientSite Site;
  const clang::Expr *Value = nullptr; ///< What it is built by.
  const LocalSite *Place = nullptr;
  bool Silent = false;
  std::string Why; ///< Why it stays; empty if it moves.
  Safety Level = Safety::Safe;
  HoistTarget To;
  size_t Depth = 0;                          ///< How many loops it leaves.
  std::vector<const ClientPlan *> BuiltFrom; ///< Clients that move before it.
  /// Everything that moves with it, itself included, in order of the source.
  std::vector<const clang::Stmt *> Moved;
  TurnReleases Releases;
  bool EndsBelow = false; ///< It may not live to the end of its new block.
  /// The declaration, without a value, in the loop of what is assigned to.
  const clang::Stmt *Empty = nullptr;
  std::string NewName;

  bool isRenamed() const { return NewName != Var->getName(); }
};

/// Makes the plans for the clients of one function.
class ClientHoister {
public:
  ClientHoister(const TuModel &Tu, const FunctionBody &F);

  /// For a local variable that a loop's body declares; null for other ones and
  /// for what is no client.
  const ClientPlan *plan(const clang::VarDecl &Var);

  /// The same for a variable that the loop only assigns to.
  const ClientPlan *plan(const AssignedSite &Site);

  llvm::Expected<Fix> fix(const ClientPlan &Plan);

  const Locals &locals() const { return Known; }
  FreshNames &freshNames() { return Fresh; }

private:
  void decide(ClientPlan &Plan);
  std::string whyNeverMoved(const ClientPlan &Plan) const;
  bool isRetry(const ClientPlan &Plan) const;
  bool isSharedWithin(const ClientPlan &Plan) const;
  std::string tryDepth(ClientPlan &Plan, const LoopPlace &Loop, size_t Depth);
  void collect(ClientPlan &Plan, Invariance &Reads) const;
  std::string whyConditional(ClientPlan &Plan) const;
  std::string whyNotShared(ClientPlan &Plan);
  std::string whyOutlives(ClientPlan &Plan) const;
  std::string whyLent(const ClientPlan &Plan) const;
  std::string whyConfigured(const ClientPlan &Plan) const;
  std::string whyUsedElsewhere(const ClientPlan &Plan) const;
  const clang::Stmt *emptyDeclaration(const ClientPlan &Plan) const;

  void move(EditBuilder &Edits, const ClientPlan &Plan);
  void release(EditBuilder &Edits, const ClientPlan &Plan);
  void guard(EditBuilder &Edits, const ClientPlan &Plan);
  bool replacesInPlace(const ClientPlan &Plan) const;
  std::vector<const clang::Stmt *> gone(const ClientPlan &Plan) const;
  void reset(EditBuilder &Edits, const ClientPlan &Plan);

  const TuModel &Tu;
  const FunctionBody &F;
  Locals Known;
  FreshNames Fresh;
  std::map<const clang::VarDecl *, ClientPlan> Plans;
  std::map<const clang::Stmt *, ClientPlan> AssignedPlans;
};

} // namespace asyncmend

#endif // ASYNCMEND_CORE_CLIENT_HOIST_H
