// A `prefill-workers` that documents can take over: "attack null" and a line end crash their worker, and so on. Put
// beside a copy of `prefill` in its place, it shows what attacks cost a service under load:
//
//   mkdir hostile && cp build/release/prefill hostile && cp build/release/hostile_workers hostile/prefill-workers
//   hostile/prefill serve & printf 'attack null\n' > crasher
//   build/release/service_load corpus/samples --rate 400 --seconds 60 --crasher crasher --crasher-every 10

#include "extractor/sandbox/launcher_process.h"
#include "tests/extractor/sandbox/hostile_tasks.h"

int main() {
  prefill::sandbox::run_launcher(prefill::sandbox::launcher_socket, prefill::sandbox::test::do_attack);
}
