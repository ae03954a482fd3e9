#include <doctest.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "http_client.hpp"

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// The real program as a child, with its log on a pipe.
class Program {
 public:
  explicit Program(const std::vector<std::pair<const char*, const char*>>& environment) {
    int ends[2];
    REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
    child_ = fork();
    REQUIRE(child_ >= 0);
    if (child_ == 0) {
      dup2(ends[1], STDOUT_FILENO);
      setenv("HOST", "127.0.0.1", 1);
      setenv("PORT", "0", 1);
      for (const auto& [name, value] : environment) setenv(name, value, 1);
      execl(SERVER_PROGRAM, SERVER_PROGRAM, nullptr);
      _exit(127);
    }
    close(ends[1]);
    log_ = fdopen(ends[0], "r");
  }

  ~Program() {
    if (child_ > 0) {
      kill(child_, SIGKILL);
      waitpid(child_, nullptr, 0);
    }
    std::fclose(log_);
  }

  std::string next_line() {
    char line[1024];
    return std::fgets(line, sizeof line, log_) == nullptr ? "" : line;
  }

  int wait_for_port() {
    const std::string line = next_line();
    const auto at = line.find("\"port\":");
    REQUIRE(at != std::string::npos);
    return std::atoi(line.c_str() + at + 7);
  }

  void send_signal(int signal) const { kill(child_, signal); }

  /// The exit code, or 128 + signal when one ended it.
  int wait() {
    int status = 0;
    waitpid(child_, &status, 0);
    child_ = -1;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  }

 private:
  pid_t child_ = -1;
  FILE* log_ = nullptr;
};

}  // namespace

TEST_CASE("SIGTERM turns readiness off, finishes what is in flight and exits 0") {
  Program program{{{"LINGER_MS", "600"}}};
  const int port = program.wait_for_port();
  CHECK(testing::get(port, "/readyz").status == 200);

  testing::Answer slow;
  std::jthread client{[&] { slow = testing::get(port, "/work?ms=1500"); }};
  std::this_thread::sleep_for(200ms);
  program.send_signal(SIGTERM);
  std::this_thread::sleep_for(200ms);
  CHECK(testing::get(port, "/readyz").status == 503);
  CHECK(testing::get(port, "/healthz").status == 200);

  client.join();
  CHECK(slow.status == 200);
  CHECK(program.wait() == 0);
  CHECK(testing::get(port, "/healthz").status == 0);
}

TEST_CASE("draining is bounded: a request that takes too long is cut and the exit code says so") {
  Program program{{{"LINGER_MS", "0"}, {"DRAIN_MS", "200"}}};
  const int port = program.wait_for_port();
  testing::Answer slow;
  std::jthread client{[&] { slow = testing::get(port, "/work?ms=2000"); }};
  std::this_thread::sleep_for(200ms);

  const auto began = Clock::now();
  program.send_signal(SIGTERM);
  CHECK(program.wait() == 1);
  CHECK(Clock::now() - began < 1500ms);
  client.join();
  CHECK(slow.status == 0);
}

TEST_CASE("an idle program ends at once on SIGINT too") {
  Program program{{{"LINGER_MS", "0"}}};
  program.wait_for_port();
  const auto began = Clock::now();
  program.send_signal(SIGINT);
  CHECK(program.wait() == 0);
  CHECK(Clock::now() - began < 2s);
}

TEST_CASE("a wrong environment is one clear line and exit code 1") {
  Program program{{{"PORT", "eighty"}}};
  const std::string line = program.next_line();
  CHECK(line.find("PORT is") != std::string::npos);
  CHECK(line.find("whole number from 0 to 65535") != std::string::npos);
  CHECK(program.wait() == 1);
}
