#pragma once
#include "detail/mini.hpp"
namespace boost::asio {
constexpr use_awaitable_t<> use_awaitable;
}
