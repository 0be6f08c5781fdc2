//===- guard-place.cpp - Where a guard may stand --------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/guard-place.h"
#include "core/calls.h"
#include "core/names.h"
#include "core/naming.h"
#include "core/release-site.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using llvm::StringRef;

namespace asyncmend {

namespace {

class Placer {
public:
  Placer(const TuModel &Tu, const Coroutine &C, const Acquisition &A)
      : Tu(Tu), C(C), A(A) {}

  GuardPlace place() {
    GuardPlace P;
    P.Why = whyNotAtAll();
    if (P.Why.empty())
      P.Why = anchor(P);
    if (P.Why.empty())
      P.Why = whyNotCovered(*P.Block);
    if (P.Why.empty())
      P.Why = outlive(P);
    return P;
  }

private:
  std::string line(const Stmt &S) const {
    return "line " + std::to_string(Tu.line(S.getBeginLoc()));
  }

  std::string whyNotAtAll() const {
    bool Jumps = false;
    walkSpelled(C.written(), [&](const Stmt &S, const Ancestors &) {
      Jumps |= isa<GotoStmt, IndirectGotoStmt>(S);
    });
    if (Jumps)
      return "the function jumps with goto, which must not skip the "
             "declaration of a guard";
    for (const Mention &M : A.Mentions) {
      std::string At = " in " + line(*M.Where);
      switch (M.Use) {
      case HandleUse::Handed:
        return "it is handed on" + At + ", to what may release it as well";
      case HandleUse::Helper:
        return "it is passed" + At + " to a function that may release it";
      case HandleUse::Guarded:
        return "a lambda releases it" + At;
      case HandleUse::Assign:
        if (!M.Stack.empty() && llvm::is_contained(A.Stack, M.Stack.back()))
          break;
        return "'" + A.name() + "' gets another value" + At;
      case HandleUse::Address:
        if (A.Kind->OutArg && llvm::is_contained(M.Stack, A.Call))
          break;
        return "the address of '" + A.name() + "' is taken" + At;
      default:
        break;
      }
    }
    return {};
  }

  /// The statement of the innermost block that the acquisition is in.
  std::string anchor(GuardPlace &P) const {
    const Stmt *Below = A.At;
    for (size_t I = A.Stack.size(); I-- > 0; Below = A.Stack[I]) {
      if (const auto *Block = dyn_cast<CompoundStmt>(A.Stack[I])) {
        P.Block = Block;
        P.Anchor = Below;
        P.MayBeEmpty = A.isHandle();
        return settle(P);
      }
      const auto *If = dyn_cast<IfStmt>(A.Stack[I]);
      if (If && (Below == If->getConditionVariableDeclStmt() ||
                 Below == If->getInit() || Below == If->getCond()))
        return inCondition(P, *If, I);
      if (!isa<Expr, DeclStmt>(A.Stack[I]) || isa<StmtExpr>(A.Stack[I]))
        return "it is acquired in a place where no guard can follow";
    }
    return "it is acquired outside of any block";
  }

  /// `if (T *v = f())`, and `if ((v = f()) == nullptr) co_return;`.
  std::string inCondition(GuardPlace &P, const IfStmt &If, size_t I) const {
    auto Empty = emptyWhen(Tu, A, *If.getCond());
    const auto *Then = dyn_cast<CompoundStmt>(If.getThen());
    if (Empty == false && Then && !Then->body_empty()) {
      P.Block = Then;
      P.Anchor = *Then->body_begin();
      P.Above = true;
      P.MayBeEmpty = false;
      return {};
    }
    const auto *Block =
        I > 0 ? dyn_cast<CompoundStmt>(A.Stack[I - 1]) : nullptr;
    if (Empty == true && Block && !declares(If) && leavesBlock(*If.getThen()) &&
        !If.getElse()) {
      P.Block = Block;
      P.Anchor = &If;
      P.MayBeEmpty = false;
      return {};
    }
    return "it is acquired in a condition: acquire it in a statement of its "
           "own";
  }

  /// Does the handle live in the `if` only? Its status may.
  bool declares(const IfStmt &If) const {
    auto Has = [&](const Stmt *S) {
      const auto *Local = dyn_cast_or_null<DeclStmt>(S);
      return Local && llvm::is_contained(Local->decls(), A.Var);
    };
    return Has(If.getInit()) || Has(If.getConditionVariableDeclStmt());
  }

  /// Goes below a test for failure that follows directly, where a guard must
  /// not see an empty handle.
  std::string settle(GuardPlace &P) const {
    if (isa<SwitchCase, LabelStmt>(P.Anchor))
      return "it is acquired behind a label";
    bool NeedsTest = A.Kind->OutArg || A.Kind->Kind == ResourceKind::Descriptor;
    if (!A.isHandle() || !NeedsTest)
      return {};
    auto It = llvm::find(P.Block->body(), P.Anchor);
    const auto *If =
        ++It != P.Block->body_end() ? dyn_cast<IfStmt>(*It) : nullptr;
    if (If && !If->getElse() && leavesBlock(*If->getThen()) &&
        emptyWhen(Tu, A, *If->getCond()) == true) {
      P.Anchor = If;
      P.MayBeEmpty = false;
      return {};
    }
    if (A.Kind->OutArg && !(A.Var->getInit() && isNull(*A.Var->getInit())))
      return "nothing tells whether the call has filled '" + A.name() +
             "': initialise it with nullptr, or test the result first";
    return {};
  }

  bool isNull(const Expr &E) const {
    return E.isNullPointerConstant(Tu.ast(),
                                   Expr::NPC_ValueDependentIsNotNull) !=
           Expr::NPCK_NotNull;
  }

  std::string whyNotCovered(const CompoundStmt &Block) const {
    for (const ReleaseCall &R : A.Releases)
      if (!llvm::is_contained(R.Stack, &Block))
        return "it is released in " + line(*R.Call) +
               ", outside of the block in which it is acquired";
    // A switch may jump past the guard's declaration.
    for (size_t I = A.Stack.size(); I-- > 0;)
      if (A.Stack[I] == &Block)
        if (I > 0 && isa<SwitchStmt>(A.Stack[I - 1]))
          return "it is acquired in a switch, whose labels would jump past a "
                 "guard: put the case into braces";
    return {};
  }

  /// `setvbuf(f, buffer, …)`: the buffer must live until f is released, so the
  /// guard has to stand below its declaration.
  std::string outlive(GuardPlace &P) const {
    for (const Mention &M : A.Mentions) {
      const FunctionDecl *F = M.Call ? calleeOf(*M.Call) : nullptr;
      if (!F || !Tu.profiles().resources().retainsPointers(qualifiedName(*F)))
        continue;
      for (const Expr *Argument : M.Call->arguments())
        if (const VarDecl *Kept = pointedTo(*Argument))
          if (std::string Why = goBelow(P, *Kept, M); !Why.empty())
            return Why;
    }
    return {};
  }

  /// The local that a pointer argument leads into: `&v`, an array, `v.data()`.
  static const VarDecl *pointedTo(const Expr &Argument) {
    const Expr *E = Argument.IgnoreParenCasts();
    const auto *Address = dyn_cast<UnaryOperator>(E);
    if (Address && Address->getOpcode() == UO_AddrOf)
      E = Address->getSubExpr();
    else if (const auto *Call = dyn_cast<CXXMemberCallExpr>(E))
      E = Call->getMethodDecl() && Call->getMethodDecl()->getIdentifier() &&
                  Call->getMethodDecl()->getName() == "data"
              ? Call->getImplicitObjectArgument()
              : E;
    else if (!E->getType()->isArrayType())
      return nullptr;
    auto Path = namedPath(*E);
    const auto *Var = Path.empty() ? nullptr : dyn_cast<VarDecl>(Path.front());
    return Var && Var->hasLocalStorage() && !isa<ParmVarDecl>(Var) ? Var
                                                                   : nullptr;
  }

  std::string goBelow(GuardPlace &P, const VarDecl &Kept,
                      const Mention &M) const {
    const SourceManager &Sources = Tu.sources();
    if (Sources.isBeforeInTranslationUnit(Kept.getLocation(),
                                          A.At->getBeginLoc()) ||
        Sources.isBeforeInTranslationUnit(Kept.getLocation(),
                                          P.Above ? P.Anchor->getBeginLoc()
                                                  : P.Anchor->getEndLoc()))
      return {};
    auto It = llvm::find(P.Block->body(), P.Anchor);
    for (It += P.Above ? 0 : 1; It != P.Block->body_end(); ++It) {
      const auto *If = dyn_cast<IfStmt>(*It);
      bool IsFailure = If && !If->getElse() && leavesBlock(*If->getThen()) &&
                       emptyWhen(Tu, A, *If->getCond()) == true;
      if (!IsFailure && canLeave(**It))
        break;
      const auto *Local = dyn_cast<DeclStmt>(*It);
      if (Local && llvm::is_contained(Local->decls(), &Kept)) {
        P.Anchor = Local;
        P.Above = false;
        return {};
      }
    }
    return "it keeps a pointer to '" + Kept.getNameAsString() + "' (" +
           line(*M.Where) + "), which would be destroyed before a guard " +
           "releases it: declare '" + Kept.getNameAsString() + "' first";
  }

  bool canLeave(const Stmt &Root) const {
    bool Can = false;
    walkSpelled(Root, [&](const Stmt &S, const Ancestors &) {
      Can |= isa<CoreturnStmt, BreakStmt, ContinueStmt>(S) || mayThrow(Tu, S);
    });
    return Can;
  }

  const TuModel &Tu;
  const Coroutine &C;
  const Acquisition &A;
};

bool isWordIn(StringRef Text, StringRef Word) {
  auto IsPart = [](char C) { return llvm::isAlnum(C) || C == '_'; };
  for (size_t At = Text.find(Word); At != StringRef::npos;
       At = Text.find(Word, At + 1)) {
    size_t Past = At + Word.size();
    if ((At == 0 || !IsPart(Text[At - 1])) &&
        (Past == Text.size() || !IsPart(Text[Past])))
      return true;
  }
  return false;
}

} // namespace

GuardPlace guardPlace(const TuModel &Tu, const Coroutine &C,
                      const Acquisition &A) {
  return Placer(Tu, C, A).place();
}

std::string guardName(const TuModel &Tu, const Coroutine &C,
                      const Acquisition &A,
                      llvm::ArrayRef<const Acquisition *> Earlier) {
  auto Text = Tu.text(C.written().getSourceRange());
  StringRef Body = Text ? *Text : StringRef();
  bool IsLock = A.Kind->Kind == ResourceKind::Lock;
  std::string Handle = A.name();
  while (StringRef(Handle).ends_with("_"))
    Handle.pop_back();
  StringRef(Handle).consume_front("m_");
  std::string Base = IsLock ? "lock" : inStyleOf(C, Handle + "_guard");
  // Guards of earlier findings may come in by the same run.
  unsigned Number = 1;
  for (const Acquisition *E : Earlier)
    if (IsLock ? E->Kind->Kind == ResourceKind::Lock
               : E->Kind->Kind != ResourceKind::Lock && E->name() == A.name())
      ++Number;
  while (true) {
    std::string Name = Base + (Number > 1 ? std::to_string(Number) : "");
    bool IsParameter =
        llvm::any_of(C.Function->parameters(), [&](const ParmVarDecl *P) {
          return P->getName() == Name;
        });
    // `m.lock()` itself is no use of the name.
    std::string Rest = Body.str();
    if (IsLock)
      for (StringRef Call : {".lock()", "->lock()"})
        for (size_t At; (At = Rest.find(Call.str())) != std::string::npos;)
          Rest.erase(At, Call.size());
    if (!IsParameter && !isWordIn(Rest, Name))
      return Name;
    ++Number;
  }
}

void removeWithBlanks(const TuModel &Tu, EditBuilder &Edits, const Stmt &S) {
  auto E = extentOf(Tu, S);
  if (!E) {
    Edits.remove(S);
    return;
  }
  SourceLocation Loc = S.getBeginLoc();
  const SourceManager &Sources = Tu.sources();
  StringRef File = Sources.getBufferData(Sources.getFileID(Tu.place(Loc)));
  if (std::string Why = Edits.whyNotEditable(S.getSourceRange());
      !Why.empty()) {
    Edits.refuse(Why);
    return;
  }
  Span Gone = E->Whole;
  if (!E->OwnLines) {
    // With the blanks that parted it from what follows on its line.
    StringRef Rest = File.drop_front(Gone.end());
    Gone.Length += Rest.size() - Rest.ltrim(" \t").size();
    Edits.replaceBytes(Loc, Gone, "");
    return;
  }
  // An empty line that parted it from what is above would stand before the
  // brace, or beside another empty line.
  StringRef After = File.drop_front(Gone.end());
  StringRef NextLine = After.split('\n').first.trim();
  StringRef Before = File.take_front(Gone.Offset);
  size_t Last =
      Before.size() > 1 ? Before.drop_back().rfind('\n') : StringRef::npos;
  bool BlankAbove =
      Last != StringRef::npos && Before.drop_front(Last + 1).trim().empty();
  if (BlankAbove && (NextLine.starts_with("}") || NextLine.empty())) {
    Gone.Offset = Last + 1;
    Gone.Length = E->Whole.end() - Gone.Offset;
  }
  Edits.replaceBytes(Loc, Gone, "");
}

} // namespace asyncmend
