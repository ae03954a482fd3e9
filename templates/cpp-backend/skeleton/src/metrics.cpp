#include "metrics.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>

namespace service {
namespace {

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.9g", value);
  return text;
}

std::string head(const std::string& name, const char* type, const char* help) {
  return "# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n";
}

double cpu_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double resident_bytes() {
  // The second field of statm is the resident set in pages; see proc(5).
  std::ifstream statm{"/proc/self/statm"};
  double total = 0;
  double resident = 0;
  statm >> total >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

}  // namespace

void Metrics::observe(const Observation& observation) {
  const double seconds = observation.took.count();
  const std::scoped_lock lock{mutex_};
  ++requests_[{observation.method, observation.route, observation.status}];
  Durations& durations = durations_[observation.route];
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    if (seconds <= bounds[i]) ++durations.at_most[i];
  }
  ++durations.count;
  durations.sum += seconds;
}

std::string Metrics::requests_text() const {
  std::string out = head("http_requests_total", "counter", "Requests answered.");
  for (const auto& [request, count] : requests_) {
    const auto& [method, route, status] = request;
    out += "http_requests_total{method=\"" + method + "\",route=\"" + route + "\",code=\"" + std::to_string(status) +
           "\"} " + std::to_string(count) + "\n";
  }
  return out;
}

std::string Metrics::durations_text() const {
  const std::string name = "http_request_duration_seconds";
  std::string out = head(name, "histogram", "Time a handler took to make the answer.");
  for (const auto& [route, durations] : durations_) {
    const std::string label = "route=\"" + route + "\"";
    for (std::size_t i = 0; i < bounds.size(); ++i) {
      out += name + "_bucket{" + label + ",le=\"" + number(bounds[i]) + "\"} " + std::to_string(durations.at_most[i]) +
             "\n";
    }
    out += name + "_bucket{" + label + ",le=\"+Inf\"} " + std::to_string(durations.count) + "\n";
    out += name + "_sum{" + label + "} " + number(durations.sum) + "\n";
    out += name + "_count{" + label + "} " + std::to_string(durations.count) + "\n";
  }
  return out;
}

std::string Metrics::text(const std::string& name, const std::string& version) const {
  std::string out = head("service_info", "gauge", "Name and version of the running service.");
  out += "service_info{name=\"" + name + "\",version=\"" + version + "\"} 1\n";
  out += head("process_cpu_seconds_total", "counter", "CPU time used, user and system.");
  out += "process_cpu_seconds_total " + number(cpu_seconds()) + "\n";
  out += head("process_resident_memory_bytes", "gauge", "Resident memory.");
  out += "process_resident_memory_bytes " + number(resident_bytes()) + "\n";
  out += head("http_requests_in_flight", "gauge", "Requests being answered now.");
  out += "http_requests_in_flight " + std::to_string(in_flight_.load()) + "\n";

  const std::scoped_lock lock{mutex_};
  return out + requests_text() + durations_text();
}

}  // namespace service
