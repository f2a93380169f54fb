#!/bin/sh
# Writes the lock files anew: every library with its hashes, for all systems, without the address of any registry.
#   requirements.lock  what the bot on a server needs: the program, readers of documents, webhook, web pages
#   everything.lock    every extra, and what the tests need
# Needs uv. `--upgrade` takes the newest versions; without it, those that are locked stay where they fit.
set -eu
cd "$(dirname "$0")/.."
export UV_CUSTOM_COMPILE_COMMAND=deploy/lock.sh

lock() {
  file=$1
  shift
  uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet \
    --output-file "deploy/$file" "$@"
}

lock requirements.lock --extra documents --extra webhook --extra serve "$@"
lock everything.lock --all-extras --constraints deploy/requirements.lock "$@"
