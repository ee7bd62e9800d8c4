#include "CZstd.h"

#ifdef COMPRESSION
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>

// What libzstd's interface says (zstd.h, the part that is stable since 1.4.0).
typedef struct {
    void *bytes;
    size_t size;
    size_t position;
} out_buffer;

typedef struct {
    const void *bytes;
    size_t size;
    size_t position;
} in_buffer;

enum { level_parameter = 100, checksum_parameter = 201, directive_continue = 0, directive_end = 2 };

static struct {
    void *(*create)(void);
    size_t (*set)(void *context, int parameter, int value);
    size_t (*compress)(void *context, out_buffer *output, in_buffer *input, int directive);
    unsigned (*is_error)(size_t result);
    size_t (*destroy)(void *context);
} library;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static int is_here;

static void find(void) {
#ifdef __APPLE__
    void *handle = dlopen("libzstd.1.dylib", RTLD_NOW | RTLD_LOCAL);
#else
    void *handle = dlopen("libzstd.so.1", RTLD_NOW | RTLD_LOCAL);
#endif
    if (handle == NULL) return;
    // POSIX lets a pointer to data be one to a function, C does not.
    *(void **)&library.create = dlsym(handle, "ZSTD_createCCtx");
    *(void **)&library.set = dlsym(handle, "ZSTD_CCtx_setParameter");
    *(void **)&library.compress = dlsym(handle, "ZSTD_compressStream2");
    *(void **)&library.is_error = dlsym(handle, "ZSTD_isError");
    *(void **)&library.destroy = dlsym(handle, "ZSTD_freeCCtx");
    is_here = library.create != NULL && library.set != NULL && library.compress != NULL && library.is_error != NULL &&
              library.destroy != NULL;
}

struct zstd_stream {
    void *context;
    in_buffer input;
};

int zstd_is_here(void) {
    pthread_once(&once, find);
    return is_here;
}

zstd_stream *zstd_open(int level) {
    if (!zstd_is_here()) return NULL;
    zstd_stream *self = calloc(1, sizeof *self);
    if (self == NULL) return NULL;
    self->context = library.create();
    if (self->context != NULL && !library.is_error(library.set(self->context, level_parameter, level)) &&
        !library.is_error(library.set(self->context, checksum_parameter, 1)))
        return self;
    zstd_close(self);
    return NULL;
}

void zstd_give(zstd_stream *self, const void *input, size_t count) {
    self->input = (in_buffer){input, count, 0};
}

ptrdiff_t zstd_take(zstd_stream *self, int is_end, void *output, size_t room) {
    out_buffer out = {output, room, 0};
    int is_done = 0;
    while (!is_done && out.position < room) {
        size_t left = library.compress(self->context, &out, &self->input, is_end ? directive_end : directive_continue);
        if (library.is_error(left)) return -1;
        is_done = is_end ? left == 0 : self->input.position == self->input.size;
    }
    return (ptrdiff_t)out.position;
}

void zstd_close(zstd_stream *self) {
    library.destroy(self->context);
    free(self);
}
#endif
