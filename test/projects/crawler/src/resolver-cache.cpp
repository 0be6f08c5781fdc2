#include "resolver-cache.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace net = boost::asio;
using net::ip::tcp;

net::awaitable<void> ResolverCache::warm_up(std::vector<Url> seeds)
{
    auto executor = co_await net::this_coro::executor;
    for (const auto &seed : seeds) {
        tcp::resolver resolver(executor);
        boost::system::error_code ec;
        auto found = co_await resolver.async_resolve(seed.host, seed.port,
                                                     net::redirect_error(net::use_awaitable, ec));
        if (!ec)
            known_[{seed.host, seed.port}] = found;
    }
}

net::awaitable<ResolverCache::Endpoints> ResolverCache::lookup(std::string host, std::string port)
{
    auto key = std::make_pair(host, port);
    if (auto entry = known_.find(key); entry != known_.end())
        co_return entry->second;

    // Rare: a page has linked to a host that was not among the seeds.
    tcp::resolver resolver(co_await net::this_coro::executor);
    auto found = resolver.resolve(host, port);
    known_[key] = found;
    co_return found;
}
