//===- client-site.h - Where a client is built ------------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_CLIENT_SITE_H
#define ASYNCMEND_CORE_CLIENT_SITE_H

#include "core/loops.h"
#include "core/tu-model.h"
#include <map>

namespace asyncmend {

/// The statement that gives a local variable its value, and what is around it:
/// its declaration, or an assignment like `h = curl_easy_init();`.
struct LocalSite {
  const clang::Stmt *Declaration = nullptr;
  std::vector<const clang::Stmt *> Stack;

  Ancestors around() const { return Ancestors(Stack); }
  bool isAssignment() const { return !llvm::isa<clang::DeclStmt>(Declaration); }
  bool isShared() const {
    const auto *D = llvm::dyn_cast<clang::DeclStmt>(Declaration);
    return D && !D->isSingleDecl();
  }
};

/// An assignment of a factory's result to a local variable.
struct AssignedSite {
  const clang::VarDecl *Var = nullptr;
  const clang::Expr *Value = nullptr;
  LocalSite Place;
};

/// Every local variable of one function that is declared in a statement.
class Locals {
public:
  explicit Locals(const FunctionBody &F);
  const LocalSite *find(const clang::VarDecl *Var) const;
  /// In the order of the source.
  llvm::ArrayRef<const clang::VarDecl *> all() const { return Order; }
  /// Statements `variable = call();`, in the order of the source.
  llvm::ArrayRef<AssignedSite> assigned() const { return Assigned; }

private:
  llvm::DenseMap<const clang::VarDecl *, LocalSite> Sites;
  std::vector<const clang::VarDecl *> Order;
  std::vector<AssignedSite> Assigned;
};

/// How a variable holds its client.
enum class Held {
  ByValue,   ///< `ssl::context ctx(...)`
  ByHandle,  ///< `CURL *h = curl_easy_init()`: somebody must release it.
  ByPointer, ///< `std::unique_ptr`, `std::shared_ptr`, `std::optional`
};

/// A client that a variable's initialiser builds.
struct ClientSite {
  const Client *Kind = nullptr;
  Held How = Held::ByValue;

  explicit operator bool() const { return Kind; }
  std::string name() const {
    return Kind->Type.empty() ? Kind->Factory + "()" : Kind->Type;
  }
};

ClientSite clientOf(const TuModel &Tu, const clang::VarDecl &Var);

/// The client that a call of a listed factory makes; null for other calls.
const Client *factoryOf(const TuModel &Tu, const clang::Expr &E);

/// Was the variable made by taking up a connection of a peer?
bool isOfPeer(const TuModel &Tu, const clang::Stmt &Loop,
              const clang::VarDecl &Var);

/// Is the client one of those that nobody reports?
inline bool isOrdinary(const Client &C) {
  return C.Policy == ReusePolicy::PerConnection ||
         C.Policy == ReusePolicy::SingleUse;
}

} // namespace asyncmend

#endif // ASYNCMEND_CORE_CLIENT_SITE_H
