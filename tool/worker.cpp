//===- worker.cpp - One TU: parse, run the rewriters ----------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "worker.h"
#include "core/embedded.h"
#include "core/rule.h"
#include "core/run-rule.h"
#include "core/setup-hint.h"
#include "core/tu-model.h"
#include "invocation.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/AST/Decl.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/Utils.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "llvm/Support/xxhash.h"

using namespace clang;
using llvm::Error;
using llvm::Expected;

namespace asyncmend {

uint64_t hashContents(StringRef Bytes) { return llvm::xxh3_64bits(Bytes); }

Error checkResourceDirectory() {
  if (llvm::sys::fs::exists(ASYNCMEND_RESOURCE_DIR "/include/stddef.h"))
    return Error::success();
  return llvm::createStringError(
      llvm::inconvertibleErrorCode(),
      "Clang's own headers are missing: there is no " ASYNCMEND_RESOURCE_DIR
      "/include/stddef.h (on Debian, install libclang-common-19-dev)");
}

namespace {

/// Counts errors, and keeps their places and the text of the first. Clang's own
/// ignoring consumer counts nothing, so that a broken edit would pass for a
/// good one.
class ErrorCounter : public DiagnosticConsumer {
public:
  void HandleDiagnostic(DiagnosticsEngine::Level Level,
                        const Diagnostic &Info) override {
    DiagnosticConsumer::HandleDiagnostic(Level, Info);
    if (Level < DiagnosticsEngine::Error)
      return;
    if (Info.hasSourceManager() && Info.getLocation().isValid())
      Places.push_back(Info.getSourceManager().getFileLoc(Info.getLocation()));
    if (!First.empty())
      return;
    if (Info.hasSourceManager() && Info.getLocation().isValid()) {
      PresumedLoc Loc = Info.getSourceManager().getPresumedLoc(
          Info.getSourceManager().getFileLoc(Info.getLocation()));
      if (Loc.isValid())
        First =
            (llvm::Twine(Loc.getFilename()) + ":" + llvm::Twine(Loc.getLine()) +
             ":" + llvm::Twine(Loc.getColumn()) + ": ")
                .str();
    }
    SmallString<128> Text;
    Info.FormatDiagnostic(Text);
    First += ("error: " + Text).str();
  }

  std::string First;
  std::vector<SourceLocation> Places;
};

class Consumer : public ASTConsumer {
public:
  Consumer(CompilerInstance &CI, const WorkerOptions &Options,
           const IncludeGraph &Includes, const ErrorCounter &Errors,
           TuResult &Result)
      : CI(CI), Options(Options), Includes(Includes), Errors(Errors),
        Result(Result) {}

  bool shouldSkipFunctionBody(Decl *D) override {
    return !Options.ParseEverything &&
           CI.getSourceManager().isInSystemHeader(D->getLocation());
  }

  void HandleTranslationUnit(ASTContext &) override {
    TuModel Tu(CI, *Options.Profiles, Includes, Options.Wishes, Errors.Places);
    FindingSink Sink(Tu, Options.Filter);
    for (const RegisteredRule &Rule : allRules())
      if (llvm::is_contained(Options.Rules, Rule.Info.Slug))
        runRule(Rule, Tu, Sink);
    if (!Errors.Places.empty()) {
      Result.Hint = setupHint(Tu);
      Result.FirstErrorAt = placeOf(Tu, Errors.Places.front());
    }
    if (Options.Inspect)
      Options.Inspect(Tu);
    Result.Findings = Sink.take();
    setTiers(Result.Findings, Options.Tiers);
    Result.Suppressed = Sink.takeSuppressed();
    Result.HiddenInHeaders = Sink.hiddenInHeaders();
    Result.Facts = Sink.takeFacts();
    Result.Tasks = Sink.takeTasks();
    collectFiles(Tu);
  }

private:
  Span placeOf(const TuModel &Tu, SourceLocation Loc) const {
    Span Where;
    Where.Path = Tu.path(Loc);
    Where.Offset = CI.getSourceManager().getFileOffset(Loc);
    return Where;
  }

  void collectFiles(const TuModel &Tu) {
    SourceManager &Sources = CI.getSourceManager();
    std::map<std::string, uint64_t> Files;
    for (unsigned I = 0, N = Sources.local_sloc_entry_size(); I != N; ++I) {
      const SrcMgr::SLocEntry &Entry = Sources.getLocalSLocEntry(I);
      if (!Entry.isFile() ||
          SrcMgr::isSystem(Entry.getFile().getFileCharacteristic()))
        continue;
      FileID Id = Sources.getFileID(
          SourceLocation::getFromRawEncoding(Entry.getOffset()));
      std::string Path = Tu.path(Sources.getLocForStartOfFile(Id));
      if (!Path.empty())
        Files.try_emplace(Path, hashContents(Sources.getBufferData(Id)));
    }
    for (auto &[Path, Hash] : Files)
      Result.Files.push_back({Path, Hash});
  }

  CompilerInstance &CI;
  const WorkerOptions &Options;
  const IncludeGraph &Includes;
  const ErrorCounter &Errors;
  TuResult &Result;
};

class Action : public ASTFrontendAction {
public:
  Action(const WorkerOptions &Options, const ErrorCounter &Errors,
         TuResult &Result)
      : Options(Options), Errors(Errors), Result(Result) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI,
                                                 StringRef) override {
    CI.getPreprocessor().addPPCallbacks(
        Includes.callbacks(CI.getPreprocessor()));
    return std::make_unique<Consumer>(CI, Options, Includes, Errors, Result);
  }

private:
  const WorkerOptions &Options;
  const ErrorCounter &Errors;
  TuResult &Result;
  IncludeGraph Includes;
};

Error broken(const llvm::Twine &Why) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), Why);
}

/// The disk, with a working directory of its own: the process's must not
/// matter. Below it lie the runtime headers, for code that includes them and
/// is not (yet) built with them on its path.
IntrusiveRefCntPtr<llvm::vfs::FileSystem>
makeFileSystem(const CompileCommand &Command, const Settings &Wishes) {
  auto Headers = runtimeHeaders();
  if (Wishes.Runtime == RuntimeMode::Vendor)
    for (const EmbeddedFile &File : embeddedFiles())
      if (File.Name.ends_with(".hpp"))
        Headers->addFile(
            Wishes.VendorDirectory + "/asyncmend/" + File.Name, 0,
            llvm::MemoryBuffer::getMemBuffer(File.Text, File.Name));
  auto All = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(
      std::move(Headers));
  All->pushOverlay(llvm::vfs::createPhysicalFileSystem());
  All->setCurrentWorkingDirectory(Command.Directory);
  return All;
}

/// Runs the driver on the command: what Clang itself would compile.
Expected<std::shared_ptr<CompilerInvocation>>
makeInvocation(const CompileCommand &Command,
               IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
               TuResult &Result) {
  std::vector<std::string> Args = clangArguments(Command);
  std::vector<const char *> Raw;
  for (const std::string &Arg : Args)
    Raw.push_back(Arg.c_str());
  ErrorCounter DriverErrors;
  auto Diagnostics = CompilerInstance::createDiagnostics(
      new DiagnosticOptions, &DriverErrors, /*ShouldOwnClient=*/false);
  CreateInvocationOptions How;
  How.Diags = Diagnostics;
  How.VFS = std::move(Files);
  // An argument that Clang does not know says nothing about the source.
  How.RecoverOnError = true;
  std::shared_ptr<CompilerInvocation> Invocation =
      clang::createInvocation(Raw, How);
  Result.DriverError = DriverErrors.First;
  if (!Invocation)
    return broken("its compile command cannot be used: " +
                  (DriverErrors.First.empty() ? "it compiles nothing"
                                              : DriverErrors.First));
  return Invocation;
}

/// A precompiled header of the project's own build may be of another compiler
/// version, or older than the headers in it; its text is what counts.
void readPrecompiledHeaderAsText(PreprocessorOptions &PP) {
  StringRef Precompiled = PP.ImplicitPCHInclude;
  StringRef Text = Precompiled;
  if (!Text.consume_back(".pch") && !Text.consume_back(".gch"))
    return;
  if (!llvm::is_contained(PP.Includes, Text)) {
    if (!llvm::sys::fs::exists(Text))
      return;
    PP.Includes.insert(PP.Includes.begin(), Text.str());
  }
  PP.ImplicitPCHInclude.clear();
}

void adjust(CompilerInvocation &Invocation, const WorkerOptions &Options) {
  Invocation.getFrontendOpts().SkipFunctionBodies = !Options.ParseEverything;
  Invocation.getFrontendOpts().DisableFree = Options.LastInProcess;
  Invocation.getDependencyOutputOpts() = DependencyOutputOptions();
  Invocation.getDiagnosticOpts().Warnings.clear();
  Invocation.getDiagnosticOpts().IgnoreWarnings = true;
  Invocation.getDiagnosticOpts().ErrorLimit = 0;
  Invocation.getDiagnosticOpts().DiagnosticSerializationFile.clear();
  Invocation.getLangOpts().SpellChecking = false;
  PreprocessorOptions &PP = Invocation.getPreprocessorOpts();
  for (const auto &[Path, Contents] : Options.Overlay)
    PP.addRemappedFile(
        Path, llvm::MemoryBuffer::getMemBufferCopy(Contents, Path).release());
  readPrecompiledHeaderAsText(PP);
}

} // namespace

Expected<TuResult> analyzeTu(const CompileCommand &Command,
                             const WorkerOptions &Options) {
  TuResult Result;
  auto Files = makeFileSystem(Command, Options.Wishes);
  auto Invocation = makeInvocation(Command, Files, Result);
  if (!Invocation)
    return Invocation.takeError();
  if ((*Invocation)->getFrontendOpts().Inputs.size() != 1)
    return broken("its compile command names more than one source file");
  adjust(**Invocation, Options);
  ErrorCounter Errors;
  CompilerInstance Compiler;
  Compiler.setInvocation(std::move(*Invocation));
  Compiler.createDiagnostics(&Errors, /*ShouldOwnClient=*/false);
  Compiler.createFileManager(Files);
  // A header that is not found must not keep the rest from being understood.
  Compiler.getDiagnostics().setFatalsAsError(true);
  Action Run(Options, Errors, Result);
  if (!Compiler.createTarget())
    return broken("its target is not known: " + Errors.First);
  bool Ran = Compiler.ExecuteAction(Run);
  Result.Errors = Errors.getNumErrors();
  Result.FirstError = Errors.First;
  if (!Result.Hint.empty())
    Result.FirstError += " (" + Result.Hint + ")";
  if (!Ran && Result.Files.empty())
    return broken(Errors.First.empty() ? "it could not be parsed"
                                       : Errors.First);
  return Result;
}

llvm::json::Value toJSON(const TuResult &R) {
  llvm::json::Array Files;
  for (const FileRead &F : R.Files)
    Files.push_back(llvm::json::Object{{"path", F.Path},
                                       {"hash", llvm::utohexstr(F.Hash)}});
  return llvm::json::Object{{"findings", R.Findings},
                            {"files", std::move(Files)},
                            {"errors", R.Errors},
                            {"firstError", R.FirstError},
                            {"driverError", R.DriverError},
                            {"hiddenInHeaders", R.HiddenInHeaders},
                            {"facts", R.Facts},
                            {"tasks", R.Tasks},
                            {"suppressed", R.Suppressed}};
}

static bool fromJSON(const llvm::json::Value &V, FileRead &F,
                     llvm::json::Path P) {
  llvm::json::ObjectMapper O(V, P);
  std::string Hash;
  return O && O.map("path", F.Path) && O.map("hash", Hash) &&
         !StringRef(Hash).getAsInteger(16, F.Hash);
}

bool fromJSON(const llvm::json::Value &V, TuResult &R, llvm::json::Path P) {
  llvm::json::ObjectMapper O(V, P);
  uint64_t Errors = 0, Hidden = 0;
  bool Mapped = O && O.map("findings", R.Findings) && O.map("files", R.Files) &&
                O.map("errors", Errors) && O.map("firstError", R.FirstError) &&
                O.map("driverError", R.DriverError) &&
                O.map("hiddenInHeaders", Hidden) && O.map("facts", R.Facts) &&
                O.map("tasks", R.Tasks) && O.map("suppressed", R.Suppressed);
  R.Errors = Errors;
  R.HiddenInHeaders = Hidden;
  return Mapped;
}

} // namespace asyncmend
