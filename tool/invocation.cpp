//===- invocation.cpp - How Clang is started on a TU ----------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "invocation.h"
#include "core/embedded.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Support/TargetSelect.h"

namespace asyncmend {

/// Where the runtime headers of this binary seem to be.
static const char RuntimeRoot[] = "/asyncmend-runtime";

std::vector<std::string> clangArguments(const CompileCommand &Command) {
  std::vector<std::string> Args = Command.Arguments;
  // `arm-linux-gnueabihf-g++` says for which machine it compiles.
  llvm::InitializeAllTargetInfos();
  clang::tooling::addTargetAndModeForProgramName(Args, Args.front());
  Args.insert(Args.begin() + 1,
              {"-fsyntax-only", "-resource-dir=" ASYNCMEND_RESOURCE_DIR,
               // Last of all directories: the project's own copy wins.
               "-idirafter", RuntimeRoot});
  return Args;
}

llvm::IntrusiveRefCntPtr<llvm::vfs::InMemoryFileSystem> runtimeHeaders() {
  auto Headers = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  for (const EmbeddedFile &File : embeddedFiles())
    if (File.Name.ends_with(".hpp"))
      Headers->addFile(RuntimeRoot + ("/asyncmend/" + File.Name).str(), 0,
                       llvm::MemoryBuffer::getMemBuffer(File.Text, File.Name));
  return Headers;
}

} // namespace asyncmend
