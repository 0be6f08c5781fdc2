//===- probe.cpp - Each name of Boost.Cobalt, as it is used -----*- C++ -*-===//
//
// Part of asyncmend, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

// Compiled with the mock, and by the opt-in job with the real headers.
#include <boost/asio/detached.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/cobalt/channel.hpp>
#include <boost/cobalt/detached.hpp>
#include <boost/cobalt/gather.hpp>
#include <boost/cobalt/generator.hpp>
#include <boost/cobalt/io/acceptor.hpp>
#include <boost/cobalt/io/read.hpp>
#include <boost/cobalt/io/resolver.hpp>
#include <boost/cobalt/io/sleep.hpp>
#include <boost/cobalt/io/steady_timer.hpp>
#include <boost/cobalt/io/stream_socket.hpp>
#include <boost/cobalt/io/write.hpp>
#include <boost/cobalt/join.hpp>
#include <boost/cobalt/main.hpp>
#include <boost/cobalt/op.hpp>
#include <boost/cobalt/promise.hpp>
#include <boost/cobalt/race.hpp>
#include <boost/cobalt/result.hpp>
#include <boost/cobalt/run.hpp>
#include <boost/cobalt/spawn.hpp>
#include <boost/cobalt/task.hpp>
#include <boost/cobalt/this_coro.hpp>
#include <boost/cobalt/this_thread.hpp>
#include <boost/cobalt/thread.hpp>
#include <boost/cobalt/wait_group.hpp>
#include <boost/cobalt/with.hpp>

#include <string>
#include <thread>
#include <vector>

namespace cobalt = boost::cobalt;
namespace asio = boost::asio;
using namespace std::chrono_literals;

cobalt::task<int> child() { co_return 1; }
cobalt::task<void> quiet() { co_return; }
cobalt::promise<int> eager() { co_return 1; }
cobalt::promise<void> background(int) { co_return; }
cobalt::generator<int> numbers() {
  co_yield 1;
  co_return 2;
}
cobalt::detached forget() { co_return; }
cobalt::thread worker() { co_return; }

cobalt::task<void> sleeping(std::chrono::system_clock::time_point When) {
  std::this_thread::sleep_for(1ms);
  co_await cobalt::io::sleep(1ms);
  co_await boost::cobalt::io::sleep(std::chrono::steady_clock::now() + 1ms);
  co_await cobalt::io::sleep(When);
  asio::steady_timer T{co_await cobalt::this_coro::executor, 1ms};
  co_await T.async_wait(cobalt::use_op);
  cobalt::io::steady_timer Own{10ms};
  co_await Own.wait();
}

cobalt::task<void> forgotten(asio::steady_timer T) {
  auto D = child();
  auto E = eager();
  T.async_wait(cobalt::use_op);
  static_assert(std::is_same_v<decltype(child()), boost::cobalt::task<int>>);
  static_assert(!std::is_copy_constructible_v<cobalt::task<int>>);
  int Sum = co_await std::move(D) + co_await E;
  (void)Sum;
}

cobalt::task<void> fanOut(std::vector<int> Values) {
  for (int X : Values)
    +background(X);
  co_await cobalt::with(
      cobalt::wait_group(asio::cancellation_type::none),
      [&](cobalt::wait_group &Group) -> cobalt::promise<void> {
        for (auto X : Values) {
          if (Group.size() >= 8)
            co_await Group.wait_one();
          Group.push_back(background(X));
        }
        co_await Group.wait();
      });
  std::vector<cobalt::promise<int>> Promises;
  auto All = co_await cobalt::join(Promises);
  static_assert(std::is_same_v<decltype(All)::value_type, int>);
}

struct Resource {
  cobalt::promise<void> shut() { co_return; }
};

cobalt::task<int> closing(Resource R) {
  co_return co_await cobalt::with(
      std::move(R), [](Resource &) -> cobalt::promise<int> { co_return 1; },
      [](Resource &&R, std::exception_ptr) -> cobalt::promise<void> {
        co_await R.shut();
      });
}

void detached(asio::io_context &Context, cobalt::executor Ex) {
  forget();
  cobalt::spawn(Ex, quiet(), asio::detached);
  cobalt::spawn(Context, quiet(), [](std::exception_ptr E) {
    if (E)
      std::rethrow_exception(E);
  });
  auto F = cobalt::spawn(Context, child(), asio::use_future);
  F.get();
}

cobalt::task<int> gathering() {
  auto A = eager(), B = eager();
  auto [X, Y] = co_await cobalt::join(A, B);
  auto C = eager();
  auto D = background(1);
  auto [P, Q] = co_await cobalt::gather(C, D);
  static_assert(std::is_same_v<decltype(P),
                               boost::system::result<int, std::exception_ptr>>);
  static_assert(
      std::is_same_v<decltype(Q),
                     boost::system::result<void, std::exception_ptr>>);
  std::vector<cobalt::promise<int>> Several;
  for (auto &R : co_await cobalt::gather(Several))
    if (R.has_error())
      co_return 0;
  co_return X + Y + *P;
}

cobalt::task<void> cancelled(asio::steady_timer T) {
  try {
    co_await child();
  } catch (const boost::system::system_error &E) {
    if (E.code() == asio::error::operation_aborted)
      throw;
  } catch (const std::exception &) {
  }
  if ((co_await cobalt::this_coro::cancelled) != asio::cancellation_type::none)
    co_return;
  auto R = co_await cobalt::as_result(child());
  static_assert(std::is_same_v<decltype(R),
                               boost::system::result<int, std::exception_ptr>>);
  auto [E] = co_await cobalt::as_tuple(T.async_wait(cobalt::use_op));
  if (E == asio::error::operation_aborted)
    co_return;
}

cobalt::task<void> entry() {
  int A = cobalt::run(child());
  co_await child();
  (void)A;
}

cobalt::task<std::size_t> reading(asio::ip::tcp::socket S, std::string Text) {
  std::size_t N =
      co_await S.async_read_some(asio::buffer(Text), cobalt::use_op);
  auto Found = co_await cobalt::io::lookup("host", "service");
  cobalt::io::stream_socket Stream;
  co_await Stream.connect(Found.front());
  N += co_await cobalt::io::write(Stream, asio::buffer("text"));
  N += co_await cobalt::io::read(Stream, asio::buffer(Text));
  N += co_await Stream.read_some(asio::buffer(Text));
  co_return N;
}

cobalt::promise<void> serving(cobalt::io::acceptor &Acceptor) {
  cobalt::io::stream_socket Peer = co_await Acceptor.accept();
}

struct Guarded {
  cobalt::channel<void> Lock{1};
  cobalt::channel<int> Values{8};

  cobalt::promise<void> work() {
    co_await Lock.write();
    co_await child();
    co_await Lock.read();
    co_await Values.write(1);
    int V = co_await Values.read();
    (void)V;
  }
};

cobalt::task<void> limited() {
  auto T = cobalt::io::sleep(10ms);
  auto R = co_await cobalt::race(eager(), T);
  if (R.index() == 1)
    co_return;
  auto Other = cobalt::io::sleep(10ms);
  auto L = co_await cobalt::left_race(eager(), Other);
  (void)boost::variant2::get<0>(L);
  cobalt::io::steady_timer Timer{10ms};
  auto S = co_await cobalt::race(background(1), Timer.wait());
  static_assert(std::is_same_v<decltype(S), std::size_t>);
}

cobalt::task<void> inside() {
  auto Ex = co_await boost::cobalt::this_coro::executor;
  static_assert(std::is_convertible_v<decltype(Ex), cobalt::executor>);
  static_assert(std::is_same_v<decltype(cobalt::this_coro::executor),
                               const asio::this_coro::executor_t>);
  auto &Other = cobalt::this_thread::get_executor();
  auto G = numbers();
  while (G)
    co_await G;
  auto Thread = worker();
  co_await Thread;
  (void)Other;
}

cobalt::main co_main(int, char **) {
  co_await quiet();
  co_return 0;
}
