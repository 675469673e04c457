#!/bin/sh
# Submits the job to a Flink cluster, over its REST interface; the arguments are the job's own. Where
# the job runs or is restarting, and after a JobManager's restart it is, nothing is done; with SAVEPOINT
# that is an error, since nothing was resumed.
#
# FLINK_URL     the JobManager
# JOB_JAR       the job's jar
# SAVEPOINT     optional: a savepoint or checkpoint to go on from
# PARALLELISM   optional; parallelism.default otherwise
set -eu

flink=${FLINK_URL:-http://jobmanager:8081}
jar=${JOB_JAR:-/opt/flink/usrlib/adgaze-jobs.jar}
name='Adgaze engagement'

# Flink answers a fault with a Java stack trace in JSON: what is wrong is in its lines without "at".
ask() {
    if ! answer=$(curl --silent --show-error --fail-with-body "$@"); then
        printf '%s\n' "$answer" | sed -e 's/\\n\\tat [^\\]*//g' -e 's/\\n/\
/g' >&2
        return 1
    fi
    printf '%s\n' "$answer"
}

json_string() {
    printf '"%s"' "$(printf '%s' "$1" | sed 's/[\\"]/\\&/g')"
}

# A JobManager that is starting, or looking for its leader, is asked again.
jobs=$(ask --retry 20 --retry-delay 3 --retry-connrefused "$flink/jobs/overview")
if printf '%s' "$jobs" | tr '{' '\n' | grep "\"name\":\"$name\"" |
    grep -qvE '"state":"(FINISHED|CANCELED|FAILED)"'; then
    if [ -n "${SAVEPOINT:-}" ]; then
        echo "$name runs already and was NOT resumed from $SAVEPOINT. Stop the job that runs (flink stop," \
            "or flink cancel if it was started by mistake), then submit with this SAVEPOINT again" >&2
        exit 1
    fi
    echo "$name runs already"
    exit 0
fi

program_args=
for arg in "$@"; do
    program_args="$program_args${program_args:+,}$(json_string "$arg")"
done
request="{\"programArgsList\":[$program_args]"
if [ -n "${SAVEPOINT:-}" ]; then
    request="$request,\"savepointPath\":$(json_string "$SAVEPOINT")"
fi
if [ -n "${PARALLELISM:-}" ]; then
    request="$request,\"parallelism\":$PARALLELISM"
fi
request="$request}"

uploaded=$(ask --form "jarfile=@$jar;type=application/java-archive" "$flink/jars/upload")
jar_id=$(printf '%s' "$uploaded" | sed 's/.*"filename":"[^"]*\/\([^"/]*\)".*/\1/')
ask --header 'Content-Type: application/json' --data "$request" "$flink/jars/$jar_id/run"
