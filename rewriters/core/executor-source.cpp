//===- executor-source.cpp - An executor for a variable -------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/executor-source.h"
#include "core/await-site.h"
#include "core/calls.h"
#include "core/fill.h"
#include "core/handle-uses.h"
#include "core/hoist.h"
#include "core/names.h"
#include "core/refusal.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using llvm::Expected;
using llvm::StringRef;

namespace asyncmend {

/// Does the class or one of its bases have a member function of this name?
static bool hasFunction(const CXXRecordDecl &Record, StringRef Name) {
  if (!Record.hasDefinition())
    return false;
  IdentifierInfo &Id = Record.getASTContext().Idents.get(Name);
  if (!Record.lookup(&Id).empty())
    return true;
  return llvm::any_of(Record.bases(), [&](const CXXBaseSpecifier &B) {
    const auto *Base = B.getType()->getAsCXXRecordDecl();
    return Base && hasFunction(*Base, Name);
  });
}

static bool movesFrom(const Stmt &Root, const ValueDecl &D) {
  bool Moves = false;
  walkSpelled(Root, [&](const Stmt &S, const Ancestors &) {
    const auto *Call = dyn_cast<CallExpr>(&S);
    const FunctionDecl *F = Call ? calleeOf(*Call) : nullptr;
    Moves |= F && F->getIdentifier() &&
             (F->getName() == "move" || F->getName() == "forward") &&
             names(S, D);
  });
  return Moves;
}

namespace {

class ExecutorSearch {
public:
  ExecutorSearch(const TuModel &Tu, const Coroutine &User, StringRef ExecutorOf)
      : Tu(Tu), User(User), ExecutorOf(ExecutorOf) {}

  Expected<ExecutorSource> forMember(const FieldDecl &Member) {
    const auto &Record = cast<CXXRecordDecl>(*Member.getParent());
    for (const FieldDecl *F : Record.fields()) {
      if (F == &Member)
        break;
      if (std::string Text = executorOf(*F);
          !Text.empty() && (!isHandle(*F) || isAlwaysSet(Record, *F)))
        return ExecutorSource{Text, nullptr, {}, {}};
    }
    return fromConstructors(Record, Member);
  }

  Expected<ExecutorSource> forLocal(const VarDecl &Var) {
    for (const FunctionBody &F : Tu.functions())
      if (F.Function == Var.getDeclContext())
        return forLocalOf(F, Var);
    return no("the function that declares it is not seen");
  }

  Expected<ExecutorSource> forGlobal(const VarDecl &Var) {
    for (const Decl *D : Var.getDeclContext()->decls()) {
      const auto *Other = dyn_cast<VarDecl>(D);
      if (Other == &Var)
        break;
      if (Other && Other->isThisDeclarationADefinition() && !isHandle(*Other))
        if (std::string Text = executorOf(*Other); !Text.empty())
          return ExecutorSource{Text, nullptr, {}, {}};
    }
    return no("no executor is in sight where it is made: declare it below the "
              "context that runs the coroutines");
  }

private:
  bool isHandle(const ValueDecl &D) const {
    return Tu.profiles().clients().isHandle(
        className(D.getType().getNonReferenceType()));
  }

  /// The expression; empty if `D` knows none.
  std::string executorOf(const ValueDecl &D) const {
    if (!D.getIdentifier() || D.getName().empty())
      return {};
    if (isHandle(D))
      return D.getNameAsString();
    const auto *Record =
        D.getType().getNonReferenceType()->getAsCXXRecordDecl();
    return Record && hasFunction(*Record, ExecutorOf)
               ? (D.getName() + "." + ExecutorOf + "()").str()
               : std::string();
  }

  /// Is the member given a value by each constructor, before any body runs?
  static bool isAlwaysSet(const CXXRecordDecl &Record, const FieldDecl &F) {
    if (F.getType()->isReferenceType() || F.hasInClassInitializer())
      return true;
    bool Any = false, All = true;
    for (const CXXConstructorDecl *Made : Record.ctors()) {
      const FunctionDecl *Body = nullptr;
      if (Made->isImplicit() || Made->isDeleted())
        continue;
      Any = true;
      bool Sets =
          Made->hasBody(Body) &&
          llvm::any_of(cast<CXXConstructorDecl>(Body)->inits(),
                       [&](const CXXCtorInitializer *I) {
                         return I->isDelegatingInitializer() ||
                                (I->isWritten() && I->getMember() == &F);
                       });
      All = All && Sets;
    }
    return Any && All;
  }

  Expected<ExecutorSource> fromConstructors(const CXXRecordDecl &Record,
                                            const FieldDecl &Member) {
    ExecutorSource Source;
    for (const CXXConstructorDecl *Made : Record.ctors()) {
      if (Made->isImplicit() || Made->isDeleted())
        continue;
      const FunctionDecl *Body = nullptr;
      if (!Made->hasBody(Body))
        return no("a constructor of its class is not seen");
      const auto &Constructor = cast<CXXConstructorDecl>(*Body);
      if (!Constructor.isDelegatingConstructor() &&
          !initialise(Constructor, Member, Source))
        return noneInSight(Record, Member);
    }
    if (Source.Initialisers.empty())
      return noneInSight(Record, Member);
    return Source;
  }

  llvm::Error noneInSight(const CXXRecordDecl &Record,
                          const FieldDecl &Member) const {
    for (const FieldDecl *F : Record.fields())
      if (F->getFieldIndex() > Member.getFieldIndex() &&
          !executorOf(*F).empty())
        return no("no executor is in sight where it is made: declare it below "
                  "'" +
                  F->getName() + "'");
    return no("no executor is in sight where it is made: give its class one, "
              "and declare it below");
  }

  /// Into the list of initialisers, at the place of the member's turn.
  bool initialise(const CXXConstructorDecl &Made, const FieldDecl &Member,
                  ExecutorSource &Source) const {
    std::string Executor = parameterOf(Made);
    if (Executor.empty() || !isa_and_nonnull<CompoundStmt>(Made.getBody()))
      return false;
    std::string Text = (Member.getName() + "(" + Executor + ")").str();
    const CXXCtorInitializer *Last = nullptr;
    for (const CXXCtorInitializer *I : written(Made)) {
      if (I->getMember() &&
          I->getMember()->getFieldIndex() > Member.getFieldIndex()) {
        SourceLocation Begin = I->getMemberLocation();
        auto Name = Tu.text(Begin);
        Source.Initialisers.push_back(
            {Begin, Text + ", " + (Name ? Name->str() : "")});
        return Name.has_value();
      }
      Last = I;
    }
    auto Prototype = Made.getFunctionTypeLoc();
    if (!Last && (!Prototype || Made.getExceptionSpecSourceRange().isValid()))
      return false;
    SourceLocation End =
        Last ? Last->getSourceRange().getEnd() : Prototype.getRParenLoc();
    auto Token = Tu.text(End);
    Source.Initialisers.push_back(
        {End, (Token ? Token->str() : "") + (Last ? ", " : " : ") + Text});
    return Token.has_value();
  }

  static std::vector<const CXXCtorInitializer *>
  written(const CXXConstructorDecl &Made) {
    std::vector<const CXXCtorInitializer *> Inits;
    for (const CXXCtorInitializer *I : Made.inits())
      if (I->isWritten())
        Inits.push_back(I);
    llvm::sort(Inits, [](const auto *A, const auto *B) {
      return A->getSourceOrder() < B->getSourceOrder();
    });
    return Inits;
  }

  /// What is moved from may be empty when it is the mutex' turn.
  std::string parameterOf(const CXXConstructorDecl &Made) const {
    for (const ParmVarDecl *Param : Made.parameters()) {
      std::string Text = executorOf(*Param);
      bool Moved = llvm::any_of(Made.inits(), [&](const auto *I) {
        return I->isWritten() && movesFrom(*I->getInit(), *Param);
      });
      if (!Text.empty() && !Moved)
        return Text;
    }
    return {};
  }

  Expected<ExecutorSource> forLocalOf(const FunctionBody &F,
                                      const VarDecl &Var) {
    const DeclStmt *Declared = nullptr;
    std::vector<const Stmt *> Stack;
    std::vector<std::pair<const VarDecl *, const Stmt *>> Earlier;
    for (const ParmVarDecl *Param : F.Function->parameters())
      Earlier.push_back({Param, nullptr});
    walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &Around) {
      const auto *Local = dyn_cast<DeclStmt>(&S);
      if (!Local || Declared || Around.all().empty())
        return;
      for (const Decl *D : Local->decls())
        if (const auto *Other = dyn_cast<VarDecl>(D); Other == &Var) {
          Declared = Local;
          Stack = Around.all().vec();
        } else if (Other) {
          Earlier.push_back({Other, Around.all().back()});
        }
    });
    if (!Declared || !Declared->isSingleDecl() || Stack.empty() ||
        !isa<CompoundStmt>(Stack.back()))
      return no("it is declared together with something else");
    if (F.isCoroutine())
      return fromCoroutine(F, *Declared, Stack);
    for (auto [Other, Scope] : Earlier)
      if (!Scope || llvm::is_contained(Stack, Scope))
        if (std::string Text = executorOf(*Other); !Text.empty())
          return ExecutorSource{Text, nullptr, {}, {}};
    return no("no executor is in sight where it is made: declare it below the "
              "context that runs the coroutines");
  }

  Expected<ExecutorSource> fromCoroutine(const Coroutine &F,
                                         const DeclStmt &Declared,
                                         ArrayRef<const Stmt *> Stack) {
    if (F.framework() != User.framework())
      return no("no executor is in sight where it is made");
    if (std::string Why = whyNoAwait(Tu, Declared, Ancestors(Stack));
        !Why.empty())
      return no(Why);
    Place At{F.Function, Declared.getBeginLoc(), Ancestors(Stack)};
    Filler Fill(Tu, F, At);
    FreshNames Fresh(Tu, F);
    Expected<std::string> Own = Fill.fill("{executor}");
    if (!Own)
      return Own.takeError();
    std::string Name = Fresh.fresh("executor");
    return ExecutorSource{
        Name, &Declared, "auto " + Name + " = " + *Own + ";\n", {}};
  }

  const TuModel &Tu;
  const Coroutine &User;
  StringRef ExecutorOf;
};

} // namespace

Expected<ExecutorSource> executorFor(const TuModel &Tu, const Coroutine &User,
                                     const ValueDecl &D, StringRef ExecutorOf) {
  ExecutorSearch Search(Tu, User, ExecutorOf);
  if (const auto *Member = dyn_cast<FieldDecl>(&D))
    return Search.forMember(*Member);
  const auto &Var = cast<VarDecl>(D);
  if (Var.isStaticLocal())
    return no("a static variable of a function cannot be made from an "
              "executor of one call");
  return Var.hasLocalStorage() ? Search.forLocal(Var) : Search.forGlobal(Var);
}

} // namespace asyncmend
