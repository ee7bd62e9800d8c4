#include "CGzip.h"

#ifdef OTLP
#include <zlib.h>

size_t gzip_bound(size_t count) {
    // What zlib may need, and gzip's longer header.
    return compressBound(count) + 32;
}

size_t gzip_compress(const void *input, size_t count, void *output, size_t room) {
    // 15 bits of window, and 16 for the format of gzip in place of zlib's own; 8 is zlib's default for memory.
    const int window_bits = 15 + 16, memory_level = 8;
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
#endif
