#pragma once

#include "http-client.hpp"

#include <boost/asio/awaitable.hpp>

#include <set>
#include <vector>

// Looks whether the pages that others link to are still there.
class LinkChecker {
public:
    explicit LinkChecker(HttpClient &client) : client_(client) {}

    boost::asio::awaitable<void> check_all(std::vector<Url> links);

    const std::set<Url> &alive() const { return alive_; }
    const std::set<Url> &dead() const { return dead_; }

private:
    boost::asio::awaitable<void> check(Url link);

    HttpClient &client_;
    std::set<Url> alive_;
    std::set<Url> dead_;
};
