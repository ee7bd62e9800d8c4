// What Swift cannot say itself: thread-local storage, and system calls with variable arguments.
#ifndef CLOGRUNTIME_H
#define CLOGRUNTIME_H

#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#if !defined(__linux__)
#include <pthread.h>
#endif

// The calling thread's logging context; NULL until the thread logs for the first time.
extern __thread void *clogruntime_thread_context;

static inline void *clogruntime_context_get(void) { return clogruntime_thread_context; }
static inline void clogruntime_context_set(void *context) { clogruntime_thread_context = context; }

// open(2) with a creation mode, which Swift cannot call because open is variadic.
static inline int clogruntime_open(const char *path, int flags, mode_t mode) { return open(path, flags, mode); }

// A number that no other thread has at the same time.
static inline uintptr_t clogruntime_thread_mark(void) {
#if defined(__has_builtin)
#if __has_builtin(__builtin_thread_pointer) && defined(__linux__)
    // A register; the address of a thread-local variable may take a call.
    return (uintptr_t)__builtin_thread_pointer();
#endif
#endif
    return (uintptr_t)&clogruntime_thread_context;
}

// The kernel's identifier of the calling thread (gettid(2) on Linux, pthread_threadid_np(3) on Darwin).
uint64_t clogruntime_native_thread_id(void);

// Copies the calling thread's name; pthread_getname_np(3), which Swift's module for glibc leaves out. Returns 0 on success.
int clogruntime_thread_name(char *name, size_t capacity);

// Sends bytes to a connected datagram socket as a file in memory that is sealed against changes, and nothing beside it.
//
// Returns 0, or -1 with errno set; ENOSYS where there are no such files.
int clogruntime_send_sealed(int socket, const void *bytes, size_t count);

// snprintf(3) of one double with the conversion e, E, f, F, g or G and a precision, always with a decimal point.
//
// keeps_point is C's flag #. Returns the length of the whole text, of which at most capacity - 1 bytes were written.
int clogruntime_print_double(
    char *buffer, size_t capacity, char conversion, int keeps_point, int precision, double value
);

// strtod(3) of a number with a decimal point, or of an integer of any length.
double clogruntime_parse_double(const char *text);

// Whether text of 16 bytes or more has no control character, quote, backslash or DEL, and nothing outside of ASCII: 1 or 0.
static inline int clogruntime_is_plain_json(const void *text, ptrdiff_t count) {
    // In C for its comparisons of vectors. Without a question for each; the last two may have been seen before.
    typedef signed char vector __attribute__((vector_size(16)));
    typedef unsigned char bytes __attribute__((vector_size(16)));
    typedef uint64_t words __attribute__((vector_size(16)));
    vector stops = {0};
    bytes part;
    for (ptrdiff_t position = 0;; position += 16) {
        if (position + 16 > count) position = count - 16;
        __builtin_memcpy(&part, (const char *)text + position, sizeof part);
        // With one more DEL is, as all outside of ASCII, less than what comes behind a space.
        vector next = (vector)(part + 1);
        stops |= (next < 0x21) | (next == 0x23) | (next == 0x5D);
        if (position + 16 >= count) break;
    }
    words halves = (words)stops;
    return (halves[0] | halves[1]) == 0;
}

// Bytes far behind every file's end that processes lock to agree on a log file; see FileClaim in Swift.
#define CLOGRUNTIME_LOCK_BASE ((int64_t)1 << 62)

// Locks (kind 'r' shared, 'w' exclusive) or releases (kind 'u') one byte for this open file, without waiting. fcntl(2) with
// F_OFD_SETLK. Returns 0, or -1 with errno: EAGAIN or EACCES when somebody else has it, ENOTSUP where there are no such locks.
int clogruntime_lock_byte(int descriptor, int offset, char kind);

// Whether another open file holds a lock on the byte: 1 or 0; -1 with errno when that cannot be told. F_OFD_GETLK.
int clogruntime_byte_is_locked(int descriptor, int offset);

// Locks the whole file for this open file, without waiting; released when its last descriptor and its last mapping go,
// however the process ends. F_OFD_SETLK, or flock(2) where there is none. Returns 0, or -1 with errno: EAGAIN, EACCES or EWOULDBLOCK when
// somebody else has it.
int clogruntime_lock_file(int descriptor);

// Releases that lock.
void clogruntime_unlock_file(int descriptor);

// Gives a file its size and reserves the room for it, so that writing to a mapping of it cannot fail. posix_fallocate(3).
// Returns 0 or an error number.
int clogruntime_reserve(int descriptor, int64_t size);

// Sets what runs around fork(2). pthread_atfork(3).
int clogruntime_at_fork(void (*prepare)(void), void (*parent)(void), void (*child)(void));

// A lock that a forked child finds free: a thread that held it in the parent is not there to let it go. What it guards may have
// been half changed by that thread, as with CPython's locks after a fork. Returns NULL without memory.
void *clogruntime_lock_make(void);
void clogruntime_lock_free(void *lock);

// Takes a lock, waiting for it.
static inline void clogruntime_lock(void *lock);
// Takes a lock if it is free: 1 or 0.
static inline int clogruntime_lock_if_free(void *lock);
// Lets go of a lock.
static inline void clogruntime_unlock(void *lock);

#if defined(__linux__)
// The lock is a word: 0 free, 1 taken, 2 taken and perhaps waited for, futex(2). As glibc's mutex, without its calls: whoever comes
// first after a release gets it, also before those who sleep.
void clogruntime_lock_contended(uint32_t *word);
void clogruntime_lock_wake(uint32_t *word);

static inline int clogruntime_lock_if_free(void *lock) {
    uint32_t expected = 0;
    return __atomic_compare_exchange_n((uint32_t *)lock, &expected, 1, 0, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

static inline void clogruntime_lock(void *lock) {
    if (__builtin_expect(!clogruntime_lock_if_free(lock), 0)) clogruntime_lock_contended((uint32_t *)lock);
}

static inline void clogruntime_unlock(void *lock) {
    if (__builtin_expect(__atomic_exchange_n((uint32_t *)lock, 0, __ATOMIC_RELEASE) == 2, 0)) {
        clogruntime_lock_wake((uint32_t *)lock);
    }
}
#else
static inline int clogruntime_lock_if_free(void *lock) { return pthread_mutex_trylock((pthread_mutex_t *)lock) == 0; }
static inline void clogruntime_lock(void *lock) { pthread_mutex_lock((pthread_mutex_t *)lock); }
static inline void clogruntime_unlock(void *lock) { pthread_mutex_unlock((pthread_mutex_t *)lock); }
#endif

// Waits for a condition at most so many nanoseconds, by a clock that nobody sets; the condition is made by
// clogruntime_condition_init. Both are pointers to the POSIX types. Returns 0, or ETIMEDOUT.
int clogruntime_condition_init(void *condition);
int clogruntime_condition_wait(void *condition, void *mutex, int64_t nanoseconds);

// When the file was created, by statx(2) or stat(2). Returns 0; -1 when the file system does not know.
int clogruntime_birth_time(const char *path, int64_t *seconds);

// write(2) that answers a broken pipe with EPIPE alone: SIGPIPE is held back from the calling thread and taken away again.
ssize_t clogruntime_write_unsignalled(int descriptor, const void *bytes, size_t count);

// Whether SIGPIPE would end this process.
int clogruntime_sigpipe_kills(void);

// Reads a number that another thread may be changing.
intptr_t clogruntime_peek(const intptr_t *address);

// Makes every thread of the process pass a memory barrier, membarrier(2); where there is none, waits for 10 ms, by when what a
// processor has written can be seen by the others.
void clogruntime_synchronise_threads(void);

// Whether that barrier exists here, so that it takes microseconds: 1 or 0.
int clogruntime_has_barrier(void);

// Keeps the compiler from moving memory accesses across; the processor may. What is on the other side of a barrier that
// clogruntime_synchronise_threads makes this thread pass.
static inline void clogruntime_order_memory(void) { __atomic_signal_fence(__ATOMIC_SEQ_CST); }

// Tell the thread sanitizer that what happened before a release of an address is over for who acquires it; nothing without it.
void clogruntime_sanitizer_release(const void *address);
void clogruntime_sanitizer_acquire(const void *address);

// How many descriptors can be told of SIGHUP.
#define CLOGRUNTIME_HANGUP_LIMIT 16

// Has a byte written to the descriptor for each SIGHUP. A handler that the program has set is called all the same. Returns the
// place, or -1 when there is none left. Callers come one at a time.
int clogruntime_hangup_subscribe(int descriptor);

// Ends it; with the last one the signal means what it did before.
void clogruntime_hangup_unsubscribe(int place);

#endif
