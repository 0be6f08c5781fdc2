#pragma once
#include "detail/mini.hpp"
