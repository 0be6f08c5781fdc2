#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <string>
#include <vector>

// One upload to the archive. The archive keeps what it was sent only after a
// goodbye; without one it waits until it runs into its own time limit.
class ArchiveSession {
public:
    explicit ArchiveSession(boost::asio::any_io_executor executor) : socket_(executor) {}

    boost::asio::awaitable<void> async_connect(boost::asio::ip::tcp::endpoint archive);
    boost::asio::awaitable<void> store(std::string page);
    boost::asio::awaitable<void> async_close();

private:
    boost::asio::awaitable<void> send(std::string line);

    boost::asio::ip::tcp::socket socket_;
};

// Throws at a page that is too long; the number of pages otherwise.
boost::asio::awaitable<int> upload(std::vector<std::string> pages,
                                   boost::asio::ip::tcp::endpoint archive);
