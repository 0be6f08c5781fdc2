//===- scoped-release.cpp - A guard in place of manual releases -----------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The guard stands directly below the acquisition (below the test for failure
// where an empty handle must not be released), in its block. A release that is
// the last thing before the end of that block goes; one after which something
// still happens stays where it is, through the guard.
//
//===----------------------------------------------------------------------===//

#include "core/scoped-release.h"
#include "core/edit-builder.h"
#include "core/guard-place.h"
#include "core/names.h"
#include "core/refusal.h"
#include "core/release-site.h"
#include "core/spelling.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using llvm::Expected;
using llvm::StringRef;

namespace asyncmend {

namespace {

std::string substitute(std::string Text, StringRef Hole, StringRef With) {
  for (size_t At; (At = Text.find(Hole.str())) != std::string::npos;)
    Text.replace(At, Hole.size(), With.str());
  return Text;
}

/// How the guard is written, and what is written in place of releases.
struct GuardText {
  std::string Declaration; ///< Without semicolon.
  std::string Now;         ///< Releases at once.
  std::string Dismiss;     ///< Gives up, before a release by hand.
  HeaderNeeds Headers;
  Safety Level = Safety::Safe;
};

class Writer {
public:
  Writer(const TuModel &Tu, const Coroutine &C, const Acquisition &A,
         const std::vector<Acquisition> &All,
         llvm::ArrayRef<const Acquisition *> Earlier)
      : Tu(Tu), C(C), A(A), All(All), Earlier(Earlier), Edits(Tu) {}

  Expected<Fix> write() {
    GuardPlace Where = guardPlace(Tu, C, A);
    if (!Where.Why.empty())
      return no(Where.Why);
    std::vector<const Acquisition *> Others = beside(Where);
    for (const ReleaseCall &R : A.Releases)
      Sites.push_back(releaseSite(Tu, A, R, *Where.Block, Others));
    Name = guardName(Tu, C, A, Earlier);
    Expected<GuardText> Guard = guard(Where);
    if (!Guard)
      return Guard.takeError();
    if (A.Kind->Kind == ResourceKind::Lock)
      Edits.replace(A.Call->getSourceRange(), Guard->Declaration);
    else if (Where.Above)
      Edits.insertAbove(*Where.Anchor, Guard->Declaration + ";\n");
    else
      Edits.insertBelow(*Where.Anchor, Guard->Declaration + ";\n");
    for (const ReleaseSite &S : Sites)
      mend(S, *Guard);
    Edits.include(A.At->getBeginLoc(), Guard->Headers, {});
    return std::move(Edits).done(Guard->Level,
                                 "let a guard release '" + A.name() + "'");
  }

private:
  /// Those whose release may come before or after this one's.
  std::vector<const Acquisition *> beside(const GuardPlace &Where) const {
    std::vector<const Acquisition *> Others;
    // Of the same tier, so that a run applies the fixes of both or of neither.
    for (const Acquisition *E : Earlier)
      if (E->isHandle() && E->Kind->Kind == A.Kind->Kind &&
          guardPlace(Tu, C, *E).Block == Where.Block)
        Others.push_back(E);
    // `fclose(in); fclose(out);`: two of a kind know nothing of each other, if
    // the later one was not made of the earlier.
    for (const Acquisition &Later : All)
      if (&Later > &A && Later.Kind == A.Kind && Later.isHandle() &&
          A.Kind->Kind == ResourceKind::Pointer && !names(*Later.Call, *A.Var))
        Others.push_back(&Later);
    return Others;
  }

  bool all(ReleaseSite::Kind How) const {
    return llvm::all_of(Sites,
                        [&](const ReleaseSite &S) { return S.How == How; });
  }
  bool any(ReleaseSite::Kind How) const {
    return llvm::any_of(Sites,
                        [&](const ReleaseSite &S) { return S.How == How; });
  }

  std::string text(SourceRange Range) const {
    auto T = Tu.text(Range);
    return T ? T->str() : std::string();
  }

  std::string spelled(StringRef Code) const {
    return spellAll(Code, {C.Function, A.At->getBeginLoc(), A.around()},
                    Tu.ast());
  }

  Expected<GuardText> guard(const GuardPlace &Where) const {
    switch (A.Kind->Kind) {
    case ResourceKind::Pointer:
      if (const FunctionDecl *F = releaseFunction();
          F && F->getNumParams() == 1)
        return pointerGuard(*F);
      break;
    case ResourceKind::Lock:
      return lockGuard();
    default:
      break;
    }
    return scopeGuard(Where);
  }

  /// The release function: as it is called, or as the TU declares it.
  const FunctionDecl *releaseFunction() const {
    if (!A.Releases.empty())
      return A.Releases.front().Call->getDirectCallee();
    auto &Context = Tu.ast();
    for (const std::string &Candidate : A.Kind->Release)
      for (const NamedDecl *D : Context.getTranslationUnitDecl()->lookup(
               &Context.Idents.get(Candidate)))
        if (const auto *F = dyn_cast<FunctionDecl>(D))
          return F;
    return nullptr;
  }

  /// `std::fclose` where the file writes so, or acquires by `std::fopen`.
  std::string releaseName(const FunctionDecl &F) const {
    if (!A.Releases.empty())
      return text(A.Releases.front().Call->getCallee()->getSourceRange());
    std::string Acquire = text(A.Call->getCallee()->getSourceRange());
    size_t Colons = Acquire.rfind("::");
    return (Colons == std::string::npos ? "" : Acquire.substr(0, Colons + 2)) +
           F.getNameAsString();
  }

  /// A type as the release function's header writes it, or the file's own
  /// spelling of the handle.
  std::string typeText(QualType T) const {
    PrintingPolicy Policy = Tu.ast().getPrintingPolicy();
    Policy.SuppressTagKeyword = true;
    return T.getAsString(Policy);
  }

  Expected<GuardText> pointerGuard(const FunctionDecl &F) const {
    QualType Pointee = A.Var->getType()->getPointeeType();
    QualType Param = F.getParamDecl(0)->getType();
    if (Pointee.isConstQualified() &&
        !Param->getPointeeType().isConstQualified())
      return no("the pointer is to const, and '" + F.getNameAsString() +
                "' wants one that is not");
    // `std::FILE *` stays what it is, also for the deleter.
    std::string Element = typeText(Pointee), Argument = typeText(Param);
    if (Tu.ast().hasSameType(Param->getPointeeType(), Pointee))
      Argument = Element + " *";
    std::string Callee = releaseName(F);
    if (Callee.empty())
      return no("the release comes out of a macro");
    GuardText G;
    bool IsConst = all(ReleaseSite::Gone);
    G.Declaration = (IsConst ? "const " : "") + spelled("std::unique_ptr") +
                    "<" + Element + ", " + typeText(F.getReturnType()) +
                    " (*)(" + Argument + ")> " + Name + "(" + A.name() + ", &" +
                    Callee + ")";
    G.Now = Name + ".reset()";
    G.Headers.Direct = {"memory"};
    return G;
  }

  Expected<GuardText> lockGuard() const {
    if (any(ReleaseSite::Checked) || any(ReleaseSite::Unclear))
      return no("the unlock is part of a larger expression");
    const Expr &Mutex = *A.ObjectExpr;
    std::string Object = text(Mutex.getSourceRange());
    if (Object.empty())
      Object = A.name();
    if (Mutex.getType()->isPointerType())
      Object = "*" + Object;
    GuardText G;
    bool Whole = all(ReleaseSite::Gone);
    G.Declaration = (Whole ? "const " : "") +
                    spelled(Whole ? A.Kind->Guard : A.Kind->OpenGuard) + " " +
                    Name + "(" + Object + ")";
    G.Now = Name + ".unlock()";
    G.Headers = A.Kind->Headers;
    return G;
  }

  /// The project's own scope guard where the file includes one that can do what
  /// is needed, else the framework's.
  Expected<const ScopeGuard *> bestGuard() const {
    bool NeedsNow = any(ReleaseSite::Now);
    bool NeedsDismiss = any(ReleaseSite::Checked);
    const SourceManager &Sources = Tu.sources();
    OptionalFileEntryRef File = Sources.getFileEntryRefForID(
        Sources.getFileID(Tu.place(A.At->getBeginLoc())));
    auto Fits = [&](const ScopeGuard &G) {
      return (!NeedsNow || !G.Reset.empty()) &&
             (!NeedsDismiss || !G.Dismiss.empty());
    };
    for (const ScopeGuard &G : Tu.profiles().resources().guards())
      if (Fits(G) && File && Tu.includes().includesDirectly(*File, G.Header))
        return &G;
    if (C.framework())
      for (const ScopeGuard &G : C.framework()->Teardown.Guards)
        if (Fits(G))
          return &G;
    return no("no scope guard is known here: neither does the file include "
              "one, nor has the profile of the coroutine's framework one");
  }

  Expected<std::string> releaseText() const {
    if (A.Releases.empty()) {
      const FunctionDecl *F = releaseFunction();
      if (!F || !A.isHandle())
        return no("its release function is not declared here");
      return releaseName(*F) + "(" + A.name() + ")";
    }
    std::string First = text(A.Releases.front().Call->getSourceRange());
    for (const ReleaseCall &R : A.Releases)
      if (First.empty() || text(R.Call->getSourceRange()) != First)
        return no("its releases are written in different ways, or come out of "
                  "a macro");
    if (!A.isHandle() &&
        !llvm::all_of(A.Releases.front().Call->arguments(),
                      [](const Expr *E) { return isa<CXXDefaultArgExpr>(E); }))
      return no("the arguments of the release may be others when the guard "
                "runs");
    return First;
  }

  Expected<GuardText> scopeGuard(const GuardPlace &Where) const {
    if (any(ReleaseSite::Unclear))
      return no("the result of the release is used in the midst of a larger "
                "expression or statement");
    Expected<const ScopeGuard *> Best = bestGuard();
    if (!Best)
      return Best.takeError();
    Expected<std::string> Release = releaseText();
    if (!Release)
      return Release.takeError();
    if (Where.MayBeEmpty)
      Release = "if (" + A.name() +
                (A.Kind->Kind == ResourceKind::Descriptor ? " >= 0" : "") +
                ") " + *Release;
    GuardText G;
    G.Declaration = substitute(substitute(spelled((*Best)->To), "{obj}", Name),
                               "{release}", *Release);
    G.Now = substitute((*Best)->Reset, "{obj}", Name);
    G.Dismiss = substitute((*Best)->Dismiss, "{obj}", Name);
    G.Headers = (*Best)->Headers;
    G.Level = Safety::Unsafe;
    return G;
  }

  void mend(const ReleaseSite &S, const GuardText &G) {
    bool IsHeldByPointer =
        A.Kind->Kind == ResourceKind::Pointer && G.Dismiss.empty();
    if (S.How == ReleaseSite::Gone)
      removeWithBlanks(Tu, Edits, *S.Unit);
    else if (S.How == ReleaseSite::Now)
      Edits.replace(S.Call->getSourceRange(), G.Now);
    else if (IsHeldByPointer)
      Edits.replace(S.Call->getArg(0)->getSourceRange(), Name + ".release()");
    else
      Edits.insertAbove(*S.Unit, G.Dismiss + ";\n");
  }

  const TuModel &Tu;
  const Coroutine &C;
  const Acquisition &A;
  const std::vector<Acquisition> &All;
  llvm::ArrayRef<const Acquisition *> Earlier;
  EditBuilder Edits;
  std::string Name;
  std::vector<ReleaseSite> Sites;
};

} // namespace

Expected<Fix> scopedRelease(const TuModel &Tu, const Coroutine &C,
                            const Acquisition &A,
                            const std::vector<Acquisition> &All,
                            llvm::ArrayRef<const Acquisition *> Earlier) {
  return Writer(Tu, C, A, All, Earlier).write();
}

} // namespace asyncmend
