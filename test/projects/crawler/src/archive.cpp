#include "archive.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <stdexcept>

namespace net = boost::asio;
using net::ip::tcp;

net::awaitable<void> ArchiveSession::async_connect(tcp::endpoint archive)
{
    co_await socket_.async_connect(archive, net::use_awaitable);
    co_await send("hello");
}

net::awaitable<void> ArchiveSession::store(std::string page)
{
    if (page.size() > 1000)
        throw std::length_error("a page of " + std::to_string(page.size()) + " bytes");
    co_await send("page " + page);
}

net::awaitable<void> ArchiveSession::async_close()
{
    co_await send("goodbye");
}

net::awaitable<void> ArchiveSession::send(std::string line)
{
    line += '\n';
    co_await net::async_write(socket_, net::buffer(line), net::use_awaitable);
}

net::awaitable<int> upload(std::vector<std::string> pages, tcp::endpoint archive)
{
    ArchiveSession session(co_await net::this_coro::executor);
    co_await session.async_connect(archive);
    int stored = 0;
    for (const auto &page : pages) {
        co_await session.store(page);
        ++stored;
    }
    co_await session.async_close();
    co_return stored;
}
