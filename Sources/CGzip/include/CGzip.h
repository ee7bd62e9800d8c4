#ifndef CGZIP_H
#define CGZIP_H

#include <stddef.h>

/// The most bytes that compressing some can take.
size_t gzip_bound(size_t count);

/// Compresses bytes into the format of gzip (RFC 1952).
///
/// Returns how many bytes were written, 0 when memory is short or the room too small. zlib's own types stay out of this header:
/// other packages of one program wrap them in modules of their own, and Swift takes each type from the first.
size_t gzip_compress(const void *input, size_t count, void *output, size_t room);

/// A file that is being compressed, part by part.
typedef struct gzip_stream gzip_stream;

/// Begins a file; NULL when memory is short. Levels are 1, the fastest, to 9, the smallest; -1 is zlib's default.
gzip_stream *gzip_open(int level);

/// Gives the next bytes to compress; they must stay until gzip_take has nothing more.
void gzip_give(gzip_stream *stream, const void *input, size_t count);

/// Takes compressed bytes, until it returns less than there is room for. Behind the last bytes given, is_end is 1.
/// Returns how many there were, or -1 when memory is damaged.
ptrdiff_t gzip_take(gzip_stream *stream, int is_end, void *output, size_t room);

/// Ends a file and frees its memory.
void gzip_close(gzip_stream *stream);

#endif
