#include "http-client.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <cstdlib>
#include <stdexcept>
#include <variant>

namespace net = boost::asio;
using net::ip::tcp;
using namespace net::experimental::awaitable_operators;

namespace {

Response parse_response(const std::string &text)
{
    auto end_of_head = text.find("\r\n\r\n");
    auto status = text.find(' ');
    if (end_of_head == text.npos || status > end_of_head)
        throw std::runtime_error("malformed response");
    return {std::atoi(text.c_str() + status + 1), text.substr(end_of_head + 4)};
}

} // namespace

net::awaitable<Response> HttpClient::get(Url url)
{
    net::steady_timer deadline(co_await net::this_coro::executor, time_limit_);
    auto first = co_await (exchange(url) || deadline.async_wait(net::use_awaitable));
    if (first.index() == 1)
        throw std::runtime_error("timed out: " + url.str());

    auto response = std::get<0>(std::move(first));
    if (response.status >= 500)
        throw std::runtime_error("server error " + std::to_string(response.status) + ": " + url.str());
    co_return response;
}

net::awaitable<Response> HttpClient::exchange(Url url)
{
    auto executor = co_await net::this_coro::executor;
    tcp::socket socket(executor);
    auto endpoints = co_await resolver_.lookup(url.host, url.port);
    co_await net::async_connect(socket, endpoints, net::use_awaitable);

    auto request = "GET " + url.path + " HTTP/1.0\r\nHost: " + url.host + "\r\n\r\n";
    co_await net::async_write(socket, net::buffer(request), net::use_awaitable);

    std::string text;
    boost::system::error_code ec;
    co_await net::async_read(socket, net::dynamic_buffer(text),
                             net::redirect_error(net::use_awaitable, ec));
    if (ec && ec != net::error::eof)
        throw boost::system::system_error(ec);

    // Some servers answer with a reset if the connection goes away too soon.
    socket.shutdown(tcp::socket::shutdown_send, ec);
    net::steady_timer linger(executor, std::chrono::milliseconds(1));
    linger.async_wait(net::use_awaitable);
    co_return parse_response(text);
}
