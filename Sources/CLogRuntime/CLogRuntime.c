#define _GNU_SOURCE
#include "CLogRuntime.h"

#include <pthread.h>
#include <stddef.h>
#include <sys/syscall.h>

__thread void *clogruntime_thread_context = NULL;

uint64_t clogruntime_native_thread_id(void) {
#if defined(__APPLE__)
    uint64_t identifier = 0;
    pthread_threadid_np(NULL, &identifier);
    return identifier;
#else
    return (uint64_t)syscall(SYS_gettid);
#endif
}

int clogruntime_thread_name(char *name, size_t capacity) { return pthread_getname_np(pthread_self(), name, capacity); }
