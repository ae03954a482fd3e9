#pragma once

#include <chrono>
#include <functional>
#include <string>

namespace service {

/// What the process is told by its environment. Every value has a default that suits a pod.
struct Config {
  std::string host = "0.0.0.0";
  /// 0 asks the kernel for a free port; the "listening" line of the log says which one it was.
  int port = 8080;
  /// How long new connections are still accepted after SIGTERM, with /readyz answering 503.
  std::chrono::milliseconds linger{1000};
  /// How long requests in flight may take after that.
  std::chrono::milliseconds drain{20000};
  /// Requests to /work that may burn CPU at the same time; further ones get 503.
  int max_work = 16;
};

using Environment = std::function<const char*(const char* name)>;

/// Reads HOST, PORT, LINGER_MS, DRAIN_MS and MAX_WORK.
/// Throws std::invalid_argument, naming the variable and the allowed range.
Config read_config(const Environment& environment);

}  // namespace service
