// How often an awaited close runs when the work before it ends by a value, an
// early co_return, an exception and a cancellation; and never twice.
// rule: unguarded-resource
// options: --unsafe-fixes
// before: closed after the end == 1
// after: closed after the end == 1
// before: closed after an early return == 0
// after: closed after an early return == 1
// before: closed after an exception == 0
// after: closed after an exception == 1
// before: closed after a cancellation == 0
// after: closed after a cancellation == 1
// before: results that are right == 4
// after: results that are right == 4
#include <boost/asio.hpp>

#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <string>

namespace net = boost::asio;
using namespace std::chrono_literals;

struct session {
    int *closed;
    std::string mode;

    net::awaitable<void> connect(std::string how)
    {
        mode = how;
        co_return;
    }

    net::awaitable<std::string> read()
    {
        net::steady_timer timer(co_await net::this_coro::executor, mode == "wait" ? 1h : 1ms);
        co_await timer.async_wait(net::use_awaitable);
        if (mode == "throw")
            throw std::runtime_error("broken");
        co_return mode == "early" ? "" : "text";
    }

    net::awaitable<void> async_close()
    {
        // Takes its time, and would be cut short by the cancellation.
        net::steady_timer timer(co_await net::this_coro::executor, 1ms);
        co_await timer.async_wait(net::use_awaitable);
        ++*closed;
    }
};

net::awaitable<std::string> talk(int &closed, std::string mode)
{
    session peer{&closed, ""};
    co_await peer.connect(mode);
    auto text = co_await peer.read();
    if (text.empty())
        co_return "nothing";
    co_await peer.async_close();
    co_return text;
}

int right = 0;

void run(const char *name, const char *mode, bool cancel, const std::string &wanted)
{
    net::io_context io(1);
    net::cancellation_signal signal;
    int closed = 0;
    std::string result;
    net::co_spawn(io, talk(closed, mode),
                  net::bind_cancellation_slot(signal.slot(), [&](std::exception_ptr e, std::string text) {
                      result = e ? "exception" : text;
                  }));
    io.run_for(20ms);
    if (cancel)
        signal.emit(net::cancellation_type::terminal);
    io.run_for(50ms);
    std::printf("closed after %s %d\n", name, closed);
    right += result == wanted;
}

int main()
{
    run("the end", "", false, "text");
    run("an early return", "early", false, "nothing");
    run("an exception", "throw", false, "exception");
    run("a cancellation", "wait", true, "exception");
    std::printf("results that are right %d\n", right);
}
