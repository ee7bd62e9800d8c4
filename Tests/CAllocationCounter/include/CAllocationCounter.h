// Counts the calling thread's allocations, by defining malloc and its kin over glibc's own.
//
// Every program that links this target has the counter; it costs a thread-local increment for each allocation.
#ifndef CALLOCATIONCOUNTER_H
#define CALLOCATIONCOUNTER_H

#include <stdbool.h>
#include <stdint.h>

// Whether allocations are counted: with glibc, and without a sanitizer, which has a malloc of its own.
bool allocation_counter_is_available(void);

// The number of allocations of the calling thread since it started.
uint64_t allocation_counter_value(void);

#endif
