# Finds what the scripts need and installs what is missing, through apt. Sourced after terminal.sh, not run.

# Runs a command as root: directly, or through sudo.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "installing packages needs root; run as root or install sudo: $*"
    fi
}

apt_install() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends "$@"
}

# Installs Debian packages. The package lists are refreshed only when the packages cannot be installed from those at hand.
install_packages() {
    if ! command -v apt-get >/dev/null; then
        fail "missing: $*; install them with this system's package manager (macOS: brew install libyaml pkgconf)"
    fi
    printf 'installing %s\n' "$*"
    if ! apt_install "$@" >/dev/null 2>&1; then
        as_root apt-get update --quiet
        apt_install "$@"
    fi
}

# Whether something that a package provides is there already.
has_package() {
    case $1 in
        libyaml-dev) pkg-config --exists yaml-0.1 2>/dev/null ;;
        pkg-config) command -v pkg-config >/dev/null ;;
        python3) command -v python3 >/dev/null ;;
        python3-venv) python3 -c 'import ensurepip, venv' 2>/dev/null ;;
        python3-yaml) python3 -c 'import yaml' 2>/dev/null ;;
        zlib1g-dev) pkg-config --exists zlib 2>/dev/null ;;
        rsyslog) command -v rsyslogd >/dev/null || [ -x /usr/sbin/rsyslogd ] ;;
        *) dpkg -s "$1" >/dev/null 2>&1 ;;
    esac
}

# Installs those of the packages that are missing: require_packages PACKAGE...
require_packages() {
    local package missing=()
    for package in "$@"; do
        has_package "$package" || missing+=("$package")
    done
    [ "${#missing[@]}" -eq 0 ] || install_packages "${missing[@]}"
}

# Ends the script unless a Swift toolchain is there.
require_swift() {
    command -v swift >/dev/null || fail "no Swift toolchain found; install Swift 6.2 or later from https://www.swift.org/install"
}

# What a build needs: a toolchain, and libyaml with its headers.
require_build_dependencies() {
    require_swift
    require_packages pkg-config libyaml-dev zlib1g-dev
}
