# shellcheck shell=bash disable=SC2034
# Which tools the project uses, in which version, and where they are found.
# Sourced by the other scripts after `root` is set.

# Tools that `make` builds live in a directory of their own, shared by all clones, so that nobody's
# own trunk or wasm-bindgen is replaced.
tools_dir=${LATCHKEY_TOOLS_DIR:-${XDG_DATA_HOME:-$HOME/.local/share}/latchkey-tools}

trunk_version=0.21.14
cargo_deny_version=0.20.2
# The command must be of exactly the version of the library in the bundle, so the lock file decides.
wasm_bindgen_version=$(awk '$0 == "name = \"wasm-bindgen\"" { getline; gsub(/version = |"/, ""); print; exit }' \
  "${root:?}/Cargo.lock" 2>/dev/null || true)

# rustup's directory is missing from PATH in shells that were open before it was installed.
export PATH="$root/node_modules/.bin:$tools_dir/bin:$PATH:${CARGO_HOME:-$HOME/.cargo}/bin"

# has_version command version: is the command there, in this version?
has_version() { [ "$("$1" --version 2>/dev/null | awk '{ print $2; exit }')" = "$2" ]; }

# at_least found wanted: compares dotted version numbers.
at_least() { [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]; }

# has_package name: is the Debian package installed?
has_package() { dpkg-query -W -f='${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'; }
