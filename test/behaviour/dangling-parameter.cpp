// A coroutine that is spawned with temporaries; prints how many it saw right.
// flags: -fsanitize=address -g
// options: --unsafe-fixes
// before: fails with AddressSanitizer
// after: names == 2
#include <boost/asio.hpp>

#include <cstdio>
#include <string>

namespace net = boost::asio;

int right = 0;

net::awaitable<void> greet(const std::string &name);

net::awaitable<void> greet(const std::string &name)
{
    net::steady_timer timer(co_await net::this_coro::executor, std::chrono::milliseconds(1));
    co_await timer.async_wait(net::use_awaitable);
    right += name.size() == 40;
}

int main()
{
    net::io_context io(1);
    for (char letter : {'a', 'b'})
        net::co_spawn(io, greet(std::string(40, letter)), net::detached);
    io.run();
    std::printf("names %d\n", right);
}
