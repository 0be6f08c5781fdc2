//===- hoist.cpp - Moving statements out of their block or loop -----------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/hoist.h"
#include "core/directives.h"
#include "core/loops.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;

namespace asyncmend {

/// A jump from before the target over it to behind it would skip what is
/// declared there.
static bool isJumpedOver(const TuModel &Tu, const FunctionBody &F,
                         const Stmt &Loop) {
  const SourceManager &Sources = Tu.sources();
  bool Found = false;
  walkSpelled(F.written(), [&](const Stmt &S, const Ancestors &) {
    const auto *Goto = dyn_cast<GotoStmt>(&S);
    Found |= isa<IndirectGotoStmt>(S) ||
             (Goto &&
              Sources.isBeforeInTranslationUnit(Goto->getBeginLoc(),
                                                Loop.getBeginLoc()) &&
              Sources.isBeforeInTranslationUnit(
                  Loop.getBeginLoc(), Goto->getLabel()->getLocation()));
  });
  return Found;
}

HoistTarget targetAbove(const TuModel &Tu, const FunctionBody &F,
                        const Stmt &Loop, const Ancestors &Around) {
  HoistTarget To{&Loop, nullptr, Around.all().vec(), ""};
  ArrayRef<const Stmt *> Stack = Around.all();
  const Stmt *Parent = Stack.empty() ? nullptr : Stack.back();
  To.Block = dyn_cast_or_null<CompoundStmt>(Parent);
  const Stmt *Outer = Stack.size() > 1 ? Stack[Stack.size() - 2] : nullptr;
  if (isa_and_nonnull<SwitchCase>(Parent) ||
      (To.Block && isa_and_nonnull<SwitchStmt>(Outer)))
    To.Why = "the loop stands in a 'switch' case without braces";
  else if (isa_and_nonnull<LabelStmt>(Parent))
    To.Why = "the loop has a label, to which a 'goto' may jump";
  else if (!To.Block)
    To.Why = "the loop is the body of another statement without braces";
  else if (isJumpedOver(Tu, F, Loop))
    To.Why = "a 'goto' jumps over the place above the loop";
  else if (Loop.getBeginLoc().isMacroID())
    To.Why = "the loop comes out of a macro";
  else if (auto E = extentOf(Tu, Loop); !E || !E->OwnLines)
    To.Why = "the loop does not stand on lines of its own";
  return To;
}

namespace {

struct Word {
  StringRef Text;
  unsigned Offset;
  bool IsMember; ///< After `.`, `->` or `::`.
};

/// The identifiers in a range of the source, comments and strings left out.
std::vector<Word> wordsIn(const TuModel &Tu, SourceRange Range) {
  std::vector<Word> Words;
  const SourceManager &Sources = Tu.sources();
  SourceLocation Begin = Sources.getExpansionLoc(Range.getBegin());
  FileID File = Sources.getFileID(Begin);
  StringRef Buffer = Sources.getBufferData(File);
  unsigned From = Sources.getFileOffset(Begin);
  unsigned To = Sources.getFileOffset(Sources.getExpansionLoc(Range.getEnd()));
  Lexer Lex(Sources.getLocForStartOfFile(File), Tu.language(), Buffer.begin(),
            Buffer.begin() + From, Buffer.end());
  Token T;
  bool AfterAccess = false;
  while (!Lex.LexFromRawLexer(T)) {
    unsigned Offset = Sources.getFileOffset(T.getLocation());
    if (Offset > To)
      break;
    if (T.is(tok::raw_identifier))
      Words.push_back({T.getRawIdentifier(), Offset, AfterAccess});
    AfterAccess = T.isOneOf(tok::period, tok::arrow, tok::coloncolon);
  }
  return Words;
}

/// The names that a declaration statement brings into its block, other than
/// variables. A using-directive brings in anything.
bool bringsIn(const DeclStmt &S, const std::set<StringRef> &Used) {
  return llvm::any_of(S.decls(), [&](const Decl *D) {
    if (isa<UsingDirectiveDecl>(D))
      return true;
    if (isa<VarDecl, StaticAssertDecl>(D))
      return false;
    const auto *Named = dyn_cast<NamedDecl>(D);
    return Named && Named->getIdentifier() && Used.count(Named->getName());
  });
}

} // namespace

std::string whyBound(const TuModel &Tu, const HoistTarget &To, const Stmt &S,
                     const Ancestors &Around) {
  std::set<StringRef> Used;
  for (const Word &W : wordsIn(Tu, S.getSourceRange()))
    if (!W.IsMember)
      Used.insert(W.Text);
  size_t Inside = To.Stack.size();
  for (const Stmt *Outer : Around.all().drop_front(Inside)) {
    const auto *Block = dyn_cast<CompoundStmt>(Outer);
    if (!Block)
      continue;
    for (const Stmt *Child : Block->body())
      if (const auto *Declaration = dyn_cast<DeclStmt>(Child))
        if (bringsIn(*Declaration, Used))
          return "it uses a name that is declared inside the loop";
  }
  return {};
}

std::set<std::string> &FreshNames::words() {
  if (Words.empty())
    for (const Word &W : wordsIn(Tu, F.Function->getSourceRange()))
      if (!W.IsMember)
        Words.insert(W.Text.str());
  return Words;
}

std::string FreshNames::fresh(StringRef Wanted) {
  std::string Name = Wanted.str();
  for (unsigned I = 2; words().count(Name); ++I)
    Name = (Wanted + llvm::Twine(I)).str();
  Words.insert(Name);
  return Name;
}

/// Does the target's block, before or behind the loop, declare the name, too? A
/// function's parameters belong to its body's block.
static bool declares(const FunctionBody &F, const CompoundStmt &Block,
                     const VarDecl &Var) {
  for (const Stmt *S : Block.body())
    if (const auto *Declaration = dyn_cast<DeclStmt>(S))
      for (const Decl *D : Declaration->decls())
        if (const auto *Other = dyn_cast<NamedDecl>(D))
          if (Other != &Var && Other->getDeclName() == Var.getDeclName())
            return true;
  return llvm::any_of(F.Function->parameters(), [&](const ParmVarDecl *P) {
    return P->getDeclName() == Var.getDeclName();
  });
}

/// The places in `Block` that name something declared in it behind `From`, or
/// that declare something in a block further in.
static std::set<unsigned> innerNames(const TuModel &Tu,
                                     const CompoundStmt &Block, unsigned From) {
  const SourceManager &Sources = Tu.sources();
  std::set<unsigned> Offsets;
  auto OffsetOf = [&](SourceLocation Loc) {
    return Sources.getFileOffset(Sources.getFileLoc(Loc));
  };
  auto IsInside = [&](const Decl &D) {
    return OffsetOf(D.getLocation()) >= From &&
           OffsetOf(D.getLocation()) <= OffsetOf(Block.getEndLoc());
  };
  walkWithLambdas(Block, [&](const Stmt &S) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&S))
      if (IsInside(*Ref->getDecl()))
        Offsets.insert(OffsetOf(Ref->getLocation()));
    if (const auto *Lambda = dyn_cast<LambdaExpr>(&S))
      for (const LambdaCapture &C : Lambda->captures())
        if (C.capturesVariable() && IsInside(*C.getCapturedVar()))
          Offsets.insert(OffsetOf(C.getLocation()));
    const auto *Declaration = dyn_cast<DeclStmt>(&S);
    if (Declaration && !llvm::is_contained(Block.body(), &S))
      for (const Decl *D : Declaration->decls())
        Offsets.insert(OffsetOf(D->getLocation()));
  });
  return Offsets;
}

/// Is the name taken, or does it mean another thing somewhere behind the
/// target?
bool FreshNames::clashes(const VarDecl &Var, const HoistTarget &To) const {
  auto Extent = extentOf(Tu, *To.Loop);
  if (!Extent || declares(F, *To.Block, Var))
    return true;
  unsigned From = Extent->Code.Offset;
  unsigned Until = Tu.sources().getFileOffset(
      Tu.sources().getFileLoc(To.Block->getEndLoc()));
  std::set<unsigned> Explained = innerNames(Tu, *To.Block, From);
  // What is not compiled here means the same variable elsewhere.
  auto Parts = conditionalParts(Tu, *To.Loop);
  return llvm::any_of(
      wordsIn(Tu, F.Function->getSourceRange()), [&](const Word &W) {
        return W.Text == Var.getName() && !W.IsMember && W.Offset >= From &&
               W.Offset <= Until && !Explained.count(W.Offset) &&
               !(Parts && isInside(*Parts, W.Offset));
      });
}

std::string FreshNames::forMoved(const VarDecl &Var, const HoistTarget &To) {
  std::string Name = Var.getNameAsString();
  if (clashes(Var, To) || Taken.count({To.Block, Name}))
    Name = fresh(Name);
  Taken.insert({To.Block, Name});
  return Name;
}

/// Every place in `S` that names a variable of `Names`; an argument of a macro
/// stands where it is written.
static void
forEachName(const TuModel &Tu, const Stmt &S, const Renames &Names,
            llvm::function_ref<void(SourceLocation, StringRef)> Visit) {
  const SourceManager &Sources = Tu.sources();
  auto Spelled = [&](SourceLocation Loc) {
    return Sources.isMacroArgExpansion(Loc) ? Sources.getFileLoc(Loc) : Loc;
  };
  walkWithLambdas(S, [&](const Stmt &Part) {
    if (const auto *Ref = dyn_cast<DeclRefExpr>(&Part)) {
      const auto *Var = dyn_cast<VarDecl>(Ref->getDecl());
      if (auto It = Names.find(Var); Var && It != Names.end())
        Visit(Spelled(Ref->getLocation()), It->second);
    } else if (const auto *Declaration = dyn_cast<DeclStmt>(&Part)) {
      for (const Decl *D : Declaration->decls())
        if (auto It = Names.find(dyn_cast<VarDecl>(D)); It != Names.end())
          Visit(D->getLocation(), It->second);
    }
  });
}

std::optional<std::string> movedText(const TuModel &Tu, const Stmt &S,
                                     const Renames &Names) {
  auto E = extentOf(Tu, S);
  if (!E)
    return std::nullopt;
  Span Where = E->OwnLines ? E->Whole : E->Code;
  std::string Text = textOf(Tu, S.getBeginLoc(), Where).str();
  std::map<unsigned, std::pair<unsigned, std::string>, std::greater<>> Places;
  bool InMacro = false;
  forEachName(Tu, S, Names, [&](SourceLocation Loc, StringRef New) {
    InMacro |= Loc.isMacroID();
    Span At = Tu.span(Loc);
    Places[At.Offset - Where.Offset] = {At.Length, New.str()};
  });
  if (InMacro)
    return std::nullopt;
  for (const auto &[Offset, Change] : Places)
    Text.replace(Offset, Change.first, Change.second);
  llvm::erase(Text, '\r');
  if (StringRef(Text)
          .take_until([](char C) { return C == '\n'; })
          .contains('\\'))
    return std::nullopt;
  auto Out = reindent(Text, indentAt(Tu, S.getBeginLoc()), "");
  if (Out && !StringRef(*Out).ends_with("\n"))
    *Out += "\n";
  return Out;
}

/// Where the blank lines that begin at `At` end.
static unsigned pastBlankLines(StringRef Text, unsigned At) {
  while (At < Text.size()) {
    size_t End = Text.find('\n', At);
    if (End == StringRef::npos || !Text.slice(At, End).trim().empty())
      break;
    At = End + 1;
  }
  return At;
}

/// Removes the blank lines beside a run of removed lines that would stand at
/// the head or at the end of a block, or that would be two in one place.
static void tidyBlankLines(EditBuilder &Edits, const TuModel &Tu,
                           SourceLocation Loc, const Span &Run,
                           const std::map<unsigned, unsigned> &Gone) {
  const SourceManager &Sources = Tu.sources();
  StringRef Text = Sources.getBufferData(Sources.getFileID(Loc));
  unsigned Past = pastBlankLines(Text, Run.end());
  unsigned From = Run.Offset;
  for (auto It = Gone.find(From); It != Gone.end(); It = Gone.find(From))
    From = It->second;
  StringRef Before = Text.take_front(From);
  StringRef Kept = Before.rtrim();
  size_t BlankFrom = Text.find('\n', Kept.size()) + 1;
  bool BlankAbove = BlankFrom < From;
  if (Past != Run.end() && (BlankAbove || Kept.ends_with("{")))
    Edits.replaceBytes(Loc, {Run.Path, Run.end(), Past - Run.end()}, "");
  bool AtEnd = Text.substr(Past).ltrim(" \t").starts_with("}");
  if (BlankAbove && AtEnd && From == Run.Offset)
    Edits.replaceBytes(
        Loc, {Run.Path, unsigned(BlankFrom), unsigned(Run.Offset - BlankFrom)},
        "");
}

bool hasBlankLineAbove(const TuModel &Tu, const Stmt &S) {
  auto E = extentOf(Tu, S);
  if (!E || !E->OwnLines)
    return false;
  StringRef Text = textOf(Tu, S.getBeginLoc(), {"", 0, E->Whole.Offset});
  return Text.consume_back("\n") && Text.rtrim(" \t\r").ends_with("\n");
}

/// Where whole lines end that are taken away, with where they begin.
static std::map<unsigned, unsigned> endsOf(const TuModel &Tu,
                                           ArrayRef<const Stmt *> Statements) {
  std::map<unsigned, unsigned> Ends;
  for (const Stmt *S : Statements)
    if (auto E = extentOf(Tu, *S); E && E->OwnLines) {
      StringRef Text = textOf(Tu, S->getBeginLoc(), {"", 0, ~0u});
      Ends[pastBlankLines(Text, E->Whole.end())] = E->Whole.Offset;
      Ends[E->Whole.end()] = E->Whole.Offset;
    }
  return Ends;
}

void takeAway(EditBuilder &Edits, const TuModel &Tu,
              ArrayRef<const Stmt *> Statements, bool Tidy,
              ArrayRef<const Stmt *> Others) {
  std::map<unsigned, std::pair<Extent, SourceLocation>> ByOffset;
  for (const Stmt *S : Statements) {
    auto E = extentOf(Tu, *S);
    if (!E) {
      Edits.refuse("its end cannot be found");
      return;
    }
    ByOffset[E->Whole.Offset] = {*E, S->getBeginLoc()};
  }
  std::optional<Span> Run;
  for (auto It = ByOffset.begin(); It != ByOffset.end(); ++It) {
    const auto &[E, Loc] = It->second;
    const SourceManager &Sources = Tu.sources();
    StringRef Text = Sources.getBufferData(Sources.getFileID(Loc));
    Span Gone = E.Whole;
    if (!E.OwnLines)
      while (Gone.end() < Text.size() &&
             StringRef(" \t").contains(Text[Gone.end()]))
        ++Gone.Length;
    Edits.replaceBytes(Loc, Gone, "");
    if (!E.OwnLines)
      continue;
    if (!Run)
      Run = Gone;
    Run->Length = Gone.end() - Run->Offset;
    auto Next = std::next(It);
    unsigned Past = pastBlankLines(Text, Gone.end());
    if (Next != ByOffset.end() && Next->first == Past) {
      if (Past != Gone.end())
        Edits.replaceBytes(Loc, {Gone.Path, Gone.end(), Past - Gone.end()}, "");
      Run->Length = Past - Run->Offset;
      continue;
    }
    if (Tidy)
      tidyBlankLines(Edits, Tu, Loc, *Run, endsOf(Tu, Others));
    Run.reset();
  }
}

void rename(EditBuilder &Edits, const TuModel &Tu, const Stmt &Scope,
            const Renames &Names, ArrayRef<const Stmt *> Moved) {
  std::set<unsigned> Skip;
  for (const Stmt *S : Moved)
    forEachName(Tu, *S, Names, [&](SourceLocation Loc, StringRef) {
      Skip.insert(Loc.getRawEncoding());
    });
  forEachName(Tu, Scope, Names, [&](SourceLocation Loc, StringRef New) {
    if (!Skip.count(Loc.getRawEncoding()))
      Edits.replace(Loc, New);
  });
}

} // namespace asyncmend
