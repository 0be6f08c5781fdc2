//===- lock-scan.h - Locks that may be held at a place ----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_LOCK_SCAN_H
#define ASYNCMEND_CORE_LOCK_SCAN_H

#include "core/tu-model.h"
#include "core/walk.h"
#include "clang/AST/Decl.h"

namespace asyncmend {

/// The guard or mutex that may be locked when control reaches the statement
/// below `Around`; null if certainly none is. Errs on the side of "held": an
/// unlock counts only where it stands before the place in a block around it,
/// with nothing in between that could lock again.
const clang::ValueDecl *lockHeld(const TuModel &Tu, const clang::Stmt &Site,
                                 const Ancestors &Around);

/// Does a value of type `T` hold a lock for as long as it lives? Members, bases
/// and the pointee of a unique_ptr count.
bool isGuardType(const ProfileSet &Profiles, clang::QualType T);

/// A guard made with std::defer_lock, or without a mutex, holds nothing yet.
bool startsUnlocked(const ProfileSet &Profiles, const clang::VarDecl &Guard);

/// The type of a lock, also where `Lock` is a pointer or a reference to one.
clang::QualType lockTypeOf(const clang::ValueDecl &Lock);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_LOCK_SCAN_H
