//===- probe.cpp - Each name of Seastar, as it is used ----------*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Compiled with the mock, and by the opt-in job with the real headers.
#include <seastar/core/abort_source.hh>
#include <seastar/core/app-template.hh>
#include <seastar/core/condition-variable.hh>
#include <seastar/core/coroutine.hh>
#include <seastar/core/file.hh>
#include <seastar/core/fstream.hh>
#include <seastar/core/future.hh>
#include <seastar/core/gate.hh>
#include <seastar/core/loop.hh>
#include <seastar/core/seastar.hh>
#include <seastar/core/semaphore.hh>
#include <seastar/core/shard_id.hh>
#include <seastar/core/shared_mutex.hh>
#include <seastar/core/sleep.hh>
#include <seastar/core/thread.hh>
#include <seastar/core/when_all.hh>
#include <seastar/core/with_timeout.hh>
#include <seastar/coroutine/all.hh>
#include <seastar/coroutine/as_future.hh>
#include <seastar/coroutine/exception.hh>
#include <seastar/coroutine/maybe_yield.hh>
#include <seastar/coroutine/parallel_for_each.hh>
#include <seastar/coroutine/try_future.hh>
#include <seastar/net/api.hh>
#include <seastar/util/closeable.hh>
#include <seastar/util/file.hh>

#include <chrono>
#include <string>
#include <thread>
#include <vector>

namespace ss = seastar;
using namespace std::chrono_literals;

seastar::future<int> child() { co_return 1; }
ss::future<> quiet() { co_return; }
ss::future<int> continued() {
  return child().then([](int I) { return I + 1; });
}

ss::future<> sleeping(ss::abort_source &Source) {
  std::this_thread::sleep_for(1ms);
  co_await seastar::sleep(1ms);
  co_await ss::sleep<ss::lowres_clock>(1s);
  co_await ss::sleep_abortable(1ms, Source);
  static_assert(
      std::is_base_of_v<ss::abort_requested_exception, ss::sleep_aborted>);
}

ss::future<> forgotten() {
  (void)child();
  auto D = child();
  static_assert(std::is_same_v<decltype(child()), seastar::future<int>>);
  static_assert(std::is_same_v<decltype(quiet()), ss::future<void>>);
  int I = co_await std::move(D);
  (void)I;
}

ss::future<> fanOut(std::vector<int> Values) {
  co_await ss::parallel_for_each(Values, [](int) { return quiet(); });
  co_await ss::coroutine::parallel_for_each(
      Values, [](int) -> ss::future<> { co_await quiet(); });
  co_await seastar::max_concurrent_for_each(Values, 8,
                                            [](int) { return quiet(); });
  seastar::semaphore Slots(8);
  auto Units = co_await seastar::get_units(Slots, 1);
  int I = co_await ss::with_semaphore(Slots, 1, [] { return child(); });
  co_await Slots.wait();
  Slots.signal();
  (void)I;
}

struct Resource {
  ss::future<> close() noexcept { return ss::make_ready_future<>(); }
};

ss::future<int> closing() {
  ss::file File = co_await ss::open_file_dma("name", ss::open_flags::ro);
  auto R = co_await seastar::coroutine::as_future(child());
  static_assert(std::is_same_v<decltype(R), ss::future<int>>);
  co_await File.close();
  int I = co_await seastar::with_closeable(Resource(),
                                           [](Resource &) { return child(); });
  I += co_await ss::with_file(ss::open_file_dma("name", ss::open_flags::ro),
                              [](ss::file &) { return child(); });
  co_return I + co_await std::move(R);
}

int inThread() {
  Resource Kept;
  auto Closing = seastar::deferred_close(Kept);
  ss::sleep(1ms).get();
  return child().get();
}
ss::future<int> stackful() {
  return seastar::async([] { return inThread(); });
}

struct Owner {
  ss::gate Gate;

  void start() {
    (void)seastar::try_with_gate(Gate, [] {
      return quiet();
    }).handle_exception([](std::exception_ptr) {});
    (void)[](ss::gate::holder)->ss::future<> { co_await quiet(); }
    (Gate.hold());
    (void)ss::with_gate(Gate, [] { return quiet(); });
  }
  ss::future<> stop() { co_await Gate.close(); }
};

ss::future<int> gathering() {
  auto [A, B] = co_await seastar::when_all(child(), quiet());
  static_assert(std::is_same_v<decltype(A), ss::future<int>>);
  if (B.failed())
    co_await ss::coroutine::return_exception_ptr(B.get_exception());
  auto [X, Y] = co_await ss::when_all_succeed(child(), child());
  static_assert(std::is_same_v<decltype(X), int>);
  auto [P, Q] = co_await ss::coroutine::all([] { return child(); },
                                            [] { return child(); });
  std::vector<ss::future<int>> Several;
  auto All = co_await ss::when_all(Several.begin(), Several.end());
  for (auto &F : All)
    F.ignore_ready_future();
  co_return A.get() + X + Y + P + Q;
}

ss::future<> cancelled(ss::abort_source &Source) {
  try {
    co_await child();
  } catch (const seastar::abort_requested_exception &) {
    throw;
  } catch (const seastar::gate_closed_exception &) {
    throw;
  } catch (const ss::broken_semaphore &) {
    throw;
  } catch (const std::exception &) {
  }
  static_assert(
      std::is_base_of_v<ss::abort_requested_exception, ss::semaphore_aborted>);
  static_assert(std::is_base_of_v<std::exception, ss::gate_closed_exception>);
  Source.check();
  Source.request_abort();
  co_await ss::coroutine::maybe_yield();
  co_await ss::coroutine::try_future(quiet());
}

ss::future<> entry() {
  int I = child().get();
  quiet().wait();
  co_await child();
  (void)I;
}

ss::future<> reading(ss::socket_address Address) {
  ss::file File = co_await ss::open_file_dma("name", ss::open_flags::rw);
  auto In = ss::make_file_input_stream(File);
  auto Text = co_await In.read();
  co_await In.close();
  auto Out = co_await ss::make_file_output_stream(File);
  co_await Out.write(ss::sstring("text"));
  co_await Out.close();
  auto Whole = co_await ss::util::read_entire_file_contiguous("name");
  ss::connected_socket Socket = co_await ss::connect(Address);
  if (co_await ss::file_exists("name"))
    Socket.shutdown_output();
  (void)ss::this_shard_id();
}

struct Guarded {
  ss::semaphore One{1};
  ss::shared_mutex Mutex;
  ss::condition_variable Ready;

  ss::future<> work() {
    auto U = co_await seastar::get_units(One, 1);
    auto L = co_await seastar::get_unique_lock(Mutex);
    static_assert(
        std::is_same_v<decltype(L), std::unique_lock<ss::shared_mutex>>);
    co_await ss::with_lock(Mutex, [] { return quiet(); });
    co_await Ready.wait();
    co_await child();
  }
};

ss::future<int> limited() {
  static_assert(std::is_base_of_v<std::exception, ss::timed_out_error>);
  co_return co_await seastar::with_timeout(ss::lowres_clock::now() + 5s,
                                           child());
}

ss::future<int> dangling(int I) {
  co_await quiet().then(
      ss::coroutine::lambda([I]() -> ss::future<> { co_await quiet(); }));
  co_return I;
}

int main(int Argc, char **Argv) {
  seastar::app_template App;
  return App.run(Argc, Argv, [] { return child(); });
}
