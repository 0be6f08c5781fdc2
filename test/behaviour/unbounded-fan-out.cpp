// Tasks that are spawned per item, and operations that are awaited as a group:
// how many are under way at a time, whether all end, and what becomes of errors.
// options: --unsafe-fixes
// before: spawned at a time at most >= 300
// before: grouped at a time at most >= 300
// after: spawned at a time at most == 100
// after: spawned and done == 300
// after: beside the caller at a time at most == 100
// after: beside the caller and done == 300
// after: caller waited == 0
// after: grouped at a time at most == 100
// after: sum of the group == 44850
// after: items behind the error == 9
// after: first error == 1
// after: empty ranges == 2
#include <boost/asio.hpp>
#include <boost/asio/experimental/parallel_group.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <vector>

namespace net = boost::asio;
using namespace std::chrono_literals;

struct Gauge {
    int now = 0, peak = 0, done = 0;
};

net::awaitable<int> work(Gauge &gauge, int item)
{
    gauge.peak = std::max(gauge.peak, ++gauge.now);
    net::steady_timer timer(co_await net::this_coro::executor, 5ms);
    co_await timer.async_wait(net::use_awaitable);
    --gauge.now;
    ++gauge.done;
    co_return item;
}

net::awaitable<int> fails(Gauge &gauge, int item)
{
    co_await work(gauge, item);
    if (item == 0)
        throw std::runtime_error("the first item");
    co_return 0;
}

std::vector<int> items(int n)
{
    std::vector<int> all;
    for (int i = 0; i < n; ++i)
        all.push_back(i);
    return all;
}

net::awaitable<void> spawned(Gauge &gauge, const std::vector<int> &all)
{
    auto ex = co_await net::this_coro::executor;
    for (int item : all)
        net::co_spawn(ex, work(gauge, item), net::detached);
}

net::awaitable<void> beside(Gauge &gauge, std::vector<int> all, int &waited)
{
    auto ex = co_await net::this_coro::executor;
    for (int item : all)
        net::co_spawn(ex, work(gauge, item), net::detached);
    waited = gauge.done;
    net::steady_timer timer(co_await net::this_coro::executor, 1ms);
    co_await timer.async_wait(net::use_awaitable);
}

using Operation = decltype(net::co_spawn(std::declval<net::any_io_executor>(),
                                         std::declval<net::awaitable<int>>(), net::deferred));

net::awaitable<int> grouped(Gauge &gauge, const std::vector<int> &all)
{
    auto ex = co_await net::this_coro::executor;
    std::vector<Operation> ops;
    for (int item : all)
        ops.push_back(net::co_spawn(ex, work(gauge, item), net::deferred));
    auto [order, errors, values] =
        co_await net::experimental::make_parallel_group(std::move(ops))
            .async_wait(net::experimental::wait_for_all(), net::use_awaitable);
    int sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        sum += errors[i] || values[i] != int(i) ? 0 : values[i];
    co_return sum;
}

net::awaitable<void> failing(Gauge &gauge, std::vector<int> all)
{
    for (auto &item : all) {
        net::co_spawn(co_await net::this_coro::executor, fails(gauge, item), net::detached);
    }
}

net::awaitable<void> all_of_it()
{
    Gauge loop, side, group, errors, none;
    int waited = 0, sum = 0, caught = 0, empty = 0;
    co_await spawned(loop, items(300));
    co_await beside(side, items(300), waited);
    sum = co_await grouped(group, items(300));
    try {
        co_await failing(errors, items(10));
    } catch (const std::runtime_error &) {
        caught = 1;
    }
    co_await spawned(none, {});
    ++empty;
    co_await failing(none, {});
    ++empty;
    net::steady_timer timer(co_await net::this_coro::executor, 200ms);
    co_await timer.async_wait(net::use_awaitable);
    std::printf("spawned at a time at most %d\nspawned and done %d\n", loop.peak, loop.done);
    std::printf("beside the caller at a time at most %d\nbeside the caller and done %d\n", side.peak,
                side.done);
    std::printf("caller waited %d\n", waited);
    std::printf("grouped at a time at most %d\nsum of the group %d\n", group.peak, sum);
    std::printf("items behind the error %d\nfirst error %d\nempty ranges %d\n", errors.done - 1, caught,
                empty);
}

int main()
{
    net::io_context ioc;
    net::co_spawn(ioc, all_of_it(), [](std::exception_ptr e) {
        if (e)
            std::rethrow_exception(e);
    });
    ioc.run();
}
