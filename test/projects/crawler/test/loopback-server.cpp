#include "loopback-server.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/completion_condition.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <exception>

namespace net = boost::asio;
using net::ip::tcp;

LoopbackServer::LoopbackServer() : acceptor_(io_, {net::ip::address_v4::loopback(), 0})
{
    net::co_spawn(io_, accept_loop(), [](std::exception_ptr error) {
        if (error)
            std::rethrow_exception(error);
    });
    thread_ = std::thread([this] { io_.run(); });
}

LoopbackServer::~LoopbackServer()
{
    io_.stop();
    thread_.join();
}

std::string LoopbackServer::address() const
{
    return "http://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port());
}

net::awaitable<void> LoopbackServer::accept_loop()
{
    for (;;) {
        auto socket = co_await acceptor_.async_accept(net::use_awaitable);
        net::co_spawn(io_, serve(std::move(socket)), [](std::exception_ptr) {});
    }
}

net::awaitable<void> LoopbackServer::serve(tcp::socket socket)
{
    ++connections_;
    most_ = std::max(most_.load(), ++open_);
    std::string received;
    try {
        while (co_await serve_one(socket, received)) {
        }
        boost::system::error_code ignored;
        socket.shutdown(tcp::socket::shutdown_send, ignored);
        co_await socket.async_read_some(net::buffer(received.data(), received.size()),
                                        net::redirect_error(net::use_awaitable, ignored));
    } catch (const boost::system::system_error &) {
        // The other side has gone.
    }
    --open_;
}

// Answers one request; false where the connection ends with it.
net::awaitable<bool> LoopbackServer::serve_one(tcp::socket &socket, std::string &received)
{
    auto buffer = net::dynamic_buffer(received);
    auto line_end = co_await net::async_read_until(socket, buffer, '\n', net::use_awaitable);
    auto line = received.substr(0, line_end);
    if (!line.starts_with("GET ") && !line.starts_with("POST ")) {
        received.erase(0, line_end);
        if (line == "goodbye\n")
            ++goodbyes_;
        co_return true;
    }
    auto head_end = co_await net::async_read_until(socket, buffer, "\r\n\r\n", net::use_awaitable);
    auto head = received.substr(0, head_end);
    bool is_post = head.starts_with("POST ");
    if (is_post) {
        auto field = head.find("Content-Length: ");
        std::size_t length = std::stoul(head.substr(field + 16));
        if (received.size() < head_end + length)
            co_await net::async_read(socket, buffer,
                                     net::transfer_exactly(head_end + length - received.size()),
                                     net::use_awaitable);
        received.erase(0, head_end + length);
        ++posts_;
    }
    auto begin = head.find(' ') + 1;
    auto path = head.substr(begin, head.find(' ', begin) - begin);
    if (path.starts_with("/slow/")) {
        net::steady_timer think(co_await net::this_coro::executor, std::chrono::milliseconds(20));
        co_await think.async_wait(net::use_awaitable);
    }
    auto reply = is_post ? "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" : answer(path);
    co_await net::async_write(socket, net::buffer(reply), net::use_awaitable);
    co_return is_post;
}

std::string LoopbackServer::answer(const std::string &path)
{
    static const std::map<std::string, std::string> pages = {
        {"/", R"(<p>Home</p><a href="/news">news</a> <a href="/flaky">shop</a>)"},
        {"/news", R"(<p>News</p><a href="/">home</a> <a href="/old">older</a>)"},
        {"/old", R"(<p>Old news</p><a href="/gone">even older</a> <a href="mailto:us">mail</a>)"},
        {"/flaky", R"(<p>Shop</p><a href="/news">news</a>)"},
    };
    if (path.starts_with("/slow/"))
        return "HTTP/1.0 200 OK\r\n\r\nhere";
    auto page = pages.find(path);
    if (page == pages.end())
        return "HTTP/1.0 404 Not Found\r\n\r\n";
    if (++requests_[path] < 3 && path == "/flaky")
        return "HTTP/1.0 503 Service Unavailable\r\n\r\n";
    return "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + page->second;
}
