// An echo server of one thread beside a heartbeat of 5 ms; its client speaks up
// only after 300 ms. Prints the longest gap between two beats in milliseconds, and
// the bytes that came back.
// before: longest gap >= 200
// before: echoed == 5
// after: longest gap < 60
// after: echoed == 5
#include <boost/asio.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <exception>
#include <string>
#include <thread>

namespace net = boost::asio;
using net::ip::tcp;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

struct State {
    bool done = false;
    Clock::duration longest{};
};

net::awaitable<void> heartbeat(State &state)
{
    net::steady_timer timer(co_await net::this_coro::executor);
    auto last = Clock::now();
    while (!state.done) {
        timer.expires_after(5ms);
        co_await timer.async_wait(net::use_awaitable);
        auto now = Clock::now();
        state.longest = std::max(state.longest, now - last);
        last = now;
    }
}

net::awaitable<void> serve(tcp::acceptor &acceptor, State &state)
{
    net::steady_timer warm_up(co_await net::this_coro::executor, 20ms);
    co_await warm_up.async_wait(net::use_awaitable);
    tcp::socket socket = acceptor.accept();
    std::array<char, 64> data;
    boost::system::error_code ec;
    while (std::size_t n = socket.read_some(net::buffer(data), ec))
        net::write(socket, net::buffer(data, n));
    state.done = true;
}

int main()
{
    net::io_context io(1);
    State state;
    tcp::acceptor acceptor(io, {net::ip::address_v4::loopback(), 0});
    auto rethrow = [](std::exception_ptr e) {
        if (e)
            std::rethrow_exception(e);
    };
    net::co_spawn(io, heartbeat(state), rethrow);
    net::co_spawn(io, serve(acceptor, state), rethrow);
    std::string echo(5, '\0');
    std::thread client([&, where = acceptor.local_endpoint()] {
        net::io_context own;
        tcp::socket socket(own);
        std::this_thread::sleep_for(150ms);
        socket.connect(where);
        std::this_thread::sleep_for(300ms);
        net::write(socket, net::buffer("hello", 5));
        net::read(socket, net::buffer(echo));
    });
    io.run();
    client.join();
    std::printf("longest gap %lld\n",
                static_cast<long long>(std::chrono::duration_cast<std::chrono::milliseconds>(state.longest).count()));
    std::printf("echoed %d\n", echo == "hello" ? 5 : 0);
}
