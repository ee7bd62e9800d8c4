// zerolog's side of the benchmark: logs as many records as it is asked for and answers how long that took.
//
//	zerolog-contender text|text-buffered|row|row-buffered PATH
//
// Each line of standard input has the number of the first record and how many; the answer is nanoseconds by the clock on
// the wall and of the processor, the runtime's own threads included.
package main

import (
	"bufio"
	"fmt"
	"io"
	"math/rand"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/rs/zerolog"
)

var species = [...]string{"setosa", "versicolor", "virginica"}

// logText logs what the text scenario logs: zerolog writes it as a line of JSON.
func logText(logger *zerolog.Logger, index int64) {
	logger.Info().Msgf("request handled for user %d in %d ms status ok", 10000+index%90000, index%97)
}

func logRow(logger *zerolog.Logger, index int64) {
	logger.Log().
		Float64("sepal length", float64(43+index%37)/10).
		Float64("sepal width", float64(20+index%25)/10).
		Float64("petal length", float64(10+index%60)/10).
		Float64("petal width", float64(1+index%25)/10).
		Str("pred", species[index%3]).
		Time("timestamp", time.Now()).
		Str("request_id", strconv.FormatUint(rand.Uint64(), 10)).
		Send()
}

func processorTime() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return usage.Utime.Nano() + usage.Stime.Nano()
}

func main() {
	kind, path := os.Args[1], os.Args[2]
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_APPEND|os.O_CREATE, 0o644)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	var writer io.Writer = file
	flush := func() error { return nil }
	if strings.HasSuffix(kind, "-buffered") {
		buffer := bufio.NewWriterSize(file, 1<<16)
		writer, flush = buffer, buffer.Flush
	}
	logger := zerolog.New(writer)
	log := logText
	if strings.HasPrefix(kind, "row") {
		zerolog.TimeFieldFormat = "2006-01-02T15:04:05.000000"
		log = logRow
	} else {
		zerolog.TimeFieldFormat = "2006-01-02 15:04:05,000"
		logger = logger.With().Timestamp().Str("logger", "app.service.module").Logger()
	}
	fmt.Println("ready")
	input := bufio.NewReader(os.Stdin)
	for {
		var first, count int64
		if _, err := fmt.Fscan(input, &first, &count); err != nil {
			return
		}
		wall, processor := time.Now(), processorTime()
		for index := first; index < first+count; index++ {
			log(&logger, index)
		}
		if err := flush(); err != nil {
			panic(err)
		}
		fmt.Println(time.Since(wall).Nanoseconds(), processorTime()-processor)
	}
}
