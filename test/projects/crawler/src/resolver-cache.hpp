#pragma once

#include "url.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <map>
#include <string>
#include <utility>
#include <vector>

// Remembers addresses, so that a host is looked up once.
class ResolverCache {
public:
    using Endpoints = boost::asio::ip::tcp::resolver::results_type;

    // Looks all hosts of the seeds up before the crawl starts.
    boost::asio::awaitable<void> warm_up(std::vector<Url> seeds);

    boost::asio::awaitable<Endpoints> lookup(std::string host, std::string port);

private:
    std::map<std::pair<std::string, std::string>, Endpoints> known_;
};
