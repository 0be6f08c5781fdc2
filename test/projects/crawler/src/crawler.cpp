#include "crawler.hpp"

#include "retry.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <cstdio>
#include <unistd.h>

namespace net = boost::asio;

Crawler::Crawler(Options options)
    : options_(options), frontier_(options.max_depth, options.max_pages),
      politeness_(options.politeness), client_(resolver_, options.time_limit),
      journal_(options.output_directory), statistics_(journal_)
{
}

net::awaitable<void> Crawler::run(std::vector<Url> seeds)
{
    auto executor = co_await net::this_coro::executor;
    co_await resolver_.warm_up(seeds);

    for (const auto &seed : seeds) {
        net::co_spawn(executor, note_robots(seed), net::detached);
        frontier_.push(seed, 0);
    }

    for (int i = 0; i < options_.workers; ++i) {
        net::co_spawn(
            executor,
            [this, i]() -> net::awaitable<void> {
                // Not all of them at once: the first seconds are hard on a server.
                std::this_thread::sleep_for(options_.stagger * i);
                co_await worker();
            },
            net::detached);
    }

    net::steady_timer poll(executor);
    while (!frontier_.finished()) {
        poll.expires_after(std::chrono::milliseconds(5));
        co_await poll.async_wait(net::use_awaitable);
    }
    statistics_.write_summary(options_.output_directory + "/summary.txt");
}

net::awaitable<void> Crawler::worker()
{
    auto executor = co_await net::this_coro::executor;
    while (!frontier_.finished()) {
        auto job = frontier_.try_pop();
        if (!job) {
            // Another worker may still find links: look again in a moment.
            usleep(500);
            co_await net::post(executor, net::use_awaitable);
            continue;
        }
        try {
            co_await visit(*job);
        } catch (const std::exception &error) {
            std::fprintf(stderr, "%s: %s\n", job->url.str().c_str(), error.what());
            std::this_thread::sleep_for(options_.error_pause);
        }
        frontier_.done();
    }
}

net::awaitable<void> Crawler::visit(Frontier::Job job)
{
    co_await politeness_.wait_for_turn(job.url.host);

    auto fetch = [&] { return client_.get(job.url); };
    auto on_failure = [&](int attempt, const std::exception &error) {
        statistics_.count_retry();
        std::fprintf(stderr, "attempt %d: %s\n", attempt, error.what());
    };
    auto response = co_await with_retries(fetch, on_failure, options_);
    if (!response) {
        co_await statistics_.record(job.url, 0);
        co_return;
    }

    co_await statistics_.record(job.url, response->status);
    if (response->status != 200)
        co_return;
    for (const auto &link : find_links(job.url, response->body))
        frontier_.push(link, job.depth + 1);
    co_await journal_.store_text(job.url, response->body);
}

net::awaitable<void> Crawler::note_robots(Url seed)
{
    seed.path = "/robots.txt";
    auto answer = co_await client_.get(seed);
    auto verdict = answer.status == 200 ? "has rules" : "has no rules";
    // A courtesy to whoever reads the log: rules come before the first page.
    journal_.append(seed.host + " " + verdict);
}
