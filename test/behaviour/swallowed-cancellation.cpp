// A poller that is cancelled and logs it as one more failure; prints how often
// it failed before somebody pulled the plug.
// options: --unsafe-fixes
// before: failures >= 1000
// after: failures < 3
#include <boost/asio.hpp>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>

namespace net = boost::asio;
using namespace std::chrono_literals;

int failures = 0;

net::awaitable<void> poll()
{
    net::steady_timer timer(co_await net::this_coro::executor, 10ms);
    co_await timer.async_wait(net::use_awaitable);
}

net::awaitable<void> poll_for_ever()
{
    for (;;) {
        try {
            co_await poll();
        } catch (const std::exception &e) {
            if (++failures == 1000) {
                std::printf("failures %d\n", failures);
                std::fflush(stdout);
                std::_Exit(0);
            }
        }
    }
}

int main()
{
    net::io_context io(1);
    net::cancellation_signal stop;
    net::co_spawn(io, poll_for_ever(),
                  net::bind_cancellation_slot(stop.slot(), [](std::exception_ptr) {}));
    net::steady_timer timer(io, 50ms);
    timer.async_wait([&](boost::system::error_code) { stop.emit(net::cancellation_type::terminal); });
    io.run();
    std::printf("failures %d\n", failures);
}
