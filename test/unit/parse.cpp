//===- parse.cpp - A snippet of C++ as a TuModel --------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "parse.h"
#include "clang/AST/ASTConsumer.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/MemoryBuffer.h"
#include "gtest/gtest.h"

using namespace clang;

namespace asyncmend {

using Callback = llvm::function_ref<void(const TuModel &)>;

namespace {

class Consumer : public ASTConsumer {
public:
  Consumer(CompilerInstance &CI, const IncludeGraph &Includes,
           const ParseOptions &Options, Callback Check)
      : CI(CI), Includes(Includes), Options(Options), Check(Check) {}

  void HandleTranslationUnit(ASTContext &Context) override {
    if (Context.getDiagnostics().hasErrorOccurred())
      return;
    TuModel Tu(CI, Options.Profiles ? *Options.Profiles : builtInProfiles(),
               Includes, Options.Wishes);
    Check(Tu);
  }

private:
  CompilerInstance &CI;
  const IncludeGraph &Includes;
  const ParseOptions &Options;
  Callback Check;
};

class Action : public ASTFrontendAction {
public:
  Action(const ParseOptions &Options, Callback Check)
      : Options(Options), Check(Check) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &CI,
                                                 StringRef) override {
    CI.getPreprocessor().addPPCallbacks(
        Includes.callbacks(CI.getPreprocessor()));
    return std::make_unique<Consumer>(CI, Includes, Options, Check);
  }

private:
  const ParseOptions &Options;
  Callback Check;
  IncludeGraph Includes;
};

std::string fileBesideTests(StringRef Name) {
  auto Buffer =
      llvm::MemoryBuffer::getFile((ASYNCMEND_UNIT_DIR "/" + Name).str());
  EXPECT_TRUE(bool(Buffer)) << Name.str();
  return Buffer ? (*Buffer)->getBuffer().str() : "";
}

} // namespace

const ProfileSet &builtInProfiles() {
  static const ProfileSet Profiles = llvm::cantFail(ProfileSet::load({}));
  return Profiles;
}

void parse(StringRef Code, Callback Check, const ParseOptions &Options) {
  std::vector<std::string> Args = {"-std=c++20", "-w",
                                   "-resource-dir=" ASYNCMEND_RESOURCE_DIR,
                                   "-isystem/system", "-I/project"};
  llvm::copy(Options.Flags, std::back_inserter(Args));
  std::vector<std::pair<std::string, std::string>> Files;
  for (const char *Name : {"fake-std.h", "fake-asio.h"})
    Files.emplace_back(std::string("/system/") + Name, fileBesideTests(Name));
  for (const auto &[Path, Text] : Options.Files)
    Files.emplace_back(Path, Text);
  bool Checked = false;
  auto Remember = [&](const TuModel &Tu) {
    Checked = true;
    Check(Tu);
  };
  tooling::runToolOnCodeWithArgs(std::make_unique<Action>(Options, Remember),
                                 Code, Args, "/project/test.cpp", "clang-tool",
                                 std::make_shared<PCHContainerOperations>(),
                                 Files);
  EXPECT_TRUE(Checked) << "does not compile:\n" << Code.str();
}

void parseAsio(StringRef Code, Callback Check, const ParseOptions &Options) {
  parse(("#include <fake-asio.h>\n" + Code).str(), Check, Options);
}

std::vector<Spot> callsOf(const TuModel &Tu, StringRef Callee) {
  std::vector<Spot> Spots;
  for (const Coroutine &C : Tu.coroutines())
    walkSpelled(C.written(), [&](const Stmt &S, const Ancestors &Around) {
      const auto *Call = dyn_cast<CallExpr>(&S);
      if (Call && Tu.text(Call->getCallee()->getSourceRange()) == Callee)
        Spots.push_back({&C, Call, Around.all().vec()});
    });
  return Spots;
}

Spot callOf(const TuModel &Tu, StringRef Callee) {
  std::vector<Spot> Spots = callsOf(Tu, Callee);
  EXPECT_FALSE(Spots.empty()) << "no call of " << Callee.str();
  // A test must not go on with nothing.
  if (Spots.empty())
    std::abort();
  return Spots.front();
}

const FunctionBody *functionCalled(const TuModel &Tu, StringRef Name) {
  for (const FunctionBody &F : Tu.functions())
    if (F.Function->getNameAsString() == Name)
      return &F;
  return nullptr;
}

const Coroutine *coroutineCalled(const TuModel &Tu, StringRef Name) {
  for (const Coroutine &C : Tu.coroutines())
    if (C.Function->getNameAsString() == Name)
      return &C;
  return nullptr;
}

} // namespace asyncmend
