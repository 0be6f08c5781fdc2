// A heartbeat of 5 ms beside a coroutine that reads from a pipe whose writer
// takes 200 ms; prints the longest gap between two beats in milliseconds.
// options: --unsafe-fixes
// before: longest gap >= 150
// after: longest gap < 60
// after: bytes == 5
#include <boost/asio.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>
#include <unistd.h>

namespace net = boost::asio;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

struct State {
    bool done = false;
    long bytes = 0;
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

net::awaitable<void> reader(int descriptor, net::thread_pool &pool, State &state)
{
    net::steady_timer warm_up(co_await net::this_coro::executor, 20ms);
    co_await warm_up.async_wait(net::use_awaitable);
    char text[16];
    auto got = read(descriptor, text, sizeof text);
    state.bytes = got;
    state.done = true;
}

int main()
{
    int ends[2];
    if (pipe(ends))
        return 1;
    std::thread writer([&] {
        std::this_thread::sleep_for(220ms);
        if (write(ends[1], "hello", 5) != 5)
            std::abort();
    });
    net::io_context io(1);
    net::thread_pool pool(1);
    State state;
    net::co_spawn(io, heartbeat(state), net::detached);
    net::co_spawn(io, reader(ends[0], pool, state), net::detached);
    io.run();
    writer.join();
    pool.join();
    std::printf("longest gap %lld\n",
                static_cast<long long>(std::chrono::duration_cast<std::chrono::milliseconds>(state.longest).count()));
    std::printf("bytes %ld\n", state.bytes);
}
