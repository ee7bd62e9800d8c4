# Runs the tests under a sanitizer. Sourced after terminal.sh and dependencies.sh, not run.

# Builds in a directory of its own and tests: run_sanitized NAME [argument of swift test]...
#
# The XCTest runner is left out: it has leaks of its own.
run_sanitized() {
    local name=$1 trait_flags=()
    shift
    if [ "${1:-}" = --disable-default-traits ]; then
        trait_flags=(--disable-default-traits)
        shift
    fi
    require_build_dependencies
    local flags=(--sanitize="$name" --scratch-path ".build-$name" -Xswiftc "-DSANITIZE_${name^^}" "${trait_flags[@]}")
    heading "build"
    swift build --build-tests "${flags[@]}"
    heading "test"
    swift test --skip-build --disable-xctest "${flags[@]}" "$@"
}
