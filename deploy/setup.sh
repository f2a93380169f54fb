#!/bin/sh
# Installs Yinju into .venv beside README.md; on Debian and Ubuntu also Python's module for virtual environments,
# if it is missing, with sudo unless root runs this.
#   sh deploy/setup.sh            the program
#   sh deploy/setup.sh preview    with an extra of pyproject.toml, or several: preview,fast
#   sh deploy/setup.sh dev        for development: with every extra that the tests need, in place
set -eu
cd "$(dirname "$0")/.."
extras=${1:-}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

if ! python3 -c 'import ensurepip, venv' 2> /dev/null; then
  if ! command -v apt-get > /dev/null; then
    echo "Python 3.11 or newer with the modules venv and ensurepip is needed." >&2
    exit 1
  fi
  as_root apt-get update
  as_root apt-get install --yes python3-venv
fi
if ! python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
  echo "Python 3.11 or newer is needed; this is $(python3 --version)." >&2
  exit 1
fi

python3 -m venv .venv
case $extras in
  "") .venv/bin/pip install . ;;
  *dev*) .venv/bin/pip install --editable ".[$extras]" ;;
  *) .venv/bin/pip install ".[$extras]" ;;
esac
echo "Yinju is installed in .venv. To try it: .venv/bin/yinju chat"
