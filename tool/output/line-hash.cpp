//===- line-hash.cpp - GitHub's name for a line ---------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The algorithm is that of github/codeql-action (fingerprints.ts): a rolling
// hash modulo 2^64 over UTF-16, where "\r\n" and '\r' count as '\n', and the
// end of the file as 65535 and zeros behind it.
//
//===----------------------------------------------------------------------===//

#include "output/line-hash.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/JSON.h"
#include <array>
#include <map>

namespace asyncmend {
namespace {

constexpr size_t Window = 100;
constexpr uint64_t Base = 37;
constexpr unsigned EndOfFile = 65535;

constexpr uint64_t power(uint64_t X, size_t N) {
  return N ? X * power(X, N - 1) : 1;
}

class LineHasher {
public:
  LineHasher() { Begins.fill(-1); }

  void character(unsigned C) {
    bool Second = AfterReturn && C == '\n';
    AfterReturn = C == '\r';
    if (C == ' ' || C == '\t' || Second)
      return;
    if (C == '\r')
      C = '\n';
    flush();
    if (AtBegin) {
      Begins[At] = Hashes.size();
      Hashes.emplace_back();
    }
    AtBegin = C == '\n';
    push(C);
  }

  std::vector<std::string> finish() {
    character(EndOfFile);
    for (size_t I = 0; I < Window; ++I) {
      flush();
      push(0);
    }
    return std::move(Hashes);
  }

private:
  /// The line that began a window ago has its hash now.
  void flush() {
    if (Begins[At] < 0)
      return;
    std::string Hex = llvm::utohexstr(Hash, /*LowerCase=*/true);
    Hashes[Begins[At]] = Hex + ":" + std::to_string(++Seen[Hex]);
    Begins[At] = -1;
  }
  void push(unsigned C) {
    Hash = Hash * Base + C - power(Base, Window) * Units[At];
    Units[At] = C;
    At = (At + 1) % Window;
  }

  uint64_t Hash = 0;
  std::array<uint64_t, Window> Units{};
  std::array<int, Window> Begins; ///< Line that begins there, or -1.
  size_t At = 0;
  bool AtBegin = true;
  bool AfterReturn = false;
  std::map<std::string, unsigned> Seen;
  std::vector<std::string> Hashes;
};

} // namespace

std::vector<std::string> lineHashes(llvm::StringRef Text) {
  llvm::SmallVector<llvm::UTF16> Units;
  llvm::convertUTF8ToUTF16String(llvm::json::fixUTF8(Text), Units);
  LineHasher H;
  for (llvm::UTF16 U : Units)
    H.character(U);
  return H.finish();
}

} // namespace asyncmend
