#include "link-checker.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>

namespace net = boost::asio;

net::awaitable<void> LinkChecker::check_all(std::vector<Url> links)
{
    auto executor = co_await net::this_coro::executor;
    for (const auto &link : links)
        net::co_spawn(executor, check(link), net::detached);
}

net::awaitable<void> LinkChecker::check(Url link)
{
    try {
        auto response = co_await client_.get(link);
        (response.status == 200 ? alive_ : dead_).insert(link);
    } catch (const std::exception &) {
        dead_.insert(link);
    }
}
