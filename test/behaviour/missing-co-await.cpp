// A bank whose audit is forgotten; prints how many of three records were kept.
// before: records == 0
// after: records == 3
#include <boost/asio.hpp>

#include <cstdio>
#include <exception>
#include <string>
#include <vector>

namespace net = boost::asio;

class Audit {
public:
    net::awaitable<void> record(std::string what)
    {
        records.push_back(std::move(what));
        co_return;
    }

    std::vector<std::string> records;
};

net::awaitable<void> transfer(Audit &audit, int amount)
{
    audit.record("transfer " + std::to_string(amount));
    co_return;
}

net::awaitable<void> business(Audit &audit)
{
    co_await transfer(audit, 1);
    transfer(audit, 2);
    auto close = [&]() -> net::awaitable<void> {
        audit.record("close of business");
        co_return;
    };
    co_await close();
}

int main()
{
    net::io_context io(1);
    Audit audit;
    net::co_spawn(io, business(audit), [](std::exception_ptr e) {
        if (e)
            std::rethrow_exception(e);
    });
    io.run();
    std::printf("records %zu\n", audit.records.size());
}
