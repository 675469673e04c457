#!/bin/sh
# Runs the erasure again and again, in a Flink of its own within this process; the arguments are the
# job's own. With ERASE_EVERY=once it runs once, and fails where the erasure does.
#
# JOB_JAR       the job's jar
# ERASE_EVERY   pause between two runs, in seconds, or once; 3600 otherwise
set -u

erase() {
    flink run --target local -Dhigh-availability.type=NONE \
        --class io.adgaze.jobs.ErasureJob "${JOB_JAR:-/opt/adgaze/adgaze-jobs.jar}" "$@"
}

if [ "${ERASE_EVERY:-3600}" = once ]; then
    erase "$@"
    exit
fi
while true; do
    erase "$@" || echo "The erasure failed; it is tried again in ${ERASE_EVERY:-3600} s" >&2
    sleep "${ERASE_EVERY:-3600}"
done
