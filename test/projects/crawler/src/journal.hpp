#pragma once

#include "url.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

// What the crawl leaves on disk: a log line for each page, and the pages' text.
class Journal {
public:
    explicit Journal(std::string directory) : directory_(std::move(directory)) {}

    boost::asio::awaitable<void> append(std::string line);
    boost::asio::awaitable<void> store_text(Url url, std::string html);

private:
    boost::asio::awaitable<std::string> strip_tags(std::string html);

    std::string directory_;
    int lines_ = 0;
    int pages_ = 0;
};
