#!/bin/bash
#SBATCH --job-name=alig-sweep
#SBATCH --array=0-@LAST@
#SBATCH --cpus-per-task=1
#SBATCH --output=logs/%A_%a.log
#SBATCH --open-mode=append
# From this folder:
#   python3 worker.py --fetch        once, where there is a network
#   sbatch slurm.sh [--device cuda] ...
#   python3 gather.py                when all are through
# Options of sbatch stand before slurm.sh (--gres=gpu:1, --time=1:00:00), those of worker.py behind
# it. Submitted again, it trains what is missing.
PYTHON=${PYTHON:-python3}
PER_TASK=@PER_TASK@
TRIALS=$(($(wc -l < trials.csv) - 1))
FIRST=$((SLURM_ARRAY_TASK_ID * PER_TASK))
STATUS=0
for ((TRIAL = FIRST; TRIAL < FIRST + PER_TASK && TRIAL < TRIALS; TRIAL++)); do
  "$PYTHON" worker.py --trial "$TRIAL" "$@" || STATUS=1
done
exit $STATUS
