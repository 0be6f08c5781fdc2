// A clean TU with heavy headers: the input of syntax-check-ratio.
#include <boost/asio.hpp>
#include <boost/beast.hpp>
#include <chrono>
#include <cstdio>
#include <exception>

namespace beast = boost::beast;
namespace http = beast::http;
namespace net = boost::asio;
using net::ip::tcp;

void report(std::exception_ptr error)
{
    if (error)
        std::puts("a task ended with an error");
}

net::awaitable<void> serve(beast::tcp_stream stream)
{
    beast::flat_buffer buffer;
    for (;;) {
        stream.expires_after(std::chrono::seconds(30));
        http::request<http::string_body> request;
        co_await http::async_read(stream, buffer, request, net::use_awaitable);
        http::response<http::string_body> response{http::status::ok, request.version()};
        response.body() = "hello\n";
        response.keep_alive(request.keep_alive());
        response.prepare_payload();
        co_await http::async_write(stream, response, net::use_awaitable);
        if (!response.keep_alive())
            break;
    }
    beast::error_code ignored;
    stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
}

net::awaitable<void> listen(tcp::endpoint endpoint)
{
    auto executor = co_await net::this_coro::executor;
    tcp::acceptor acceptor(executor, endpoint);
    for (;;) {
        auto socket = co_await acceptor.async_accept(net::use_awaitable);
        net::co_spawn(executor, serve(beast::tcp_stream(std::move(socket))), report);
    }
}

int main()
{
    net::io_context context(1);
    net::co_spawn(context, listen({tcp::v4(), 8080}), report);
    context.run();
}
