// The text of a response that is gone; prints how long the text was.
// flags: -fsanitize=address -g
// options: --unsafe-fixes
// before: fails with AddressSanitizer
// after: letters == 40
#include <boost/asio.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>

namespace net = boost::asio;
namespace http = boost::beast::http;

net::awaitable<http::response<http::string_body>> fetch()
{
    http::response<http::string_body> response;
    response.body() = std::string(40, 'x');
    co_return response;
}

net::awaitable<void> newest(long &letters)
{
    std::string_view text;
    {
        auto response = co_await fetch();
        text = response.body();
    }
    letters = std::count(text.begin(), text.end(), 'x');
}

int main()
{
    net::io_context io(1);
    long letters = 0;
    net::co_spawn(io, newest(letters), net::detached);
    io.run();
    std::printf("letters %ld\n", letters);
}
