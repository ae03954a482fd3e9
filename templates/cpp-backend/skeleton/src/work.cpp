#include "work.hpp"

#include <charconv>

namespace service {

std::optional<std::chrono::milliseconds> parse_work(std::string_view text) {
  int value = 0;
  const char* last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, value);
  if (error != std::errc{} || end != last || value < 1 || value > longest_work.count()) return std::nullopt;
  return std::chrono::milliseconds{value};
}

std::uint64_t burn(std::chrono::milliseconds how_long) {
  const auto until = std::chrono::steady_clock::now() + how_long;
  std::uint64_t rounds = 0;
  // Volatile, else the compiler may see that nobody reads the result and leave the work out.
  volatile std::uint64_t state = 0x9e3779b97f4a7c15ULL;
  while (std::chrono::steady_clock::now() < until) {
    for (int i = 0; i < 1000; ++i) state = state * 6364136223846793005ULL + 1442695040888963407ULL;
    ++rounds;
  }
  return rounds;
}

}  // namespace service
