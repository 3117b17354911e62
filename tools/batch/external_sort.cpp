// Records of a part lie in one string and are sorted by place. All parts lie in one file; each is read back through a
// buffer of its own, and a heap holds the first record of each. 16 MiB a part and 64 KiB a buffer sort 4 GiB through
// 16 MiB; more parts than that make the buffers smaller, never more.

#include "tools/batch/external_sort.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <system_error>
#include <vector>

namespace prefill::tools::batch {
namespace {

constexpr std::size_t smallest_buffer = 4096;
constexpr std::size_t largest_buffer = std::size_t{64} << 10;

using Length = std::uint32_t;

[[noreturn]] void fail(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

// A file without a name where the system can make one, else one whose name is gone at once.
int unnamed_file(const std::string& directory) {
  const int file = ::open(directory.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0) return file;
  std::string name = directory + "/sort-XXXXXX";
  const int named = ::mkostemp(name.data(), O_CLOEXEC);
  if (named < 0) fail("a file to sort in cannot be made");
  ::unlink(name.c_str());
  return named;
}

// A sorted part of the file, read in order.
class Part {
 public:
  Part(int file, std::uint64_t begin, std::uint64_t end, std::size_t buffer)
      : file_(file), at_(begin), end_(end), size_(buffer) {}

  // Goes to the next record; false behind the last.
  bool advance() {
    Length length = 0;
    if (!ensure(sizeof length)) return false;
    std::memcpy(&length, buffer_.data() + from_, sizeof length);
    from_ += sizeof length;
    if (!ensure(length)) return false;
    record_ = std::string_view(buffer_).substr(from_, length);
    from_ += length;
    return true;
  }
  [[nodiscard]] std::string_view record() const { return record_; }

 private:
  // Whether `bytes` more stand in the buffer, after reading on when they did not.
  bool ensure(std::size_t bytes) {
    if (buffer_.size() - from_ >= bytes) return true;
    buffer_.erase(0, from_);
    from_ = 0;
    const std::size_t had = buffer_.size();
    const std::uint64_t wanted = std::min<std::uint64_t>(std::max(size_, bytes) - had, end_ - at_);
    buffer_.resize(had + wanted);
    std::size_t got = 0;
    while (got < wanted) {
      const ssize_t piece = ::pread(file_, buffer_.data() + had + got, wanted - got, static_cast<off_t>(at_ + got));
      if (piece <= 0) fail("a file to sort in cannot be read");
      got += static_cast<std::size_t>(piece);
    }
    at_ += wanted;
    return buffer_.size() >= bytes;
  }

  int file_;
  std::uint64_t at_;
  std::uint64_t end_;
  std::size_t size_;
  std::string buffer_;
  std::size_t from_ = 0;
  std::string_view record_;
};

}  // namespace

struct ExternalSort::State {
  struct Place {
    std::size_t offset;
    Length length;
  };

  std::string directory;
  std::size_t memory;
  int file = -1;
  std::uint64_t written = 0;
  std::vector<std::uint64_t> ends;  // of the parts in the file
  std::string bytes;                // records not yet in a part
  std::vector<Place> places;
  bool taking = false;
  std::size_t given = 0;  // of `places`, when nothing went to the file
  std::vector<std::unique_ptr<Part>> heap;
  Part* last = nullptr;  // whose record was given, to go on before the next one

  ~State() {
    if (file >= 0) ::close(file);
  }

  [[nodiscard]] std::string_view at(const Place& place) const {
    return std::string_view(bytes).substr(place.offset, place.length);
  }

  void sort() {
    std::sort(places.begin(), places.end(), [this](const Place& a, const Place& b) { return at(a) < at(b); });
  }

  void write(std::string_view text) {
    while (!text.empty()) {
      const ssize_t count = ::write(file, text.data(), text.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) fail("what is to be sorted cannot be written");
      text.remove_prefix(static_cast<std::size_t>(count));
      written += static_cast<std::uint64_t>(count);
    }
  }

  void put_aside() {
    if (file < 0) file = unnamed_file(directory);
    sort();
    std::string out;
    for (const Place& place : places) {
      const char* length = reinterpret_cast<const char*>(&place.length);
      out.append(length, sizeof place.length);
      out += at(place);
      if (out.size() >= largest_buffer) {
        write(out);
        out.clear();
      }
    }
    write(out);
    ends.push_back(written);
    bytes.clear();
    places.clear();
  }

  // Greatest first, so that the heap's top is the smallest.
  static bool later(const std::unique_ptr<Part>& a, const std::unique_ptr<Part>& b) {
    return a->record() > b->record();
  }

  void begin_taking() {
    taking = true;
    if (file < 0) return sort();
    if (!places.empty()) put_aside();
    bytes = {};
    const std::size_t buffer = std::clamp(memory / ends.size(), smallest_buffer, largest_buffer);
    std::uint64_t begin = 0;
    for (const std::uint64_t end : ends) {
      auto part = std::make_unique<Part>(file, begin, end, buffer);
      if (part->advance()) heap.push_back(std::move(part));
      begin = end;
    }
    std::make_heap(heap.begin(), heap.end(), later);
  }

  std::optional<std::string_view> next_merged() {
    if (last != nullptr) {
      // `last` stands at the end of the vector since it was popped.
      if (last->advance()) {
        std::push_heap(heap.begin(), heap.end(), later);
      } else {
        heap.pop_back();
      }
      last = nullptr;
    }
    if (heap.empty()) return std::nullopt;
    std::pop_heap(heap.begin(), heap.end(), later);
    last = heap.back().get();
    return last->record();
  }
};

ExternalSort::ExternalSort(std::string directory, std::size_t memory) : state_(std::make_unique<State>()) {
  state_->directory = std::move(directory);
  state_->memory = memory;
}

ExternalSort::~ExternalSort() = default;

void ExternalSort::add(std::string_view record) {
  State& state = *state_;
  state.places.push_back({state.bytes.size(), static_cast<Length>(record.size())});
  state.bytes += record;
  if (state.bytes.size() + state.places.size() * sizeof(State::Place) >= state.memory) state.put_aside();
}

std::optional<std::string_view> ExternalSort::next() {
  State& state = *state_;
  if (!state.taking) state.begin_taking();
  if (state.file >= 0) return state.next_merged();
  if (state.given == state.places.size()) return std::nullopt;
  return state.at(state.places[state.given++]);
}

}  // namespace prefill::tools::batch
