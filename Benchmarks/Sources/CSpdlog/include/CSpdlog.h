// spdlog's single-threaded and multi-threaded file sinks, for the lines that the other contenders write.
#ifndef CSPDLOG_H
#define CSPDLOG_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// Whether spdlog was there when this was built.
bool cspdlog_is_available(void);

// A logger of text lines to a file. `is_buffered` leaves lines in stdio's buffer; otherwise each record is flushed.
// With a maximum size the file is rolled over, three old ones being kept; 0 never rolls over.
void *cspdlog_make_text(const char *path, bool is_buffered, int64_t maximum_size);

// A logger of the same lines as JSON, by a pattern: nothing in a message is escaped.
void *cspdlog_make_json(const char *path, bool is_buffered);

// A logger whose lines are the message alone: for rows, which spdlog's users format with fmt.
void *cspdlog_make_plain(const char *path, bool is_buffered);

void cspdlog_log_text(void *logger, int64_t first, int64_t count);
void cspdlog_log_rows(void *logger, int64_t first, int64_t count);
void cspdlog_flush(void *logger);

#ifdef __cplusplus
}
#endif

#endif
