# What is formatted and linted: every Swift file that is ours. Sourced, not run.
swift_sources=(Package.swift Sources Tests Examples Benchmarks/Package.swift Benchmarks/Sources Fuzz/Package.swift
    Fuzz/Sources)
