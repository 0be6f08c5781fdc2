// A heartbeat of 5 ms beside a worker that sleeps for 300 ms, and then until a
// time that has passed; prints the longest gap between two beats in milliseconds,
// and how often the worker came to its end.
// framework: qcoro
// rule: blocking-sleep
// libs: -lQCoro6Core -lQt6Core
// before: longest gap >= 250
// before: ends == 1
// after: longest gap < 100
// after: ends == 1
#include <QCoreApplication>
#include <QThread>
#include <QTimer>
#include <qcorotask.h>
#include <qcorotimer.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <thread>

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

int ends = 0;

QCoro::Task<> worker()
{
    co_await QCoro::sleepFor(20ms);
    QThread::msleep(150);
    std::this_thread::sleep_for(150ms);
    auto passed = Clock::now() - 10ms;
    auto left = passed - Clock::now();
    std::this_thread::sleep_for(left);
    std::this_thread::sleep_until(passed);
    ++ends;
    QCoreApplication::quit();
}

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    Clock::duration longest{};
    auto last = Clock::now();
    QTimer heartbeat;
    heartbeat.setTimerType(Qt::PreciseTimer);
    auto beat = [&] {
        auto now = Clock::now();
        longest = std::max(longest, now - last);
        last = now;
    };
    QObject::connect(&heartbeat, &QTimer::timeout, beat);
    heartbeat.start(5);
    QTimer::singleShot(0, &app, [] { worker(); });
    QTimer::singleShot(5000, &app, &QCoreApplication::quit);
    app.exec();
    beat();
    std::printf("longest gap %lld\n",
                static_cast<long long>(std::chrono::duration_cast<std::chrono::milliseconds>(longest).count()));
    std::printf("ends %d\n", ends);
}
