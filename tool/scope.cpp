//===- scope.cpp - Which TUs a change concerns ----------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "scope.h"
#include "dependency-scan.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

namespace asyncmend {

/// "a.cpp, b.cpp, c.cpp and 4 more".
static std::string someOf(llvm::ArrayRef<std::string> Names) {
  constexpr size_t Most = 3;
  std::string Out = llvm::join(Names.take_front(Most), ", ");
  if (Names.size() > Most)
    Out += " and " + std::to_string(Names.size() - Most) + " more";
  return Out;
}

void narrow(std::vector<CompileCommand> &Commands, const Changes &Change,
            const Options &O) {
  std::set<std::string> Paths;
  for (const auto &[Path, File] : Change.Files)
    Paths.insert(Path);
  size_t All = Commands.size();
  std::vector<bool> Reads = readsAny(Commands, Paths, Change.Overlay, O.Jobs,
                                     {O.TuTimeout, O.TuMemory});
  size_t I = 0;
  llvm::erase_if(Commands, [&](const CompileCommand &) { return !Reads[I++]; });
  if (Commands.empty()) {
    llvm::errs() << "asyncmend: no relevant changes: none of "
                 << (All == 1 ? "1 translation unit"
                              : std::to_string(All) + " translation units")
                 << " reads a changed file\n";
    return;
  }
  std::vector<std::string> Both;
  for (const auto &[Path, Text] : Change.Overlay)
    if (Change.Files.count(Path))
      Both.push_back(Path);
  if (!Both.empty())
    llvm::errs() << "asyncmend: the staged text is what counts of files that "
                    "have unstaged changes, too: "
                 << someOf(Both) << "\n";
}

} // namespace asyncmend
