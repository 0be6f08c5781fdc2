//===- includes.cpp - Who includes whom in one TU -------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/includes.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/DenseSet.h"

using namespace clang;

namespace asyncmend {

class IncludeRecorder : public PPCallbacks {
public:
  IncludeRecorder(IncludeGraph &Graph, const SourceManager &Sources)
      : Graph(Graph), Sources(Sources) {}

  void InclusionDirective(SourceLocation HashLoc, const Token &,
                          StringRef FileName, bool, CharSourceRange,
                          OptionalFileEntryRef File, StringRef, StringRef,
                          const Module *, bool,
                          SrcMgr::CharacteristicKind Kind) override {
    OptionalFileEntryRef From =
        Sources.getFileEntryRefForID(Sources.getFileID(HashLoc));
    if (!From)
      return;
    Graph.Edges[&From->getFileEntry()].push_back(
        {FileName.str(), File ? &File->getFileEntry() : nullptr,
         SrcMgr::isSystem(Kind)});
  }

private:
  IncludeGraph &Graph;
  const SourceManager &Sources;
};

std::unique_ptr<PPCallbacks> IncludeGraph::callbacks(Preprocessor &PP) {
  return std::make_unique<IncludeRecorder>(*this, PP.getSourceManager());
}

bool IncludeGraph::search(const FileEntry *From, StringRef Header,
                          bool ThroughSystem) const {
  llvm::DenseSet<const FileEntry *> Seen;
  llvm::SmallVector<const FileEntry *> Todo = {From};
  while (!Todo.empty()) {
    const FileEntry *File = Todo.pop_back_val();
    auto It = Edges.find(File);
    if (!Seen.insert(File).second || It == Edges.end())
      continue;
    for (const Edge &E : It->second) {
      if (E.Spelled == Header)
        return true;
      if (E.To && (ThroughSystem || !E.ToSystem))
        Todo.push_back(E.To);
    }
  }
  return false;
}

bool IncludeGraph::includesDirectly(FileEntryRef From, StringRef Header) const {
  return search(&From.getFileEntry(), Header, /*ThroughSystem=*/false);
}

bool IncludeGraph::reaches(FileEntryRef From, StringRef Header) const {
  return search(&From.getFileEntry(), Header, /*ThroughSystem=*/true);
}

} // namespace asyncmend
