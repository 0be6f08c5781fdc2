//===- option-values.cpp - Values of options that have a form -------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "option-values.h"
#include "core/refusal.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/JSON.h"

using llvm::Error;
using llvm::Expected;
using llvm::StringRef;

namespace asyncmend {

Expected<std::vector<LineFilterEntry>> readLineFilter(StringRef Text) {
  std::vector<LineFilterEntry> Entries;
  if (Text.empty())
    return Entries;
  Error Bad = no("--line-filter is not of the form "
                 "[{\"name\":\"a.cpp\",\"lines\":[[1,3]]}]");
  Expected<llvm::json::Value> Json = llvm::json::parse(Text);
  const llvm::json::Array *List = nullptr;
  if (Json)
    List = Json->getAsArray();
  else
    llvm::consumeError(Json.takeError());
  if (!List)
    return Bad;
  for (const llvm::json::Value &Item : *List) {
    const llvm::json::Object *O = Item.getAsObject();
    auto Name = O ? O->getString("name") : std::nullopt;
    std::vector<std::vector<int64_t>> Ranges;
    llvm::json::Path::Root Root;
    const llvm::json::Value *Lines = O ? O->get("lines") : nullptr;
    if (!Name || (Lines && !llvm::json::fromJSON(*Lines, Ranges, Root)) ||
        llvm::any_of(Ranges, [](auto &R) {
          return R.size() != 2 || R[0] < 0 || R[1] < R[0];
        }))
      return Bad;
    LineFilterEntry E{Name->str(), {}};
    for (const auto &R : Ranges)
      E.Lines.emplace_back(R[0], R[1]);
    Entries.push_back(std::move(E));
  }
  llvm::consumeError(std::move(Bad));
  return Entries;
}

Expected<ChangeRequest> readChangeRequest(std::optional<std::string> Changed,
                                          bool Staged,
                                          std::optional<std::string> Diff) {
  if (Changed.has_value() + Staged + Diff.has_value() > 1)
    return no("only one of --changed, --staged and --diff-from can say what "
              "has changed");
  if (Diff && Diff->empty())
    return no("--diff-from needs a file, or - for standard input");
  if (Changed)
    return ChangeRequest{ChangeRequest::Changed, *Changed};
  if (Staged)
    return ChangeRequest{ChangeRequest::Staged, ""};
  if (Diff)
    return ChangeRequest{ChangeRequest::Diff, *Diff};
  return ChangeRequest();
}

Error checkScope(const Options &O) {
  bool Writes = !O.WriteBaseline.empty() || O.PruneBaseline;
  bool InPart = O.Change.What != ChangeRequest::Everything || !O.Lines.empty();
  StringRef Writer = O.PruneBaseline ? "--prune-baseline" : "--write-baseline";
  if (Writes && InPart)
    return no(Writer + " needs whole files: it cannot go with --changed, "
                       "--staged, --diff-from or --line-filter");
  if (O.PruneBaseline && !O.WriteBaseline.empty())
    return no("--write-baseline and --prune-baseline cannot go together");
  if (O.Fix && !O.WriteBaseline.empty())
    return no("--write-baseline records what is not fixed: it cannot go with "
              "--fix");
  if (O.UnusedNolint && !O.Lines.empty())
    return no("--report-unused-nolint needs whole files: it cannot go with "
              "--line-filter");
  bool IsId = (O.Commit.size() == 40 || O.Commit.size() == 64) &&
              llvm::all_of(O.Commit, llvm::isHexDigit);
  if (!O.Commit.empty() && !IsId)
    return no("--commit needs the whole name of a commit (git rev-parse HEAD)");
  return Error::success();
}

Expected<std::vector<Fault>> readFaults(llvm::ArrayRef<std::string> Texts) {
  std::vector<Fault> Faults;
  for (StringRef Text : Texts) {
    auto [Kind, File] = Text.split(':');
    auto What = llvm::StringSwitch<std::optional<Fault::Kind>>(Kind)
                    .Case("crash", Fault::Crash)
                    .Case("hang", Fault::Hang)
                    .Case("oom", Fault::Oom)
                    .Default(std::nullopt);
    if (!What || File.empty())
      return no("--inject-fault takes crash|hang|oom:FILE");
    Faults.push_back({*What, File.str()});
  }
  return Faults;
}

Expected<std::vector<OutputRequest>>
readOutputs(std::vector<PlacedWord> Formats, std::vector<PlacedWord> Files) {
  std::vector<OutputRequest> Outputs;
  std::vector<unsigned> Places;
  for (const PlacedWord &F : Formats) {
    const OutputFormat *Format = outputFormat(F.Text);
    if (!Format)
      return no("there is no format '" + F.Text + "' (see --list-formats)");
    Outputs.push_back({Format, ""});
    Places.push_back(F.Position);
  }
  if (Outputs.empty())
    Outputs.push_back({outputFormat("text"), ""});
  for (const PlacedWord &F : Files) {
    // The last format before it; the text that nobody named is before all.
    size_t I = llvm::upper_bound(Places, F.Position) - Places.begin();
    if (I == 0 && !Places.empty())
      return no("--output belongs behind the --format that it is for");
    OutputRequest &Request = Outputs[I ? I - 1 : 0];
    if (F.Text.empty() || !Request.File.empty())
      return no(F.Text.empty() ? "--output needs a file"
                               : "one --format cannot have two --output");
    Request.File = F.Text;
  }
  if (llvm::count_if(Outputs, [](auto &R) { return R.File.empty(); }) > 1)
    return no("only one format can go to standard output: give the others an "
              "--output=FILE each");
  return Outputs;
}

} // namespace asyncmend
