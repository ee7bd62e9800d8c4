// The least work that yields the benchmark's lines: formatted by hand, one write(2) for each.
//
// The date and time of the second are rendered once a second and copied; milliseconds, numbers and names are stored
// directly; the line is built in one static buffer without a bounds check. This is no logger: no levels, no handlers, no
// filters, no lock, no error handling. A logger that comes near it spends its time in the system call.
#ifndef CFLOOR_H
#define CFLOOR_H

#include <stddef.h>
#include <stdint.h>
#include <time.h>

// Values of one monitor row.
struct cfloor_row {
    double sepal_length, sepal_width, petal_length, petal_width;
    const char *prediction;
};

// Formats `2026-11-22 21:53:18,123 - app.service.module - INFO - request handled for user 12345 in 17 ms status ok`.
// Returns the number of bytes put into the buffer, which must have room for 512.
size_t cfloor_format_text(char *buffer, struct timespec now, int64_t user, int64_t milliseconds);

// The same bytes by localtime_r, cached for the second, and snprintf.
size_t cfloor_format_text_snprintf(char *buffer, struct timespec now, int64_t user, int64_t milliseconds);

// Formats `{"asctime": "2026-11-22 21:53:18,123", "name": "app.service.module", "levelname": "INFO", "message": "request handled …"}`.
size_t cfloor_format_json(char *buffer, struct timespec now, int64_t user, int64_t milliseconds);
size_t cfloor_format_json_snprintf(char *buffer, struct timespec now, int64_t user, int64_t milliseconds);

// Formats `{"sepal length": 4.9, …, "pred": "setosa", "timestamp": "2026-11-22T21:53:18.123456", "request_id": "…"}`.
size_t cfloor_format_row(char *buffer, struct timespec now, const struct cfloor_row *row, uint64_t request_id);

// The same bytes by snprintf, doubles by `%.17g` if fewer digits do not name them.
size_t cfloor_format_row_snprintf(char *buffer, struct timespec now, const struct cfloor_row *row, uint64_t request_id);

// Each reads the clock, formats and calls write(2), for each of `count` records beginning with number `first`.
void cfloor_write_text(int descriptor, int64_t first, int64_t count);
void cfloor_write_text_snprintf(int descriptor, int64_t first, int64_t count);
void cfloor_write_json(int descriptor, int64_t first, int64_t count);
void cfloor_write_json_snprintf(int descriptor, int64_t first, int64_t count);
void cfloor_write_rows(int descriptor, int64_t first, int64_t count);
void cfloor_write_rows_snprintf(int descriptor, int64_t first, int64_t count);

// The same lines gathered in 64 KiB, one write(2) for each of those; cfloor_flush writes the rest.
void cfloor_buffer_text(int descriptor, int64_t first, int64_t count);
void cfloor_buffer_json(int descriptor, int64_t first, int64_t count);
void cfloor_buffer_rows(int descriptor, int64_t first, int64_t count);
void cfloor_flush(int descriptor);

// Text lines from several threads, formatted outside of one mutex and written inside of it. Each logs `count` records.
void cfloor_write_text_threads(int descriptor, int64_t first, int64_t count, int threads);

// Text lines to a file that is renamed to `<path>.1` and so on when it would reach `maximum` bytes; three are kept.
void cfloor_write_text_rotating(const char *path, int64_t maximum, int64_t first, int64_t count);

// Rows of a batch: one clock reading and one request for `rows` lines, one write(2) for each line. Counts rows.
void cfloor_write_batches(int descriptor, int64_t rows, int64_t first, int64_t count);

// Reads the clock and formats, but writes nothing.
void cfloor_format_texts(int64_t first, int64_t count);

// What record number `index` says: the same for every contender.
static inline int64_t cfloor_user(int64_t index) { return 10000 + index % 90000; }
static inline int64_t cfloor_milliseconds(int64_t index) { return index % 97; }
static inline struct cfloor_row cfloor_row_at(int64_t index) {
    static const char *const names[3] = {"setosa", "versicolor", "virginica"};
    struct cfloor_row row = {
        .sepal_length = (double)(43 + index % 37) / 10,
        .sepal_width = (double)(20 + index % 25) / 10,
        .petal_length = (double)(10 + index % 60) / 10,
        .petal_width = (double)(1 + index % 25) / 10,
        .prediction = names[index % 3],
    };
    return row;
}

// Keeps the optimiser from removing a loop.
static inline void cfloor_keep(int64_t value) { __asm__ volatile("" : : "r"(value) : "memory"); }

#endif
