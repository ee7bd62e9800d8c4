#define _GNU_SOURCE
#include "CLogRuntime.h"

#include <locale.h>
#include <pthread.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
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
