// The one file that knows prometheus-cpp: its core alone, which keeps numbers; they are served like any other answer.
// Series are found once and kept, for finding one takes longer than counting.

#include "server/metrics.h"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <map>

#include "extractor/version.h"
#include "rules/field.h"

namespace prefill::server {
namespace {

using prometheus::Counter;
using prometheus::Family;
using prometheus::Gauge;
using prometheus::Histogram;

// From a plain invoice's hundred microseconds to the longest deadline.
const Histogram::BucketBoundaries kSeconds{0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                           0.05,   0.1,     0.25,   0.5,   1,      2.5,   5,    10};
// A portal takes longer.
const Histogram::BucketBoundaries kPortalSeconds{0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120};

double seconds(std::chrono::nanoseconds time) {
  return std::chrono::duration<double>(time).count();
}

std::string_view work_name(Work work) {
  switch (work) {
    case Work::none:
      return "none";
    case Work::extract:
      return "extract";
    case Work::text:
      return "text";
    case Work::picture:
      return "picture";
  }
  return "none";
}

double resident_bytes() {
  std::ifstream statm("/proc/self/statm");
  double pages = 0;
  double resident = 0;
  statm >> pages >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE));
}

// Gauges by one label, made when they are first set.
class Gauges {
 public:
  Gauges(prometheus::Registry& registry, const char* name, const char* help, const char* label)
      : family_(prometheus::BuildGauge().Name(name).Help(help).Register(registry)), label_(label) {}
  void set(const std::string& value, double number) { family_.Add({{label_, value}}).Set(number); }

 private:
  Family<Gauge>& family_;
  std::string label_;
};

}  // namespace

struct Metrics::State {
  prometheus::Registry registry;

  Family<Counter>& counters(const char* name, const char* help) {
    return prometheus::BuildCounter().Name(name).Help(help).Register(registry);
  }
  Family<Histogram>& histograms(const char* name, const char* help) {
    return prometheus::BuildHistogram().Name(name).Help(help).Register(registry);
  }
  Gauge& gauge(const char* name, const char* help) {
    return prometheus::BuildGauge().Name(name).Help(help).Register(registry).Add({});
  }
  Histogram& phase(const char* name) { return phases.Add({{"phase", name}}, kSeconds); }

  Family<Counter>& requests = counters("prefill_requests_total", "Requests by route, status and outcome");
  Family<Histogram>& routes = histograms("prefill_request_seconds", "From the first byte to the last, by route");
  Family<Histogram>& phases = histograms("prefill_phase_seconds", "Parts of a request's time");
  Family<Histogram>& stages = histograms("prefill_stage_seconds", "Parts of a worker's time for an extraction");
  Family<Counter>& bytes = counters("prefill_bytes_total", "Bytes of requests and answers");
  Family<Counter>& documents = counters("prefill_documents_total", "Documents by work and outcome");
  Family<Counter>& kinds = counters("prefill_document_kinds_total", "Documents extracted, by kind");
  Family<Counter>& fields = counters("prefill_fields_total", "Fields of documents extracted: given, withheld or empty");
  Family<Counter>& shadows = counters("prefill_shadow_documents_total", "Documents that the shadow was given");
  Family<Counter>& differences = counters("prefill_shadow_fields_total", "Fields that the shadow found otherwise");
  Family<Counter>& reloads = counters("prefill_rules_changes_total", "Changes of the rules while serving");

  Family<Counter>& upstream_calls = counters("prefill_upstream_calls_total", "Calls to the portal behind this server");
  Family<Histogram>& upstream_times = histograms("prefill_upstream_seconds", "What the portal took, token included");

  Histogram& receive = phase("receive");
  Histogram& wait = phase("wait");
  Histogram& work = phase("work");
  Histogram& handle = phase("handle");
  Histogram& send = phase("send");
  Counter& bytes_in = bytes.Add({{"direction", "in"}});
  Counter& bytes_out = bytes.Add({{"direction", "out"}});

  Gauges slots{registry, "prefill_slots", "Slots for documents, by state", "state"};
  Gauges pool{registry, "prefill_pool_events", "Since the rules were loaded: documents, workers begun, faults",
              "event"};
  Gauges build{registry, "prefill_rules_info", "1 for the rules in use", "rules"};
  Gauges version{registry, "prefill_version_info", "1 for the version that runs", "version"};
  Gauge& waiting = gauge("prefill_queue_documents", "Documents received that have no slot yet");
  Gauge& connections = gauge("prefill_connections", "Open connections");
  Gauge& quarantined = gauge("prefill_quarantined_documents", "Documents refused because they killed a worker");
  Gauge& memory = gauge("prefill_resident_bytes", "Memory of the server's own process");
  Gauge& dropped = gauge("prefill_log_lines_dropped", "Lines that the log had no room for");

  /// Series of the fields, found once: given, withheld, empty.
  std::array<std::array<Counter*, 3>, rules::field_count> by_field{};
  std::array<Histogram*, stage_count> by_stage{};
  Histogram& write_stage = stages.Add({{"stage", "write"}}, kSeconds);
  std::string rules_now;
};

Metrics::Metrics() : state_(std::make_unique<State>()) {
  for (std::size_t i = 0; i < rules::field_count; ++i) {
    const std::string name(rules::field_name(static_cast<rules::Field>(i)));
    std::size_t at = 0;
    for (const char* outcome : {"given", "withheld", "empty"}) {
      state_->by_field[i][at++] = &state_->fields.Add({{"field", name}, {"outcome", outcome}});
    }
  }
  for (std::size_t i = 0; i < stage_count; ++i) {
    state_->by_stage[i] = &state_->stages.Add({{"stage", std::string(stage_name(static_cast<Stage>(i)))}}, kSeconds);
  }
  state_->version.set(std::string(version), 1);
}

Metrics::~Metrics() = default;

void Metrics::visited(const Visit& visit) {
  const std::string route = visit.route.empty() ? "none" : visit.route;
  state_->requests.Add({{"route", route}, {"status", std::to_string(visit.status)}, {"outcome", visit.outcome}})
      .Increment();
  const auto total = visit.receive + visit.wait + visit.work + visit.handle + visit.send;
  state_->routes.Add({{"route", route}}, kSeconds).Observe(seconds(total));
  state_->receive.Observe(seconds(visit.receive));
  state_->handle.Observe(seconds(visit.handle));
  state_->send.Observe(seconds(visit.send));
  state_->bytes_in.Increment(static_cast<double>(visit.bytes_in));
  state_->bytes_out.Increment(static_cast<double>(visit.bytes_out));
}

void Metrics::read(const Reading& reading) {
  const std::string work(work_name(reading.work));
  state_->documents.Add({{"work", work}, {"outcome", std::string(reading.outcome)}}).Increment();
  state_->wait.Observe(seconds(reading.wait));
  state_->work.Observe(seconds(reading.work_time));
  if (reading.answer == nullptr || reading.work != Work::extract) return;
  const sandbox::Summary& summary = reading.answer->summary;
  state_->kinds.Add({{"kind", std::string(kind_name(summary.kind))}}).Increment();
  for (std::size_t i = 0; i < rules::field_count; ++i) {
    const std::size_t outcome = summary.given[i] ? 0 : summary.withheld[i] ? 1 : 2;
    state_->by_field[i][outcome]->Increment();
  }
  for (std::size_t i = 0; i < stage_count; ++i) state_->by_stage[i]->Observe(seconds(reading.answer->stages[i]));
  state_->write_stage.Observe(seconds(reading.answer->write));
}

void Metrics::called(const UpstreamVisit& visit) {
  state_->upstream_calls.Add({{"status", std::to_string(visit.status)}, {"outcome", visit.outcome}}).Increment();
  state_->upstream_times.Add({}, kPortalSeconds).Observe(seconds(visit.took));
}

void Metrics::shadowed(std::string_view outcome) {
  state_->shadows.Add({{"outcome", std::string(outcome)}}).Increment();
}

void Metrics::differed(std::string_view field, std::string_view how) {
  state_->differences.Add({{"field", std::string(field)}, {"difference", std::string(how)}}).Increment();
}

void Metrics::rules_changed(std::string_view outcome) {
  state_->reloads.Add({{"outcome", std::string(outcome)}}).Increment();
}

std::string Metrics::text(const Snapshot& snapshot) {
  const sandbox::PoolStatus& pool = snapshot.pool;
  const auto number = [](auto value) { return static_cast<double>(value); };
  state_->slots.set("free", number(pool.free));
  state_->slots.set("receiving", number(pool.acquired));
  state_->slots.set("waiting", number(pool.waiting));
  state_->slots.set("running", number(pool.running));
  state_->pool.set("documents", number(pool.documents));
  state_->pool.set("workers_begun", number(pool.workers_begun));
  state_->pool.set("crashes", number(pool.crashes));
  state_->pool.set("timeouts", number(pool.timeouts));
  state_->pool.set("zygotes_begun", number(pool.zygotes_begun));
  state_->waiting.Set(number(snapshot.waiting));
  state_->connections.Set(number(snapshot.connections));
  state_->quarantined.Set(number(snapshot.quarantined));
  state_->dropped.Set(number(snapshot.log_lines_dropped));
  state_->memory.Set(resident_bytes());
  if (state_->rules_now != snapshot.rules) {
    if (!state_->rules_now.empty()) state_->build.set(state_->rules_now, 0);
    state_->rules_now = snapshot.rules;
    state_->build.set(snapshot.rules, 1);
  }
  return prometheus::TextSerializer().Serialize(state_->registry.Collect());
}

}  // namespace prefill::server
