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

#endif
