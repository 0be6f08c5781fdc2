// A server greets two guests by lambdas that are called on the spot; prints how
// many greetings were right.
// flags: -fsanitize=address -g
// before: fails with AddressSanitizer
// after: greetings == 2
#include <boost/asio.hpp>

#include <cstdio>
#include <string>

namespace net = boost::asio;

int right = 0;

void greet(net::io_context &io, std::string name)
{
    net::co_spawn(io, [name]() -> net::awaitable<void> {
        net::steady_timer timer(co_await net::this_coro::executor, std::chrono::milliseconds(1));
        co_await timer.async_wait(net::use_awaitable);
        right += name == "a guest whose name is longer than a small string";
    }(), net::detached);
}

int main()
{
    net::io_context io(1);
    for (int i = 0; i < 2; ++i)
        greet(io, "a guest whose name is longer than a small string");
    io.run();
    std::printf("greetings %d\n", right);
}
