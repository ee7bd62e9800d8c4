#include "CSpdlog.h"

#ifdef HAS_SPDLOG

#include <chrono>
#include <memory>
#include <random>
#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/spdlog.h>
#include <string>

namespace {

struct Contender {
    std::shared_ptr<spdlog::logger> logger;
};

Contender *make(spdlog::sink_ptr sink, const char *pattern, bool is_buffered) {
    auto logger = std::make_shared<spdlog::logger>("app.service.module", sink);
    logger->set_pattern(pattern);
    logger->set_level(spdlog::level::info);
    logger->flush_on(is_buffered ? spdlog::level::err : spdlog::level::trace);
    return new Contender{logger};
}

} // namespace

bool cspdlog_is_available(void) { return true; }

void *cspdlog_make_text(const char *path, bool is_buffered, int64_t maximum_size) {
    spdlog::sink_ptr sink;
    if (maximum_size > 0) {
        sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(path, (size_t)maximum_size, 3);
    } else {
        sink = std::make_shared<spdlog::sinks::basic_file_sink_mt>(path);
    }
    return make(sink, "%Y-%m-%d %H:%M:%S,%e - %n - %l - %v", is_buffered);
}

void *cspdlog_make_json(const char *path, bool is_buffered) {
    return make(
        std::make_shared<spdlog::sinks::basic_file_sink_mt>(path),
        "{\"asctime\": \"%Y-%m-%d %H:%M:%S,%e\", \"name\": \"%n\", \"levelname\": \"%l\", \"message\": \"%v\"}", is_buffered);
}

void *cspdlog_make_plain(const char *path, bool is_buffered) {
    return make(std::make_shared<spdlog::sinks::basic_file_sink_mt>(path), "%v", is_buffered);
}

void cspdlog_log_text(void *contender, int64_t first, int64_t count) {
    auto &logger = *static_cast<Contender *>(contender)->logger;
    for (int64_t index = first; index < first + count; index++) {
        logger.info("request handled for user {} in {} ms status ok", 10000 + index % 90000, index % 97);
    }
}

void cspdlog_log_rows(void *contender, int64_t first, int64_t count) {
    auto &logger = *static_cast<Contender *>(contender)->logger;
    static thread_local std::mt19937_64 random(1);
    static const char *const names[3] = {"setosa", "versicolor", "virginica"};
    static thread_local time_t known = -1;
    static thread_local char date[32];
    for (int64_t index = first; index < first + count; index++) {
        timespec now;
        clock_gettime(CLOCK_REALTIME, &now);
        if (now.tv_sec != known) {
            tm parts;
            localtime_r(&now.tv_sec, &parts);
            strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", &parts);
            known = now.tv_sec;
        }
        logger.info(
            "{{\"sepal length\": {}, \"sepal width\": {}, \"petal length\": {}, \"petal width\": {}, \"pred\": \"{}\", "
            "\"timestamp\": \"{}.{:06}\", \"request_id\": \"{}\"}}",
            (double)(43 + index % 37) / 10, (double)(20 + index % 25) / 10, (double)(10 + index % 60) / 10,
            (double)(1 + index % 25) / 10, names[index % 3], date, now.tv_nsec / 1000, random());
    }
}

void cspdlog_flush(void *contender) { static_cast<Contender *>(contender)->logger->flush(); }

#else

bool cspdlog_is_available(void) { return false; }
void *cspdlog_make_text(const char *, bool, int64_t) { return nullptr; }
void *cspdlog_make_json(const char *, bool) { return nullptr; }
void *cspdlog_make_plain(const char *, bool) { return nullptr; }
void cspdlog_log_text(void *, int64_t, int64_t) {}
void cspdlog_log_rows(void *, int64_t, int64_t) {}
void cspdlog_flush(void *) {}

#endif
