# How the scripts talk: headings, failures, the time a phase takes. Sourced, not run.

# Prints a heading; bold on a terminal, unless NO_COLOR asks otherwise.
heading() {
    if [ -t 1 ] && [ -z "${NO_COLOR:-}" ]; then
        printf '\n\033[1m== %s\033[0m\n' "$*"
    else
        printf '\n== %s\n' "$*"
    fi
}

# Ends the script with a message on standard error.
fail() {
    printf '%s: %s\n' "$(basename "$0")" "$*" >&2
    exit 1
}

phase_times=()

# Runs a command as a phase of its own and remembers how long it took: phase NAME COMMAND...
phase() {
    local name=$1 started=$SECONDS
    shift
    heading "$name"
    "$@"
    phase_times+=("$(printf '%5d s  %s' "$((SECONDS - started))" "$name")")
}

# Prints the time of every phase so far.
print_phase_times() {
    heading "time per phase"
    printf '%s\n' "${phase_times[@]}"
}
