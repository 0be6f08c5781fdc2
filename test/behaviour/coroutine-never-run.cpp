// A job that main calls and drops; prints how many steps of it were done.
// options: --unsafe-fixes
// before: steps == 0
// after: steps == 3
#include <boost/asio.hpp>

#include <chrono>
#include <cstdio>

namespace net = boost::asio;

int steps = 0;

net::awaitable<void> job()
{
    net::steady_timer timer(co_await net::this_coro::executor);
    for (; steps < 3; ++steps) {
        timer.expires_after(std::chrono::milliseconds(1));
        co_await timer.async_wait(net::use_awaitable);
    }
}

int main()
{
    job();
    std::printf("steps %d\n", steps);
}
