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
#include "output/remaining.h"
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

void emit(const Report &R, const EmitOptions &O, const OutputRequest &Request,
          llvm::raw_ostream &OS) {
  const OutputFormat &Format = *Request.Format;
  if (R.Applied && Format.What == OutputFormat::Left)
    Format.Emit(remaining(R), O, OS);
  else
    Format.Emit(R, O, OS);
}

Error writeFile(const Report &R, const EmitOptions &O,
                const OutputRequest &Request) {
  std::string Text;
  llvm::raw_string_ostream OS(Text);
  emit(R, O, Request, OS);
  auto File = StagedFile::make(Request.File, OS.str());
  return File ? File->commit() : File.takeError();
}

/// Whatever is to be made later must have a directory to be made in.
Error checkExport(StringRef Target) {
  StringRef Above = Target.rtrim('/');
  if (!Target.ends_with("/") && !fs::is_directory(Target))
    return checkWritable(Target);
  while (!Above.empty() && !fs::exists(Above))
    Above = llvm::sys::path::parent_path(Above);
  if (Above.empty())
    Above = Target.starts_with("/") ? "/" : ".";
  if (!fs::is_directory(Above))
    return no("cannot write " + Target + ": " + Above + " is no directory");
  if (fs::access(Above, fs::AccessMode::Write))
    return no("cannot write " + Target + ": no permission to write in " +
              Above);
  return Error::success();
}

/// What --root says, else the work tree around `Directory`, else that.
std::string rootOf(const Options &O, const std::string &Directory) {
  if (!O.Root.empty())
    return realPath(O.Root, Directory);
  std::string Top = repositoryOf(Directory + "/.");
  return Top.empty() ? Directory : Top;
}

} // namespace

Error checkOutputs(const Options &O) {
  if (!O.Root.empty() && !fs::is_directory(O.Root))
    return no("--root: " + O.Root + " is no directory");
  if (!O.ExportFixes.empty())
    if (Error E = checkExport(O.ExportFixes))
      return E;
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
    if (Error E = checkWritable(Request.File))
      return E;
  }
  return Error::success();
}

Error writeOutputs(const Report &R, const Options &O) {
  EmitOptions Emit{O.Color, currentDirectory()};
  Emit.Root = rootOf(O, Emit.WorkingDirectory);
  Emit.AbsolutePaths = O.Paths == PathMode::Absolute;
  Emit.ShowSuppressed = O.ShowSuppressed;
  Emit.Commit = O.Commit;
  if (!O.ExportFixes.empty()) {
    if (Error E = writeVendored(R.Vendored))
      return E;
    if (Error E = exportFixes(
            R, O.ExportFixes,
            O.Paths == PathMode::Relative ? StringRef(Emit.Root) : ""))
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
      emit(R, Emit, Request, Findings);
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
