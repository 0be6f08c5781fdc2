#pragma once

#include "resolver-cache.hpp"
#include "url.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <string>

struct Response {
    int status = 0;
    std::string body;
};

// Speaks just enough HTTP/1.0 to fetch a page.
class HttpClient {
public:
    HttpClient(ResolverCache &resolver, std::chrono::milliseconds time_limit)
        : resolver_(resolver), time_limit_(time_limit)
    {
    }

    // Throws where the page cannot be had in time, or the server says 5xx.
    boost::asio::awaitable<Response> get(Url url);

private:
    boost::asio::awaitable<Response> exchange(Url url);

    ResolverCache &resolver_;
    std::chrono::milliseconds time_limit_;
};
