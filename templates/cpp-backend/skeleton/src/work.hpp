#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace service {

inline constexpr std::chrono::milliseconds longest_work{2000};

/// Parses the time to burn, in milliseconds: a whole number from 1 to `longest_work`.
std::optional<std::chrono::milliseconds> parse_work(std::string_view text);

/// Keeps one core busy for that long and says how many rounds it computed. It stands for real work, so that
/// autoscaling can be tried; replace it by what the service is for.
std::uint64_t burn(std::chrono::milliseconds how_long);

}  // namespace service
