#!/usr/bin/env bash
# Start a Dask cluster, run a batch on it, and end it.
#
#   docs/examples/dask_cluster.sh WORKERS DIR [options of planrows batch]
#
# All workers must see the plans, the registers and the output under the same paths. On several
# machines, start the scheduler and the workers as here, each on its machine, with the address of
# the scheduler in place of the file.
set -euo pipefail
workers=$1
shift
python=${PYTHON:-python}
folder=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; wait; rm -rf "$folder"' EXIT
"$python" -m distributed.cli.dask_scheduler --host 127.0.0.1 --port 0 --no-dashboard \
    --scheduler-file "$folder/scheduler.json" >"$folder/scheduler.log" 2>&1 &
for _ in $(seq "$workers"); do
    # One plan at a time in each worker: reading is bound to the CPU.
    "$python" -m distributed.cli.dask_worker --nthreads 1 --no-dashboard \
        --scheduler-file "$folder/scheduler.json" >>"$folder/workers.log" 2>&1 &
done
until [[ -s $folder/scheduler.json ]]; do sleep 0.2; done
address=$("$python" -c 'import json, sys; print(json.load(open(sys.argv[1]))["address"])' \
    "$folder/scheduler.json")
"$python" -m pipeline batch "$@" --scheduler "$address"
