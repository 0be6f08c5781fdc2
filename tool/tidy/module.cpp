//===- module.cpp - The rules as checks of clang-tidy ---------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// clang-tidy --load=…/asyncmend-tidy.so --checks='-*,asyncmend-*'. Nothing of
// Clang or LLVM is linked here: clang-tidy brings both, and a second copy of
// their globals would be another program.
//
//===----------------------------------------------------------------------===//

#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang-tidy/ClangTidyModuleRegistry.h"
#include "tidy/session.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using clang::tidy::ClangTidyCheck;
using clang::tidy::ClangTidyCheckFactories;
using clang::tidy::ClangTidyContext;
using clang::tidy::ClangTidyModule;
using clang::tidy::ClangTidyOptions;

namespace asyncmend {
namespace {

/// The session of the TU that is being parsed, for all of its checks.
struct CurrentSession {
  std::weak_ptr<TidySession> Session;
  const Preprocessor *Of = nullptr;

  std::shared_ptr<TidySession> of(Preprocessor &PP) {
    std::shared_ptr<TidySession> Known = Session.lock();
    if (Known && Of == &PP)
      return Known;
    Known = std::make_shared<TidySession>(PP);
    Session = Known;
    Of = &PP;
    return Known;
  }
};

/// Options that hold for all rules are called asyncmend.KEY, with the keys of
/// an .asyncmend file.
class OptionReader {
public:
  explicit OptionReader(const ClangTidyContext &Context)
      : Options(Context.getOptions()) {}

  std::optional<std::string> get(StringRef Key) const {
    auto It = Options.CheckOptions.find(("asyncmend." + Key).str());
    if (It == Options.CheckOptions.end())
      return std::nullopt;
    return It->second.Value;
  }

  /// Names a rule in full where the user did: some rules say more then.
  std::string rules(const std::set<std::string> &Enabled) const {
    SmallVector<StringRef> Globs;
    StringRef(Options.Checks.value_or("")).split(Globs, ',');
    std::string Rules = "-*";
    for (StringRef Slug : Enabled) {
      bool Named = llvm::any_of(Globs, [&](StringRef Glob) {
        Glob = Glob.trim();
        return Glob.consume_front("asyncmend-") && Glob == Slug;
      });
      Rules += Named
                   ? ("," + Slug).str()
                   : (",[" + Slug.take_front() + "]" + Slug.drop_front()).str();
    }
    return Rules;
  }

private:
  const ClangTidyOptions &Options;
};

/// Fills `Into`; an error is one sentence.
llvm::Error readOptions(const ClangTidyContext &Context,
                        const std::set<std::string> &Enabled,
                        TidyOptions &Into) {
  OptionReader Reader(Context);
  Config &C = Into.Wishes;
  C.Rules = Reader.rules(Enabled);
  if (auto Limit = Reader.get("FanOutLimit")) {
    unsigned Number = 0;
    // What is no number becomes 0, which is no limit either.
    StringRef(*Limit).getAsInteger(10, Number);
    C.FanOutLimit = Number;
  }
  C.DetachedHandler = Reader.get("DetachedHandler");
  C.Timeout = Reader.get("Timeout");
  C.Runtime = Reader.get("Runtime");
  SmallVector<StringRef> Profiles;
  std::string ProfileList = Reader.get("Profiles").value_or("");
  StringRef(ProfileList).split(Profiles, ';', -1, /*KeepEmpty=*/false);
  for (StringRef Profile : Profiles)
    C.Profiles.push_back(Profile.trim().str());
  Into.UnsafeFixes = Reader.get("UnsafeFixes") == "true";
  for (const tidy::FileFilter &F : Context.getGlobalOptions().LineFilter)
    Into.Lines.push_back({F.Name, {F.LineRanges.begin(), F.LineRanges.end()}});
  return checkConfig(C, [](StringRef Key) { return "asyncmend." + Key.str(); });
}

class Check : public ClangTidyCheck {
public:
  Check(StringRef Name, ClangTidyContext *Context, StringRef Slug,
        std::shared_ptr<CurrentSession> Shared)
      : ClangTidyCheck(Name, Context), Context(*Context), Slug(Slug),
        Shared(std::move(Shared)) {}

  bool isLanguageVersionSupported(const LangOptions &Language) const override {
    return Language.CPlusPlus;
  }

  void registerPPCallbacks(const SourceManager &, Preprocessor *PP,
                           Preprocessor *) override {
    Session = Shared->of(*PP);
    Session->enable(Slug);
  }

  void registerMatchers(ast_matchers::MatchFinder *Finder) override {
    // Once, when all of the TU has been parsed.
    Finder->addMatcher(ast_matchers::translationUnitDecl(), this);
  }

  void check(const ast_matchers::MatchFinder::MatchResult &Result) override {
    TidyOptions Options;
    if (llvm::Error E = readOptions(Context, Session->enabled(), Options))
      return fail(llvm::toString(std::move(E)));
    const auto &Findings = Session->findings(Options);
    if (std::string Why = Session->takeFailure(); !Why.empty())
      return fail(Why);
    for (const TidyFinding &F : Findings)
      if (F.Reported.F.Rule == Slug)
        report(*Result.SourceManager, F);
  }

private:
  void fail(StringRef Why) {
    configurationDiag("asyncmend: %0", DiagnosticIDs::Error) << Why;
  }

  static SourceLocation locate(SourceManager &Sources, StringRef Path,
                               uint32_t Offset) {
    OptionalFileEntryRef File =
        Sources.getFileManager().getOptionalFileRef(Path);
    FileID Id = File ? Sources.translateFile(*File) : FileID();
    return Id.isValid() ? Sources.getComposedLoc(Id, Offset) : SourceLocation();
  }

  /// What becomes of a fix that is not part of the diagnostic.
  static std::string explain(const TidyFinding &F) {
    const ReportedFinding &R = F.Reported;
    switch (R.State) {
    case FixState::Chosen:
      return F.Edits.empty() ? "its fix comes with that of another finding"
                             : "";
    case FixState::None:
      return "no fix: " + R.F.WhyNoFix;
    case FixState::Offered:
      return toString(R.F.Fixes.front().Level).str() +
             " fix: " + R.F.Fixes.front().Title;
    case FixState::Withheld:
    case FixState::Conflict:
      return "no fix: " + R.Why;
    }
    return {};
  }

  void report(SourceManager &Sources, const TidyFinding &F) {
    const ReportedFinding &R = F.Reported;
    SourceLocation Loc = locate(Sources, R.F.Where.Path, R.F.Where.Offset);
    {
      // Never an error: one of a check keeps clang-tidy --fix from fixing.
      DiagnosticBuilder Diag = diag(Loc, "%0") << R.F.Message;
      if (Loc.isValid())
        Diag << CharSourceRange::getCharRange(
            Loc, Loc.getLocWithOffset(R.F.Where.Length));
      for (const Edit &E : F.Edits) {
        SourceLocation Begin = locate(Sources, E.Where.Path, E.Where.Offset);
        Diag << FixItHint::CreateReplacement(
            CharSourceRange::getCharRange(
                Begin, Begin.getLocWithOffset(E.Where.Length)),
            E.Text);
      }
    }
    for (const Note &N : R.F.Notes)
      diag(locate(Sources, N.Where.Path, N.Where.Offset), "%0",
           DiagnosticIDs::Note)
          << N.Message;
    if (std::string Why = explain(F); !Why.empty())
      diag(Loc, "%0", DiagnosticIDs::Note) << Why;
  }

  ClangTidyContext &Context;
  StringRef Slug; ///< The registry's.
  std::shared_ptr<CurrentSession> Shared;
  std::shared_ptr<TidySession> Session;
};

class Module : public ClangTidyModule {
public:
  void addCheckFactories(ClangTidyCheckFactories &Factories) override {
    auto Shared = std::make_shared<CurrentSession>();
    for (const RegisteredRule &Rule : allRules()) {
      StringRef Slug = Rule.Info.Slug;
      Factories.registerCheckFactory(
          ("asyncmend-" + Slug).str(),
          [Slug, Shared](StringRef Name, ClangTidyContext *Context) {
            return std::make_unique<Check>(Name, Context, Slug, Shared);
          });
    }
  }
};

tidy::ClangTidyModuleRegistry::Add<Module>
    Registration("asyncmend-module",
                 "Asynchronous-programming pitfalls in C++ coroutines.");

} // namespace
} // namespace asyncmend
