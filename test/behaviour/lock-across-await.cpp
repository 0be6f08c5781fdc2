// Two coroutines of one thread want the same mutex; prints whether both came to
// an end before a watchdog lost its patience.
// before: finished == 0
// after: finished == 2
#include <boost/asio.hpp>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <thread>

namespace net = boost::asio;
using namespace std::chrono_literals;

net::awaitable<void> settle()
{
    net::steady_timer timer(co_await net::this_coro::executor, 10ms);
    co_await timer.async_wait(net::use_awaitable);
}

class Counter {
public:
    net::awaitable<void> add(int amount)
    {
        std::lock_guard<std::mutex> lock(mutex_);
        value_ += amount;
        co_await settle();
    }

private:
    std::mutex mutex_;
    int value_ = 0;
};

int main()
{
    net::io_context io(1);
    Counter counter;
    int finished = 0;
    for (int i = 0; i < 2; ++i)
        net::co_spawn(io, counter.add(i), [&](std::exception_ptr e) {
            if (!e)
                ++finished;
        });
    std::thread watchdog([] {
        std::this_thread::sleep_for(1s);
        std::printf("finished 0\n");
        std::fflush(stdout);
        std::_Exit(0);
    });
    watchdog.detach();
    io.run();
    std::printf("finished %d\n", finished);
    std::fflush(stdout);
    std::_Exit(0);
}
