//===- vendor.h - Runtime headers in the user's tree ------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_VENDOR_H
#define ASYNCMEND_TOOL_VENDOR_H

#include "analysis.h"
#include "report.h"

namespace asyncmend {

/// Fills in the headers that the chosen fixes include and that --runtime=vendor
/// wants in the user's tree, and the directories that --runtime=include leaves
/// to the user's build.
void findVendored(Report &R, llvm::ArrayRef<PlannedTu> Tus);

/// Writes those that are not there yet. One that is there, with whatever
/// contents, is the user's.
llvm::Error writeVendored(llvm::ArrayRef<VendoredFile> Files);

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_VENDOR_H
