//===- dependency-scan.cpp - Which files a TU reads -----------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "dependency-scan.h"
#include "invocation.h"
#include "paths.h"
#include "clang/Tooling/DependencyScanning/DependencyScanningService.h"
#include "clang/Tooling/DependencyScanning/DependencyScanningWorker.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <algorithm>

namespace deps = clang::tooling::dependencies;
using llvm::StringRef;

namespace asyncmend {
namespace {

class Files : public deps::DependencyConsumer {
public:
  void handleFileDependency(StringRef Name) override {
    Names.insert(Name.str());
  }
  void
  handleDependencyOutputOpts(const clang::DependencyOutputOptions &) override {}
  void handlePrebuiltModuleDependency(deps::PrebuiltModuleDep) override {}
  void handleModuleDependency(deps::ModuleDeps) override {}
  void handleDirectModuleDependency(deps::ModuleID) override {}
  void handleContextHash(std::string) override {}

  std::set<std::string> Names;
};

/// Nobody builds modules here.
class NoModules : public deps::DependencyActionController {
public:
  std::string lookupModuleOutput(const deps::ModuleID &,
                                 deps::ModuleOutputKind) override {
    return "";
  }
};

class Scanner {
public:
  Scanner(const std::set<std::string> &Paths,
          const std::map<std::string, std::string> &Overlay)
      : Paths(Paths), Service(deps::ScanningMode::DependencyDirectivesScan,
                              deps::ScanningOutputFormat::Make),
        Worker(Service, fileSystem(Overlay)) {}

  bool reads(const CompileCommand &Command) {
    if (Paths.count(realPath(Command.File, Command.Directory)))
      return true;
    Files Found;
    NoModules Modules;
    clang::IgnoringDiagConsumer Silent;
    if (!Worker.computeDependencies(Command.Directory, clangArguments(Command),
                                    Found, Modules, Silent))
      return true;
    return llvm::any_of(Found.Names, [&](const std::string &Name) {
      return isWanted(Name, Command.Directory);
    });
  }

private:
  static llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
  fileSystem(const std::map<std::string, std::string> &Overlay) {
    auto Texts = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
    for (const auto &[Path, Text] : Overlay)
      Texts->addFile(Path, 0, llvm::MemoryBuffer::getMemBuffer(Text, Path));
    auto All = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(
        runtimeHeaders());
    All->pushOverlay(llvm::vfs::createPhysicalFileSystem());
    All->pushOverlay(std::move(Texts));
    return All;
  }

  /// Links are resolved once a name: most are system headers, in every TU.
  bool isWanted(const std::string &Name, const std::string &Directory) {
    std::string Spelled = absolutePath(Name, Directory);
    auto [It, New] = Wanted.try_emplace(Spelled, false);
    if (New)
      It->second =
          Paths.count(Spelled) || Paths.count(realPath(Name, Directory));
    return It->second;
  }

  const std::set<std::string> &Paths;
  std::map<std::string, bool> Wanted;
  deps::DependencyScanningService Service;
  deps::DependencyScanningWorker Worker;
};

} // namespace

std::vector<bool> readsAny(llvm::ArrayRef<CompileCommand> Commands,
                           const std::set<std::string> &Paths,
                           const std::map<std::string, std::string> &Overlay,
                           unsigned Slots, const JobLimits &Limits) {
  std::vector<bool> Out(Commands.size(), !Paths.empty());
  if (Paths.empty() || Commands.empty())
    return Out;
  // One process for many TUs: most headers are the same. Neighbours in the
  // database share the most.
  size_t Jobs = std::min<size_t>(std::max(1u, Slots), Commands.size());
  auto First = [&](size_t Job) { return Job * Commands.size() / Jobs; };
  auto Scan = [&](size_t Job) {
    Scanner S(Paths, Overlay);
    std::string Answer;
    for (size_t I = First(Job); I != First(Job + 1); ++I)
      Answer += S.reads(Commands[I]) ? '1' : '0';
    return Answer;
  };
  JobLimits ForAll = Limits;
  ForAll.Seconds *= (Commands.size() + Jobs - 1) / Jobs;
  std::vector<JobOutcome> Outcomes =
      runJobs(Jobs, Scan, Slots, ForAll, [](size_t) {});
  for (size_t Job = 0; Job != Jobs; ++Job)
    for (auto [I, C] : llvm::enumerate(Outcomes[Job].Output))
      Out[First(Job) + I] = C == '1';
  return Out;
}

} // namespace asyncmend
