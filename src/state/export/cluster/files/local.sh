#!/bin/sh
# Trains all trials on this machine, as many at a time as it has cores, or JOBS:
#   JOBS=4 sh local.sh [--device cuda] ...
# Options are those of worker.py. What is done is skipped.
cd "$(dirname "$0")" || exit 1
PYTHON=${PYTHON:-python3}
"$PYTHON" worker.py --fetch "$@" || exit 1
# The first column below the header.
tail -n +2 trials.csv | cut -d, -f1 |
  xargs -P "${JOBS:-$(getconf _NPROCESSORS_ONLN)}" -I{} "$PYTHON" worker.py --trial {} "$@"
"$PYTHON" gather.py
