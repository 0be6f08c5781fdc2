//===- owned-views.h - Views into responses and buffers ---------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_OWNED_VIEWS_H
#define ASYNCMEND_CORE_OWNED_VIEWS_H

#include "core/borrowing.h"
#include "core/edit-builder.h"
#include "core/walk.h"
#include <vector>

namespace asyncmend {

/// The object that a view looks into, if a profile knows such objects.
struct OwnerRef {
  const ViewOwner *Kind = nullptr;
  Referent Of;
  explicit operator bool() const { return Kind && Of; }
};
OwnerRef ownerBehind(const TuModel &Tu, const clang::Expr &E);

/// A view that is used, or that gets away, when its owner is gone.
struct LostView {
  const clang::Expr *Where = nullptr;
  const clang::VarDecl *View = nullptr; ///< The local that holds it, if any.
  OwnerRef Owner;
  std::string How;      ///< "is still used after", "is returned from", …
  bool IsRange = false; ///< `for (auto c : make().body())`
};

/// All of one function.
std::vector<LostView> lostViews(const TuModel &Tu, const FunctionBody &F);

/// Is `View` a `std::string_view` that a string can stand for?
bool mayOwnText(const TuModel &Tu, const FunctionBody &F,
                const clang::VarDecl &View);

/// Lets the local `View` own its text. Refused through `Edits` for others.
void ownText(EditBuilder &Edits, const TuModel &Tu, const FunctionBody &F,
             const clang::VarDecl &View);

/// A pointer of a C handle that is used once the handle has been released.
struct LostPointer {
  const clang::Expr *Where = nullptr;
  const clang::VarDecl *Pointer = nullptr;
  const HandleView *Kind = nullptr;
};
std::vector<LostPointer> lostPointers(const TuModel &Tu, const FunctionBody &F);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_OWNED_VIEWS_H
