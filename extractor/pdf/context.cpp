// The context counts what MuPDF allocates, so that a hostile file meets a budget instead of the machine's memory. Each
// block carries its size in front: the count is then the same on every machine, whatever allocator lies below.

#include "extractor/pdf/context.h"

#include <mupdf/fitz.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <mutex>
#include <new>

#include "extractor/pdf/inflater.h"

namespace prefill::pdf {

namespace {

constexpr std::size_t header_bytes = alignof(std::max_align_t);

// Fonts and images of the document at hand are kept up to this size. Without a store MuPDF would read the font program
// again at every `Tf`; an unlimited one would fill the budget.
constexpr std::size_t store_bytes = std::size_t{16} << 20;

// MuPDF's OpenJPEG and HarfBuzz glue keeps the current context in a global under this lock, so all contexts share it.
std::mutex shared_freetype_lock;

void take_lock(void* /*user*/, int lock) {
  if (lock == FZ_LOCK_FREETYPE) shared_freetype_lock.lock();
}

void release_lock(void* /*user*/, int lock) {
  if (lock == FZ_LOCK_FREETYPE) shared_freetype_lock.unlock();
}

void ignore_message(void* /*user*/, const char* /*message*/) {}

// MuPDF fills its AES tables at first use, without a lock.
void prepare_shared_tables() {
  static std::once_flag once;
  std::call_once(once, [] {
    const unsigned char key[16] = {};
    fz_aes aes;
    fz_aes_setkey_enc(&aes, key, 128);
  });
}

}  // namespace

struct Context::State {
  fz_alloc_context alloc{};
  fz_locks_context locks{};
  std::size_t held = 0;
  std::size_t peak = 0;
  std::size_t ceiling = std::numeric_limits<std::size_t>::max();
  bool refused = false;
  fz_context* raw = nullptr;
  Inflater inflater;
  ByteBuffer bundle_buffer;
  ByteBuffer cmap_buffer;

  [[nodiscard]] bool admit(std::size_t freed, std::size_t wanted) {
    const std::size_t rest = held - freed;
    if (rest <= ceiling && wanted <= ceiling - rest) return true;
    refused = true;
    return false;
  }

  void count(std::size_t freed, std::size_t taken) {
    held = held - freed + taken;
    peak = std::max(peak, held);
  }

  static std::size_t size_of(const unsigned char* block) {
    std::size_t size = 0;
    std::memcpy(&size, block, sizeof size);
    return size;
  }

  static void* reallocate(void* user, void* old, std::size_t size) {
    auto* state = static_cast<State*>(user);
    unsigned char* block = old ? static_cast<unsigned char*>(old) - header_bytes : nullptr;
    const std::size_t old_size = block ? size_of(block) : 0;
    if (size > std::numeric_limits<std::size_t>::max() - header_bytes || !state->admit(old_size, size)) return nullptr;
    auto* grown = static_cast<unsigned char*>(std::realloc(block, size + header_bytes));
    if (!grown) {
      state->refused = true;
      return nullptr;
    }
    std::memcpy(grown, &size, sizeof size);
    state->count(old_size, size);
    return grown + header_bytes;
  }

  static void* allocate(void* user, std::size_t size) { return reallocate(user, nullptr, size); }

  static void release(void* user, void* old) {
    if (!old) return;
    unsigned char* block = static_cast<unsigned char*>(old) - header_bytes;
    static_cast<State*>(user)->count(size_of(block), 0);
    std::free(block);
  }
};

Context::Context() : state_(std::make_unique<State>()) {
  prepare_shared_tables();
  state_->alloc = {state_.get(), State::allocate, State::reallocate, State::release};
  // Contexts are neither cloned nor used by two threads, so the other locks have nothing to guard.
  state_->locks = {nullptr, take_lock, release_lock};
  state_->raw = fz_new_context(&state_->alloc, &state_->locks, store_bytes);
  if (!state_->raw) throw std::bad_alloc();
  fz_set_warning_callback(state_->raw, ignore_message, nullptr);
  fz_set_error_callback(state_->raw, ignore_message, nullptr);
}

Context::~Context() {
  fz_drop_context(state_->raw);
}

void Context::start_budget(std::size_t bytes) {
  constexpr std::size_t most = std::numeric_limits<std::size_t>::max();
  state_->ceiling = bytes > most - state_->held ? most : state_->held + bytes;
  state_->peak = state_->held;
  state_->refused = false;
}

bool Context::exceeded() const {
  return state_->refused;
}

std::size_t Context::peak() const {
  return state_->peak;
}

Inflater& Context::inflater() const {
  return state_->inflater;
}

ByteBuffer& Context::bundle_buffer() const {
  return state_->bundle_buffer;
}

ByteBuffer& Context::cmap_buffer() const {
  return state_->cmap_buffer;
}

fz_context* Context::raw() const {
  return state_->raw;
}

}  // namespace prefill::pdf
