//===- outputs.cpp - A report in the forms that were asked for ------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "output/outputs.h"
#include "apply.h"
#include "core/refusal.h"
#include "output/emitter.h"
#include "paths.h"
#include "vendor.h"
#include "write-file.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <set>

using llvm::Error;
using llvm::StringRef;
namespace fs = llvm::sys::fs;

namespace asyncmend {
namespace {

Error checkFile(StringRef File) {
  StringRef Directory = llvm::sys::path::parent_path(File);
  if (Directory.empty())
    Directory = ".";
  if (fs::is_directory(File))
    return no("cannot write " + File + ": it is a directory");
  if (!fs::is_directory(Directory))
    return no("cannot write " + File + ": there is no directory " + Directory);
  if (fs::access(Directory, fs::AccessMode::Write))
    return no("cannot write " + File + ": no permission to write in " +
              Directory);
  return Error::success();
}

Error writeFile(const Report &R, const EmitOptions &O,
                const OutputRequest &Request) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  Request.Format->Emit(R, O, OS);
  auto File = StagedFile::make(Request.File, OS.str());
  return File ? File->commit() : File.takeError();
}

} // namespace

Error checkOutputs(const Options &O) {
  std::set<StringRef> Seen;
  for (const OutputRequest &Request : O.Outputs) {
    if (Request.Format->NeedsDiff && O.Change.What == ChangeRequest::Everything)
      return no("--format=" + Request.Format->Name +
                " needs the diff that is reviewed: --changed, --staged or "
                "--diff-from");
    if (Request.File.empty())
      continue;
    if (!Seen.insert(Request.File).second)
      return no("two reports cannot go to one file: " + Request.File);
    if (Error E = checkFile(Request.File))
      return E;
  }
  return Error::success();
}

Error writeOutputs(const Report &R, const Options &O) {
  EmitOptions Emit{O.Color, currentDirectory()};
  if (std::string Top = repositoryOf(Emit.WorkingDirectory + "/.");
      !Top.empty())
    Emit.Root = Top;
  Emit.Commit = O.Commit;
  if (!O.ExportFixes.empty()) {
    if (Error E = writeVendored(R.Vendored))
      return E;
    if (Error E = exportFixes(R, O.ExportFixes))
      return E;
  }
  // A diff on standard output must not be mixed with anything.
  llvm::raw_ostream &Findings = O.Diff ? llvm::errs() : llvm::outs();
  EmitOptions Plain = Emit;
  Plain.Color = false;
  for (const OutputRequest &Request : O.Outputs) {
    if (!Request.File.empty()) {
      if (Error E = writeFile(R, Plain, Request))
        return E;
    } else if (!(O.Diff && O.Quiet && Request.Format->Name == "text")) {
      Request.Format->Emit(R, Emit, Findings);
    }
  }
  if (O.Diff)
    emitDiff(R, Emit, llvm::outs());
  llvm::outs().flush();
  for (const TuStatus &Tu : R.Tus)
    if (O.Quiet && !Tu.Failure.empty())
      llvm::errs() << "asyncmend: error: " << Tu.File << ": " << Tu.Failure
                   << "\n";
  if (!O.Quiet)
    emitSummary(R, Emit, llvm::errs());
  return Error::success();
}

} // namespace asyncmend
