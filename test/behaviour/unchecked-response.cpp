// A server answers 500 with a page that says so; prints how many such pages the
// client takes for data, and how many errors it notices.
// options: --unsafe-fixes
// before: pages taken for data == 1
// after: pages taken for data == 0
// after: errors noticed == 1
#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <cstdio>
#include <string>

namespace net = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using net::ip::tcp;

net::awaitable<void> serve(tcp::acceptor &acceptor)
{
    beast::tcp_stream stream(co_await acceptor.async_accept(net::use_awaitable));
    beast::flat_buffer buffer;
    http::request<http::string_body> request;
    co_await http::async_read(stream, buffer, request, net::use_awaitable);
    http::response<http::string_body> answer(http::status::internal_server_error, 11);
    answer.body() = "out of order";
    answer.prepare_payload();
    co_await http::async_write(stream, answer, net::use_awaitable);
}

net::awaitable<std::string> fetch(tcp::endpoint server)
{
    beast::tcp_stream stream(co_await net::this_coro::executor);
    co_await stream.async_connect(server, net::use_awaitable);
    http::request<http::empty_body> request(http::verb::get, "/price", 11);
    co_await http::async_write(stream, request, net::use_awaitable);
    beast::flat_buffer buffer;
    http::response<http::string_body> response;
    co_await http::async_read(stream, buffer, response, net::use_awaitable);
    co_return response.body();
}

int main()
{
    net::io_context io(1);
    tcp::acceptor acceptor(io, {net::ip::address_v4::loopback(), 0});
    int pages = 0, errors = 0;
    net::co_spawn(io, serve(acceptor), [](std::exception_ptr) {});
    net::co_spawn(io, fetch(acceptor.local_endpoint()), [&](std::exception_ptr error, std::string) {
        error ? ++errors : ++pages;
    });
    io.run();
    std::printf("pages taken for data %d\n", pages);
    std::printf("errors noticed %d\n", errors);
}
