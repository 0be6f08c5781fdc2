//===- blocking-file-io.cpp - Files, names, processes in coroutines -------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met, in the body of any coroutine: a call of a function that a profile
// lists as one that waits for a disk, a name server, a process or a peer; the
// construction of a file stream with arguments; `stream.open(…)`. One finding
// for each statement, and one for each stream, at its first use.
//
// Fixed where a pool is in scope: the call is run there and awaited. A stream
// is an object with a life, which no single expression can move.
//
//===----------------------------------------------------------------------===//

#include "core/block-site.h"
#include "core/call-rewrite.h"
#include "core/calls.h"
#include "core/iteration.h"
#include "core/names.h"
#include "core/offload.h"
#include "core/refusal.h"
#include "core/rule.h"
#include "core/sink.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace clang;
using namespace asyncmend;

namespace {

using Subjects = llvm::SmallPtrSet<const ValueDecl *, 4>;

/// The variable that an expression initialises.
const VarDecl *initialised(const Expr &E, const Ancestors &Around) {
  const auto *Local = dyn_cast_or_null<DeclStmt>(Around.parent());
  if (Local)
    for (const Decl *D : Local->decls())
      if (const auto *Var = dyn_cast<VarDecl>(D);
          Var && Var->getInit() && &ignoreTransparent(*Var->getInit()) == &E)
        return Var;
  return nullptr;
}

/// The file streams that a call has to do with.
Subjects streamsOf(const TuModel &Tu, const CallExpr &Call) {
  Subjects Found;
  auto Add = [&](const Expr &E) {
    const Expr &Stream = ignoreTransparent(E);
    const ValueDecl *D = subjectOf(Stream);
    if (D && isOfClass(Stream.getType(), Tu.profiles().blocking().FileStreams))
      Found.insert(D);
  };
  if (const Expr *Object = objectOf(Call))
    Add(*Object);
  for (const Expr *Arg : Call.arguments())
    Add(*Arg);
  return Found;
}

class BlockingFileIoRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    std::optional<BlockSites> Sites;
    for (const FunctionBody &F : Tu.functions()) {
      if (!mayServeLoop(Tu, F))
        continue;
      Subjects Seen;
      const Stmt *LastStatement = nullptr;
      walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
        const auto *E = dyn_cast<Expr>(&S);
        std::string Name;
        Subjects About = E ? check(Tu, *E, Around, Name) : Subjects();
        if (Name.empty())
          return;
        bool Known = llvm::any_of(
            About, [&](const ValueDecl *D) { return Seen.contains(D); });
        Seen.insert(About.begin(), About.end());
        const Expr *Whole = &fullExpression(*E, Around);
        if (Known || Whole == LastStatement)
          return;
        LastStatement = Whole;
        if (!Sites)
          Sites.emplace(Tu);
        if (Sites->isSpawnedOnPool(F) || Sites->isOffloaded(F, S))
          return Sink.dissent(F, E->getBeginLoc());
        Sink.report(F, E->getSourceRange(),
                    "'" + Name + "' blocks the thread that runs this coroutine",
                    fix(Tu, F, *E, Around));
      });
    }
  }

private:
  /// What `E` opens or uses; `Name` stays empty where it does not block.
  static Subjects check(const TuModel &Tu, const Expr &E,
                        const Ancestors &Around, std::string &Name) {
    const BlockingTable &Known = Tu.profiles().blocking();
    if (const auto *Call = dyn_cast<CallExpr>(&E)) {
      const Expr *Object = objectOf(*Call);
      if (auto Found = blockingCall(Tu, *Call);
          Found && Found->Kind == BlockingKind::File)
        Name = Found->Name;
      else if (Object && memberNameOf(*Call) == "open" &&
               isOfClass(Object->getType(), Known.FileStreams))
        Name = className(Object->getType().getNonReferenceType()) + "::open";
      return streamsOf(Tu, *Call);
    }
    const auto *Construct = dyn_cast<CXXConstructExpr>(&E);
    Subjects Found;
    if (!Construct || Construct->getNumArgs() == 0 ||
        isa<CXXDefaultArgExpr>(Construct->getArg(0)) ||
        Construct->getConstructor()->isCopyOrMoveConstructor() ||
        !Known.FileStreams.contains(className(E.getType())))
      return Found;
    Name = className(E.getType());
    if (const VarDecl *Var = initialised(E, Around))
      Found.insert(Var);
    return Found;
  }

  static llvm::Expected<Fix> fix(const TuModel &Tu, const FunctionBody &F,
                                 const Expr &E, const Ancestors &Around) {
    const auto *Call = dyn_cast<CallExpr>(&E);
    auto Found = Call ? blockingCall(Tu, *Call) : std::nullopt;
    if (!Found)
      return no("put all that is done with the file into one function, run it "
                "on a thread pool and co_await its end, or use the framework's "
                "file type");
    if (auto Better = rewritable(Tu, F, "blocking-file-io", *Call, Around))
      return rewriteCall(Tu, F, *Better, Around);
    return offload(Tu, F, *Call, Around, Found->NoFix);
  }
};

ASYNCMEND_RULE(BlockingFileIoRewriter, "blocking-file-io", Severity::Info,
               /*OnByDefault=*/false,
               "files, names, processes and blocking clients in a coroutine");

} // namespace
