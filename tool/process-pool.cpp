//===- process-pool.cpp - Child processes with limits ---------------------===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "process-pool.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ErrorHandling.h"
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <list>
#include <new>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define ASYNCMEND_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define ASYNCMEND_ASAN 1
#endif
#endif

namespace asyncmend {

namespace {

using Clock = std::chrono::steady_clock;

/// How a child says that memory ran out; no other way to end uses it.
constexpr int OutOfMemoryExit = 86;

struct Child {
  size_t Job = 0;
  pid_t Pid = -1;
  int Pipe = -1;
  Clock::time_point Started;
  std::string Output;
  JobOutcome::Kind Killed = JobOutcome::Done; ///< Why we killed it, if we did.
};

[[noreturn]] void outOfMemory() { _exit(OutOfMemoryExit); }

void limitMemory(unsigned MiB) {
  std::set_new_handler(outOfMemory);
  llvm::install_bad_alloc_error_handler(
      [](void *, const char *, bool) { outOfMemory(); });
#ifndef ASYNCMEND_ASAN
  // Shared libraries are mapped already and do not count. AddressSanitizer's
  // shadow memory would, so there only the parent watches.
  if (MiB) {
    rlim_t Bytes = rlim_t(MiB) << 20;
    rlimit Limit = {Bytes, Bytes};
    setrlimit(RLIMIT_DATA, &Limit);
  }
#endif
}

void writeAll(int Fd, const std::string &Bytes) {
  size_t At = 0;
  while (At < Bytes.size()) {
    ssize_t N = write(Fd, Bytes.data() + At, Bytes.size() - At);
    if (N < 0 && errno != EINTR)
      _exit(1);
    At += N > 0 ? N : 0;
  }
}

[[noreturn]] void runChild(int Pipe, llvm::function_ref<std::string()> Job,
                           const JobLimits &Limits) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  // What a crashing compiler prints is of no use to the user.
  if (int Null = open("/dev/null", O_RDWR); Null >= 0) {
    dup2(Null, STDIN_FILENO);
    dup2(Null, STDOUT_FILENO);
    dup2(Null, STDERR_FILENO);
  }
  rlimit NoCore = {0, 0};
  setrlimit(RLIMIT_CORE, &NoCore);
  limitMemory(Limits.MiB);
  writeAll(Pipe, Job());
  _exit(0);
}

Child start(size_t Index, llvm::function_ref<std::string(size_t)> Job,
            const JobLimits &Limits) {
  Child C;
  C.Job = Index;
  C.Started = Clock::now();
  int Ends[2];
  if (pipe2(Ends, O_CLOEXEC) != 0)
    return C;
  C.Pid = fork();
  if (C.Pid == 0) {
    close(Ends[0]);
    runChild(Ends[1], [&] { return Job(Index); }, Limits);
  }
  close(Ends[1]);
  C.Pipe = Ends[0];
  return C;
}

size_t residentMiB(pid_t Pid) {
  std::string Path = "/proc/" + std::to_string(Pid) + "/statm";
  FILE *File = fopen(Path.c_str(), "r");
  if (!File)
    return 0;
  unsigned long Total = 0, Resident = 0;
  int Read = fscanf(File, "%lu %lu", &Total, &Resident);
  fclose(File);
  return Read == 2 ? Resident * sysconf(_SC_PAGESIZE) >> 20 : 0;
}

void enforce(Child &C, const JobLimits &Limits) {
  if (C.Pid < 0 || C.Killed != JobOutcome::Done)
    return;
  if (Limits.Seconds &&
      Clock::now() - C.Started > std::chrono::seconds(Limits.Seconds))
    C.Killed = JobOutcome::TimedOut;
  else if (Limits.MiB && residentMiB(C.Pid) > Limits.MiB)
    C.Killed = JobOutcome::OutOfMemory;
  if (C.Killed != JobOutcome::Done)
    kill(C.Pid, SIGKILL);
}

/// Reads what is there; false at the end.
bool readSome(Child &C) {
  char Buffer[1 << 16];
  ssize_t N = read(C.Pipe, Buffer, sizeof(Buffer));
  if (N > 0)
    C.Output.append(Buffer, N);
  return N > 0 || (N < 0 && errno == EINTR);
}

JobOutcome finish(Child &C, const JobLimits &Limits) {
  if (C.Pipe >= 0)
    close(C.Pipe);
  if (C.Pid < 0)
    return {JobOutcome::Crashed, "", "no child process could be started"};
  int Status = 0;
  while (waitpid(C.Pid, &Status, 0) < 0 && errno == EINTR)
    ;
  JobOutcome Result;
  bool SaidOom = WIFEXITED(Status) && WEXITSTATUS(Status) == OutOfMemoryExit;
  if (C.Killed == JobOutcome::OutOfMemory || SaidOom) {
    Result.How = JobOutcome::OutOfMemory;
    Result.Reason =
        "ran out of memory (limit " + std::to_string(Limits.MiB) + " MiB)";
  } else if (C.Killed == JobOutcome::TimedOut) {
    Result.How = JobOutcome::TimedOut;
    Result.Reason = "took longer than " + std::to_string(Limits.Seconds) + " s";
  } else if (WIFSIGNALED(Status)) {
    Result.How = JobOutcome::Crashed;
    Result.Reason =
        "crashed (" + std::string(strsignal(WTERMSIG(Status))) + ")";
  } else if (WEXITSTATUS(Status) != 0) {
    Result.How = JobOutcome::Crashed;
    Result.Reason =
        "crashed (exit code " + std::to_string(WEXITSTATUS(Status)) + ")";
  } else {
    Result.Output = std::move(C.Output);
  }
  return Result;
}

} // namespace

std::vector<JobOutcome> runJobs(size_t Count,
                                llvm::function_ref<std::string(size_t)> Job,
                                unsigned Slots, const JobLimits &Limits,
                                llvm::function_ref<void(size_t)> Progress) {
  std::vector<JobOutcome> Outcomes(Count);
  std::list<Child> Running;
  size_t Next = 0, Ended = 0;
  while (Ended < Count) {
    while (Next < Count && Running.size() < std::max(1u, Slots))
      Running.push_back(start(Next++, Job, Limits));
    std::vector<pollfd> Pipes;
    for (const Child &C : Running)
      Pipes.push_back({C.Pipe, POLLIN, 0});
    // The time-out is how often limits are looked at.
    poll(Pipes.data(), Pipes.size(), 20);
    size_t I = 0;
    for (auto It = Running.begin(); It != Running.end(); ++I) {
      enforce(*It, Limits);
      bool Started = It->Pid > 0;
      if (Started && (!Pipes[I].revents || readSome(*It))) {
        ++It;
        continue;
      }
      Outcomes[It->Job] = finish(*It, Limits);
      It = Running.erase(It);
      Progress(++Ended);
    }
  }
  return Outcomes;
}

} // namespace asyncmend
