# Prepares the Python that the tests compare with. Sourced after dependencies.sh, not run.

# The packages that the comparisons import, at the versions the expectations were made with.
oracle_packages=(PyYAML==6.0.3 python-json-logger==4.2.0 colorlog==6.12.0 uvicorn==0.54.0 aiosmtpd==1.4.6
    opentelemetry-proto==1.45.1 grpcio==1.85.1 jsonschema==4.26.0
    fluent-logger==0.11.1 msgpack==1.2.4
    Django==5.2.19 msgspec==0.22.0 orjson==3.13.0 rich==15.0.0)

# Whether a command is a CPython 3.13, whose behaviour is the specification.
is_python_313() {
    "$1" -c 'import sys; sys.exit(sys.implementation.name != "cpython" or sys.version_info[:2] != (3, 13))' 2>/dev/null
}

# Prints the interpreter to compare with: LOGCONFIG_PYTHON, else a 3.13 of pyenv or of the system, else python3.
find_python() {
    local candidate
    if [ -n "${LOGCONFIG_PYTHON:-}" ]; then
        printf '%s\n' "$LOGCONFIG_PYTHON"
        return
    fi
    local candidates=()
    if command -v pyenv >/dev/null; then
        for candidate in "$(pyenv root)"/versions/3.13.*/bin/python3; do candidates+=("$candidate"); done
    fi
    candidates+=(python3.13)
    for candidate in "${candidates[@]}"; do
        if is_python_313 "$candidate"; then
            printf '%s\n' "$candidate"
            return
        fi
    done
    printf 'python3\n'
}

# Makes a virtual environment below .build with the packages the comparisons import, and exports LOGCONFIG_PYTHON.
#
# Without access to PyPI the interpreter is used as it is: tests that miss a package then say so and are skipped.
prepare_oracle() {
    require_packages python3 python3-yaml python3-venv
    local python environment version
    python=$(find_python)
    version=$("$python" -c 'import platform; print(platform.python_version())') || fail "cannot run '$python'"
    if [ -n "${LOGCONFIG_PYTHON:-}" ]; then
        printf 'oracle: CPython %s (%s, as LOGCONFIG_PYTHON says)\n' "$version" "$python"
        return
    fi
    environment=$PWD/.build/oracle-$version
    # The mark is written last and names the packages, so that an environment left half made, or with others, is made again.
    if [ "$(cat "$environment/complete" 2>/dev/null)" != "${oracle_packages[*]}" ]; then
        rm -rf "$environment"
        mkdir -p .build
        if "$python" -m venv "$environment" \
            && "$environment/bin/python" -m pip install --quiet --disable-pip-version-check "${oracle_packages[@]}"; then
            printf '%s\n' "${oracle_packages[*]}" >"$environment/complete"
        else
            printf 'warning: %s cannot be installed; using %s as it is\n' "${oracle_packages[*]}" "$python" >&2
            rm -rf "$environment"
        fi
    fi
    if [ -e "$environment/complete" ]; then python=$environment/bin/python; fi
    LOGCONFIG_PYTHON=$(command -v "$python")
    export LOGCONFIG_PYTHON
    printf 'oracle: CPython %s (%s)\n' "$version" "$LOGCONFIG_PYTHON"
    is_python_313 "$LOGCONFIG_PYTHON" || printf 'warning: the specification is CPython 3.13; tests that need it are skipped\n' >&2
}
