//===- compiler-wrappers-test.cpp -----------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "database-fixture.h"

using namespace asyncmend;
using testing::HasSubstr;

namespace {

using CompilerWrappers = Database;

TEST_F(CompilerWrappers, ResponseFiles) {
  Tree.write("flags.rsp", "-DA=1 @more.rsp\n");
  Tree.write("more.rsp", "'-DB=x y' -MD");
  EXPECT_EQ(command("g++ @flags.rsp -c x.cpp"), "g++ -DA=1 -DB=x y x.cpp");
  EXPECT_EQ(command("g++ @x.dir/x.o.modmap -c x.cpp"), "g++ x.cpp");
  EXPECT_THAT(command("g++ @gone.rsp -c x.cpp"),
              HasSubstr("response file '$D/gone.rsp': No such file"));
  Tree.write("loop.rsp", "@loop.rsp");
  EXPECT_THAT(command("g++ @loop.rsp x.cpp"), HasSubstr("includes itself"));
}

TEST_F(CompilerWrappers, Wrappers) {
  for (const char *Wrapper :
       {"ccache", "/usr/bin/ccache", "sccache", "distcc", "icecc", "gomacc",
        "ccache distcc", "sccache ccache icecc", "env X=1", "env -i X=1 Y=2",
        "/usr/bin/env -u LANG -u LC_ALL X=1", "X=1 Y=2",
        "ccache compiler_check=content", "unknown-wrapper",
        "/usr/bin/cmake -E env X=1 ccache",
        "/bin/bash ./libtool --tag=CXX --mode=compile",
        "libtool --silent --tag CXX --mode compile"})
    EXPECT_EQ(command(std::string(Wrapper) + " g++ -DA -c x.cpp"),
              "g++ -DA x.cpp")
        << Wrapper;
  EXPECT_EQ(command("distcc -c x.cpp"), "c++ x.cpp");
  EXPECT_EQ(command("ccache /opt/x86_64-linux-gnu-g++-12 x.cpp"),
            "/opt/x86_64-linux-gnu-g++-12 x.cpp");
}

TEST_F(CompilerWrappers, CustomWrapper) {
  EXPECT_THAT(command("launch --fast mycxx x.cpp"),
              HasSubstr("'mycxx' is neither a flag nor a source file; if "
                        "'launch' is a wrapper"));
  Adjust.Wrappers = {"launch"};
  EXPECT_EQ(command("/opt/launch --fast A=1 mycxx x.cpp"), "mycxx x.cpp");
}

TEST_F(CompilerWrappers, WrapperWithoutCompiler) {
  EXPECT_THAT(command("ccache"), HasSubstr("no compiler follows 'ccache'"));
  EXPECT_THAT(command("libtool --mode=link g++ x.cpp"),
              HasSubstr("libtool runs in mode 'link'"));
  EXPECT_THAT(command("env -C /tmp g++ x.cpp"),
              HasSubstr("changes the directory"));
}

} // namespace
