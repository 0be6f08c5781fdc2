#include "loopback-server.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

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
    std::string request;
    co_await net::async_read_until(socket, net::dynamic_buffer(request), "\r\n\r\n",
                                   net::use_awaitable);
    auto begin = request.find(' ') + 1;
    auto reply = answer(request.substr(begin, request.find(' ', begin) - begin));
    co_await net::async_write(socket, net::buffer(reply), net::use_awaitable);

    boost::system::error_code ignored;
    socket.shutdown(tcp::socket::shutdown_send, ignored);
    co_await socket.async_read_some(net::buffer(request),
                                    net::redirect_error(net::use_awaitable, ignored));
}

std::string LoopbackServer::answer(const std::string &path)
{
    static const std::map<std::string, std::string> pages = {
        {"/", R"(<p>Home</p><a href="/news">news</a> <a href="/flaky">shop</a>)"},
        {"/news", R"(<p>News</p><a href="/">home</a> <a href="/old">older</a>)"},
        {"/old", R"(<p>Old news</p><a href="/gone">even older</a> <a href="mailto:us">mail</a>)"},
        {"/flaky", R"(<p>Shop</p><a href="/news">news</a>)"},
    };
    auto page = pages.find(path);
    if (page == pages.end())
        return "HTTP/1.0 404 Not Found\r\n\r\n";
    if (++requests_[path] < 3 && path == "/flaky")
        return "HTTP/1.0 503 Service Unavailable\r\n\r\n";
    return "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + page->second;
}
