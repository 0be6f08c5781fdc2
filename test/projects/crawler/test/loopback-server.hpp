#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <atomic>
#include <map>
#include <string>
#include <thread>

// A small site on 127.0.0.1, served by a thread of its own. It also takes posts
// (and then keeps the connection), and plays the archive.
class LoopbackServer {
public:
    LoopbackServer();
    ~LoopbackServer();

    boost::asio::ip::tcp::endpoint endpoint() const { return acceptor_.local_endpoint(); }
    std::string address() const;

    int connections() const { return connections_; }
    int most_at_a_time() const { return most_; }
    int posts() const { return posts_; }
    int goodbyes() const { return goodbyes_; }

private:
    boost::asio::awaitable<void> accept_loop();
    boost::asio::awaitable<void> serve(boost::asio::ip::tcp::socket socket);
    boost::asio::awaitable<bool> serve_one(boost::asio::ip::tcp::socket &socket,
                                           std::string &received);
    std::string answer(const std::string &path);

    boost::asio::io_context io_{1};
    boost::asio::ip::tcp::acceptor acceptor_;
    std::map<std::string, int> requests_;
    std::atomic<int> connections_ = 0, open_ = 0, most_ = 0, posts_ = 0, goodbyes_ = 0;
    std::thread thread_;
};
