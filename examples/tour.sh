#!/usr/bin/env bash
# The main job from end to end, in a folder that is removed afterwards: a user file, a user, a token, its verification, and the
# refusal of a disabled user. Builds authctl first.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

cargo build --release --locked
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export AUTHCTL_DB="$folder/users.db" ANN_PASSWORD='correct horse battery staple'
PATH="$PWD/target/release:$PATH"

step() {
    printf '\n$ %s\n' "$*"
    "$@"
}

step authctl init
step authctl user add ann --email ann@example.com --scope me --password env:ANN_PASSWORD
step authctl user check ann --password env:ANN_PASSWORD
step authctl token issue ann --ttl 15m --out "$folder/token"
token=$(<"$folder/token")
step authctl token verify "$token"
step authctl user disable ann --reason "left the company"

code=0
step authctl token verify "$token" || code=$?
printf '\nThe token is authentic, the user is disabled: exit code %s.\n' "$code"
[[ $code == 8 ]]
