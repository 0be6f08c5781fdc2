//===- spelling.cpp - The shortest name that is valid at a place ----------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/spelling.h"
#include "clang/AST/Decl.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;

namespace asyncmend {

namespace {

/// What a name stands for, so that two ways to reach it compare equal.
const void *identity(const NamedDecl &D) {
  if (const auto *Shadow = dyn_cast<UsingShadowDecl>(&D))
    return identity(*Shadow->getTargetDecl());
  if (const auto *Alias = dyn_cast<NamespaceAliasDecl>(&D))
    return Alias->getNamespace()->getCanonicalDecl();
  if (const auto *Type = dyn_cast<TypeDecl>(&D))
    return D.getASTContext()
        .getTypeDeclType(Type)
        .getCanonicalType()
        .getAsOpaquePtr();
  return D.getCanonicalDecl();
}

using Identities = llvm::SmallPtrSet<const void *, 4>;

class Lookup {
public:
  Lookup(const Place &At, const ASTContext &Context)
      : At(At), Context(Context), Sources(Context.getSourceManager()) {}

  /// What the unqualified `Name` means at the place; empty if nothing.
  Identities unqualified(StringRef Name) const;

  /// A visible alias of namespace `Target`; the innermost one wins.
  StringRef aliasOf(const void *Target) const;

  /// Members called `Name`.
  static DeclContext::lookup_result in(const DeclContext &DC, StringRef Name,
                                       const ASTContext &Context) {
    return DC.lookup(DeclarationName(&Context.Idents.get(Name)));
  }

private:
  bool isBefore(const Decl &D) const {
    return D.getLocation().isValid() &&
           Sources.isBeforeInTranslationUnit(D.getLocation(), At.Loc);
  }
  void forEachLocal(llvm::function_ref<void(const Decl &)> Visit) const;
  void forEachOfOuter(const FunctionDecl &Outer,
                      llvm::function_ref<void(const Decl &)> Visit) const;
  void addDeclared(const DeclContext &DC, StringRef Name,
                   Identities &Found) const;
  void addNominated(const DeclContext &From, const DeclContext &Scope,
                    StringRef Name, Identities &Found) const;
  bool memberOf(const CXXRecordDecl &Record, StringRef Name,
                Identities &Found) const;

  const Place &At;
  const ASTContext &Context;
  const SourceManager &Sources;
};

/// The declarations of those blocks of a function around a lambda that are
/// still open at the place. No walk has led through them, so they are looked
/// for.
void Lookup::forEachOfOuter(
    const FunctionDecl &Outer,
    llvm::function_ref<void(const Decl &)> Visit) const {
  auto IsAround = [&](const Stmt &S) {
    return S.getBeginLoc().isValid() && S.getEndLoc().isValid() &&
           !Sources.isBeforeInTranslationUnit(At.Loc, S.getBeginLoc()) &&
           !Sources.isBeforeInTranslationUnit(S.getEndLoc(), At.Loc);
  };
  const Stmt *Block = Outer.getBody();
  while (Block) {
    const Stmt *Next = nullptr;
    for (const Stmt *Child : Block->children()) {
      if (const auto *Local = dyn_cast_or_null<DeclStmt>(Child))
        for (const Decl *D : Local->decls())
          if (isBefore(*D))
            Visit(*D);
      if (Child && IsAround(*Child))
        Next = Child;
    }
    Block = Next;
  }
}

/// Declarations in the blocks around the place, inner blocks first, and then
/// those of the functions around a lambda or local class.
void Lookup::forEachLocal(llvm::function_ref<void(const Decl &)> Visit) const {
  for (const Stmt *Block : llvm::reverse(At.Around.all()))
    for (const Stmt *Child : Block->children())
      if (const auto *Local = dyn_cast_or_null<DeclStmt>(Child))
        for (const Decl *D : Local->decls())
          if (isBefore(*D))
            Visit(*D);
  for (const DeclContext *DC = At.Function; DC; DC = DC->getParent())
    if (const auto *Function = dyn_cast<FunctionDecl>(DC)) {
      for (const ParmVarDecl *Parameter : Function->parameters())
        Visit(*Parameter);
      if (Function != At.Function)
        forEachOfOuter(*Function, Visit);
    }
}

/// What `DC` itself declares before the place. A using-declaration is there
/// twice: as such, and as what it names.
void Lookup::addDeclared(const DeclContext &DC, StringRef Name,
                         Identities &Found) const {
  for (const NamedDecl *D : in(DC, Name, Context)) {
    const Decl *First = D->getCanonicalDecl();
    bool IsLate = First->getLocation().isValid() && !isBefore(*First);
    if (!isa<BaseUsingDecl>(D) && !IsLate)
      Found.insert(identity(*D));
  }
}

bool Lookup::memberOf(const CXXRecordDecl &Record, StringRef Name,
                      Identities &Found) const {
  const CXXRecordDecl *Definition = Record.getDefinition();
  if (!Definition)
    return false;
  // All of a class is visible in its functions' bodies, whatever the order.
  for (const NamedDecl *D : in(*Definition, Name, Context))
    if (!isa<BaseUsingDecl>(D))
      Found.insert(identity(*D));
  for (const CXXBaseSpecifier &Base : Definition->bases())
    if (const CXXRecordDecl *B = Base.getType()->getAsCXXRecordDecl())
      memberOf(*B, Name, Found);
  return !Found.empty();
}

/// Names that a using-directive in `From` makes visible as if they stood in
/// `Scope`, the nearest namespace around both.
void Lookup::addNominated(const DeclContext &From, const DeclContext &Scope,
                          StringRef Name, Identities &Found) const {
  SmallVector<const DeclContext *> Todo = {&From};
  llvm::SmallPtrSet<const DeclContext *, 8> Seen;
  while (!Todo.empty()) {
    const DeclContext *DC = Todo.pop_back_val();
    if (!Seen.insert(DC->getPrimaryContext()).second)
      continue;
    for (const UsingDirectiveDecl *Directive : DC->using_directives()) {
      const NamespaceDecl *Nominated = Directive->getNominatedNamespace();
      if (!Directive->isImplicit() && !isBefore(*Directive))
        continue;
      Todo.push_back(Nominated);
      if (Directive->getCommonAncestor()->getPrimaryContext() !=
          Scope.getPrimaryContext())
        continue;
      addDeclared(*Nominated, Name, Found);
    }
  }
}

Identities Lookup::unqualified(StringRef Name) const {
  Identities Found;
  SmallVector<const UsingDirectiveDecl *> LocalDirectives;
  forEachLocal([&](const Decl &D) {
    if (const auto *Directive = dyn_cast<UsingDirectiveDecl>(&D))
      LocalDirectives.push_back(Directive);
    if (const auto *Using = dyn_cast<UsingDecl>(&D)) {
      for (const UsingShadowDecl *Shadow : Using->shadows())
        if (Shadow->getName() == Name)
          Found.insert(identity(*Shadow));
    } else if (const auto *Named = dyn_cast<NamedDecl>(&D);
               Named && Named->getIdentifier() && Named->getName() == Name)
      Found.insert(identity(*Named));
  });
  for (const DeclContext *DC = At.Function; DC && Found.empty();
       DC = DC->getParent()) {
    if (const auto *Record = dyn_cast<CXXRecordDecl>(DC)) {
      if (!Record->isLambda())
        memberOf(*Record, Name, Found);
      continue;
    }
    if (!DC->isFileContext())
      continue;
    addDeclared(*DC, Name, Found);
    for (const DeclContext *Inner = At.Function; Inner;
         Inner = Inner->getParent())
      addNominated(*Inner, *DC, Name, Found);
    for (const UsingDirectiveDecl *Directive : LocalDirectives)
      if (Directive->getCommonAncestor()->getPrimaryContext() ==
          DC->getPrimaryContext())
        addDeclared(*Directive->getNominatedNamespace(), Name, Found);
  }
  return Found;
}

StringRef Lookup::aliasOf(const void *Target) const {
  StringRef Best;
  auto Consider = [&](const Decl &D) {
    const auto *Alias = dyn_cast<NamespaceAliasDecl>(&D);
    if (!Alias || !Best.empty() || !isBefore(D) || identity(*Alias) != Target)
      return;
    Identities Meaning = unqualified(Alias->getName());
    if (Meaning.size() == 1 && Meaning.contains(Target))
      Best = Alias->getName();
  };
  forEachLocal(Consider);
  for (const DeclContext *DC = At.Function; DC && Best.empty();
       DC = DC->getParent()) {
    if (!DC->isFileContext())
      continue;
    SmallVector<DeclContext *> Reopened;
    const_cast<DeclContext *>(DC)->collectAllContexts(Reopened);
    for (const DeclContext *Part : llvm::reverse(Reopened))
      for (const Decl *D : Part->decls())
        Consider(*D);
  }
  return Best;
}

/// The declarations a qualified name leads to, as far as they are known.
SmallVector<const NamedDecl *> resolve(ArrayRef<StringRef> Parts,
                                       const ASTContext &Context) {
  SmallVector<const NamedDecl *> Chain;
  const DeclContext *DC = Context.getTranslationUnitDecl();
  for (StringRef Part : Parts) {
    const NamedDecl *Next = nullptr;
    if (DC)
      for (const NamedDecl *D : Lookup::in(*DC, Part, Context))
        if (!Next || isa<NamespaceDecl>(D))
          Next = D;
    if (const auto *Alias = dyn_cast_or_null<NamespaceAliasDecl>(Next))
      Next = Alias->getNamespace();
    Chain.push_back(Next);
    DC = dyn_cast_or_null<DeclContext>(Next);
  }
  return Chain;
}

std::string spellUpTo(size_t I, ArrayRef<StringRef> Parts,
                      ArrayRef<const NamedDecl *> Chain, const Lookup &L) {
  std::string Name = Parts[I].str();
  Identities Visible;
  if (Chain[I]) {
    const void *Wanted = identity(*Chain[I]);
    // Whoever made an alias means to use it, even of a name that is as short.
    if (isa<NamespaceDecl>(Chain[I]))
      if (StringRef Alias = L.aliasOf(Wanted); !Alias.empty())
        return Alias.str();
    Visible = L.unqualified(Name);
    if (Visible.size() == 1 && Visible.contains(Wanted))
      return Name;
  }
  if (I == 0)
    return Visible.empty() ? Name : "::" + Name;
  return spellUpTo(I - 1, Parts, Chain, L) + "::" + Name;
}

} // namespace

std::string spell(StringRef Qualified, const Place &At,
                  const ASTContext &Context) {
  SmallVector<StringRef> Parts;
  Qualified.split(Parts, "::");
  return spellUpTo(Parts.size() - 1, Parts, resolve(Parts, Context),
                   Lookup(At, Context));
}

std::string spellAll(StringRef Code, const Place &At,
                     const ASTContext &Context) {
  auto IsName = [](char C) { return llvm::isAlnum(C) || C == '_' || C == ':'; };
  std::string Out;
  while (!Code.empty()) {
    StringRef Word = Code.take_while(IsName);
    Code = Code.drop_front(Word.size());
    bool Qualified =
        Word.contains("::") && !Word.starts_with("::") && !Word.ends_with("::");
    Out += Qualified ? spell(Word, At, Context) : Word.str();
    StringRef Rest = Code.take_until(IsName);
    Out += Rest;
    Code = Code.drop_front(Rest.size());
  }
  return Out;
}

} // namespace asyncmend
