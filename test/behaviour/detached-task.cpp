// A task fails that nobody waits for; prints whether its error surfaces.
// options: --unsafe-fixes
// before: surfaced == 0
// after: surfaced == 1
#include <boost/asio.hpp>

#include <cstdio>
#include <exception>
#include <stdexcept>

namespace net = boost::asio;

net::awaitable<void> job()
{
    co_await net::post(net::use_awaitable);
    throw std::runtime_error("lost");
}

int main()
{
    net::io_context io(1);
    net::co_spawn(io, job(), net::detached);
    int surfaced = 0;
    try {
        io.run();
    } catch (const std::runtime_error &) {
        surfaced = 1;
    }
    std::printf("surfaced %d\n", surfaced);
}
