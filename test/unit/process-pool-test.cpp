//===- process-pool-test.cpp ----------------------------------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "process-pool.h"
#include "gmock/gmock.h"
#include <chrono>
#include <csignal>
#include <cstring>
#include <sys/resource.h>
#include <unistd.h>

using namespace asyncmend;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

namespace {

std::vector<JobOutcome> run(size_t Count,
                            llvm::function_ref<std::string(size_t)> Job,
                            unsigned Slots = 2, JobLimits Limits = {}) {
  std::vector<JobOutcome> Outcomes =
      runJobs(Count, Job, Slots, Limits, [](size_t) {});
  EXPECT_THAT(Outcomes, SizeIs(Count));
  return Outcomes;
}

void sleepMs(unsigned Ms) { usleep(Ms * 1000); }

TEST(ProcessPool, NothingToDo) {
  run(0, [](size_t) { return "x"; });
}

/// Where no child can be started, each job says so and the run goes on.
TEST(ProcessPool, NoChildCanBeStarted) {
  rlimit Before;
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &Before), 0);
  rlimit None = {3, Before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &None), 0);
  auto Outcomes = run(2, [](size_t) { return "x"; });
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &Before), 0);
  for (const JobOutcome &O : Outcomes) {
    EXPECT_EQ(O.How, JobOutcome::Crashed);
    EXPECT_THAT(O.Reason, HasSubstr("could be started"));
  }
}

TEST(ProcessPool, OutcomesInTheOrderOfTheJobs) {
  auto Outcomes = run(
      6,
      [](size_t I) {
        sleepMs(60 - 10 * I);
        return "job " + std::to_string(I);
      },
      6);
  for (size_t I = 0; I != Outcomes.size(); ++I) {
    EXPECT_EQ(Outcomes[I].How, JobOutcome::Done);
    EXPECT_EQ(Outcomes[I].Output, "job " + std::to_string(I));
  }
}

TEST(ProcessPool, NoSlotsMeansOne) {
  EXPECT_EQ(run(2, [](size_t) { return "x"; }, 0)[1].Output, "x");
}

TEST(ProcessPool, OutputLargerThanAPipe) {
  constexpr size_t Size = 5 << 20;
  auto Outcomes = run(2, [](size_t I) {
    return std::string(Size, static_cast<char>('a' + I));
  });
  EXPECT_EQ(Outcomes[0].Output, std::string(Size, 'a'));
  EXPECT_EQ(Outcomes[1].Output, std::string(Size, 'b'));
}

TEST(ProcessPool, OutputMayHoldAnyByte) {
  std::string Bytes("a\0b\n\xff", 5);
  EXPECT_EQ(run(1, [&](size_t) { return Bytes; })[0].Output, Bytes);
}

TEST(ProcessPool, ACrashCostsOneJob) {
  auto Outcomes = run(3, [](size_t I) -> std::string {
    if (I == 1) {
      signal(SIGSEGV, SIG_DFL);
      raise(SIGSEGV);
    }
    return "fine";
  });
  EXPECT_EQ(Outcomes[0].Output, "fine");
  EXPECT_EQ(Outcomes[1].How, JobOutcome::Crashed);
  EXPECT_THAT(Outcomes[1].Reason, HasSubstr("Segmentation fault"));
  EXPECT_EQ(Outcomes[2].Output, "fine");
}

TEST(ProcessPool, AnExitCodeIsACrash) {
  auto Outcomes = run(1, [](size_t) -> std::string { _exit(3); });
  EXPECT_EQ(Outcomes[0].How, JobOutcome::Crashed);
  EXPECT_THAT(Outcomes[0].Reason, HasSubstr("exit code 3"));
}

TEST(ProcessPool, AHangIsEnded) {
  auto Start = std::chrono::steady_clock::now();
  auto Outcomes = run(2,
                      [](size_t I) -> std::string {
                        if (I == 0)
                          while (true)
                            pause();
                        return "fine";
                      },
                      1, {1, 0});
  EXPECT_EQ(Outcomes[0].How, JobOutcome::TimedOut);
  EXPECT_THAT(Outcomes[0].Reason, HasSubstr("1 s"));
  EXPECT_EQ(Outcomes[1].Output, "fine");
  EXPECT_LT(std::chrono::steady_clock::now() - Start, std::chrono::seconds(10));
}

TEST(ProcessPool, MemoryIsLimited) {
  auto Outcomes = run(2,
                      [](size_t I) -> std::string {
                        while (I == 0) {
                          constexpr size_t Size = 16 << 20;
                          char *Leak = new char[Size];
                          std::memset(Leak, 1, Size);
                          // Keeps the compiler from leaving the allocation out.
                          asm volatile("" : : "r"(Leak) : "memory");
                        }
                        return "fine";
                      },
                      1, {20, 512});
  EXPECT_EQ(Outcomes[0].How, JobOutcome::OutOfMemory);
  EXPECT_THAT(Outcomes[0].Reason, HasSubstr("512 MiB"));
  EXPECT_EQ(Outcomes[1].Output, "fine");
}

TEST(ProcessPool, ProgressCountsToTheEnd) {
  std::vector<size_t> Seen;
  runJobs(
      3, [](size_t) { return ""; }, 2, {},
      [&](size_t Done) { Seen.push_back(Done); });
  EXPECT_THAT(Seen, ElementsAre(1, 2, 3));
}

TEST(ProcessPool, WhatAJobChangesStaysInItsChild) {
  int Counter = 0;
  auto Outcomes = run(2, [&](size_t) { return std::to_string(++Counter); }, 1);
  EXPECT_EQ(Outcomes[0].Output, "1");
  EXPECT_EQ(Outcomes[1].Output, "1");
  EXPECT_EQ(Counter, 0);
}

TEST(ProcessPool, AChildsOutputDoesNotReachTheTerminal) {
  testing::internal::CaptureStderr();
  run(1, [](size_t) {
    fprintf(stderr, "noise\n");
    fflush(stderr);
    return "";
  });
  EXPECT_EQ(testing::internal::GetCapturedStderr(), "");
}

} // namespace
