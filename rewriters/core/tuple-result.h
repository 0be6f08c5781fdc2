//===- tuple-result.h - Values that arrive in a tuple -----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_TUPLE_RESULT_H
#define ASYNCMEND_CORE_TUPLE_RESULT_H

#include "core/edit-builder.h"
#include "core/walk.h"
#include "clang/AST/Expr.h"
#include <string>

namespace asyncmend {

/// `Whole` is a tuple, and what will stand there instead gives the only value
/// of a tuple of one by itself: `auto [i] = …` becomes `auto i = …`, and
/// `std::get<0>(…)` goes away, with which `Whole` grows. Says why not where the
/// tuple itself is used, or its size is not known.
std::string takeOutOfTuple(EditBuilder &Edits, const TuModel &Tu,
                           const clang::Expr *&Whole, const Ancestors &Around);

} // namespace asyncmend

#endif // ASYNCMEND_CORE_TUPLE_RESULT_H
