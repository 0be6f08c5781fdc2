// Two uploads fail, one later than the other; prints how many of the two
// errors are seen for what they are.
// options: --unsafe-fixes
// before: errors == 1
// after: errors == 2
#include <boost/asio.hpp>
#include <boost/asio/experimental/parallel_group.hpp>

#include <chrono>
#include <cstdio>
#include <exception>
#include <stdexcept>
#include <string>

namespace net = boost::asio;
using namespace std::chrono_literals;

net::awaitable<int> upload(std::chrono::milliseconds needed)
{
    net::steady_timer timer(co_await net::this_coro::executor, needed);
    co_await timer.async_wait(net::use_awaitable);
    throw std::runtime_error("the disk is full");
}

int isFull(std::exception_ptr error)
{
    try {
        if (error)
            std::rethrow_exception(error);
    } catch (const std::runtime_error &e) {
        return std::string(e.what()) == "the disk is full";
    }
    return 0;
}

net::awaitable<void> both(int &errors)
{
    auto executor = co_await net::this_coro::executor;
    auto [order, first_error, first, second_error, second] = co_await net::experimental::make_parallel_group(
        net::co_spawn(executor, upload(10ms), net::deferred),
        net::co_spawn(executor, upload(400ms), net::deferred)).async_wait(net::experimental::wait_for_one_error(), net::use_awaitable);
    errors = isFull(first_error) + isFull(second_error);
    if (errors == 0)
        std::printf("%d\n", first + second);
}

int main()
{
    net::io_context io(1);
    int errors = 0;
    net::co_spawn(io, both(errors), [](std::exception_ptr e) {
        if (e)
            std::rethrow_exception(e);
    });
    io.run();
    std::printf("errors %d\n", errors);
}
