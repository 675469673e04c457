#!/bin/sh
# Makes the user that the job runs as, on a Versity S3 Gateway; run again, it sets the user's secret
# anew. What the user may do is in the bucket policies beside this file, which name it.
#
# ADMIN_ENDPOINT_URL, ADMIN_ACCESS_KEY_ID, ADMIN_SECRET_ACCESS_KEY   the gateway and its root account
# JOB_SECRET_ACCESS_KEY                                              the secret of adgaze-job
set -eu

export ADMIN_ENDPOINT_URL="${ADMIN_ENDPOINT_URL:-http://s3:7070}"
: "${ADMIN_ACCESS_KEY_ID:?set it to the root access key of the S3 gateway}"
: "${ADMIN_SECRET_ACCESS_KEY:?set it to the root secret key of the S3 gateway}"
: "${JOB_SECRET_ACCESS_KEY:?set it to the secret key that the job will use}"

user=adgaze-job

if versitygw admin list-users | grep -q "^$user[[:space:]]"; then
    versitygw admin update-user --access "$user" --secret "$JOB_SECRET_ACCESS_KEY" --role user
else
    versitygw admin create-user --access "$user" --secret "$JOB_SECRET_ACCESS_KEY" --role user
fi
