#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <map>
#include <string>
#include <thread>

// A small site on 127.0.0.1, served by a thread of its own.
class LoopbackServer {
public:
    LoopbackServer();
    ~LoopbackServer();

    std::string address() const;

private:
    boost::asio::awaitable<void> accept_loop();
    boost::asio::awaitable<void> serve(boost::asio::ip::tcp::socket socket);
    std::string answer(const std::string &path);

    boost::asio::io_context io_{1};
    boost::asio::ip::tcp::acceptor acceptor_;
    std::map<std::string, int> requests_;
    std::thread thread_;
};
