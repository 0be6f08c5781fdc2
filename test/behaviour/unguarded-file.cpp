// Files and descriptors that are open after a coroutine has ended by a value, an
// exception, a cancellation and its destruction; releases of what is not open.
// rule: unguarded-resource
// options: --unsafe-fixes
// before: left open == 10
// before: released twice == 0
// after: left open == 0
// after: released twice == 0
#include <boost/asio.hpp>

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <stdexcept>
#include <sys/syscall.h>
#include <unistd.h>

namespace net = boost::asio;
using namespace std::chrono_literals;

enum class ending { early, late, exception, wait };

static int released_twice = 0;

// In place of the C library's.
extern "C" int close(int fd)
{
    if (fcntl(fd, F_GETFD) == -1 && errno == EBADF)
        ++released_twice;
    return static_cast<int>(syscall(SYS_close, fd));
}

net::awaitable<void> between(ending how)
{
    net::steady_timer timer(co_await net::this_coro::executor, how == ending::wait ? 1h : 1ms);
    co_await timer.async_wait(net::use_awaitable);
    if (how == ending::exception)
        throw std::runtime_error("broken");
}

net::awaitable<int> with_file(ending how)
{
    std::FILE *file = std::fopen("/dev/null", "w");
    if (!file)
        co_return 1;
    co_await between(how);
    if (how == ending::early)
        co_return 2;
    if (std::fputs("text", file) < 0) {
        std::fclose(file);
        co_return 3;
    }
    std::fclose(file);
    co_return 0;
}

net::awaitable<int> with_descriptor(ending how)
{
    int fd = ::open("/dev/null", O_WRONLY);
    if (fd < 0)
        co_return 1;
    co_await between(how);
    if (how == ending::early)
        co_return 2;
    if (::write(fd, "x", 1) != 1) {
        ::close(fd);
        co_return 3;
    }
    if (::close(fd) != 0)
        co_return 4;
    co_await between(how);
    co_return 0;
}

int open_files()
{
    int count = 0;
    for ([[maybe_unused]] const auto &entry : std::filesystem::directory_iterator("/proc/self/fd"))
        ++count;
    return count;
}

template <typename Function>
void run(Function function, ending how, bool cancel)
{
    std::optional<net::io_context> io(1);
    net::cancellation_signal signal;
    net::co_spawn(*io, function(how), net::bind_cancellation_slot(signal.slot(), [](std::exception_ptr, int) {}));
    io->run_for(20ms);
    if (cancel)
        signal.emit(net::cancellation_type::terminal);
    io->run_for(20ms);
}

template <typename Function>
void run_all(Function function)
{
    run(function, ending::late, false);
    run(function, ending::early, false);
    run(function, ending::exception, false);
    run(function, ending::wait, true);
    run(function, ending::wait, false);
    run(function, ending::early, true);
}

int main()
{
    run_all(with_file); // The first run opens what the library keeps open.
    int before = open_files();
    run_all(with_file);
    run_all(with_descriptor);
    std::printf("left open %d\n", open_files() - before);
    std::printf("released twice %d\n", released_twice);
}
