//===- analysis.cpp - All TUs, one child process each ---------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "analysis.h"
#include "core/run-rule.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#include <csignal>
#include <cstring>
#include <unistd.h>

using llvm::Expected;
using llvm::StringRef;

namespace asyncmend {

namespace {

void provoke(Fault::Kind What) {
  switch (What) {
  case Fault::Crash:
    signal(SIGSEGV, SIG_DFL);
    raise(SIGSEGV);
    return;
  case Fault::Hang:
    while (true)
      pause();
  case Fault::Oom:
    // Volatile, so that no optimiser finds it useless. The limit counts what
    // is asked for; touching it all would take seconds.
    while (true) {
      volatile char *Block = new char[64 << 20];
      *Block = 1;
    }
  }
}

/// Runs in the child: one line of JSON, a result or an error.
std::string analyzeInChild(const PlannedTu &Tu, const Options &O) {
  for (const Fault &F : O.Faults)
    if (StringRef(Tu.Command.File).ends_with(F.File))
      provoke(F.What);
  llvm::json::Object Answer;
  if (Expected<TuResult> Result = analyzeTu(Tu.Command, *Tu.Worker))
    Answer["result"] = toJSON(*Result);
  else
    Answer["error"] = llvm::toString(Result.takeError());
  std::string Out;
  llvm::raw_string_ostream(Out) << llvm::json::Value(std::move(Answer));
  return Out;
}

Expected<TuResult> readAnswer(const JobOutcome &Outcome) {
  auto Bad = [](const llvm::Twine &Why) {
    return llvm::createStringError(llvm::inconvertibleErrorCode(), Why);
  };
  if (Outcome.How != JobOutcome::Done)
    return Bad(Outcome.Reason);
  Expected<llvm::json::Value> Json = llvm::json::parse(Outcome.Output);
  if (!Json)
    return Json.takeError();
  const llvm::json::Object *Answer = Json->getAsObject();
  if (auto Error = Answer ? Answer->getString("error") : std::nullopt)
    return Bad(*Error);
  const llvm::json::Value *Payload = Answer ? Answer->get("result") : nullptr;
  TuResult Result;
  llvm::json::Path::Root Root;
  if (!Payload || !fromJSON(*Payload, Result, Root))
    return Bad("its child process gave no answer");
  return Result;
}

std::string quote(StringRef Word) {
  if (!Word.empty() &&
      Word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUV"
                             "WXYZ0123456789_-+=./:,@%^") == StringRef::npos)
    return Word.str();
  std::string Quoted = "'";
  for (char C : Word)
    Quoted += C == '\'' ? std::string("'\\''") : std::string(1, C);
  return Quoted + "'";
}

std::string commandToRepeat(const CompileCommand &Command, const Options &O) {
  std::string Line = "asyncmend";
  for (const std::string &Word : O.Repeat)
    Line += " " + quote(Word);
  Line += " " + quote(Command.File);
  if (O.FixedFlags) {
    Line += " --";
    for (const std::string &Word : *O.FixedFlags)
      Line += " " + quote(Word);
  }
  return Line;
}

/// Reads each file that a finding or fix points into, and says which is no
/// longer what was parsed.
std::string loadSources(const TuResult &Result, SourceMap &Sources) {
  std::map<std::string, uint64_t> Hashes;
  for (const FileRead &F : Result.Files)
    Hashes[F.Path] = F.Hash;
  std::set<std::string> Needed;
  for (const Finding &F : Result.Suppressed)
    Needed.insert(F.Where.Path);
  for (const Finding &F : Result.Findings) {
    Needed.insert(F.Where.Path);
    for (const Note &N : F.Notes)
      Needed.insert(N.Where.Path);
    for (const Fix &X : F.Fixes) {
      for (const Edit &E : X.Edits)
        Needed.insert(E.Where.Path);
      for (const IncludeEdit &I : X.Includes)
        Needed.insert(I.Path);
    }
  }
  for (const std::string &Path : Needed) {
    if (!Sources.count(Path)) {
      auto Buffer = llvm::MemoryBuffer::getFile(Path);
      if (!Buffer)
        return Path + " cannot be read any more";
      Sources[Path] = (*Buffer)->getBuffer().str();
    }
    auto Hash = Hashes.find(Path);
    if (Hash != Hashes.end() && Hash->second != hashContents(Sources[Path]))
      return Path + " has changed while it was analysed";
  }
  return {};
}

void add(Analysis &A, Program &Whole,
         std::map<std::string, size_t> &FirstReader, const PlannedTu &Tu,
         const Options &O, Expected<TuResult> Result) {
  const CompileCommand &Command = Tu.Command;
  TuStatus Status{Command.File, Command.Directory, {}, {}};
  std::vector<Finding> Findings;
  if (!Result) {
    Status.Failure = llvm::toString(Result.takeError());
  } else {
    if (!Result->DriverError.empty())
      A.Warnings.push_back(Command.File + ": " + Result->DriverError);
    Status.Failure = loadSources(*Result, A.Sources);
    if (Status.Failure.empty()) {
      Findings = std::move(Result->Findings);
      llvm::append_range(A.Suppressed, Result->Suppressed);
    }
    if (Status.Failure.empty() && Result->Errors) {
      Status.Failure = "it does not compile: " + Result->FirstError;
      dropFixes(Findings,
                "this TU does not compile, so no fix can be checked: " +
                    Result->FirstError);
    }
    A.HiddenInHeaders += Result->HiddenInHeaders;
    for (FunctionFacts &F : Result->Facts)
      Whole.add(std::move(F));
    for (TaskFacts &F : Result->Tasks)
      Whole.add(std::move(F));
    for (const FileRead &F : Result->Files)
      FirstReader.try_emplace(F.Path, A.Tus.size());
  }
  if (Status.Failure.empty()) {
    VerifiableTu Good{Command, Tu.Worker, {}};
    for (const FileRead &F : Result->Files)
      Good.Files.insert(F.Path);
    A.Verifiable.push_back(std::move(Good));
  } else {
    Status.Reproduce = commandToRepeat(Command, O);
  }
  A.Tus.push_back(std::move(Status));
  A.Findings.push_back(std::move(Findings));
}

/// What the rules say of all TUs together; each finding goes to the first TU
/// that has read its file.
void conclude(Analysis &A, const Program &Whole,
              const std::map<std::string, size_t> &FirstReader) {
  for (std::vector<Finding> &OfTu : A.Findings)
    llvm::erase_if(OfTu, [&](const Finding &F) {
      return !F.IfFails.empty() && !Whole.mayFail(F.IfFails);
    });
  TuResult Last;
  if (!Whole.functions().empty())
    for (const RegisteredRule &Rule : allRules())
      Rule.Make()->conclude(Rule.Info, Whole, Last.Findings);
  if (!loadSources(Last, A.Sources).empty())
    return;
  for (Finding &F : Last.Findings)
    if (auto Tu = FirstReader.find(F.Where.Path); Tu != FirstReader.end())
      A.Findings[Tu->second].push_back(std::move(F));
}

} // namespace

Analysis analyzeAll(llvm::ArrayRef<PlannedTu> Tus, const Options &O,
                    llvm::function_ref<void(size_t, size_t)> Progress) {
  JobLimits Limits{O.TuTimeout, O.TuMemory};
  std::vector<JobOutcome> Outcomes = runJobs(
      Tus.size(), [&](size_t I) { return analyzeInChild(Tus[I], O); }, O.Jobs,
      Limits, [&](size_t Done) { Progress(Done, Tus.size()); });
  Analysis A;
  // What is not as on disk is the same for all.
  if (!Tus.empty())
    A.Sources = Tus.front().Worker->Overlay;
  Program Whole;
  std::map<std::string, size_t> FirstReader;
  for (auto [Tu, Outcome] : llvm::zip(Tus, Outcomes))
    add(A, Whole, FirstReader, Tu, O, readAnswer(Outcome));
  conclude(A, Whole, FirstReader);
  llvm::sort(A.Suppressed);
  A.Suppressed.erase(llvm::unique(A.Suppressed,
                                  [](const Finding &X, const Finding &Y) {
                                    return X.Where == Y.Where &&
                                           X.Rule == Y.Rule;
                                  }),
                     A.Suppressed.end());
  return A;
}

} // namespace asyncmend
