#define _GNU_SOURCE
#include "CLogRuntime.h"

#include <errno.h>
#include <locale.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/syscall.h>
#if defined(__linux__)
#include <linux/futex.h>
#include <linux/membarrier.h>
#include <sys/mman.h>
#include <sys/socket.h>
#endif
#if defined(__APPLE__)
#include <xlocale.h>
#endif

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

// Numbers are written with a point whatever locale the program has chosen.
static locale_t clogruntime_numeric_locale = (locale_t)0;
static pthread_once_t clogruntime_numeric_locale_once = PTHREAD_ONCE_INIT;

static void clogruntime_make_numeric_locale(void) { clogruntime_numeric_locale = newlocale(LC_NUMERIC_MASK, "C", (locale_t)0); }

int clogruntime_print_double(
    char *buffer, size_t capacity, char conversion, int keeps_point, int precision, double value
) {
    char format[] = "%#.*e";
    if (keeps_point) {
        format[4] = conversion;
    } else {
        format[1] = '.';
        format[2] = '*';
        format[3] = conversion;
        format[4] = '\0';
    }
    pthread_once(&clogruntime_numeric_locale_once, clogruntime_make_numeric_locale);
    locale_t previous = uselocale(clogruntime_numeric_locale);
    int length = snprintf(buffer, capacity, format, precision, value);
    uselocale(previous);
    return length;
}

double clogruntime_parse_double(const char *text) {
    pthread_once(&clogruntime_numeric_locale_once, clogruntime_make_numeric_locale);
    locale_t previous = uselocale(clogruntime_numeric_locale);
    double value = strtod(text, NULL);
    uselocale(previous);
    return value;
}

#if defined(F_OFD_SETLK)
static struct flock byte_at(int offset, short type) {
    struct flock lock;
    memset(&lock, 0, sizeof lock);
    lock.l_type = type;
    lock.l_whence = SEEK_SET;
    lock.l_start = CLOGRUNTIME_LOCK_BASE + offset;
    lock.l_len = 1;
    return lock;
}
#endif

int clogruntime_lock_byte(int descriptor, int offset, char kind) {
#if defined(F_OFD_SETLK)
    struct flock lock = byte_at(offset, kind == 'r' ? F_RDLCK : kind == 'w' ? F_WRLCK : F_UNLCK);
    return fcntl(descriptor, F_OFD_SETLK, &lock);
#else
    (void)descriptor, (void)offset, (void)kind;
    errno = ENOTSUP;
    return -1;
#endif
}

int clogruntime_byte_is_locked(int descriptor, int offset) {
#if defined(F_OFD_SETLK)
    struct flock lock = byte_at(offset, F_WRLCK);
    if (fcntl(descriptor, F_OFD_GETLK, &lock) != 0) return -1;
    return lock.l_type != F_UNLCK;
#else
    (void)descriptor, (void)offset;
    errno = ENOTSUP;
    return -1;
#endif
}

int clogruntime_lock_file(int descriptor) {
#if defined(F_OFD_SETLK)
    struct flock lock;
    memset(&lock, 0, sizeof lock);
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    if (fcntl(descriptor, F_OFD_SETLK, &lock) == 0) return 0;
    if (errno != EINVAL) return -1;
#endif
    return flock(descriptor, LOCK_EX | LOCK_NB);
}

void clogruntime_unlock_file(int descriptor) {
#if defined(F_OFD_SETLK)
    struct flock lock;
    memset(&lock, 0, sizeof lock);
    lock.l_type = F_UNLCK;
    lock.l_whence = SEEK_SET;
    if (fcntl(descriptor, F_OFD_SETLK, &lock) == 0) return;
#endif
    flock(descriptor, LOCK_UN);
}

int clogruntime_reserve(int descriptor, int64_t size) {
#if defined(__APPLE__)
    fstore_t wanted = {F_ALLOCATEALL, F_PEOFPOSMODE, 0, size, 0};
    if (fcntl(descriptor, F_PREALLOCATE, &wanted) == -1) return errno;
    return ftruncate(descriptor, size) == 0 ? 0 : errno;
#else
    int result;
    do result = posix_fallocate(descriptor, 0, size);
    while (result == EINTR);
    return result;
#endif
}

// All locks, in a list that a forked child goes through. The lock comes first: its address is the node's.
struct clogruntime_lock_node {
#if defined(__linux__)
    uint32_t lock;
#else
    pthread_mutex_t lock;
#endif
    struct clogruntime_lock_node *next;
    struct clogruntime_lock_node *previous;
};

static pthread_mutex_t clogruntime_locks_guard = PTHREAD_MUTEX_INITIALIZER;
static struct clogruntime_lock_node *clogruntime_locks = NULL;
static pthread_once_t clogruntime_locks_once = PTHREAD_ONCE_INIT;

static void clogruntime_locks_prepare(void) { pthread_mutex_lock(&clogruntime_locks_guard); }

static void clogruntime_locks_parent(void) { pthread_mutex_unlock(&clogruntime_locks_guard); }

static void clogruntime_locks_child(void) {
    for (struct clogruntime_lock_node *node = clogruntime_locks; node != NULL; node = node->next) {
#if defined(__linux__)
        __atomic_store_n(&node->lock, 0, __ATOMIC_RELAXED);
#else
        if (pthread_mutex_trylock(&node->lock) == 0) {
            pthread_mutex_unlock(&node->lock);
        } else {
            pthread_mutex_init(&node->lock, NULL);
        }
#endif
    }
    pthread_mutex_unlock(&clogruntime_locks_guard);
}

static void clogruntime_locks_watch_forks(void) {
    pthread_atfork(clogruntime_locks_prepare, clogruntime_locks_parent, clogruntime_locks_child);
}

void *clogruntime_lock_make(void) {
    pthread_once(&clogruntime_locks_once, clogruntime_locks_watch_forks);
    // A cache line of its own: threads that use different locks do not hold each other up.
    struct clogruntime_lock_node *node = aligned_alloc(64, (sizeof *node + 63) / 64 * 64);
    if (node == NULL) { return NULL; }
#if defined(__linux__)
    node->lock = 0;
#else
    pthread_mutex_init(&node->lock, NULL);
#endif
    pthread_mutex_lock(&clogruntime_locks_guard);
    node->previous = NULL;
    node->next = clogruntime_locks;
    if (node->next != NULL) { node->next->previous = node; }
    clogruntime_locks = node;
    pthread_mutex_unlock(&clogruntime_locks_guard);
    return node;
}

void clogruntime_lock_free(void *lock) {
    struct clogruntime_lock_node *node = lock;
    pthread_mutex_lock(&clogruntime_locks_guard);
    if (node->next != NULL) { node->next->previous = node->previous; }
    if (node->previous != NULL) {
        node->previous->next = node->next;
    } else {
        clogruntime_locks = node->next;
    }
    pthread_mutex_unlock(&clogruntime_locks_guard);
#if !defined(__linux__)
    pthread_mutex_destroy(&node->lock);
#endif
    free(node);
}

#if defined(__linux__)
void clogruntime_lock_contended(uint32_t *word) {
    int before = errno;
    while (__atomic_exchange_n(word, 2, __ATOMIC_ACQUIRE) != 0) {
        syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, 2, NULL, NULL, 0);
    }
    errno = before;
}

void clogruntime_lock_wake(uint32_t *word) {
    int before = errno;
    syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
    errno = before;
}
#endif

int clogruntime_at_fork(void (*prepare)(void), void (*parent)(void), void (*child)(void)) {
    return pthread_atfork(prepare, parent, child);
}

int clogruntime_condition_init(void *condition) {
#if defined(__APPLE__)
    return pthread_cond_init(condition, NULL);
#else
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    int result = pthread_cond_init(condition, &attributes);
    pthread_condattr_destroy(&attributes);
    return result;
#endif
}

int clogruntime_condition_wait(void *condition, void *mutex, int64_t nanoseconds) {
    struct timespec limit;
#if defined(__APPLE__)
    limit.tv_sec = nanoseconds / 1000000000;
    limit.tv_nsec = nanoseconds % 1000000000;
    return pthread_cond_timedwait_relative_np(condition, mutex, &limit);
#else
    clock_gettime(CLOCK_MONOTONIC, &limit);
    int64_t fraction = limit.tv_nsec + nanoseconds % 1000000000;
    limit.tv_sec += nanoseconds / 1000000000 + fraction / 1000000000;
    limit.tv_nsec = fraction % 1000000000;
    return pthread_cond_timedwait(condition, mutex, &limit);
#endif
}

int clogruntime_birth_time(const char *path, int64_t *seconds) {
#if defined(__APPLE__)
    struct stat status;
    if (stat(path, &status) != 0) return -1;
    *seconds = status.st_birthtimespec.tv_sec;
    return 0;
#elif defined(STATX_BTIME)
    struct statx status;
    if (statx(AT_FDCWD, path, 0, STATX_BTIME, &status) != 0 || !(status.stx_mask & STATX_BTIME)) return -1;
    *seconds = status.stx_btime.tv_sec;
    return 0;
#else
    (void)path, (void)seconds;
    return -1;
#endif
}

ssize_t clogruntime_write_unsignalled(int descriptor, const void *bytes, size_t count) {
    sigset_t broken_pipe, before, pending;
    sigemptyset(&broken_pipe);
    sigaddset(&broken_pipe, SIGPIPE);
    // A signal that was pending already is somebody else's: it stays.
    sigemptyset(&pending);
    sigpending(&pending);
    int was_pending = sigismember(&pending, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &broken_pipe, &before);
    ssize_t written = write(descriptor, bytes, count);
    int error = errno;
    if (written < 0 && error == EPIPE && !was_pending) {
        sigemptyset(&pending);
        sigpending(&pending);
        int taken;
        if (sigismember(&pending, SIGPIPE)) sigwait(&broken_pipe, &taken);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return written;
}

int clogruntime_sigpipe_kills(void) {
    struct sigaction action;
    return sigaction(SIGPIPE, NULL, &action) == 0 && action.sa_handler == SIG_DFL;
}

// The owner writes without an atomic operation, which would cost every record something; the value is one machine word.
__attribute__((no_sanitize("thread"))) intptr_t clogruntime_peek(const intptr_t *address) {
    return *(const volatile intptr_t *)address;
}

int clogruntime_has_barrier(void) {
#if defined(SYS_membarrier)
    static volatile int known = -1;
    // Two threads that come first get the same answer.
    if (known < 0) known = syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0;
    return known;
#else
    return 0;
#endif
}

void clogruntime_synchronise_threads(void) {
#if defined(SYS_membarrier)
    syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0);
    if (syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0) == 0) return;
#endif
    usleep(10000);
}

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define CLOGRUNTIME_THREAD_SANITIZER 1
#endif
#endif

#if defined(CLOGRUNTIME_THREAD_SANITIZER)
void __tsan_acquire(void *address);
void __tsan_release(void *address);

void clogruntime_sanitizer_release(const void *address) { __tsan_release((void *)address); }
void clogruntime_sanitizer_acquire(const void *address) { __tsan_acquire((void *)address); }
#else
void clogruntime_sanitizer_release(const void *address) { (void)address; }
void clogruntime_sanitizer_acquire(const void *address) { (void)address; }
#endif

// Place 0 means none, so that the table needs no initialisation: a descriptor is kept plus 1.
static volatile int hangup_descriptors[CLOGRUNTIME_HANGUP_LIMIT];
static int hangup_subscribers = 0;
static struct sigaction hangup_before;

static void on_hangup(int number, siginfo_t *information, void *context) {
    int error = errno;
    for (int place = 0; place < CLOGRUNTIME_HANGUP_LIMIT; place++) {
        int kept = __atomic_load_n(&hangup_descriptors[place], __ATOMIC_ACQUIRE);
        // A pipe that is full holds a byte for the reader already.
        if (kept > 0 && write(kept - 1, "h", 1) < 0) continue;
    }
    if (hangup_before.sa_flags & SA_SIGINFO) {
        if (hangup_before.sa_sigaction) hangup_before.sa_sigaction(number, information, context);
    } else if (hangup_before.sa_handler != SIG_DFL && hangup_before.sa_handler != SIG_IGN) {
        hangup_before.sa_handler(number);
    }
    errno = error;
}

int clogruntime_hangup_subscribe(int descriptor) {
    int place = 0;
    while (place < CLOGRUNTIME_HANGUP_LIMIT && hangup_descriptors[place] != 0) place++;
    if (place == CLOGRUNTIME_HANGUP_LIMIT) return -1;
    __atomic_store_n(&hangup_descriptors[place], descriptor + 1, __ATOMIC_RELEASE);
    if (hangup_subscribers++ == 0) {
        struct sigaction present;
        sigaction(SIGHUP, NULL, &present);
        // Ours is still there where the program had put its own before it when the last subscriber left.
        if (!(present.sa_flags & SA_SIGINFO) || present.sa_sigaction != on_hangup) {
            struct sigaction action;
            memset(&action, 0, sizeof action);
            action.sa_sigaction = on_hangup;
            action.sa_flags = SA_SIGINFO | SA_RESTART;
            sigemptyset(&action.sa_mask);
            hangup_before = present;
            sigaction(SIGHUP, &action, NULL);
        }
    }
    return place;
}

void clogruntime_hangup_unsubscribe(int place) {
    __atomic_store_n(&hangup_descriptors[place], 0, __ATOMIC_RELEASE);
    if (--hangup_subscribers > 0) return;
    struct sigaction present;
    sigaction(SIGHUP, NULL, &present);
    if ((present.sa_flags & SA_SIGINFO) && present.sa_sigaction == on_hangup) sigaction(SIGHUP, &hangup_before, NULL);
}

int clogruntime_send_sealed(int socket, const void *bytes, size_t count) {
#if defined(__linux__)
    int file = memfd_create("log-entry", MFD_ALLOW_SEALING | MFD_CLOEXEC);
    if (file < 0) return -1;
    int result = -1;
    size_t written = 0;
    while (written < count) {
        ssize_t step = write(file, (const char *)bytes + written, count - written);
        if (step < 0 && errno == EINTR) continue;
        if (step < 0) goto end;
        written += (size_t)step;
    }
    if (fcntl(file, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) != 0) goto end;
    union {
        struct cmsghdr header;
        char space[CMSG_SPACE(sizeof(int))];
    } control;
    memset(&control, 0, sizeof control);
    struct msghdr message = {.msg_control = &control, .msg_controllen = sizeof control};
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int));
    memcpy(CMSG_DATA(header), &file, sizeof(int));
    result = sendmsg(socket, &message, MSG_NOSIGNAL) < 0 ? -1 : 0;
end:;
    int number = errno;
    close(file);
    errno = number;
    return result;
#else
    (void)socket, (void)bytes, (void)count;
    errno = ENOSYS;
    return -1;
#endif
}
