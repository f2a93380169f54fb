#!/bin/sh
# Writes the lock files anew: every library with its hashes, for all systems, without the address of any registry.
#   requirements.lock  what the bot on a server needs: the program, readers of documents, webhook, web pages
#   everything.lock    every extra, and what the tests need
#   build.lock         what builds the program, and the libraries that come as source
# Needs uv. `--upgrade` takes the newest versions; without it, those that are locked stay where they fit.
set -eu
cd "$(dirname "$0")/.."
export UV_CUSTOM_COMPILE_COMMAND=deploy/lock.sh

lock() {
  file=$1
  source=$2
  shift 2
  uv pip compile "$source" --universal --python-version 3.11 --generate-hashes --no-emit-index-url --quiet \
    --output-file "deploy/$file" "$@"
}

lock requirements.lock pyproject.toml --extra documents --extra webhook --extra serve "$@"
lock everything.lock pyproject.toml --all-extras --constraints deploy/requirements.lock "$@"
python3 -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' |
  lock build.lock - --constraints deploy/everything.lock "$@"
