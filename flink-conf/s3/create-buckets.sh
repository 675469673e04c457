#!/bin/sh
# Makes the buckets, and lets the users adgaze-job and adgaze-capture do in each what its policy beside this
# file says (<bucket>.json), and nothing else. Pages of CAPTURE_ORIGIN may send recordings to adgaze-capture.
# Can be run again.
#
# AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY   the store, and an account that may make buckets
set -eu

export AWS_ENDPOINT_URL="${AWS_ENDPOINT_URL:-http://s3:7070}"
export AWS_DEFAULT_REGION="${AWS_DEFAULT_REGION:-us-east-1}"
: "${AWS_ACCESS_KEY_ID:?set it to the key of an account that may make buckets}"
: "${AWS_SECRET_ACCESS_KEY:?set it to the secret of that account}"

policies=$(dirname "$0")

for bucket in adgaze-capture adgaze-output adgaze-state; do
    if ! aws s3api head-bucket --bucket "$bucket" >/dev/null 2>&1; then
        aws s3api create-bucket --bucket "$bucket" >/dev/null
    fi
    aws s3api put-bucket-policy --bucket "$bucket" --policy "file://$policies/$bucket.json"
    echo "$bucket is there, with its policy"
done

if [ -n "${CAPTURE_ORIGIN:-}" ]; then
    aws s3api put-bucket-cors --bucket adgaze-capture --cors-configuration "{\"CORSRules\": [{
        \"AllowedOrigins\": [\"$CAPTURE_ORIGIN\"], \"AllowedMethods\": [\"PUT\"],
        \"AllowedHeaders\": [\"*\"], \"ExposeHeaders\": [\"ETag\"], \"MaxAgeSeconds\": 3600}]}"
    echo "pages of $CAPTURE_ORIGIN may send recordings to adgaze-capture"
fi
