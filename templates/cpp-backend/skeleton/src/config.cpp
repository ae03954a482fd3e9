#include "config.hpp"

#include <charconv>
#include <stdexcept>
#include <string_view>

namespace service {
namespace {

struct Range {
  int low;
  int high;
};

int read_number(const Environment& environment, const char* name, int fallback, Range range) {
  const char* raw = environment(name);
  if (raw == nullptr) return fallback;

  const std::string_view text{raw};
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = error == std::errc{} && end == text.data() + text.size();
  if (!whole || value < range.low || value > range.high) {
    throw std::invalid_argument(std::string{name} + " is \"" + raw + "\"; it must be a whole number from " +
                                std::to_string(range.low) + " to " + std::to_string(range.high));
  }
  return value;
}

}  // namespace

Config read_config(const Environment& environment) {
  Config config;
  if (const char* host = environment("HOST")) config.host = host;
  config.port = read_number(environment, "PORT", config.port, {0, 65535});
  config.max_work = read_number(environment, "MAX_WORK", config.max_work, {1, 1000});

  const auto milliseconds = [&](const char* name, std::chrono::milliseconds fallback) {
    return std::chrono::milliseconds{read_number(environment, name, static_cast<int>(fallback.count()), {0, 600000})};
  };
  config.linger = milliseconds("LINGER_MS", config.linger);
  config.drain = milliseconds("DRAIN_MS", config.drain);
  return config;
}

}  // namespace service
