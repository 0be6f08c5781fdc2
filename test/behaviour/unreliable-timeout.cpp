// A connection is refused; prints after how many milliseconds that is known,
// and whether the error is.
// options: --unsafe-fixes
// before: milliseconds >= 450
// after: milliseconds < 300
// after: refused == 1
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>

#include <chrono>
#include <cstdio>
#include <exception>

namespace net = boost::asio;
using namespace net::experimental::awaitable_operators;
using namespace std::chrono_literals;

net::awaitable<void> fetch()
{
    net::steady_timer timer(co_await net::this_coro::executor, 10ms);
    co_await timer.async_wait(net::use_awaitable);
    throw boost::system::system_error(net::error::connection_refused);
}

net::awaitable<void> session()
{
    net::steady_timer timer(co_await net::this_coro::executor, 500ms);
    co_await (fetch() || timer.async_wait(net::use_awaitable));
}

int main()
{
    net::io_context io(1);
    int refused = 0;
    auto begin = std::chrono::steady_clock::now();
    net::co_spawn(io, session(), [&](std::exception_ptr e) {
        try {
            if (e)
                std::rethrow_exception(e);
        } catch (const boost::system::system_error &error) {
            refused = error.code() == net::error::connection_refused;
        }
    });
    io.run();
    auto taken = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
    std::printf("milliseconds %d\nrefused %d\n", static_cast<int>(taken.count()), refused);
}
