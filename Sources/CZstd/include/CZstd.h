#ifndef CZSTD_H
#define CZSTD_H

#include <stddef.h>

/// A file that is being compressed into the format of Zstandard (RFC 8878), part by part, by the system's libzstd.
///
/// The library is looked for when it is first needed: a program runs where there is none.
typedef struct zstd_stream zstd_stream;

/// Whether the library is here; 1.4.0 is the first that can do what is needed.
int zstd_is_here(void);

/// Begins a file; NULL when memory is short, or the library not here. Levels are 1, the fastest, to 19, the smallest.
zstd_stream *zstd_open(int level);

/// Gives the next bytes to compress; they must stay until zstd_take has nothing more.
void zstd_give(zstd_stream *stream, const void *input, size_t count);

/// Takes compressed bytes, until it returns less than there is room for. Behind the last bytes given, is_end is 1.
/// Returns how many there were, or -1 when memory is short.
ptrdiff_t zstd_take(zstd_stream *stream, int is_end, void *output, size_t room);

/// Ends a file and frees its memory.
void zstd_close(zstd_stream *stream);

#endif
