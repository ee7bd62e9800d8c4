#define _GNU_SOURCE
#include "CFloor.h"

#include <fcntl.h>
#include <math.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char pairs[] =
    "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
    "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";

// The text of a second: `2026-11-22 21:53:18`, with `T` in the middle for rows.
struct second_text {
    time_t second;
    char text[32];
};

static inline const char *text_of_second(struct second_text *cache, time_t second, char separator) {
    if (__builtin_expect(cache->second != second, 0)) {
        struct tm parts;
        localtime_r(&second, &parts);
        strftime(cache->text, sizeof cache->text, "%Y-%m-%d %H:%M:%S", &parts);
        cache->text[10] = separator;
        cache->second = second;
    }
    return cache->text;
}

static inline char *put_literal(char *at, const char *text, size_t count) {
    memcpy(at, text, count);
    return at + count;
}

#define PUT(at, literal) put_literal(at, literal, sizeof(literal) - 1)

static inline char *put_three_digits(char *at, unsigned value) {
    at[0] = (char)('0' + value / 100);
    memcpy(at + 1, pairs + value % 100 * 2, 2);
    return at + 3;
}

static inline char *put_unsigned(char *at, uint64_t value) {
    char digits[20];
    char *start = digits + sizeof digits;
    while (value >= 100) {
        start -= 2;
        memcpy(start, pairs + value % 100 * 2, 2);
        value /= 100;
    }
    if (value >= 10) {
        start -= 2;
        memcpy(start, pairs + value * 2, 2);
    } else {
        *--start = (char)('0' + value);
    }
    size_t count = (size_t)(digits + sizeof digits - start);
    memcpy(at, start, count);
    return at + count;
}

size_t cfloor_format_text(char *buffer, struct timespec now, int64_t user, int64_t milliseconds) {
    static struct second_text cache = {.second = -1};
    char *at = put_literal(buffer, text_of_second(&cache, now.tv_sec, ' '), 19);
    *at++ = ',';
    at = put_three_digits(at, (unsigned)(now.tv_nsec / 1000000));
    at = PUT(at, " - app.service.module - INFO - request handled for user ");
    at = put_unsigned(at, (uint64_t)user);
    at = PUT(at, " in ");
    at = put_unsigned(at, (uint64_t)milliseconds);
    at = PUT(at, " ms status ok\n");
    return (size_t)(at - buffer);
}

size_t cfloor_format_text_snprintf(char *buffer, struct timespec now, int64_t user, int64_t milliseconds) {
    static struct second_text cache = {.second = -1};
    return (size_t)snprintf(
        buffer, 512, "%s,%03d - %s - %s - request handled for user %lld in %lld ms status ok\n",
        text_of_second(&cache, now.tv_sec, ' '), (int)(now.tv_nsec / 1000000), "app.service.module", "INFO",
        (long long)user, (long long)milliseconds);
}

size_t cfloor_format_json(char *buffer, struct timespec now, int64_t user, int64_t milliseconds) {
    static struct second_text cache = {.second = -1};
    char *at = PUT(buffer, "{\"asctime\": \"");
    at = put_literal(at, text_of_second(&cache, now.tv_sec, ' '), 19);
    *at++ = ',';
    at = put_three_digits(at, (unsigned)(now.tv_nsec / 1000000));
    at = PUT(at, "\", \"name\": \"app.service.module\", \"levelname\": \"INFO\", \"message\": \"request handled for user ");
    at = put_unsigned(at, (uint64_t)user);
    at = PUT(at, " in ");
    at = put_unsigned(at, (uint64_t)milliseconds);
    at = PUT(at, " ms status ok\"}\n");
    return (size_t)(at - buffer);
}

size_t cfloor_format_json_snprintf(char *buffer, struct timespec now, int64_t user, int64_t milliseconds) {
    static struct second_text cache = {.second = -1};
    return (size_t)snprintf(
        buffer, 512,
        "{\"asctime\": \"%s,%03d\", \"name\": \"%s\", \"levelname\": \"%s\", "
        "\"message\": \"request handled for user %lld in %lld ms status ok\"}\n",
        text_of_second(&cache, now.tv_sec, ' '), (int)(now.tv_nsec / 1000000), "app.service.module", "INFO",
        (long long)user, (long long)milliseconds);
}

// A double as Python writes it. Numbers with few decimals, as measurements have, are found by scaling: the division is
// rounded correctly, so a decimal that comes back is the shortest that names the number.
static inline char *put_double(char *at, double value) {
    static const double powers[] = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6};
    static const uint64_t integers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    double magnitude = fabs(value);
    if (magnitude < 1e9 && (magnitude >= 1e-4 || magnitude == 0)) {
        if (signbit(value)) *at++ = '-';
        for (unsigned decimals = 1; decimals <= 6; decimals++) {
            double scaled = (double)(uint64_t)(magnitude * powers[decimals] + 0.5);
            if (scaled / powers[decimals] != magnitude) continue;
            uint64_t whole = (uint64_t)scaled;
            at = put_unsigned(at, whole / integers[decimals]);
            *at++ = '.';
            uint64_t fraction = whole % integers[decimals];
            for (unsigned digit = decimals; digit-- > 0;) {
                at[digit] = (char)('0' + fraction % 10);
                fraction /= 10;
            }
            return at + decimals;
        }
        if (signbit(value)) at--;
    }
    return at + sprintf(at, "%.17g", value);
}

// A string between quotes, if nothing in it needs an escape; the floor's data never does, but a row writer has to look.
static inline char *put_string(char *at, const char *text) {
    size_t count = strlen(text);
    unsigned special = 0;
    for (size_t index = 0; index < count; index++) {
        unsigned char byte = (unsigned char)text[index];
        special |= (byte < 0x20) | (byte == '"') | (byte == '\\') | (byte >= 0x7f);
    }
    if (special) abort();
    *at++ = '"';
    at = put_literal(at, text, count);
    *at++ = '"';
    return at;
}

size_t cfloor_format_row(char *buffer, struct timespec now, const struct cfloor_row *row, uint64_t request_id) {
    static struct second_text cache = {.second = -1};
    char *at = PUT(buffer, "{\"sepal length\": ");
    at = put_double(at, row->sepal_length);
    at = PUT(at, ", \"sepal width\": ");
    at = put_double(at, row->sepal_width);
    at = PUT(at, ", \"petal length\": ");
    at = put_double(at, row->petal_length);
    at = PUT(at, ", \"petal width\": ");
    at = put_double(at, row->petal_width);
    at = PUT(at, ", \"pred\": ");
    at = put_string(at, row->prediction);
    at = PUT(at, ", \"timestamp\": \"");
    at = put_literal(at, text_of_second(&cache, now.tv_sec, 'T'), 19);
    unsigned microseconds = (unsigned)(now.tv_nsec / 1000);
    if (microseconds != 0) {
        *at++ = '.';
        at = put_three_digits(at, microseconds / 1000);
        at = put_three_digits(at, microseconds % 1000);
    }
    at = PUT(at, "\", \"request_id\": \"");
    at = put_unsigned(at, request_id);
    at = PUT(at, "\"}\n");
    return (size_t)(at - buffer);
}

// The fewest digits that read back as the number, found by trying; with `.0` where Python shows it.
static const char *shortest(double value, char text[32]) {
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, 32, "%.*g", digits, value);
        if (strtod(text, NULL) == value) break;
    }
    if (strpbrk(text, ".en") == NULL) strcat(text, ".0");
    return text;
}

size_t cfloor_format_row_snprintf(char *buffer, struct timespec now, const struct cfloor_row *row, uint64_t request_id) {
    static struct second_text cache = {.second = -1};
    char numbers[4][32], fraction[8] = "";
    if (now.tv_nsec >= 1000) snprintf(fraction, sizeof fraction, ".%06d", (int)(now.tv_nsec / 1000) % 1000000);
    return (size_t)snprintf(
        buffer, 512,
        "{\"sepal length\": %s, \"sepal width\": %s, \"petal length\": %s, \"petal width\": %s, \"pred\": \"%s\", "
        "\"timestamp\": \"%s%s\", \"request_id\": \"%llu\"}\n",
        shortest(row->sepal_length, numbers[0]), shortest(row->sepal_width, numbers[1]),
        shortest(row->petal_length, numbers[2]), shortest(row->petal_width, numbers[3]), row->prediction,
        text_of_second(&cache, now.tv_sec, 'T'), fraction, (unsigned long long)request_id);
}

// Writes a whole line or ends the benchmark.
static inline void write_line(int descriptor, const char *line, size_t count) {
    if (write(descriptor, line, count) != (ssize_t)count) {
        perror("write");
        exit(1);
    }
}

static inline struct timespec read_clock(void) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return now;
}

// xorshift64*: request identifiers that nobody has to guess.
static inline uint64_t next_request_id(void) {
    static uint64_t state = 0x9e3779b97f4a7c15;
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * 0x2545f4914f6cdd1d;
}

typedef size_t record_format(char *buffer, struct timespec now, int64_t user, int64_t milliseconds);

// Inlined, so that the format is known to the compiler as if it were written here.
__attribute__((always_inline)) static inline void write_records(
    int descriptor, record_format *format, int64_t first, int64_t count) {
    char line[512];
    for (int64_t index = first; index < first + count; index++) {
        size_t size = format(line, read_clock(), cfloor_user(index), cfloor_milliseconds(index));
        write_line(descriptor, line, size);
    }
}

void cfloor_write_text(int descriptor, int64_t first, int64_t count) {
    write_records(descriptor, cfloor_format_text, first, count);
}

void cfloor_write_text_snprintf(int descriptor, int64_t first, int64_t count) {
    write_records(descriptor, cfloor_format_text_snprintf, first, count);
}

void cfloor_write_json(int descriptor, int64_t first, int64_t count) {
    write_records(descriptor, cfloor_format_json, first, count);
}

void cfloor_write_json_snprintf(int descriptor, int64_t first, int64_t count) {
    write_records(descriptor, cfloor_format_json_snprintf, first, count);
}

void cfloor_write_rows(int descriptor, int64_t first, int64_t count) {
    char line[512];
    for (int64_t index = first; index < first + count; index++) {
        struct cfloor_row row = cfloor_row_at(index);
        write_line(descriptor, line, cfloor_format_row(line, read_clock(), &row, next_request_id()));
    }
}

void cfloor_write_rows_snprintf(int descriptor, int64_t first, int64_t count) {
    char line[512];
    for (int64_t index = first; index < first + count; index++) {
        struct cfloor_row row = cfloor_row_at(index);
        write_line(descriptor, line, cfloor_format_row_snprintf(line, read_clock(), &row, next_request_id()));
    }
}

void cfloor_format_texts(int64_t first, int64_t count) {
    char line[512];
    for (int64_t index = first; index < first + count; index++) {
        size_t size = cfloor_format_text(line, read_clock(), cfloor_user(index), cfloor_milliseconds(index));
        __asm__ volatile("" : : "r"(line), "r"(size) : "memory");
    }
}

static char gathered[1 << 16];
static size_t gathered_count;

void cfloor_flush(int descriptor) {
    if (gathered_count > 0) write_line(descriptor, gathered, gathered_count);
    gathered_count = 0;
}

static inline char *gather(int descriptor) {
    if (gathered_count + 512 > sizeof gathered) cfloor_flush(descriptor);
    return gathered + gathered_count;
}

__attribute__((always_inline)) static inline void gather_records(
    int descriptor, record_format *format, int64_t first, int64_t count) {
    for (int64_t index = first; index < first + count; index++) {
        char *line = gather(descriptor);
        gathered_count += format(line, read_clock(), cfloor_user(index), cfloor_milliseconds(index));
    }
}

void cfloor_buffer_json(int descriptor, int64_t first, int64_t count) {
    gather_records(descriptor, cfloor_format_json, first, count);
}

void cfloor_buffer_text(int descriptor, int64_t first, int64_t count) {
    gather_records(descriptor, cfloor_format_text, first, count);
}

void cfloor_buffer_rows(int descriptor, int64_t first, int64_t count) {
    for (int64_t index = first; index < first + count; index++) {
        char *line = gather(descriptor);
        struct cfloor_row row = cfloor_row_at(index);
        gathered_count += cfloor_format_row(line, read_clock(), &row, next_request_id());
    }
}

struct share {
    int descriptor;
    int64_t first, count;
    pthread_mutex_t *lock;
};

// Formats as cfloor_format_text does, with the text of the second kept by the thread.
static void *write_share(void *argument) {
    struct share *share = argument;
    struct second_text cache = {.second = -1};
    char line[512];
    for (int64_t index = share->first; index < share->first + share->count; index++) {
        struct timespec now = read_clock();
        char *at = put_literal(line, text_of_second(&cache, now.tv_sec, ' '), 19);
        *at++ = ',';
        at = put_three_digits(at, (unsigned)(now.tv_nsec / 1000000));
        at = PUT(at, " - app.service.module - INFO - request handled for user ");
        at = put_unsigned(at, (uint64_t)cfloor_user(index));
        at = PUT(at, " in ");
        at = put_unsigned(at, (uint64_t)cfloor_milliseconds(index));
        at = PUT(at, " ms status ok\n");
        pthread_mutex_lock(share->lock);
        write_line(share->descriptor, line, (size_t)(at - line));
        pthread_mutex_unlock(share->lock);
    }
    return NULL;
}

void cfloor_write_text_threads(int descriptor, int64_t first, int64_t count, int threads) {
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    pthread_t handles[64];
    struct share shares[64];
    for (int index = 0; index < threads; index++) {
        shares[index] = (struct share){descriptor, first + index * count, count, &lock};
        if (pthread_create(&handles[index], NULL, write_share, &shares[index]) != 0) abort();
    }
    for (int index = 0; index < threads; index++) pthread_join(handles[index], NULL);
}

void cfloor_write_text_rotating(const char *path, int64_t maximum, int64_t first, int64_t count) {
    static int descriptor = -1;
    static int64_t size;
    char line[512];
    for (int64_t index = first; index < first + count; index++) {
        size_t added = cfloor_format_text(line, read_clock(), cfloor_user(index), cfloor_milliseconds(index));
        if (descriptor < 0 || size + (int64_t)added >= maximum) {
            char from[1024], to[1024];
            if (descriptor >= 0) {
                close(descriptor);
                for (int number = 2; number >= 0; number--) {
                    if (number == 0) snprintf(from, sizeof from, "%s", path);
                    else snprintf(from, sizeof from, "%s.%d", path, number);
                    snprintf(to, sizeof to, "%s.%d", path, number + 1);
                    rename(from, to);
                }
            }
            descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
            size = lseek(descriptor, 0, SEEK_END);
        }
        write_line(descriptor, line, added);
        size += (int64_t)added;
    }
}

void cfloor_write_batches(int descriptor, int64_t rows, int64_t first, int64_t count) {
    char line[512];
    struct timespec now = {0};
    uint64_t request = 0;
    for (int64_t index = first; index < first + count; index++) {
        if ((index - first) % rows == 0) {
            now = read_clock();
            request = next_request_id();
        }
        struct cfloor_row row = cfloor_row_at(index);
        write_line(descriptor, line, cfloor_format_row(line, now, &row, request));
    }
}
