#include "log.hpp"

#include <chrono>
#include <cstdio>
#include <ctime>
#include <mutex>

namespace service {
namespace {

std::string utc_now() {
  using namespace std::chrono;
  const auto now = system_clock::now();
  const std::time_t seconds = system_clock::to_time_t(now);
  const auto fraction = duration_cast<milliseconds>(now.time_since_epoch()).count() % 1000;
  std::tm parts{};
  gmtime_r(&seconds, &parts);
  char day[24];
  std::strftime(day, sizeof day, "%Y-%m-%dT%H:%M:%S", &parts);
  char text[32];
  std::snprintf(text, sizeof text, "%s.%03dZ", day, static_cast<int>(fraction));
  return text;
}

}  // namespace

std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (const char each : text) {
    const auto byte = static_cast<unsigned char>(each);
    if (each == '"' || each == '\\') {
      out += '\\';
      out += each;
    } else if (byte < 0x20 || byte >= 0x7f) {
      // Bytes above ASCII may be broken UTF-8 that a client sent; escaped, the line is valid JSON whatever they are.
      char escaped[8];
      std::snprintf(escaped, sizeof escaped, "\\u%04x", byte);
      out += escaped;
    } else {
      out += each;
    }
  }
  return out + '"';
}

void log_line(std::string_view level, std::string_view message, std::string_view fields) {
  std::string line = "{\"time\":\"" + utc_now() + "\",\"level\":" + json_string(level) +
                     ",\"message\":" + json_string(message);
  if (!fields.empty()) line.append(",").append(fields);
  line += "}\n";

  static std::mutex one_at_a_time;
  const std::scoped_lock lock{one_at_a_time};
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fflush(stdout);
}

}  // namespace service
