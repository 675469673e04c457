#!/bin/sh
# Makes the users that the job, the erasure and the capture server run as, on a Versity S3 Gateway; run again, it sets
# their secrets anew. What each may do is in the bucket policies beside this file, which name them.
#
# ADMIN_ENDPOINT_URL, ADMIN_ACCESS_KEY_ID, ADMIN_SECRET_ACCESS_KEY   the gateway and its root account
# JOB_SECRET_ACCESS_KEY, CAPTURE_SECRET_ACCESS_KEY, ERASURE_SECRET_ACCESS_KEY   the secrets of adgaze-job,
#                                             adgaze-capture and adgaze-erasure
set -eu

export ADMIN_ENDPOINT_URL="${ADMIN_ENDPOINT_URL:-http://s3:7070}"
: "${ADMIN_ACCESS_KEY_ID:?set it to the root access key of the S3 gateway}"
: "${ADMIN_SECRET_ACCESS_KEY:?set it to the root secret key of the S3 gateway}"
: "${JOB_SECRET_ACCESS_KEY:?set it to the secret key that the job will use}"
: "${CAPTURE_SECRET_ACCESS_KEY:?set it to the secret key that the capture server will use}"
: "${ERASURE_SECRET_ACCESS_KEY:?set it to the secret key that the erasure will use}"

make_user() {
    if versitygw admin list-users | grep -q "^$1[[:space:]]"; then
        versitygw admin update-user --access "$1" --secret "$2" --role user
    else
        versitygw admin create-user --access "$1" --secret "$2" --role user
    fi
}

make_user adgaze-job "$JOB_SECRET_ACCESS_KEY"
make_user adgaze-capture "$CAPTURE_SECRET_ACCESS_KEY"
make_user adgaze-erasure "$ERASURE_SECRET_ACCESS_KEY"
