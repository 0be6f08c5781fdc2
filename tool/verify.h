//===- verify.h - Compiling fixes before they are offered -------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef ASYNCMEND_TOOL_VERIFY_H
#define ASYNCMEND_TOOL_VERIFY_H

#include "process-pool.h"
#include "report.h"
#include "standing.h"
#include "worker.h"
#include "llvm/ADT/ArrayRef.h"
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace asyncmend {

/// A TU against which fixes can be checked: it compiled as it was.
struct VerifiableTu {
  CompileCommand Command;
  const WorkerOptions *Worker = nullptr; ///< As it was analysed.
  std::set<std::string> Files; ///< All it reads outside system headers.
};

/// Parses every TU that reads an edited file once more, whole, over the new
/// bytes. A fix that brings an error, leaves its finding standing, or makes a
/// new finding is withheld with the reason; the others stay.
class Verifier {
public:
  Verifier(llvm::ArrayRef<VerifiableTu> Tus, unsigned Slots,
           const JobLimits &Limits, const SourceMap &Sources,
           llvm::function_ref<void(size_t Done, size_t Of)> Progress)
      : Tus(Tus), Slots(Slots), Limits(Limits), Sources(Sources),
        Progress(Progress) {}

  /// Chooses fixes up to a tier and withholds the guilty until the set of those
  /// that are left is good as a whole.
  void settle(std::vector<ReportedFinding> &Findings, Safety Upto);

  /// Checks each fix alone, of whatever tier.
  void checkEach(std::vector<ReportedFinding> &Findings);

private:
  using Set = std::vector<size_t>;

  std::vector<size_t> readersOf(const std::set<std::string> &Paths) const;
  /// Those of `Chosen` that touch a file which TU `Tu` reads.
  Set readIn(size_t Tu, llvm::ArrayRef<ReportedFinding> Findings,
             const Set &Chosen) const;
  llvm::Expected<TuResult> parseWhole(size_t Tu,
                                      llvm::ArrayRef<FileChange> Changes) const;
  std::vector<Finding> findingsBefore(size_t Tu) const;
  void askBefore(llvm::ArrayRef<std::pair<size_t, Set>> Checks);
  Verdict check(size_t Tu, llvm::ArrayRef<ReportedFinding> Findings,
                const Set &Chosen) const;
  std::vector<Verdict> checkMany(llvm::ArrayRef<std::pair<size_t, Set>> Checks,
                                 llvm::ArrayRef<ReportedFinding> Findings);
  bool compilesAsItWas(size_t Tu, std::vector<ReportedFinding> &Findings,
                       const Set &Suspects);
  bool withholdAccused(size_t Tu, const Verdict &Failure,
                       std::vector<ReportedFinding> &Findings,
                       const Set &Suspects);
  void withholdGuilty(size_t Tu, const Verdict &Failure,
                      std::vector<ReportedFinding> &Findings, Set Suspects);
  void withholdGuilty(llvm::ArrayRef<std::pair<size_t, Verdict>> Failures,
                      std::vector<ReportedFinding> &Findings,
                      const Set &Chosen);

  llvm::ArrayRef<VerifiableTu> Tus;
  unsigned Slots;
  const JobLimits &Limits;
  const SourceMap &Sources;
  llvm::function_ref<void(size_t, size_t)> Progress;
  std::map<size_t, Set> Passed; ///< By TU: the fixes it was last good with.
  std::map<size_t, std::vector<Finding>> Before; ///< Without any fix.
  std::set<size_t> Sound; ///< TUs that compile whole without any fix.
};

} // namespace asyncmend

#endif // ASYNCMEND_TOOL_VERIFY_H
