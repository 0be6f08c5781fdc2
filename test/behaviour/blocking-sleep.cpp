// A heartbeat of 5 ms beside a worker that sleeps for 300 ms; prints the longest
// gap between two beats in milliseconds.
// before: longest gap >= 250
// after: longest gap < 50
#include <boost/asio.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <thread>

namespace net = boost::asio;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

struct State {
    bool worker_done = false;
    Clock::duration longest{};
};

net::awaitable<void> heartbeat(State &state)
{
    net::steady_timer timer(co_await net::this_coro::executor);
    auto last = Clock::now();
    while (!state.worker_done) {
        timer.expires_after(5ms);
        co_await timer.async_wait(net::use_awaitable);
        auto now = Clock::now();
        state.longest = std::max(state.longest, now - last);
        last = now;
    }
}

net::awaitable<void> worker(State &state)
{
    net::steady_timer warm_up(co_await net::this_coro::executor, 20ms);
    co_await warm_up.async_wait(net::use_awaitable);
    auto begin = Clock::now();
    std::this_thread::sleep_for(300ms);
    if (Clock::now() - begin < 300ms)
        throw std::runtime_error("the worker did not sleep");
    state.worker_done = true;
}

int main()
{
    net::io_context io(1);
    State state;
    auto rethrow = [](std::exception_ptr e) {
        if (e)
            std::rethrow_exception(e);
    };
    net::co_spawn(io, heartbeat(state), rethrow);
    net::co_spawn(io, worker(state), rethrow);
    io.run();
    std::printf("longest gap %lld\n",
                static_cast<long long>(std::chrono::duration_cast<std::chrono::milliseconds>(state.longest).count()));
}
