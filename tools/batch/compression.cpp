// The streaming calls of zstd; a context is kept for as long as its owner lives.

#include "tools/batch/compression.h"

#include <fcntl.h>
#include <unistd.h>
#include <zstd.h>

#include <cerrno>
#include <cstring>
#include <stdexcept>
#include <utility>

namespace prefill::tools::batch {
namespace {

constexpr int level = 1;

std::size_t checked(std::size_t code) {
  if (ZSTD_isError(code) != 0) throw std::runtime_error(std::string("zstd: ") + ZSTD_getErrorName(code));
  return code;
}

tl::unexpected<Error> torn() {
  return failure(ErrorCode::damaged, "is no sound zstd file; remove it and run again");
}

}  // namespace

struct Compressor::State {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  std::string buffer = std::string(ZSTD_CStreamOutSize(), '\0');

  State() {
    if (context == nullptr) throw std::bad_alloc();
    checked(ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, level));
    checked(ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1));
  }
  ~State() { ZSTD_freeCCtx(context); }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void feed(std::string_view text, ZSTD_EndDirective end, std::string& out) {
    ZSTD_inBuffer in{text.data(), text.size(), 0};
    while (true) {
      ZSTD_outBuffer piece{buffer.data(), buffer.size(), 0};
      const std::size_t left = checked(ZSTD_compressStream2(context, &piece, &in, end));
      out.append(buffer, 0, piece.pos);
      if (end == ZSTD_e_end ? left == 0 : in.pos == in.size) return;
    }
  }
};

Compressor::Compressor() : state_(std::make_unique<State>()) {}
Compressor::~Compressor() = default;

void Compressor::add(std::string_view text, std::string& out) {
  state_->feed(text, ZSTD_e_continue, out);
}

void Compressor::finish(std::string& out) {
  state_->feed({}, ZSTD_e_end, out);
}

std::string compressed(std::string_view text) {
  std::string out;
  Compressor compressor;
  compressor.add(text, out);
  compressor.finish(out);
  return out;
}

namespace {

// Text out of frames, piece by piece.
class Inflater {
 public:
  Inflater() {
    if (context_ == nullptr) throw std::bad_alloc();
  }
  ~Inflater() { ZSTD_freeDCtx(context_); }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  // Appends what `in` gives to `out`. False when it is not zstd.
  bool feed(std::string_view in, std::string& out) {
    ZSTD_inBuffer input{in.data(), in.size(), 0};
    bool full = false;
    while (input.pos < input.size || full) {
      ZSTD_outBuffer piece{buffer_.data(), buffer_.size(), 0};
      const std::size_t answer = ZSTD_decompressStream(context_, &piece, &input);
      if (ZSTD_isError(answer) != 0) return false;
      out.append(buffer_, 0, piece.pos);
      full = piece.pos == piece.size;
      whole_ = answer == 0;
    }
    return true;
  }
  // Whether the last frame came to its end.
  [[nodiscard]] bool whole() const { return whole_; }

 private:
  ZSTD_DCtx* context_ = ZSTD_createDCtx();
  std::string buffer_ = std::string(ZSTD_DStreamOutSize(), '\0');
  bool whole_ = true;
};

}  // namespace

Result<std::string> decompressed(std::string_view bytes) {
  Inflater inflater;
  std::string text;
  if (!inflater.feed(bytes, text) || !inflater.whole()) return torn();
  return text;
}

struct CompressedLines::State {
  int file = -1;
  bool ended = false;
  Inflater inflater;
  std::string raw = std::string(ZSTD_DStreamInSize(), '\0');
  std::string text;       // inflated, not yet given
  std::size_t begin = 0;  // of what is not yet given

  State() = default;
  ~State() {
    if (file >= 0) ::close(file);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  Result<void> fill() {
    text.erase(0, std::exchange(begin, 0));
    const ssize_t got = ::read(file, raw.data(), raw.size());
    if (got < 0) return failure(ErrorCode::io, std::string("cannot be read: ") + std::strerror(errno));
    ended = got == 0;
    if (ended) return inflater.whole() ? Result<void>() : torn();
    if (!inflater.feed({raw.data(), static_cast<std::size_t>(got)}, text)) return torn();
    return {};
  }
};

CompressedLines::CompressedLines(std::unique_ptr<State> state) : state_(std::move(state)) {}
CompressedLines::CompressedLines(CompressedLines&&) noexcept = default;
CompressedLines& CompressedLines::operator=(CompressedLines&&) noexcept = default;
CompressedLines::~CompressedLines() = default;

Result<CompressedLines> CompressedLines::open(const std::string& path) {
  auto state = std::make_unique<State>();
  state->file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (state->file < 0) return failure(ErrorCode::io, std::string("cannot be opened: ") + std::strerror(errno));
  return CompressedLines(std::move(state));
}

Result<std::optional<std::string_view>> CompressedLines::next() {
  State& state = *state_;
  std::size_t searched = state.begin;
  while (true) {
    const std::size_t end = state.text.find('\n', searched);
    if (end != std::string::npos) {
      const std::size_t from = std::exchange(state.begin, end + 1);
      return std::string_view(state.text).substr(from, end - from);
    }
    if (state.ended) {
      if (state.begin == state.text.size()) return std::optional<std::string_view>();
      const std::size_t from = std::exchange(state.begin, state.text.size());
      return std::string_view(state.text).substr(from);
    }
    searched = state.text.size() - state.begin;
    if (auto filled = state.fill(); !filled) return tl::unexpected(filled.error());
  }
}

}  // namespace prefill::tools::batch
