// A peer accepts and never answers; a watchdog closes the connection after a
// second. Prints whether the reader came back before that by itself.
// options: --unsafe-fixes --timeout=100ms
// before: back by itself == 0
// after: back by itself == 1
#include <boost/asio.hpp>

#include <chrono>
#include <cstdio>

namespace net = boost::asio;
using net::ip::tcp;
using namespace std::chrono_literals;

net::awaitable<void> ask(tcp::socket &socket, bool &closed, bool &back)
{
    char answer[16];
    try {
        co_await socket.async_read_some(net::buffer(answer), net::use_awaitable);
    } catch (const boost::system::system_error &) {
        back = !closed;
    }
}

int main()
{
    net::io_context io(1);
    tcp::acceptor acceptor(io, {net::ip::address_v4::loopback(), 0});
    tcp::socket socket(io), silent(io);
    socket.connect(acceptor.local_endpoint());
    acceptor.accept(silent);
    bool closed = false, back = false;
    net::steady_timer watchdog(io, 1s);
    watchdog.async_wait([&](boost::system::error_code error) {
        if (!error) {
            closed = true;
            socket.close();
        }
    });
    net::co_spawn(io, ask(socket, closed, back), [&](std::exception_ptr) { watchdog.cancel(); });
    io.run();
    std::printf("back by itself %d\n", back);
}
