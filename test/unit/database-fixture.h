//===- database-fixture.h - Tests that read a compile database --*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TEST_UNIT_DATABASE_FIXTURE_H
#define ASYNCMEND_TEST_UNIT_DATABASE_FIXTURE_H

#include "compile-commands.h"
#include "temp-tree.h"
#include "gmock/gmock.h"

namespace asyncmend {

inline std::string replaceAll(std::string Text, const std::string &From,
                              const std::string &To) {
  for (size_t At = 0; (At = Text.find(From, At)) != std::string::npos;
       At += To.size())
    Text.replace(At, From.size(), To);
  return Text;
}

class Database : public testing::Test {
protected:
  /// Reads a database; "$D" in it stands for the temporary directory. The
  /// result: each command's words joined by blanks, or "error: ...".
  std::vector<std::string> load(const std::string &Text) {
    std::string File = Tree.write("compile_commands.json",
                                  replaceAll(Text, "$D", Tree.path()));
    auto Commands = loadDatabase(File, Adjust);
    if (!Commands)
      return {"error: " + replaceAll(llvm::toString(Commands.takeError()),
                                     Tree.path(), "$D")};
    All = *Commands;
    std::vector<std::string> Out;
    for (const CompileCommand &C : All)
      Out.push_back(
          replaceAll(llvm::join(C.Arguments, " "), Tree.path(), "$D"));
    return Out;
  }

  /// The same for one entry of x.cpp with this command line.
  std::string command(const std::string &Line) {
    std::vector<std::string> Out =
        load("[{\"directory\":\"$D\",\"file\":\"x.cpp\",\"command\":\"" +
             replaceAll(replaceAll(Line, "\\", "\\\\"), "\"", "\\\"") + "\"}]");
    return Out.empty() ? "" : Out[0];
  }

  void SetUp() override {
    for (const char *Name : {"x.cpp", "y.cpp", "x.c", "x.hpp"})
      Tree.write(Name, "");
  }

  TempTree Tree;
  CommandAdjustments Adjust;
  std::vector<CompileCommand> All;
};

} // namespace asyncmend

#endif // ASYNCMEND_TEST_UNIT_DATABASE_FIXTURE_H
