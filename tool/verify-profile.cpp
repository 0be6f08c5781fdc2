//===- verify-profile.cpp - Does a profile fit somebody's headers? --------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The probes stand in the place of the main file of a TU of the user's, so that
// they are compiled with the user's flags and see the user's headers.
//
//===----------------------------------------------------------------------===//

#include "verify-profile.h"
#include "core/lookup.h"
#include "core/profile-json.h"
#include "core/refusal.h"
#include "core/tu-model.h"
#include "profile-probe.h"
#include "worker.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Regex.h"
#include "llvm/Support/raw_ostream.h"
#include <functional>
#include <set>

using namespace clang;
using llvm::Expected;
using llvm::StringRef;
using nlohmann::json;

namespace asyncmend {

namespace {

/// Qualified names in a profile: strings that are nothing else.
void collectNames(const json &J, std::set<std::string> &Out) {
  static const llvm::Regex Qualified(
      "^[A-Za-z_][A-Za-z0-9_]*(::[A-Za-z_][A-Za-z0-9_]*)+$");
  if (J.is_string() && Qualified.match(J.get_ref<const std::string &>()))
    Out.insert(J.get<std::string>());
  for (const json &Inner : J.is_structured() ? J : json::array())
    collectNames(Inner, Out);
}

class ProfileTrial {
public:
  ProfileTrial(const Framework &F, const CompileCommand &Command)
      : F(F), Command(Command) {}

  Expected<int> run(std::set<std::string> Names) {
    llvm::outs() << F.Display << " (" << F.Id << "), with the flags of "
                 << Command.File << "\n";
    auto Result = parse(probeIncludes(F), [&](const TuModel &Tu) {
      Version = Tu.version(F);
      checkNames(Tu, Names);
    });
    if (!Result)
      return Result.takeError();
    if (Result->Errors)
      return no("the headers do not compile: " + Result->FirstError);
    checkHeaders();
    for (const Probe &P : makeProbes(F, Task, Version))
      if (llvm::Error E = checkText(P))
        return E;
    llvm::outs() << (Bad ? std::to_string(Bad) + " of " : "all of ") << Tried
                 << " entries " << (Bad ? "do not work" : "work") << " here\n";
    return Bad ? 1 : 0;
  }

private:
  Expected<TuResult>
  parse(std::string Code,
        std::function<void(const TuModel &)> Inspect = {}) const {
    ProfileSet None;
    WorkerOptions Worker;
    Worker.Profiles = &None;
    Worker.ParseEverything = true;
    Worker.Inspect = std::move(Inspect);
    Worker.Overlay[Command.File] = std::move(Code);
    return analyzeTu(Command, Worker);
  }

  void say(StringRef State, StringRef What, StringRef Why = "") {
    llvm::outs() << "  " << llvm::left_justify(State, 12) << What << "\n";
    if (!Why.empty())
      llvm::outs() << "              " << Why << "\n";
  }

  void checkNames(const TuModel &Tu, const std::set<std::string> &Names) {
    if (!F.CoroutineTypes.empty()) {
      Task.Name = F.CoroutineTypes.front().Name;
      Task.IsTemplate =
          isa_and_nonnull<TemplateDecl>(lookUp(Tu.ast(), Task.Name));
    }
    for (const std::string &Name : Names) {
      ++Tried;
      if (!lookUp(Tu.ast(), Name)) {
        ++Bad;
        say("not found", Name);
      }
    }
  }

  void checkHeaders() {
    for (const std::string &Header : probeHeaders(F)) {
      ++Tried;
      auto Result = parse("#include <" + Header + ">\n");
      if (Result && !Result->Errors)
        continue;
      ++Bad;
      say("no header", "<" + Header + ">");
      if (!Result)
        llvm::consumeError(Result.takeError());
    }
  }

  llvm::Error checkText(const Probe &P) {
    if (P.Code.empty() || Task.Name.empty()) {
      say("not tried", P.What);
      return llvm::Error::success();
    }
    ++Tried;
    auto Result = parse(P.Code);
    if (!Result)
      return Result.takeError();
    Bad += Result->Errors > 0;
    say(Result->Errors ? "fails" : "compiles", P.What, Result->FirstError);
    return llvm::Error::success();
  }

  const Framework &F;
  const CompileCommand &Command;
  ProbeTask Task;
  unsigned Version = 0, Tried = 0, Bad = 0;
};

} // namespace

Expected<int> verifyProfile(const Options &O, const CompileCommand &Command) {
  std::vector<std::string> Files = O.FromCommandLine.Profiles;
  Files.push_back(O.VerifyProfile);
  Expected<std::vector<ProfileDocument>> Documents =
      readProfileDocuments(Files);
  if (!Documents)
    return Documents.takeError();
  Expected<ProfileSet> Profiles = ProfileSet::load(Files);
  if (!Profiles)
    return Profiles.takeError();
  const json &Profile = Documents->back().Json;
  std::string Id = Profile.at("id").get<std::string>();
  for (const Framework &F : Profiles->frameworks())
    if (F.Id == Id) {
      std::set<std::string> Names;
      collectNames(Profile, Names);
      return ProfileTrial(F, Command).run(std::move(Names));
    }
  return no("the profile '" + Id +
            "' names no coroutine type and no stackful code, so there is "
            "nothing to try");
}

} // namespace asyncmend
