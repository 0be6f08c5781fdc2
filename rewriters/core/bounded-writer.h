//===- bounded-writer.h - What writes a bounded loop ------------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The loop's head becomes the call of the framework's bounded loop, its body
// the body of a lambda, the spawn an await. Everything else stays where it is,
// comments included: the pieces that change are replaced one by one.
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_CORE_BOUNDED_WRITER_H
#define ASYNCMEND_CORE_BOUNDED_WRITER_H

#include "core/bounded-loop.h"
#include "clang/AST/ExprCXX.h"
#include "clang/Lex/Lexer.h"

namespace asyncmend {

struct Piece {
  unsigned Begin, End; ///< Offsets in the file.
  std::string Text;
};

/// The text of a profile before and behind its hole {fn}.
struct Frame {
  std::string Before, Behind;
};

class LoopWriter {
public:
  LoopWriter(const TuModel &Tu, const FanOutLoop &Site, LoopWait Wait,
             const std::string &Limit)
      : Tu(Tu), Site(Site), Wait(Wait), Limit(Limit), SM(Tu.sources()),
        At{Site.F.Function, Site.L.S->getBeginLoc(), Site.AroundLoop},
        Fill(Tu, Site.F, At), Profile(Site.S.Home->FanOut),
        Indent(indentAt(Tu, Site.L.S->getBeginLoc())),
        Step(indentStep(Tu, Site.L.S->getBeginLoc())) {}

  llvm::Expected<Fix> write();

private:
  unsigned begin(clang::SourceLocation Loc) const {
    return SM.getFileOffset(Loc);
  }
  unsigned end(clang::SourceLocation Loc) const {
    return SM.getFileOffset(Loc) +
           clang::Lexer::MeasureTokenLength(Loc, SM, Tu.language());
  }
  unsigned begin(const clang::Expr &E) const { return begin(E.getBeginLoc()); }
  unsigned end(const clang::Expr &E) const { return end(E.getEndLoc()); }
  llvm::StringRef code() const {
    return SM.getBufferData(SM.getFileID(Site.L.S->getBeginLoc()));
  }
  std::string textOf(const clang::Expr &E) const {
    return code().slice(begin(E), end(E)).str();
  }
  void replace(unsigned Begin, unsigned End, std::string Text) {
    Pieces.push_back({Begin, End, std::move(Text)});
  }

  llvm::Expected<Frame> frame(llvm::StringRef Template);
  llvm::Expected<std::string> taskType();
  bool isOwnExecutor(const clang::Expr &E) const;
  std::string counterType() const;
  std::string asCounter(const clang::Expr &E) const;
  std::string counterRange();
  std::string parameter();
  std::string rangeText();
  std::string localName(llvm::StringRef Wanted) const;
  llvm::Error writeLoop();
  llvm::Error writeUnbraced(unsigned HeadEnd, const std::string &Tail);
  llvm::Error writeSpawn();
  llvm::Error writeAwait(const clang::Expr &Task);
  llvm::Error writeLambda(const clang::LambdaExpr &Lambda);
  void writeContinues();
  bool losesComment() const;
  std::string composed(unsigned Begin, unsigned End) const;
  llvm::Error wrapInSpawn(EditBuilder &Edits);
  void removeUnusedExecutor(EditBuilder &Edits) const;

  const TuModel &Tu;
  const FanOutLoop &Site;
  LoopWait Wait;
  const std::string &Limit;
  const clang::SourceManager &SM;
  Place At;
  Filler Fill;
  const FanOutProfile &Profile;
  std::string Indent, Step;
  std::string Binding; ///< What unpacks the item at the start of the body.
  std::string Above;   ///< Lines in front of the loop.
  std::vector<Piece> Pieces;
  HeaderNeeds Standard; ///< Which no header of the framework stands for.
};

} // namespace asyncmend

#endif // ASYNCMEND_CORE_BOUNDED_WRITER_H
