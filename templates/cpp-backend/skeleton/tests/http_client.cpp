#include "http_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>

namespace testing {
namespace {

int connect_to(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  const timeval patience{.tv_sec = 15, .tv_usec = 0};
  setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return socket;
  close(socket);
  return -1;
}

std::string read_all(int socket) {
  std::string all;
  char chunk[4096];
  for (ssize_t got; (got = recv(socket, chunk, sizeof chunk, 0)) > 0;) all.append(chunk, static_cast<std::size_t>(got));
  return all;
}

}  // namespace

Answer send_raw(int port, const std::string& bytes) {
  const int socket = connect_to(port);
  if (socket < 0) return {};
  send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
  const std::string all = read_all(socket);
  close(socket);

  const auto end_of_head = all.find("\r\n\r\n");
  if (!all.starts_with("HTTP/1.1 ") || end_of_head == std::string::npos) return {};
  return {std::atoi(all.c_str() + 9), all.substr(0, end_of_head), all.substr(end_of_head + 4)};
}

Answer get(int port, const std::string& path) {
  return send_raw(port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
}

}  // namespace testing
