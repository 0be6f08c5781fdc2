// Two coroutines of one thread hold a mutex while they are suspended; prints
// whether both came to an end before a watchdog lost its patience, and how
// often one was in the middle of the other's work.
// rule: lock-across-await
// apply: suggestions
// before: finished == 0
// after: finished == 2
// after: interleaved == 0
#include <boost/asio.hpp>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <thread>

namespace net = boost::asio;
using namespace std::chrono_literals;

class Counter {
public:
    explicit Counter(net::io_context &io) : io_(io) {}

    net::awaitable<void> add(int amount)
    {
        std::lock_guard<std::mutex> lock(mutex_);
        interleaved += busy_;
        busy_ = true;
        net::steady_timer timer(io_, 20ms);
        co_await timer.async_wait(net::use_awaitable);
        value_ += amount;
        busy_ = false;
    }

    int interleaved = 0;

private:
    net::io_context &io_;
    std::mutex mutex_;
    bool busy_ = false;
    int value_ = 0;
};

int main()
{
    net::io_context io(1);
    Counter counter(io);
    int finished = 0;
    for (int i = 0; i < 2; ++i)
        net::co_spawn(io, counter.add(i), [&](std::exception_ptr e) {
            if (!e)
                ++finished;
        });
    std::thread watchdog([&] {
        std::this_thread::sleep_for(2s);
        std::printf("finished 0\ninterleaved %d\n", counter.interleaved);
        std::fflush(stdout);
        std::_Exit(0);
    });
    watchdog.detach();
    io.run();
    std::printf("finished %d\ninterleaved %d\n", finished, counter.interleaved);
    std::fflush(stdout);
    std::_Exit(0);
}
