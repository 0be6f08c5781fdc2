//===- profile-probe.cpp - Code that tries out a profile ------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "profile-probe.h"
#include <map>
#include <optional>
#include <set>

using llvm::StringRef;

namespace asyncmend {

std::vector<std::string> probeHeaders(const Framework &F) {
  std::set<std::string> All;
  auto Add = [&](const HeaderNeeds &Needs) {
    All.insert(Needs.Direct.begin(), Needs.Direct.end());
    All.insert(Needs.Reachable.begin(), Needs.Reachable.end());
  };
  All.insert(F.ProbeHeaders.begin(), F.ProbeHeaders.end());
  for (const auto *List : {&F.Executor, &F.Token})
    for (const Alternative &A : *List)
      Add(A.Headers);
  for (const Timer &T : F.Timers)
    Add(T.Headers);
  for (const CallRewrite &R : F.Rewrites)
    Add(R.Headers);
  for (const VersionedText &T : F.Failures.Timeouts)
    Add(T.Headers);
  for (const VersionedText &T : F.Failures.Gathers)
    Add(T.Headers);
  Add(F.Failures.Mutex.Headers);
  Add(F.Failures.Cancellation.Headers);
  Add(F.FanOut.Headers);
  for (const TaskGroup &G : F.FanOut.Groups)
    Add(G.Headers);
  Add(F.Blocking.OnPool.Headers);
  Add(F.Teardown.Headers);
  return {All.begin(), All.end()};
}

std::string probeIncludes(const Framework &F) {
  std::string Out =
      "#include <chrono>\n#include <memory>\n#include <utility>\n";
  for (const std::string &Header : probeHeaders(F))
    Out += "#if __has_include(<" + Header + ">)\n#include <" + Header +
           ">\n#endif\n";
  return Out;
}

namespace {

/// Fills the holes of one text with something of the right kind.
class ProbeText {
public:
  ProbeText(const Framework &F, unsigned Version) : F(F), Version(Version) {
    Holes = {{"duration", "std::chrono::milliseconds(1)"},
             {"time_point", "std::chrono::steady_clock::now()"},
             {"clock", "std::chrono::steady_clock"},
             {"task", "asyncmend_probe_task()"},
             {"obj", "asyncmend_probe_object"},
             {"affinity", affinity()}};
  }

  /// Nothing where a hole stands for what only real code has.
  std::optional<std::string> fill(StringRef Text) {
    std::string Out;
    while (!Text.empty()) {
      size_t Open = Text.find('{');
      while (Open != StringRef::npos && (Text.substr(Open).starts_with("{}") ||
                                         Text.substr(Open).starts_with("{ ")))
        Open = Text.find('{', Open + 2);
      Out += Text.take_front(Open);
      if (Open == StringRef::npos)
        break;
      size_t Close = Text.find('}', Open);
      std::optional<std::string> Filled = hole(Text.slice(Open + 1, Close));
      if (!Filled)
        return std::nullopt;
      Out += *Filled;
      Text = Text.drop_front(Close + 1);
    }
    return Out;
  }

  /// `scheduler &asyncmend_probe_scheduler`, for the objects that were needed.
  std::string parameters() const {
    std::string Out;
    for (const auto &[Name, Declaration] : Parameters)
      Out += (Out.empty() ? "" : ", ") + Declaration;
    return Out;
  }

private:
  std::string affinity() const {
    return F.CoroutineTypes.empty() ? ""
                                    : F.CoroutineTypes.front().DefaultAffinity;
  }

  std::optional<std::string> hole(StringRef Name) {
    if (auto It = Holes.find(Name.str()); It != Holes.end())
      return It->second;
    if (Name.consume_front("object:"))
      return object(Name);
    for (auto [Hole, List] :
         {std::pair("executor", &F.Executor), std::pair("token", &F.Token)})
      if (Name == Hole)
        for (const Alternative &A : *List)
          if (A.Versions.contains(Version) && A.DefaultAffinity.value_or(true))
            return fill(A.To);
    return std::nullopt;
  }

  std::optional<std::string> object(StringRef Name) {
    for (const ScopeObject &O : F.Objects) {
      if (O.Name != Name || O.Types.empty())
        continue;
      std::string Self = "asyncmend_probe_" + O.Name;
      std::string Type = O.Types.begin()->getKey().str();
      Parameters[O.Name] =
          (O.Pointer.empty() ? Type + " &" : O.Pointer + "<" + Type + "> ") +
          Self;
      Holes["self"] = Self;
      Holes["access"] = Self + (O.Pointer.empty() ? "." : "->");
      return fill(O.To);
    }
    return std::nullopt;
  }

  const Framework &F;
  unsigned Version;
  std::map<std::string, std::string> Holes, Parameters;
};

} // namespace

std::vector<Probe> makeProbes(const Framework &F, const ProbeTask &Task,
                              unsigned Version) {
  std::vector<Probe> Probes;
  auto Add = [&](StringRef Section, StringRef Text, StringRef Parameter) {
    ProbeText Fill(F, Version);
    Probe P{(Section + ": " + Text).str(), {}};
    if (std::optional<std::string> Code = Fill.fill(Text)) {
      std::string Parameters = Fill.parameters();
      if (!Parameter.empty())
        Parameters += (Parameters.empty() ? "" : ", ") + Parameter.str();
      P.Code = probeIncludes(F) + "\n" + Task.Of("int") +
               " asyncmend_probe_task();\n" + Task.Of("void") +
               " asyncmend_probe(" + Parameters + ") {\n  " + *Code + ";\n}\n";
    }
    Probes.push_back(std::move(P));
  };
  for (const Timer &T : F.Timers)
    if (T.Versions.contains(Version))
      Add("timers", T.To, "");
  for (const VersionedText &T : F.Failures.Timeouts)
    if (T.Versions.contains(Version) && T.Headers.Runtime.empty())
      Add("failures.timeouts", "co_await " + T.To, "");
  if (const AsyncMutexProfile &M = F.Failures.Mutex;
      !M.Type.empty() && M.Headers.Runtime.empty())
    Add("failures.async_mutex", "auto asyncmend_probe_lock = " + M.Lock,
        M.Type + " &asyncmend_probe_object");
  for (const CallRewrite &R : F.Rewrites)
    if (R.Versions.contains(Version) && !R.To.empty() &&
        R.Headers.Runtime.empty() && StringRef(R.To).contains("co_await"))
      Add("rewrites", R.To, "");
  return Probes;
}

} // namespace asyncmend
