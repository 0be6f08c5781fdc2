//===- unguarded-resource.cpp - Releases that an early end skips ----------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// AST met: the acquisitions of acquisitions.h and teardown.h in the body of a
// coroutine, where flow.h finds a way out of the function on which the release
// is skipped: a suspension, a call that may throw, a return. Patterns of
// templates are left to their instantiations.
//
// Refused: what guard-place.h and teardown.h name, mostly handles of which
// somebody else may be the owner, and releases that no one scope covers.
//
//===----------------------------------------------------------------------===//

#include "core/acquisitions.h"
#include "core/rule.h"
#include "core/scoped-release.h"
#include "core/sink.h"
#include "core/teardown.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace asyncmend;
using llvm::Expected;

namespace {

class UnguardedResourceRewriter : public Rewriter {
public:
  void analyze(const TuModel &Tu, FindingSink &Sink) override {
    for (const Coroutine &C : Tu.coroutines())
      if (!C.IsPattern && !Tu.hasErrorsIn(C.written().getSourceRange())) {
        checkReleases(Tu, Sink, C);
        checkTeardowns(Tu, Sink, C);
      }
  }

private:
  static void checkReleases(const TuModel &Tu, FindingSink &Sink,
                            const Coroutine &C) {
    std::vector<Acquisition> All = acquisitionsIn(Tu, C);
    auto Graph = All.empty() ? std::nullopt : Flow::of(Tu, C);
    if (!Graph)
      return;
    FlowFacts Facts = follow(Tu, *Graph, All);
    std::vector<const Acquisition *> Guarded;
    for (unsigned I = 0; I != All.size(); ++I) {
      Acquisition &A = All[I];
      llvm::erase_if(A.Releases, [&](const ReleaseCall &R) {
        return !Facts.holdsAt(*R.Call, I);
      });
      std::vector<WayOut> Ways = Facts.waysOut(I);
      if (Ways.empty() || isSomebodyElses(Tu, A) ||
          isOtherRules(Tu, A, Facts, I))
        continue;
      const Acquisition *Other = shared(All, A, Facts, I);
      Expected<Fix> Guard =
          Other ? no("what it releases in line " +
                     std::to_string(Tu.line(Other->At->getBeginLoc())) +
                     " is acquired there too: one guard cannot tell them apart")
                : scopedRelease(Tu, C, A, All, Guarded);
      if (Guard)
        Guarded.push_back(&A);
      Sink.report(C, A.At->getSourceRange(), message(Tu, A, Ways.front()),
                  std::move(Guard));
    }
  }

  static Expected<Fix> no(const llvm::Twine &Why) {
    return llvm::createStringError(llvm::inconvertibleErrorCode(), Why);
  }

  static FlowFacts follow(const TuModel &Tu, const Flow &Graph,
                          const std::vector<Acquisition> &All) {
    return Graph.follow(
        All.size(), [&](const Stmt &S) { return effectOn(All, S); },
        [&](const Expr &Condition, bool Value) {
          return endsIf(Tu, All, Condition, Value);
        });
  }

  /// Does a release of `A` release another acquisition, too?
  static const Acquisition *shared(const std::vector<Acquisition> &All,
                                   const Acquisition &A, const FlowFacts &Facts,
                                   unsigned Own) {
    for (unsigned I = 0; I != All.size(); ++I)
      if (I != Own)
        for (const ReleaseCall &R : A.Releases)
          if (Facts.holdsAt(*R.Call, I) &&
              llvm::any_of(All[I].Releases, [&](const ReleaseCall &Other) {
                return Other.Call == R.Call;
              }))
            return &All[I];
    return nullptr;
  }

  /// Is it likely that someone else releases it on the ways that do not? Where
  /// nothing here does, whoever gets it may; where only side branches do (`if
  /// (!start(fd)) close(fd);`), the function that it was passed to may.
  static bool isSomebodyElses(const TuModel &Tu, const Acquisition &A) {
    auto Is = [&](HandleUse Use) {
      return llvm::any_of(A.Mentions,
                          [&](const Mention &M) { return M.Use == Use; });
    };
    if (!A.isHandle())
      return A.Releases.empty();
    bool GivenAway = Is(HandleUse::Handed) || Is(HandleUse::Passed);
    if (A.Releases.empty())
      return GivenAway || Is(HandleUse::Helper) || Is(HandleUse::Captured) ||
             Is(HandleUse::Guarded) || isAddressTaken(A) || mayBeKept(A);
    return GivenAway && llvm::none_of(A.Releases, [&](const ReleaseCall &R) {
             return isOnMainPath(Tu, A, R);
           });
  }

  static bool isAddressTaken(const Acquisition &A) {
    return llvm::any_of(A.Mentions, [&](const Mention &M) {
      return M.Use == HandleUse::Address &&
             !llvm::is_contained(M.Stack, A.Call);
    });
  }

  /// By a function of a C library, in a table of its own.
  static bool mayBeKept(const Acquisition &A) {
    return llvm::any_of(A.Mentions, [&](const Mention &M) {
      return M.Call && M.Call != A.Call &&
             !isCallOf(*M.Call, A.Kind->Uses, A.Kind->ExternC);
    });
  }

  /// Not in a branch, but for a test of the handle itself or its acquisition.
  static bool isOnMainPath(const TuModel &Tu, const Acquisition &A,
                           const ReleaseCall &R) {
    return llvm::none_of(R.Stack, [&](const Stmt *S) {
      if (llvm::is_contained(A.Stack, S) || isa<CXXCatchStmt>(S))
        return isa<CXXCatchStmt>(S);
      const auto *If = dyn_cast<IfStmt>(S);
      bool TestsHandle = If && emptyWhen(Tu, A, *If->getCond()).has_value();
      return (If && !TestsHandle) || isa<SwitchStmt>(S);
    });
  }

  /// A lock held while suspended: a bug that a guard would not mend.
  static bool isOtherRules(const TuModel &Tu, const Acquisition &A,
                           const FlowFacts &Facts, unsigned I) {
    return A.Kind->Kind == ResourceKind::Lock &&
           llvm::any_of(Facts.waysOut(I), [&](const WayOut &Way) {
             return Way.How == WayOut::Suspension;
           });
  }

  static std::string message(const TuModel &Tu, const Acquisition &A,
                             const WayOut &Way) {
    if (A.Releases.empty())
      return "'" + A.name() + "' is never released: '" +
             A.Kind->Release.front() + "' is missing";
    const auto *F = A.Releases.front().Call->getDirectCallee();
    return skipped(Tu, A.name(),
                   F ? F->getNameAsString() : A.Kind->Release.front(), Way);
  }

  static std::string skipped(const TuModel &Tu, const std::string &Name,
                             const std::string &Release, const WayOut &Way) {
    std::string Line =
        Way.Where
            ? " in line " + std::to_string(Tu.line(Way.Where->getBeginLoc()))
            : "";
    std::string When = Way.How == WayOut::Suspension
                           ? "the coroutine ends while suspended" + Line +
                                 ", or by an exception from there"
                       : Way.How == WayOut::Throw
                           ? "an exception leaves the coroutine" + Line
                       : Way.Where ? "the coroutine returns" + Line
                                   : "the coroutine gets to its end";
    return "'" + Release + "' of '" + Name + "' is skipped if " + When;
  }

  static void checkTeardowns(const TuModel &Tu, FindingSink &Sink,
                             const Coroutine &C) {
    for (const Teardown &T : teardownsIn(Tu, C)) {
      const FunctionDecl *Release = T.Main.Call->getDirectCallee();
      Sink.report(C, T.Acquired,
                  skipped(Tu, T.Name, Release->getNameAsString(), T.Skipped),
                  awaitedTeardown(Tu, C, T));
    }
  }
};

ASYNCMEND_RULE(UnguardedResourceRewriter, "unguarded-resource",
               Severity::Warning, /*OnByDefault=*/true,
               "a release that an exception, a cancellation or an early return "
               "skips",
               /*FixesAnywhere=*/true, /*CoroutinesOnly=*/true);

} // namespace
