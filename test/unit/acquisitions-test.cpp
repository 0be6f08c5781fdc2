//===- acquisitions-test.cpp - Raw handles, their uses and guards ---------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "core/acquisitions.h"
#include "core/guard-place.h"
#include "parse.h"
#include "clang/AST/StmtCXX.h"
#include <gtest/gtest.h>

using namespace clang;

namespace asyncmend {
namespace {

const char Declarations[] =
    "extern \"C\" { struct FILE; FILE *fopen(const char *, const char *);\n"
    "int fclose(FILE *); int fputs(const char *, FILE *);\n"
    "int open(const char *, int, ...); int close(int);\n"
    "struct addrinfo; int getaddrinfo(const char *, const char *,\n"
    "const addrinfo *, addrinfo **); void freeaddrinfo(addrinfo *);\n"
    "struct ifaddrs; int getifaddrs(ifaddrs **); void freeifaddrs(ifaddrs *);\n"
    "}\n"
    "extern bool flag;\n"
    "void keep(FILE *); void my_close(FILE *f); struct Owner { Owner(FILE *);\n"
    "};\n"
    "void shut(FILE *f) { fclose(f); }\n";

using Check = llvm::function_ref<void(const TuModel &, const Coroutine &,
                                      const std::vector<Acquisition> &)>;

/// Calls `Look` with what the coroutine f() with this body acquires.
void acquire(StringRef Body, Check Look) {
  parseAsio(Declarations + ("boost::asio::awaitable<void> f() {\n" + Body +
                            "\nco_return;\n}\n")
                               .str(),
            [&](const TuModel &Tu) {
              const Coroutine *C = coroutineCalled(Tu, "f");
              ASSERT_TRUE(C);
              Look(Tu, *C, acquisitionsIn(Tu, *C));
            });
}

/// The first acquisition's last mention.
HandleUse lastUse(StringRef Body) {
  HandleUse Use = HandleUse::Plain;
  acquire(Body, [&](const TuModel &, const Coroutine &,
                    const std::vector<Acquisition> &All) {
    ASSERT_FALSE(All.empty());
    ASSERT_FALSE(All.front().Mentions.empty());
    Use = All.front().Mentions.back().Use;
  });
  return Use;
}

/// For which value of the first `if` the first acquisition holds nothing.
std::optional<bool> emptyIf(StringRef Body) {
  std::optional<bool> Result;
  acquire(Body, [&](const TuModel &Tu, const Coroutine &C,
                    const std::vector<Acquisition> &All) {
    ASSERT_FALSE(All.empty());
    bool Seen = false;
    walkSpelled(C.written(), [&](const Stmt &S, const Ancestors &) {
      const auto *If = dyn_cast<IfStmt>(&S);
      if (If && !Seen)
        Result = emptyWhen(Tu, All.front(), *If->getCond());
      Seen |= If != nullptr;
    });
  });
  return Result;
}

/// Where the guard goes: "below 2", "above 2, empty", or why it does not.
std::string place(StringRef Body) {
  std::string Result = "nothing";
  acquire(Body, [&](const TuModel &Tu, const Coroutine &C,
                    const std::vector<Acquisition> &All) {
    ASSERT_FALSE(All.empty());
    GuardPlace P = guardPlace(Tu, C, All.front());
    if (!P.Why.empty()) {
      Result = P.Why;
      return;
    }
    unsigned First = Tu.line(C.written().getBeginLoc());
    Result = (P.Above ? "above " : "below ") +
             std::to_string(Tu.line(P.Anchor->getBeginLoc()) - First) +
             (P.MayBeEmpty ? ", empty" : "");
  });
  return Result;
}

const char Open[] = "FILE *f = fopen(\"x\", \"r\");\n";

TEST(HandleUses, Owners) {
  std::string F = Open;
  EXPECT_EQ(lastUse(F + "fputs(\"x\", f);"), HandleUse::Plain);
  EXPECT_EQ(lastUse(F + "if (f) flag = true;"), HandleUse::Plain);
  EXPECT_EQ(lastUse(F + "fclose(f);"), HandleUse::Release);
  EXPECT_EQ(lastUse(F + "(void)fclose((f));"), HandleUse::Release);
  EXPECT_EQ(lastUse(F + "keep(f);"), HandleUse::Passed);
  EXPECT_EQ(lastUse(F + "my_close(f);"), HandleUse::Helper);
  EXPECT_EQ(lastUse(F + "shut(f);"), HandleUse::Helper);
  EXPECT_EQ(lastUse(F + "Owner o(f);"), HandleUse::Handed);
  EXPECT_EQ(lastUse(F + "FILE *&g = f;"), HandleUse::Address);
  EXPECT_EQ(lastUse(F + "FILE *g = f;"), HandleUse::Plain);
  EXPECT_EQ(lastUse(F + "FILE **g = &f;"), HandleUse::Address);
  EXPECT_EQ(lastUse(F + "f = nullptr;"), HandleUse::Clear);
  EXPECT_EQ(lastUse(F + "f = fopen(\"y\", \"r\");"), HandleUse::Assign);
  EXPECT_EQ(lastUse(F + "auto l = [&] { fclose(f); };"), HandleUse::Guarded);
}

TEST(HandleUses, Captures) {
  acquire(std::string(Open) + "auto l = [f] { fputs(\"x\", f); };",
          [](const TuModel &, const Coroutine &,
             const std::vector<Acquisition> &All) {
            ASSERT_EQ(All.size(), 1u);
            EXPECT_EQ(All[0].Mentions.front().Use, HandleUse::Captured);
          });
}

TEST(Acquisitions, TestsForFailure) {
  std::string F = Open, D = "int fd = open(\"x\", 0);\n";
  EXPECT_EQ(emptyIf(F + "if (!f) co_return;"), true);
  EXPECT_EQ(emptyIf(F + "if (f) co_return;"), false);
  EXPECT_EQ(emptyIf(F + "if (nullptr == f) co_return;"), true);
  EXPECT_EQ(emptyIf(F + "if (f && flag) co_return;"), std::nullopt);
  EXPECT_EQ(emptyIf(F + "if (flag) co_return;"), std::nullopt);
  EXPECT_EQ(emptyIf(D + "if (fd < 0) co_return;"), true);
  EXPECT_EQ(emptyIf(D + "if (fd == -1) co_return;"), true);
  EXPECT_EQ(emptyIf(D + "if (-1 != fd) co_return;"), false);
  EXPECT_EQ(emptyIf(D + "if (!(fd >= 0)) co_return;"), true);
  EXPECT_EQ(emptyIf(D + "if (fd > 7) co_return;"), std::nullopt);
  EXPECT_EQ(emptyIf("ifaddrs *l;\nif (getifaddrs(&l) == -1) co_return;"), true);
  EXPECT_EQ(emptyIf("ifaddrs *l;\nif (getifaddrs(&l)) co_return;"), true);
  EXPECT_EQ(emptyIf("ifaddrs *l;\nif (getifaddrs(&l) == 3) co_return;"),
            std::nullopt);
}

TEST(GuardPlace, BelowTheTest) {
  EXPECT_EQ(place(Open), "below 1, empty");
  EXPECT_EQ(place("int fd = open(\"x\", 0);\nif (fd < 0)\nco_return;"),
            "below 2");
  EXPECT_EQ(place("int fd = open(\"x\", 0);\nif (fd < 0) [[unlikely]]\n"
                  "co_return;"),
            "below 2");
  EXPECT_EQ(place("int fd = open(\"x\", 0);\nif (flag && fd < 0)\nco_return;"),
            "below 1, empty");
  EXPECT_EQ(place("if (FILE *f = fopen(\"x\", \"r\")) {\nfclose(f);\n}"),
            "above 2");
  EXPECT_EQ(place("addrinfo *l;\nif (int e = getaddrinfo(0, 0, 0, &l); e != 0)"
                  "\nco_return;"),
            "below 2");
}

TEST(GuardPlace, Refused) {
  EXPECT_NE(place("if (FILE *f = fopen(\"x\", \"r\"); !f)\nco_return;")
                .find("in a condition"),
            std::string::npos);
  EXPECT_NE(place("addrinfo *l;\ngetaddrinfo(0, 0, 0, &l);").find("whether"),
            std::string::npos);
  EXPECT_NE(place(std::string(Open) + "if (flag) goto end;\nend:;").find("got"),
            std::string::npos);
  EXPECT_NE(place("FILE *f;\n{\nf = fopen(\"x\", \"r\");\n}\nfclose(f);")
                .find("outside of the block"),
            std::string::npos);
}

TEST(GuardPlace, NumbersOfNames) {
  acquire(std::string(Open) + "{\nFILE *f = fopen(\"y\", \"r\");\nfclose(f);\n}"
                              "\nfclose(f);",
          [](const TuModel &Tu, const Coroutine &C,
             const std::vector<Acquisition> &All) {
            ASSERT_EQ(All.size(), 2u);
            EXPECT_EQ(guardName(Tu, C, All[1], {}), "f_guard");
            EXPECT_EQ(guardName(Tu, C, All[1], {&All[0]}), "f_guard2");
          });
}

} // namespace
} // namespace asyncmend
