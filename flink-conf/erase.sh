#!/bin/sh
# Runs the erasure again and again, in a Flink of its own within this process; the arguments are the
# job's own. With ERASE_EVERY=once it runs once, and fails where the erasure does.
#
# JOB_JAR       the job's jar
# ERASE_EVERY   pause between two runs, in seconds, or once; 3600 otherwise
set -u

erase() {
    # What a run that was killed has left, with rows of viewers in it.
    rm -f /tmp/adgaze-rows-* /tmp/adgaze-rejected-* /tmp/adgaze-erasure-*
    flink run --target local -Dhigh-availability.type=NONE \
        -Drestart-strategy.type=fixed-delay -Drestart-strategy.fixed-delay.attempts=3 \
        -Drestart-strategy.fixed-delay.delay=10s -Dio.tmp.dirs=/tmp \
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
