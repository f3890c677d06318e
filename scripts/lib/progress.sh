# shellcheck shell=bash
# What a person sees while a script works: one line a step, with the time it took.
# Sourced by the other scripts after `root` is set. Each step's full output goes to a log.

logs="${root:?}/target/logs"

# One line on standard output.
say() { printf '%s\n' "$*"; }

# One clear sentence, and out.
die() {
  printf 'Stopped: %s\n' "$*" >&2
  exit 1
}

# Seconds as minutes:seconds.
clock() { printf '%d:%02d' "$(($1 / 60))" "$(($1 % 60))"; }

# The end of a log's last line, for the moving line on a terminal.
last_words() { tail -n 1 "$1" 2>/dev/null | tr -d '\r' | tr -cd '[:print:]' | cut -c 1-30; }

# step "What is being done" command [argument…]
# Runs the command with its output in a log. A terminal sees one moving line, anything else a line
# every 30 seconds. A failure shows the end of the log and ends the script.
step() {
  local title=$1 log started pid now status=0
  shift
  mkdir -p "$logs"
  log="$logs/$(printf '%s' "$title" | tr '[:upper:]' '[:lower:]' | tr -cs 'a-z0-9' '-' | cut -c 1-40).log"
  started=$SECONDS
  [ -t 1 ] || say "$title …"
  # Job control gives the command a process group of its own, so that Ctrl-C can end all of it.
  set -m
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  set +m
  # shellcheck disable=SC2064 # the id is the one known now
  trap "kill -- -$pid 2>/dev/null; printf '\n'; exit 130" INT TERM
  while kill -0 "$pid" 2>/dev/null; do
    sleep 0.2
    now=$((SECONDS - started))
    if [ -t 1 ]; then
      printf '\r\033[K%s … %s  %s' "$title" "$(clock "$now")" "$(last_words "$log")"
    elif [ "$now" -ge "${next_line:=30}" ]; then
      say "$title … $(clock "$now")"
      next_line=$((now + 30))
    fi
  done
  wait "$pid" || status=$?
  trap - INT TERM
  unset next_line
  if [ -t 1 ]; then printf '\r\033[K'; fi
  if [ "$status" -ne 0 ]; then
    tail -n 40 "$log" >&2
    die "\"$title\" failed after $(clock $((SECONDS - started))). The whole output is in ${log#"$root"/}."
  fi
  say "$title: $(clock $((SECONDS - started)))"
}
