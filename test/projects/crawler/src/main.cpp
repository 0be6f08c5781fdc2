#include "crawler.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <cstdio>
#include <thread>

namespace net = boost::asio;

int main(int argc, char **argv)
{
    std::vector<Url> seeds;
    for (int i = 1; i < argc; ++i) {
        auto url = parse_url(argv[i]);
        if (!url) {
            std::fprintf(stderr, "not an http:// address: %s\n", argv[i]);
            return 2;
        }
        seeds.push_back(*url);
    }
    if (seeds.empty()) {
        std::fprintf(stderr, "usage: crawler http://host[:port]/[path]...\n");
        return 2;
    }

    net::io_context io(1);
    Crawler crawler(Options{});

    std::atomic<bool> finished = false;
    std::thread progress([&] {
        while (!finished) {
            std::this_thread::sleep_for(std::chrono::seconds(1));
            std::fprintf(stderr, "%d pages\n", crawler.statistics().pages(200));
        }
    });

    net::signal_set signals(io, SIGINT, SIGTERM);
    signals.async_wait([&](auto, int) { io.stop(); });
    net::co_spawn(
        io,
        [&]() -> net::awaitable<void> {
            co_await crawler.run(seeds);
            signals.cancel();
        },
        net::detached);
    io.run();

    finished = true;
    progress.join();
    std::printf("%d pages, %d retries\n", crawler.statistics().pages(200),
                crawler.statistics().retries());
}
