#include "CGzip.h"

#if defined(OTLP) || defined(COMPRESSION)
#include <stdlib.h>
#include <zlib.h>

// 15 bits of window, and 16 for the format of gzip in place of zlib's own; 8 is zlib's default for memory.
enum { window_bits = 15 + 16, memory_level = 8 };

size_t gzip_bound(size_t count) {
    // What zlib may need, and gzip's longer header.
    return compressBound(count) + 32;
}

size_t gzip_compress(const void *input, size_t count, void *output, size_t room) {
    z_stream stream = {0};
    if (deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, window_bits, memory_level, Z_DEFAULT_STRATEGY) != Z_OK)
        return 0;
    stream.next_in = (Bytef *)input;
    stream.avail_in = (uInt)count;
    stream.next_out = output;
    stream.avail_out = (uInt)room;
    size_t written = deflate(&stream, Z_FINISH) == Z_STREAM_END ? stream.total_out : 0;
    deflateEnd(&stream);
    return written;
}

struct gzip_stream {
    z_stream stream;
};

gzip_stream *gzip_open(int level) {
    gzip_stream *self = calloc(1, sizeof *self);
    if (self == NULL) return NULL;
    if (deflateInit2(&self->stream, level, Z_DEFLATED, window_bits, memory_level, Z_DEFAULT_STRATEGY) == Z_OK) return self;
    free(self);
    return NULL;
}

void gzip_give(gzip_stream *self, const void *input, size_t count) {
    self->stream.next_in = (Bytef *)input;
    self->stream.avail_in = (uInt)count;
}

ptrdiff_t gzip_take(gzip_stream *self, int is_end, void *output, size_t room) {
    self->stream.next_out = output;
    self->stream.avail_out = (uInt)room;
    int result = deflate(&self->stream, is_end ? Z_FINISH : Z_NO_FLUSH);
    // Z_BUF_ERROR says that there is nothing to do, which is no error.
    if (result != Z_OK && result != Z_STREAM_END && result != Z_BUF_ERROR) return -1;
    return (ptrdiff_t)(room - self->stream.avail_out);
}

void gzip_close(gzip_stream *self) {
    deflateEnd(&self->stream);
    free(self);
}
#endif
