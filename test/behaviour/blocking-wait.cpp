// A heartbeat of 5 ms beside a coroutine that waits 200 ms for another thread's
// result; prints the longest gap between two beats in milliseconds.
// options: --unsafe-fixes
// before: longest gap >= 150
// after: longest gap < 60
// after: sum == 42
#include <boost/asio.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <future>
#include <thread>

namespace net = boost::asio;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

struct State {
    bool done = false;
    int sum = 0;
    Clock::duration longest{};
};

net::awaitable<void> heartbeat(State &state)
{
    net::steady_timer timer(co_await net::this_coro::executor);
    auto last = Clock::now();
    while (!state.done) {
        timer.expires_after(5ms);
        co_await timer.async_wait(net::use_awaitable);
        auto now = Clock::now();
        state.longest = std::max(state.longest, now - last);
        last = now;
    }
}

std::future<int> start()
{
    return std::async(std::launch::async, [] {
        std::this_thread::sleep_for(200ms);
        return 42;
    });
}

net::awaitable<void> caller(net::thread_pool &pool, State &state)
{
    net::steady_timer warm_up(co_await net::this_coro::executor, 20ms);
    co_await warm_up.async_wait(net::use_awaitable);
    auto result = start();
    state.sum = result.get();
    state.done = true;
}

int main()
{
    net::io_context io(1);
    net::thread_pool pool(1);
    State state;
    net::co_spawn(io, heartbeat(state), net::detached);
    net::co_spawn(io, caller(pool, state), net::detached);
    io.run();
    pool.join();
    std::printf("longest gap %lld\n",
                static_cast<long long>(std::chrono::duration_cast<std::chrono::milliseconds>(state.longest).count()));
    std::printf("sum %d\n", state.sum);
}
