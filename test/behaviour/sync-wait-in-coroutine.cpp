// A coroutine waits for a task of its own loop, which has one thread: before, the
// task never runs, and a watchdog ends the program after half a second.
// before: finished == 0
// after: finished == 1
#include <boost/asio.hpp>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <thread>

namespace net = boost::asio;
using namespace std::chrono_literals;

std::mutex mutex;
std::condition_variable changed;
bool finished = false;

net::awaitable<int> answer()
{
    net::steady_timer timer(co_await net::this_coro::executor, 5ms);
    co_await timer.async_wait(net::use_awaitable);
    co_return 42;
}

net::awaitable<void> ask()
{
    auto executor = co_await net::this_coro::executor;
    int own = net::co_spawn(executor, answer(), net::use_future).get();
    int other = net::co_spawn(net::system_executor(), answer(), net::use_future).get();
    std::lock_guard guard(mutex);
    finished = own == 42 && other == 42;
    changed.notify_one();
}

int main()
{
    net::io_context io(1);
    net::co_spawn(io, ask(), net::detached);
    std::thread loop([&] { io.run(); });
    std::unique_lock lock(mutex);
    bool ended = changed.wait_for(lock, 500ms, [] { return finished; });
    std::printf("finished %d\n", ended);
    std::fflush(stdout);
    if (!ended)
        std::_Exit(0);
    lock.unlock();
    loop.join();
}
