#pragma once

#include "frontier.hpp"
#include "http-client.hpp"
#include "journal.hpp"
#include "options.hpp"
#include "politeness.hpp"
#include "resolver-cache.hpp"
#include "statistics.hpp"

#include <boost/asio/awaitable.hpp>

#include <vector>

class Crawler {
public:
    explicit Crawler(Options options);

    boost::asio::awaitable<void> run(std::vector<Url> seeds);
    const Statistics &statistics() const { return statistics_; }

private:
    boost::asio::awaitable<void> worker();
    boost::asio::awaitable<void> visit(Frontier::Job job);
    boost::asio::awaitable<void> note_robots(Url seed);

    Options options_;
    Frontier frontier_;
    Politeness politeness_;
    ResolverCache resolver_;
    HttpClient client_;
    Journal journal_;
    Statistics statistics_;
};
